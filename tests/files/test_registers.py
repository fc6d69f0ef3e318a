"""Rulebooks that rest on several registers: what is read, and what is wrong with them."""

from pathlib import Path

import pytest

from quiz.files.translation import renewed, translations_of
from quiz.problems import InvalidFiles
from tests.support.books import REGISTER, book, changed
from tests.support.two_sources import STUDY, TALK, TWO, two_sources


def problems(folder: Path, **files: str) -> list[str]:
    with pytest.raises(InvalidFiles) as caught:
        two_sources(folder, **files)
    return [str(each).removeprefix(f"{folder}/") for each in caught.value.problems]


def test_a_rulebook_has_the_claims_of_all_its_registers(tmp_path: Path) -> None:
    evidence = two_sources(tmp_path).rulebook.evidence_base
    assert [register.id for register in evidence.registers] == ["talk", "study"]
    assert [claim.id for claim in evidence.claims] == ["q-asks", "r1-nights", "r1-days", "r2-nights", "s-sleep"]
    assert (evidence.post_of("r1-nights").name, evidence.post_of("s-sleep").name) == ("Reply 1", "Abstract")
    assert [post.name for post in evidence.replies] == ["Reply 1", "Reply 2", "Abstract"]


def test_one_register_needs_no_list_and_no_short_name(tmp_path: Path) -> None:
    assert book(tmp_path, changed("evidence: talk", "evidence: [talk]")) == book(tmp_path)


def test_a_difference_between_registers_brings_claims_along(tmp_path: Path) -> None:
    assert two_sources(tmp_path).rulebook.evidence_base.with_disputed(["r1-nights"]) == {
        "r1-nights", "r2-nights", "s-sleep",
    }  # fmt: skip


def test_a_claim_of_any_register_must_be_used(tmp_path: Path) -> None:
    found = problems(tmp_path, rulebook=TWO.partition("differences:")[0])
    assert [each.partition(": ")[2] for each in found] == [
        "nothing rests on the claim `s-sleep`. Name it in the `claims` of what rests on it, or say why not under"
        " `unused_claims`."
    ]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"talk": REGISTER}, "`talk` has no short name for its source, and others stand here."),
        ({"study": STUDY.replace("short: Study", "short: talk")}, "`study` and `talk` both call their source “talk”."),
        (
            {"study": STUDY.replace("s-sleep", "r1-days"), "rulebook": TWO.replace("s-sleep", "r1-days")},
            "`r1-days` is an id under `claims` of `talk` and of `study`.",
        ),
        (
            {"rulebook": TWO.replace("id: nights_and_sleep", "id: nights")},
            "`nights` is an id under `differences` of `talk` and of this rulebook.",
        ),
        ({"rulebook": TWO.replace("[talk, study]", "[talk, study, talk]")}, "names the register `talk` twice."),
        ({"rulebook": TWO.replace("[talk, study]", "[talk, stdy]")}, "names the register `stdy`, but there is no"),
        (
            {"rulebook": TWO.replace("[talk, study]", "talk, study")},
            "study.yaml. Put several in brackets: `[talk, study]`.",
        ),
        ({"rulebook": TWO.replace("[talk, study]", "[talk.yaml, study]")}, "talk.yaml.yaml. Did you mean `talk`?"),
        ({"rulebook": TWO.replace("[talk, study]", "[]")}, "`evidence`"),
        ({"study": STUDY.replace("10.1000/nights.1", "doi.org/10.1000")}, "`doi.org/10.1000` is not a DOI."),
        ({"study": STUDY.replace("level: low", "level: unsure")}, "`unsure`"),
    ],
)
def test_what_is_wrong_with_several_registers_is_said(tmp_path: Path, files: dict[str, str], said: str) -> None:
    assert any(said in each for each in problems(tmp_path, **files)), problems(tmp_path, **files)


@pytest.mark.parametrize("evidence", ["talk, study", "[talk.yaml, study]", "[seeds/talk, study]", "[Talk, study]"])
def test_a_register_that_is_not_named_by_its_id_is_told_once(tmp_path: Path, evidence: str) -> None:
    (found,) = problems(tmp_path, rulebook=TWO.replace("[talk, study]", evidence))
    assert "names the register" in found


def test_the_mistakes_of_every_register_are_told_at_once(tmp_path: Path) -> None:
    found = problems(
        tmp_path, talk=TALK.replace("kind: conversation, ", ""), study=STUDY.replace("  kind: cohort study\n", "")
    )
    assert sorted(each.partition(":")[0] for each in found) == ["seeds/study.yaml", "seeds/talk.yaml"]


def test_a_translation_takes_a_catalog_of_each_register(tmp_path: Path) -> None:
    loaded = two_sources(tmp_path)
    (tmp_path / "rules/translations").mkdir()
    (tmp_path / "seeds/translations").mkdir()

    def translate(kind: str, part: object) -> None:
        path = tmp_path / f"{kind}/translations/{part.id}.es.po"  # type: ignore[attr-defined]
        text, _ = renewed(path, "es", part)  # type: ignore[arg-type]
        path.write_text(text.replace('msgstr ""', 'msgstr "Dicho"').replace('"Dicho"', '""', 1))

    translate("rules", loaded.rulebook)
    translate("seeds", loaded.rulebook.registers[0])
    (translation,) = translations_of(loaded.rulebook, loaded.marks.file, tmp_path / "seeds")
    assert [each.file and each.file.name for each in translation.problems] == ["study.es.po"]
    translate("seeds", loaded.rulebook.registers[1])
    (translation,) = translations_of(loaded.rulebook, loaded.marks.file, tmp_path / "seeds")
    assert translation.rulebook is not None
    assert {claim.text for claim in translation.rulebook.evidence_base.claims} == {"Dicho"}
