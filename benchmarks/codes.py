"""What the check of codes catches: wrong characters and swaps of neighbors, tried one by one.

Run in a checkout: python benchmarks/codes.py [NUMBER]

All codes of today's edition of the second quiz with every wrong character in every place; of the first, as many random
codes as NUMBER says (a million if it says none) with one wrong character in every place. Both with every swap.
"""

import sys
from collections import Counter
from collections.abc import Iterable
from random import Random
from time import perf_counter

from quiz.answers import answers_of, code_of, read_code, route
from quiz.answers.codes import ReadCode
from quiz.answers.spelling import CHARACTERS, number_in, spell
from quiz.rulebook import CodeRange, Rulebook
from quiz.shelf import load_shelf
from quiz.words import own_folder

OTHERS = {character: CHARACTERS.replace(character, "") for character in CHARACTERS}
READ_BACK = 20_000
"""Of how many codes the answers are read, too: that takes most time."""


def own_range(book: Rulebook) -> CodeRange:
    """The range of today's edition."""
    return next(each for each in book.code_ranges if (each.rulebook, each.edition) == (book.id, book.edition))


def tried(length: int, numbers: Iterable[int], random: Random | None) -> Counter[str]:
    """What was tried with the codes of `numbers`, and what of it was not caught; `random` picks one wrong character."""
    found: Counter[str] = Counter()
    for number in numbers:
        letters = spell(number, length).replace("-", "")
        found["codes"] += 1
        found["not read back"] += number_in(letters) != number
        for place, right in enumerate(letters):
            wrong = random.choice(OTHERS[right]) if random else OTHERS[right]
            for character in wrong:
                found["wrong characters"] += 1
                found["not caught"] += number_in(letters[:place] + character + letters[place + 1 :]) is not None
            if right != letters[place + 1 : place + 2] and place + 1 < length:
                swapped = letters[:place] + letters[place + 1] + right + letters[place + 2 :]
                found["swaps"] += 1
                found["swaps not caught"] += number_in(swapped) is not None
    return found


def read_back(book: Rulebook, numbers: Iterable[int]) -> Counter[str]:
    """Of how many numbers there are answers, and of how many of those the code does not read back."""
    found: Counter[str] = Counter()
    own = own_range(book)
    for number in numbers:
        answers = answers_of(book, number)
        found["numbers"] += 1
        if answers is not None:
            code = code_of(route(book, answers)) or ""
            read = read_code(book, code)
            found["codes"] += 1
            found["not read back"] += not (isinstance(read, ReadCode) and spell(own.first + number, own.length) == code)
    return found


def main() -> None:
    """Tries both quizzes, and prints the counts."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    shelf, random = load_shelf(own_folder("rules"), own_folder("seeds")), Random(0)
    programs, ir = shelf["ir-programs"], shelf["integrated-ir"]
    small, large = own_range(programs), own_range(ir)
    started = perf_counter()
    print("ir-programs", dict(tried(small.length, range(small.first, small.first + small.size), None)))
    print("ir-programs", dict(read_back(programs, range(small.size))))
    numbers = (large.first + random.randrange(large.size) for _ in range(count))
    print("integrated-ir", dict(tried(large.length, numbers, random)))
    print("integrated-ir", dict(read_back(ir, (random.randrange(large.size) for _ in range(min(count, READ_BACK))))))
    print(f"{perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
