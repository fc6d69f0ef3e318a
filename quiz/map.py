"""A map of a rulebook: which questions lead to which, what they call up, and which claims that rests on.

One graph, written as Mermaid or as DOT text; other programs draw it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from quiz.conditions import Always, Condition, picks
from quiz.problems import instead_of
from quiz.rulebook import Advice, Headline, Rulebook


@dataclass(frozen=True)
class Node:
    """A part of a rulebook: its kind, and what to write in its box."""

    id: str
    kind: str
    text: str


@dataclass(frozen=True)
class Map:
    """Nodes in named groups, and edges from what decides to what is decided, with the choices that count."""

    groups: tuple[tuple[str, tuple[Node, ...]], ...]
    edges: tuple[tuple[str, str, str], ...]


class UnknownPart(ValueError):
    """Raised for a part of a rulebook that is neither `headlines` nor the id of a section."""


def parts_of(rulebook: Rulebook) -> tuple[str, ...]:
    """The parts that can be drawn on their own."""
    return ("headlines", *(section.id for section in rulebook.sections))


def map_of(rulebook: Rulebook, part: str | None = None) -> Map:
    """The map of a rulebook, or of one part of it: its rules, the questions they test, the claims they rest on.

    Raises UnknownPart.
    """
    if part is not None and part not in parts_of(rulebook):
        raise UnknownPart(f"`{part}` is no part of this rulebook. {instead_of(part, parts_of(rulebook))}")
    rules: list[tuple[str, str, Headline | Advice]] = [("headlines", "headline", each) for each in rulebook.headlines]
    rules += [(each.section, "advice", each) for each in rulebook.advice]
    chosen = [(place, Node(f"{kind}_{rule.id}", kind, rule.title), rule) for place, kind, rule in rules]
    chosen = [each for each in chosen if part in (None, each[0])]

    edges = [edge for _, node, rule in chosen for edge in _from_questions(rulebook, rule.when, node.id)]
    tested = {start for start, _, _ in edges}
    asked = [q for q in rulebook.questions if part is None or f"question_{q.id}" in tested]
    for question in asked:
        routing = question.ask_when or Always()
        edges += _from_questions(rulebook, routing, f"question_{question.id}")
    questions = {
        f"question_{question.id}": Node(f"question_{question.id}", "question", question.label) for question in asked
    }
    edges = [edge for edge in edges if edge[0] in questions]
    edges += [(node.id, f"claim_{claim}", "") for _, node, rule in chosen for claim in rule.claims]
    cited = {end for _, end, _ in edges}

    titles = {"headlines": "Headlines", **{section.id: section.title for section in rulebook.sections}}
    groups = [("Questions", tuple(questions.values()))]
    groups += [(title, tuple(node for place, node, _ in chosen if place == key)) for key, title in titles.items()]
    register = rulebook.evidence_register
    claims = [
        (claim.post, Node(f"claim_{claim.id}", "claim", f"{claim.sentence}: {claim.text}")) for claim in register.claims
    ]
    groups += [
        (post.name, tuple(node for place, node in claims if place == post.id and node.id in cited))
        for post in register.posts
    ]
    return Map(tuple(group for group in groups if group[1]), tuple(edges))


def _from_questions(rulebook: Rulebook, condition: Condition, to: str) -> Iterator[tuple[str, str, str]]:
    tested: dict[str, set[str]] = {}
    for pick in picks(condition):
        tested.setdefault(pick.question, set()).update(pick.choices)
    for question in rulebook.questions:
        if question.id in tested:
            choices = [choice for choice in question.choice_ids if choice in tested[question.id]]
            yield f"question_{question.id}", to, ", ".join(choices)


_COLOURS = {"question": "#e8f1f1", "headline": "#fff3c4", "advice": "#ffffff", "claim": "#f1efe8"}


def as_mermaid(drawn: Map) -> str:
    """The map as a Mermaid flowchart."""
    lines = ["flowchart LR"]
    for number, (title, nodes) in enumerate(drawn.groups):
        lines.append(f'  subgraph group{number}["{_mermaid(title)}"]')
        lines += [f'    {_key(node.id)}["{_mermaid(node.text)}"]:::{node.kind}' for node in nodes]
        lines.append("  end")
    for start, end, label in drawn.edges:
        lines.append(f"  {_key(start)} -->{f'|{label}|' if label else ''} {_key(end)}")
    lines += [f"  classDef {kind} fill:{fill},stroke:#55626a,color:#1c262b" for kind, fill in _COLOURS.items()]
    return "\n".join(lines) + "\n"


def as_dot(drawn: Map) -> str:
    """The map as a Graphviz digraph."""
    lines = [
        "digraph rulebook {",
        "  rankdir=LR;",
        '  node [shape=box, style="filled,rounded", fontname="sans-serif"];',
    ]
    for number, (title, nodes) in enumerate(drawn.groups):
        lines += [f"  subgraph cluster_{number} {{", f"    label={_dot(title)};"]
        for node in nodes:
            lines.append(f"    {_dot(node.id)} [label={_dot(node.text)}, fillcolor={_dot(_COLOURS[node.kind])}];")
        lines.append("  }")
    for start, end, label in drawn.edges:
        lines.append(f"  {_dot(start)} -> {_dot(end)}{f' [label={_dot(label)}]' if label else ''};")
    return "\n".join([*lines, "}"]) + "\n"


def _key(name: str) -> str:
    # In Mermaid a dash can end a name; ids hold no other character that could.
    return name.replace("-", "__")


def _mermaid(text: str) -> str:
    return text.replace("#", "#35;").replace('"', "#quot;").replace("<", "#lt;").replace(">", "#gt;")


def _dot(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


class NoDrawer(RuntimeError):
    """Raised where the library that draws is not installed."""


def as_svg(drawn: Map) -> str:
    """The map as an SVG picture, drawn by Mermaid itself. Raises NoDrawer."""
    try:
        import mermaidx
    except ImportError:
        word = "pictures need one more library: pip install 'thread-to-quiz[map]'. --format mermaid needs none."
        raise NoDrawer(word) from None
    svg: str = mermaidx.render(as_mermaid(drawn)).svg()
    return svg
