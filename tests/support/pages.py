"""Every page of the quiz and every error state, by name: what the tests that look at all pages look at."""

from urllib.parse import urlencode

from quiz.about.sure import ITEMS
from quiz.answers.columns import write_columns
from quiz.answers.query import read_query
from quiz.rulebook.model import Rulebook
from tests.support.editions import code_for
from tests.support.queries import spread_queries, varied_queries, worst_queries


def side_by_side(ir: Rulebook, queries: list[str]) -> str:
    """The query of a comparison of the summaries with these queries."""
    return write_columns(ir, [read_query(ir, query).answers for query in queries])


def sure(said: str) -> str:
    """The part of an address that answers all of SURE with `said`."""
    return "_ready=yes&" + "&".join(f"{item.name}={said}" for item in ITEMS)


def pages(ir: Rulebook) -> dict[str, str]:
    """The addresses below the rulebook's own."""
    full = worst_queries(ir, 1)[0]
    many = [full, *spread_queries(ir, 59)]
    unsure = "&".join(f"{question.id}=not_sure" for question in ir.questions)
    return {
        "start": "",
        "start, with answers": "?patient_contact=some",
        "start, a code refused": "?_code=7KF3-Q2MX",
        "address of a code refused": "s/7KF3-Q2MX",
        "summary, of a code": f"s/{code_for(ir, full)}",
        "question": "ask",
        "question with several choices": "ask?clinic_building=build&_at=clinic_fields",
        "question refused": "answer?_at=patient_contact",
        "several refused": "answer?clinic_building=build&_at=clinic_fields&clinic_fields=pain&clinic_fields=not_sure",
        "answers, complete": f"check?{full}",
        "answers, begun": "check?patient_contact=some",
        "summary, long": f"summary?{full}",
        "summary, sure of nothing": f"summary?{unsure}",
        "summary, after a change": f"summary?{full}&_was=reading_room:enjoy",
        "summary, as in the first example": f"summary?{varied_queries(ir)[1]}",
        "about": "about",
        "about, with answers": f"about?{full}",
        "ready": f"ready?{full}",
        "ready, refused": f"ready?{full}&_ready=yes&_sure=yes",
        "ready, four times yes": f"ready?{full}&{sure('yes')}",
        "ready, four times no": f"ready?{full}&{sure('no')}",
        "side by side, form": "compare",
        "side by side, form with one": f"compare?{side_by_side(ir, many[:1])}",
        "side by side, refused": f"compare?{urlencode({'_links': f'hello {full} x=1' + chr(10) + full})}",
        "side by side, broken address": f"compare?{side_by_side(ir, many[:2])}&color=red",
        "side by side, two": f"compare?{side_by_side(ir, many[:2])}",
        "side by side, the same": f"compare?{side_by_side(ir, [full, full])}",
        "side by side, six": f"compare?{side_by_side(ir, many[:6])}",
        "side by side, sixty": f"compare?{side_by_side(ir, many[:60])}",
        "summary, of the first edition": f"summary?{full}&_edition=2026-11-24",
        "summary, of an edition that is not kept": f"summary?{full}&_edition=2025-01-01",
        "question, of an edition that is not kept": "ask?patient_contact=some&_edition=2025-01-01",
        "edition that is no date": "ask?patient_contact=some&_edition=then",
        "link used in part": "ask?patient_contact=some&color=red",
        "no such page": "nowhere",
    }
