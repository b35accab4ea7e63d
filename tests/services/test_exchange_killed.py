"""The program is killed while it loads a bundle: afterwards everything is there or nothing is."""

import random
import subprocess
import sys
import time
from pathlib import Path

from app.domain.persons import Person
from app.domain.records import new_id
from app.persistence.store import Store
from tests.stations import office_and_laptop, reopened_copy

PERSONS, KILLS = 6_000, 8
HOUSE = Path(__file__).resolve().parents[2]
SCRIPT = """
import sys
from dataclasses import replace
from pathlib import Path
from app.domain.persons import Clerk
from app.persistence.store import Store
from app.services.exchange.apply import ApplyBundle, apply_bundle
from app.services.calendars import SystemCalendar
from app.services.office import Office, Unwatched
store = Store.open(Path(sys.argv[1]))
store._connection.exec_driver_sql("PRAGMA cache_size=40")  # pages spill into the log in the middle
with store.reading() as file:
    clerk = file.find(Clerk, role="head")[0]
office = Office(store, SystemCalendar(), clerk, "Laptop", None, None, Unwatched())
print("ready", flush=True)
sys.stdin.readline()
apply_bundle(office, ApplyBundle(Path(sys.argv[2])))
print("done", flush=True)
sys.stdin.readline()
"""


def test_killed_at_any_moment_it_is_before_or_after(tmp_path: Path) -> None:
    office, laptop = office_and_laptop(tmp_path)
    with office.office.work("dużo") as work:
        work.add_all([Person(id=new_id(), last_name=f"Zając {number}") for number in range(PERSONS)])
        work.commit()
    bundle = office.send(laptop)
    before, after = laptop.digest(), office.digest()
    laptop.store.close()
    chance, seen = random.Random(3), {before: 0, after: 0}
    taken = 0.4
    for turn in range(KILLS):
        path = tmp_path / f"killed-{turn}.teczka-db"
        path.write_bytes(laptop.path.read_bytes())
        taken = kill_while_loading(path, bundle, taken * chance.uniform(0.05, 1.1)) or taken
        found = reopened_copy(laptop, path)
        assert found.digest() in seen
        seen[found.digest()] += 1
        assert found.health().is_well
        if found.digest() == before:
            found.load(bundle)
        assert found.digest() == after
        found.close()
    assert seen[before], "never killed early enough to prove anything"
    office.close()


def kill_while_loading(path: Path, bundle: Path, wait: float) -> float:
    """Kill after ``wait`` seconds; gives how long the whole loading took, if it was faster than the killer."""
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(path), str(bundle)], cwd=HOUSE, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        begun = time.perf_counter()
        child.stdin.write(b"\n")
        child.stdin.flush()
        time.sleep(wait)
        child.kill()
        is_done = child.stdout.readline() == b"done\n"
        return time.perf_counter() - begun if is_done else 0.0


def test_two_programs_cannot_open_one_file(tmp_path: Path) -> None:
    office, laptop = office_and_laptop(tmp_path)
    script = (
        "import sys; from pathlib import Path; from app.persistence.store import Store; Store.open(Path(sys.argv[1]))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", script, str(office.path)], cwd=HOUSE, capture_output=True, text=True, check=False
    )
    assert "file_in_use" in answer.stderr
    assert office.health().is_well
    office.store.close()
    again = Store.open(office.path)
    again.close()
    laptop.close()
