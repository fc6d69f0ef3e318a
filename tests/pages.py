"""Every page of the quiz and every error state, by name: what the tests that look at all pages look at."""

from quiz.rulebook import Rulebook
from tests.queries import worst_queries


def pages(ir: Rulebook) -> dict[str, str]:
    """The addresses below the rulebook's own."""
    full = worst_queries(ir, 1)[0]
    unsure = "&".join(f"{question.id}=not_sure" for question in ir.questions)
    return {
        "start": "",
        "start, with answers": "?patient_contact=some",
        "question": "ask",
        "question with several choices": "ask?clinic_building=build&_at=clinic_fields",
        "question refused": "answer?_at=patient_contact",
        "several refused": "answer?clinic_building=build&_at=clinic_fields&clinic_fields=pain&clinic_fields=not_sure",
        "answers, complete": f"check?{full}",
        "answers, begun": "check?patient_contact=some",
        "summary, long": f"summary?{full}",
        "summary, sure of nothing": f"summary?{unsure}",
        "summary, of the first edition": f"summary?{full}&_edition=2026-11-24",
        "summary, of an edition that is not kept": f"summary?{full}&_edition=2025-01-01",
        "question, of an edition that is not kept": "ask?patient_contact=some&_edition=2025-01-01",
        "edition that is no date": "ask?patient_contact=some&_edition=then",
        "link used in part": "ask?patient_contact=some&colour=red",
        "no such page": "nowhere",
    }
