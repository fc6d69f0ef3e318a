"""The templates of the pages as functions of JavaScript, so that the script makes the pages of the very same files.

A template becomes a function of its context `c`, which gives its blocks as functions, or what it prints. What it sets
and the macros that it defines or imports are put into `c`. The program's words are put in as the language has them.
What JavaScript does differently from Python (escaping, truth, what filters do) is in `script/runtime.js`.
"""

import json
from collections.abc import Collection, Iterable
from contextlib import contextmanager
from typing import Any

from jinja2 import Environment, nodes

from quiz.words import Speech

OUTERMOST = "base.html"
"""The template that pages stand in; it is not translated, since the folder's pages are there as files."""


class NotTranslated(ValueError):
    """Raised for what a template does and no template did so far."""


class Translator:
    """Templates of an environment, which `quiz.output.prepare` prepared, in the language of `speech`."""

    def __init__(self, environment: Environment, speech: Speech) -> None:
        self.environment, self.speech = environment, speech
        self.functions: dict[str, str] = {}
        self.macros: dict[str, list[str]] = {}
        self.locals: list[set[str]] = []

    def add(self, name: str, only: Collection[str] = ()) -> None:
        """Translates the template called `name`, and all that it extends or imports; or `only` some blocks of it."""
        if name in self.functions or name == OUTERMOST:
            return
        self.functions[name] = ""
        assert self.environment.loader
        tree = self.environment.parse(self.environment.loader.get_source(self.environment, name)[0])
        extended = [_constant(each.template) for each in tree.find_all(nodes.Extends)]
        imported = [_constant(each.template) for each in tree.find_all(nodes.FromImport)]
        for other in (*extended, *imported):
            self.add(other)
        for macro in tree.find_all(nodes.Macro):
            self.macros[macro.name] = [each.name for each in macro.args]
        # Outside of its blocks, a template that extends another prints nothing.
        top = (each for each in tree.body if not (extended and isinstance(each, nodes.Output)))
        body = "".join(self.statement(each) for each in top if not only or isinstance(each, nodes.FromImport))
        blocks = "".join(
            f"b.{each.name} = () => {self.printing(each.body)};"
            for each in tree.find_all(nodes.Block)
            if not only or each.name in only
        )
        parent = next((f"T[{_js(each)}](c)" for each in extended if each != OUTERMOST), "{}")
        self.functions[name] = (
            f'(c) => {{ let o = "", _; const b = {parent}; {body}{blocks} b.printed = o; return b; }}'
        )

    def script(self) -> str:
        """Everything that was added, as a script that gives `quiz` its templates."""
        made = "\n".join(f"T[{_js(name)}] = {function};" for name, function in self.functions.items())
        return (
            "(globalThis.quiz ??= {}).templates = (runtime) => {\n"
            "const { e, t, f, say, counted, safe, each, has, add, times, join, at } = runtime, T = {};\n"
            f"{made}\nreturn T; }};\n"
        )

    # Statements.

    def printing(self, body: Iterable[nodes.Node], parameters: Iterable[str] = ()) -> str:
        """A function's body that gives what `body` prints."""
        with self._frame(parameters):
            made = "".join(self.statement(each) for each in body)
        return f'{{ let o = "", _; {made} return safe(o); }}'

    @contextmanager
    def _frame(self, names: Iterable[str]) -> Any:
        self.locals.append(set(names))
        yield
        self.locals.pop()

    def statement(self, node: nodes.Node) -> str:
        match node:
            case nodes.Output():
                return "".join(f"o += {self.printed(each)};" for each in node.nodes)
            case nodes.If():
                return self._if(node)
            case nodes.For():
                return self._for(node)
            case nodes.Assign():
                value = self.value(node.node)
                return f"{self.declared(node.target)}{self.target(node.target)} = {value};"
            case nodes.AssignBlock():
                value = self.printing(node.body)
                return f"{self.declared(node.target)}{self.target(node.target)} = (() => {value})();"
            case nodes.Macro():
                return self._macro(node)
            case nodes.Block():
                return f"o += e(b.{node.name}());" if self.locals else ""
            case nodes.FromImport():
                return f"T[{_js(_constant(node.template))}](c);"
            case nodes.Extends():
                return ""
        raise NotTranslated(f"{type(node).__name__}, line {node.lineno}")

    def _if(self, node: nodes.If) -> str:
        match node.test:
            case nodes.Name(name="folder"):
                return self._all(node.body)
            case nodes.Not(node=nodes.Name(name="folder")) | nodes.Name(name="preview"):
                return self._all(node.else_)
        made = f"if ({self.truth(node.test)}) {{ {self._all(node.body)} }}"
        for other in node.elif_:
            made += f" else if ({self.truth(other.test)}) {{ {self._all(other.body)} }}"
        return made + (f" else {{ {self._all(node.else_)} }}" if node.else_ else "")

    def _for(self, node: nodes.For) -> str:
        names = [each.name for each in node.target.find_all(nodes.Name)] or [node.target.name]  # type: ignore[attr-defined]
        over = self.value(node.iter)
        item = f"[{', '.join(map(_local, names))}]" if isinstance(node.target, nodes.Tuple) else _local(names[0])
        with self._frame([*(self.locals[-1] if self.locals else ()), *names, "loop"]):
            if node.test is not None:
                over = f"{over}.filter(({item}) => {self.truth(node.test)})"
            body = self._all(node.body)
        made = f"for (const [{item}, {_local('loop')}] of each({over})) {{ {body} }}"
        return f"if (!t({over})) {{ {self._all(node.else_)} }} {made}" if node.else_ else made

    def _macro(self, node: nodes.Macro) -> str:
        names = [each.name for each in node.args]
        first = len(names) - len(node.defaults)
        parameters = [
            _local(name) + (f" = {self.value(node.defaults[place - first])}" if place >= first else "")
            for place, name in enumerate(names)
        ]
        return f"c.{node.name} = ({', '.join(parameters)}) => {self.printing(node.body, names)};"

    def _all(self, body: Iterable[nodes.Node]) -> str:
        return "".join(self.statement(each) for each in body)

    def declared(self, target: nodes.Node) -> str:
        """The declaration of what is set for the first time in a function."""
        if not self.locals or isinstance(target, nodes.NSRef):
            return ""
        names = target.items if isinstance(target, nodes.Tuple) else [target]
        new = [each.name for each in names if isinstance(each, nodes.Name) and each.name not in self.locals[-1]]
        self.locals[-1].update(new)
        return f"var {', '.join(map(_local, new))}; " if new else ""

    def target(self, node: nodes.Node) -> str:
        """Where a value goes: into the context at the top of a template, else into a variable."""
        match node:
            case nodes.NSRef():
                return f"{self.name(node.name)}.{node.attr}"
            case nodes.Tuple():
                return f"[{', '.join(map(self.target, node.items))}]"
            case nodes.Name():
                return self.name(node.name) if self.locals else f"c.{node.name}"
        raise NotTranslated(type(node).__name__)

    # Values.

    def printed(self, node: nodes.Node) -> str:
        """What a part of an output adds to it."""
        if isinstance(node, nodes.TemplateData):
            return _js(node.data)
        return f"e({self.value(node)})"

    def name(self, name: str) -> str:
        return _local(name) if any(name in frame for frame in self.locals) else f"c.{name}"

    def truth(self, node: nodes.Node) -> str:
        """Whether a value is true, as Python has it."""
        match node:
            case nodes.Not():
                return f"!{self.truth(node.node)}"
            case nodes.And():
                return f"({self.truth(node.left)} && {self.truth(node.right)})"
            case nodes.Or():
                return f"({self.truth(node.left)} || {self.truth(node.right)})"
            case nodes.Compare() | nodes.Test():
                return self.value(node)
        return f"t({self.value(node)})"

    def value(self, node: nodes.Node) -> str:
        match node:
            case nodes.Const():
                return _js(node.value)
            case nodes.Name():
                return self.name(node.name)
            case nodes.Getattr():
                return f"{self.value(node.node)}.{node.attr}"
            case nodes.Getitem():
                return self._item(node)
            case nodes.List() | nodes.Tuple():
                return f"[{', '.join(map(self.value, node.items))}]"
            case nodes.Dict():
                pairs = (f"[{self.value(each.key)}]: {self.value(each.value)}" for each in node.items)
                return f"{{ {', '.join(pairs)} }}"
            case nodes.CondExpr():
                other = self.value(node.expr2) if node.expr2 else '""'
                return f"({self.truth(node.test)} ? {self.value(node.expr1)} : {other})"
            case nodes.And():
                return f"(t(_ = {self.value(node.left)}) ? {self.value(node.right)} : _)"
            case nodes.Or():
                return f"(t(_ = {self.value(node.left)}) ? _ : {self.value(node.right)})"
            case nodes.Neg():
                return f"-{self.value(node.node)}"
            case nodes.Concat():
                return f"join([{', '.join(map(self.value, node.nodes))}])"
            case nodes.Add():
                return f"add({self.value(node.left)}, {self.value(node.right)})"
            case nodes.Sub():
                return f"({self.value(node.left)} - {self.value(node.right)})"
            case nodes.Mul():
                return f"times({self.value(node.left)}, {self.value(node.right)})"
            case nodes.Compare():
                return self._comparison(node)
            case nodes.Test(name="none"):
                return f"({self.value(node.node)} == null)"
            case nodes.Filter():
                return self._filter(node)
            case nodes.Call():
                return self._call(node)
        raise NotTranslated(f"{type(node).__name__}, line {node.lineno}")

    def _item(self, node: nodes.Getitem) -> str:
        of = self.value(node.node)
        if isinstance(node.arg, nodes.Slice):
            ends = (node.arg.start or nodes.Const(0), *filter(None, [node.arg.stop]))
            return f"{of}.slice({', '.join(map(self.value, ends))})"
        return f"at({of}, {self.value(node.arg)})"

    def _comparison(self, node: nodes.Compare) -> str:
        (operand,) = node.ops
        left, right = self.value(node.expr), self.value(operand.expr)
        if operand.op in ("in", "notin"):
            return f"{'!' if operand.op == 'notin' else ''}has({right}, {left})"
        sign = {"eq": "===", "ne": "!==", "gt": ">", "lt": "<", "gteq": ">=", "lteq": "<="}[operand.op]
        return f"({left} {sign} {right})"

    def _filter(self, node: nodes.Filter) -> str:
        assert node.node
        named: dict[str, nodes.Expr] = {str(each.key): each.value for each in node.kwargs}
        attribute = named.pop("attribute", node.args[0] if node.name in _BY_ATTRIBUTE else None)
        arguments = [self.value(node.node)]
        if node.name == "selectattr" and len(node.args) == 3 and _constant(node.args[1]) == "in":
            arguments.append(f"(i) => has({self.value(node.args[2])}, i.{_constant(attribute)})")
        elif attribute is not None:
            arguments.append(f"(i) => i.{_constant(attribute)}")
        elif node.name == "map":
            arguments.append(f"f.{_constant(node.args[0])}")
        else:
            arguments += map(self.value, node.args)
        if named:
            raise NotTranslated(f"{node.name}({', '.join(named)})")
        return f"f.{node.name}({', '.join(arguments)})"

    def _call(self, node: nodes.Call) -> str:
        callee = node.node
        named = {each.key: self.value(each.value) for each in node.kwargs}
        values = f"{{ {', '.join(f'{name}: {value}' for name, value in named.items())} }}"
        match callee:
            case nodes.Name(name="_"):
                return f"say({_js(self.speech.catalog.gettext(_constant(node.args[0])))}, {values})"
            case nodes.Name(name="ngettext"):
                one, many, number = node.args
                forms = self.speech.forms(_constant(one), _constant(many))
                return f"counted({_js(forms)}, {self.value(number)}, {values})"
            case nodes.Name(name="namespace"):
                return values
            case nodes.Name(name=name) if name in self.macros and named:
                given = dict(zip(self.macros[name], map(self.value, node.args), strict=False)) | named
                arguments = [given.get(each, "undefined") for each in self.macros[name]]
                return f"{self.name(name)}({', '.join(arguments)})"
            case nodes.Getattr(attr="items"):
                return f"Object.entries({self.value(callee.node)})"
            case nodes.Getattr(attr="get"):
                key, *default = map(self.value, node.args)
                return f"({self.value(callee.node)}[{key}] ?? {(*default, 'null')[0]})"
            case nodes.Getattr(attr="append"):
                return f"{self.value(callee.node)}.push({self.value(node.args[0])})"
            case nodes.Getattr(attr="startswith"):
                return f"{self.value(node.args[0])}.some((start) => {self.value(callee.node)}.startsWith(start))"
            case nodes.Getattr(attr="split"):
                return rf"String({self.value(callee.node)}).split(/\s+/)"
        arguments = [*map(self.value, node.args), *([values] if named else [])]
        return f"{self.value(callee)}({', '.join(arguments)})"


_BY_ATTRIBUTE = ("selectattr", "rejectattr", "groupby")


def _constant(node: Any) -> Any:
    if not isinstance(node, nodes.Const):
        raise NotTranslated(f"{type(node).__name__} where only a constant can be translated, line {node.lineno}")
    return node.value


def _local(name: str) -> str:
    return f"${name}"


def _js(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
