"""The dearest address: what it costs a server at most to answer one request.

    python benchmarks/dearest.py [--turns 9]

Every page is asked for with every trick of tests/support/dear.py, and a question page in turn with it, so that noise
hits both alike. Printed are the dearest ten, each measured again under `quiz serve`, in times the processor time of the
question page.
"""

import argparse
import sys
from pathlib import Path
from statistics import median

from tabulate import tabulate

# What is measured is this checkout, wherever else the quiz may be installed.
sys.path.insert(0, str(Path(__file__).parent.parent))

from servers import OURS, Server, Visitor, serving

from quiz.shelf import load_shelf
from quiz.words import own_folder
from tests.support.dear import dear_addresses

RULEBOOK = "integrated-ir"
QUESTION = f"/{RULEBOOK}/ask?patient_contact=some"
GOAL = 20
"""Times a question page that the dearest address may cost."""


def cost(server: Server, visitor: Visitor, address: str, repeats: int) -> tuple[float, int]:
    """The seconds of a core for one request, and its status."""
    before = server.processor_time()
    for _ in range(repeats):
        status = visitor.get(address)[0]
    return (server.processor_time() - before) / repeats, status


def measure(server: Server, addresses: list[str], turns: int) -> dict[str, tuple[float, int]]:
    """For each address the median of its cost over that of a question page in the same turn, and its status."""
    ratios: dict[str, list[float]] = {address: [] for address in addresses}
    statuses = {}
    for _ in range(turns):
        for address in addresses:
            visitor = Visitor(server.port)
            question, _ = cost(server, visitor, QUESTION, 5)
            own, statuses[address] = cost(server, visitor, address, 1)
            visitor.connection.close()
            ratios[address].append(own / question)
    return {address: (median(each), statuses[address]) for address, each in ratios.items()}


def main() -> None:
    """Prints the dearest ten."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--turns", type=int, default=9, help="how often the dearest are measured again")
    given = parser.parse_args()
    book = load_shelf(own_folder("rules"), own_folder("seeds"))[RULEBOOK]
    addresses = [address.encode().decode("latin-1") for address in dear_addresses(book)]
    with serving(OURS["waitress"], f"/{RULEBOOK}/") as server:
        cost(server, Visitor(server.port), QUESTION, 100)
        found = measure(server, addresses, 1)
        dearest = sorted(found, key=lambda address: found[address])[-30:]
        found = measure(server, dearest, given.turns)
    rows = [(ratio, status, len(address), address[:80]) for address, (ratio, status) in found.items()]
    print(f"{len(addresses)} addresses; times a question page (goal: at most {GOAL})")
    print(tabulate(sorted(rows, reverse=True)[:10], headers=("ratio", "status", "bytes", "address"), floatfmt=".1f"))


if __name__ == "__main__":
    main()
