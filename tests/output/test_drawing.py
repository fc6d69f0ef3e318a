"""The drawing of a quiz that messengers show."""

from io import BytesIO

from PIL import Image

from quiz.output.drawing import AGAINST, FOR, HEIGHT, INK, WIDTH, drawing_of
from quiz.rulebook.model import Rulebook
from tests.support.own_books import IR


def colors(png: bytes) -> set[object]:
    image = Image.open(BytesIO(png))
    image.verify()
    image = Image.open(BytesIO(png))
    assert (image.format, image.mode, image.size) == ("PNG", "RGB", (WIDTH, HEIGHT))
    return {color for _, color in image.getcolors(maxcolors=WIDTH * HEIGHT) or ()}


def test_it_is_a_picture_of_the_size_that_is_asked_for_and_small() -> None:
    png = drawing_of(IR)
    assert {FOR, AGAINST, INK} <= colors(png)
    assert len(png) < 20_000


def test_it_shows_what_the_rules_of_the_quiz_can_say(small: Rulebook) -> None:
    silent = small.model_copy(update={"advice": ()})
    assert {FOR, AGAINST} <= colors(drawing_of(small))
    assert not {FOR, AGAINST} & colors(drawing_of(silent))


def test_any_number_of_questions_and_options_fits(small: Rulebook) -> None:
    questions = tuple(small.questions[0].model_copy(update={"id": f"q{place}"}) for place in range(40))
    options = tuple(small.options[0].model_copy(update={"id": f"o{place}"}) for place in range(12))
    assert INK in colors(drawing_of(small.model_copy(update={"questions": questions, "options": options})))
    assert colors(drawing_of(small.model_copy(update={"questions": (), "options": ()})))
