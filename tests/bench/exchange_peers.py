"""The exchange beside its peers: seconds and bytes on W1, W2 and W3. Run it: ``python -m tests.bench.exchange_peers``.

Peers are the SQLite session extension (apsw), which keeps before and after of every row, and Yjs (pycrdt), which keeps
the whole past of every field. Neither signs, seals, checks, keeps both sides of a contradiction or says who wrote what;
beside them it can be seen how much of our time the moving alone takes. They are no libraries of the program:
``pip install --group peers``. Whichever is not installed is left out, with a line that says so.
"""

import gc
import importlib
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from app.domain.persons import Person
from tests.bench._couples import Couple, Session, Teczka, Values, Yjs
from tests.bench._office import people
from tests.bench.exchange import EDITS, PERSONS, timed
from tests.bench.run import seconds

MANY, ROUNDS, SMALL_ROUNDS = 100_000, 5, 15
_MODULES = {Session: "apsw", Yjs: "pycrdt"}


def present() -> Iterator[type[Couple]]:
    """Ours, the floor, and the peers that are installed; of the others it says that they are not."""
    yield from (Values, Teczka)
    for peer, module in _MODULES.items():
        try:
            found = importlib.import_module(module)
        except ImportError:
            found = None
        if found is None or (peer is Session and not hasattr(found, "Session")):
            print(f"{peer.name}: not installed, left out (pip install --group peers)", file=sys.stderr)
        else:
            yield peer


def w1(folder: Path, couples: Sequence[type[Couple]], persons: list[Person]) -> list["Row"]:
    """Everybody to a side that has nobody."""
    rows = [Row(each.name) for each in couples]
    for number in range(ROUNDS):
        for each, row in _in_turn(couples, rows, number):
            couple = each(_empty(folder, row.name, number))
            couple.fill(persons)
            row.measure(couple)
            couple.close()
    return rows


def w2(folder: Path, couples: Sequence[type[Couple]], persons: list[Person]) -> list["Row"]:
    """Both sides have edited other fields of the same people; the first one's edits come to the second."""
    rows = [Row(each.name) for each in couples]
    chance = random.Random(5)
    ids = [person.id for person in chance.sample(persons, EDITS)]
    for number in range(ROUNDS):
        for each, row in _in_turn(couples, rows, number):
            couple = _both_filled(each, _empty(folder, row.name, number), persons)
            couple.edit([(each, {"email": f"{chance.randrange(10**9)}@example.org"}) for each in ids], is_first=False)
            couple.edit([(each, {"phone": f"6{chance.randrange(10**8):08d}"}) for each in ids])
            row.measure(couple)
            couple.close()
    return rows


def w3(folder: Path, couples: Sequence[type[Couple]], persons: list[Person]) -> list["Row"]:
    """Three fields of one person, again and again; and how long a side takes to start with so many."""
    rows = []
    for each in couples:
        couple, row = _both_filled(each, _empty(folder, each.name, 0), persons), Row(each.name)
        for number in range(SMALL_ROUNDS):
            fields = {"phone": f"601 234 {number:03d}", "email": f"a{number}@example.org", "note": f"po {number}"}
            couple.edit([(persons[len(persons) // 2].id, fields)])
            row.measure(couple)
            couple.shared()
        for _start in range(ROUNDS):
            row.starting += timed(couple.starting())
        couple.close()
        rows.append(row)
    return rows


class Row:
    """What one system took, round by round."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.saving: list[float] = []
        self.loading: list[float] = []
        self.sizes: list[int] = []
        self.starting: list[float] = []

    def measure(self, couple: Couple) -> None:
        """Save and load once."""
        gc.collect()
        carried: list[bytes] = []
        self.saving += timed(lambda: carried.append(couple.save()))
        self.sizes.append(len(carried[0]))
        self.loading += timed(lambda: couple.load(carried[0]))

    def told(self, floor: "Row") -> tuple[str, ...]:
        """The line of the table: medians, and what they are of the floor's."""
        columns = (
            (median(self.saving), median(floor.saving), seconds(median(self.saving))),
            (median(self.loading), median(floor.loading), seconds(median(self.loading))),
            (median(self.sizes), median(floor.sizes), f"{median(self.sizes):,.0f} B"),
        )
        figures = [part for ours, least, words in columns for part in (words, f"{ours / least:.2f}")]
        return (self.name, *figures, seconds(median(self.starting)) if self.starting else "")


def _in_turn(couples: Sequence[type[Couple]], rows: list[Row], number: int) -> list[tuple[type[Couple], Row]]:
    """Who was measured first in the last round is measured last in this one."""
    pairs = list(zip(couples, rows, strict=True))
    return pairs[::-1] if number % 2 else pairs


def _both_filled(kind: type[Couple], folder: Path, persons: list[Person]) -> Couple:
    couple = kind(folder)
    couple.fill(persons)
    couple.load(couple.save())
    couple.shared()
    return couple


def _empty(folder: Path, name: str, number: int) -> Path:
    made = folder / f"{name.split(maxsplit=1)[0]}-{number}"
    made.mkdir(parents=True)
    return made


def table(rows: Sequence[Row]) -> str:
    """Columns, each figure with its ratio to the floor's."""
    head = ("", "save", "of floor", "load", "of floor", "bytes", "of floor", "start" if rows[0].starting else "")
    told = [head, *(row.told(rows[0]) for row in rows)]
    widths = [max(len(line[column]) for line in told) for column in range(len(head))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in told)
    return "\n".join(line.rstrip() for line in lines)


def main(many: int = MANY, few: int = PERSONS) -> None:
    """Print the three tables."""
    couples = tuple(present())
    workloads = (
        (f"W1: {few:,} persons to an empty side", w1, few),
        (f"W2: {EDITS:,} edits on each side of {few:,} persons", w2, few),
        (f"W3: three fields of one of {many:,} persons", w3, many),
    )
    for title, run, count in workloads:
        with tempfile.TemporaryDirectory(prefix="teczka-peers-") as made:
            print(f"{title}\n{table(run(Path(made), couples, people(count)))}\n", flush=True)


if __name__ == "__main__":
    main()
