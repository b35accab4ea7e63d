"""``calculate``: how fast facts become findings with every step of the reasons, and how long one line waits for it."""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from app.services import calculation
from tests.bench.run import Pair, bench
from tests.law.plain_rules import answer
from tests.law.random_facts import facts
from tests.the_law import LAW

FACTS = 10_000
STARTS = 5
HOUSE = Path(__file__).resolve().parents[2]
SEED = 20261123


def _lines(count: int) -> list[bytes]:
    chance = random.Random(SEED)
    return [json.dumps(facts(chance, at)).encode() for at in range(count)]


@bench(
    what=f"{FACTS:,} mixed facts of seven benefits, JSON to JSON with the full trace (2,000 a second are 5 s)",
    floor="a bare formula written by hand, JSON to JSON with the amounts alone",
    goal=25,
)
def calculate(_folder: Path) -> Iterator[Pair]:
    lines = _lines(FACTS)

    def ours() -> None:
        for _ in calculation.calculate(lines, LAW):
            pass

    def floor() -> None:
        for line in lines:
            json.dumps(answer(json.loads(line)))

    yield Pair(ours, floor)


@bench(
    what="the command `calculate` for one fact, from start to end of the process, its bytecode laid aside before",
    floor='python -c "import decimal, json"',
    goal=3,
)
def calculate_start(folder: Path) -> Iterator[Pair]:
    path = folder / "one.jsonl"
    path.write_bytes(_lines(1)[0])
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = kept | {"PYTHONPYCACHEPREFIX": str(folder / "bytecode")}

    def ours() -> list[float]:
        return _started([sys.executable, "main.py", "calculate", str(path)], environment)

    def floor() -> list[float]:
        return _started([sys.executable, "-c", "import decimal, json"], environment)

    ours()
    floor()
    yield Pair(ours, floor)


def _started(command: list[str], environment: dict[str, str]) -> list[float]:
    taken = []
    for _ in range(STARTS):
        begun = time.perf_counter()
        subprocess.run(command, cwd=HOUSE, check=True, stdout=subprocess.DEVNULL, env=environment)
        taken.append(time.perf_counter() - begun)
    return taken
