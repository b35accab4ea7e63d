"""Lets every single write fail, one after the other: ``python -m tests.machines.failing``.

A bundle is loaded, a bundle is written onto a stick, a scan is put into a case. For every n the n-th system call that
would change the disk fails, once or from then on, as on a full or a broken disk; for loading also every read. Then
the file is looked at: it must be as before or as after, the doctor must find nothing, what the program said must be a
word of ours, and the same thing done again must succeed. On the stick there must never be half a bundle.
"""

import argparse
import errno
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.cases import CaseEvent, Document
from app.domain.offices import Workstation
from app.domain.persons import Person
from app.domain.problems import Problem
from app.domain.records import RecordId, new_id
from app.persistence.store import Store
from app.services.applications import take_application
from app.services.documents import AddDocument, add_document
from app.services.exchange.apply import ApplyBundle, apply_bundle
from app.services.exchange.open import unseal
from app.services.exchange.pack import write_bundle
from app.services.exchange.stations import station_id
from tests.failing_calls import Fault, run
from tests.little_office import annas_application, case_list, somebody
from tests.machines.histories import fast
from tests.stations import Station, change, office_and_laptop, reopened_copy

WAYS = {
    "full once": Fault(error=errno.ENOSPC),
    "full": Fault(error=errno.ENOSPC, for_good=True),
    "broken once": Fault(error=errno.EIO),
    "broken": Fault(error=errno.EIO, for_good=True),
    "unreadable": Fault(error=errno.EIO, for_good=True, reads=True),
}
SCAN = b"%PDF-1.4 " + bytes(range(256)) * 400


@dataclass(frozen=True)
class Scene:
    """What is tried on a copy of a file; ``look`` tells what has come of it, ``beside`` what is wrong on the stick."""

    name: str
    station: Station
    act: Callable[[Station], None]
    look: Callable[[Station], str]
    beside: Callable[[], str] = lambda: ""


def scenes(folder: Path) -> list[Scene]:
    """An office with something to send and a case, and a laptop that lacks what is sent; all files closed."""
    office, laptop = office_and_laptop(folder)
    with office.office.work("spisy spraw") as work:
        work.add(case_list("5110", 3, "periodic_allowance", station_id(office.author)))
        work.commit()
    case_id = take_application(office.office, annas_application(person=somebody(), members=())).value.case.id
    with office.office.work("kilka osób") as work:
        work.add_all([Person(id=new_id(), last_name=f"Zając {number}", note="x" * 900) for number in range(60)])
        work.commit()
    change(office, phone="44 781 22 06")
    bundle, stick = office.send(laptop), folder / "stick" / "biuro-9000.teczka"
    with office.store.reading() as file:
        (receiver,) = file.find(Workstation, author=laptop.author)
    office.close()
    laptop.close()
    secret = secret_of(laptop)
    return [
        Scene("import", laptop, lambda station: load(station, bundle), Station.digest),
        Scene(
            "export",
            office,
            lambda station: write(station, receiver, stick),
            lambda station: f"{station.store.bundling.next_counter()}",
            lambda: half_bundle(stick, secret),
        ),
        Scene("attachment", office, lambda station: attach(station, case_id), scans),
    ]


def secret_of(station: Station) -> str:
    """The key that opens what is sealed for a workstation."""
    with closing(Store.open(station.path)) as store:
        return store.bundling.keys().sealing_secret


def load(station: Station, bundle: Path) -> None:
    apply_bundle(station.office, ApplyBundle(bundle))


def write(station: Station, receiver: Workstation, path: Path) -> None:
    write_bundle(station.office, receiver, path)


def attach(station: Station, case_id: RecordId) -> None:
    add_document(station.office, AddDocument(case_id=case_id, content=SCAN, media_type="application/pdf", pages=1))


def scans(station: Station) -> str:
    """How many papers and lines of the course there are; every kept byte must be the one that was put in."""
    with station.office.reading() as file:
        papers = [each for each in file.find(Document) if each.content]
        if any(file.content(each.content) != SCAN for each in papers):
            return "other bytes"
        return f"{len(papers)} papers, {len(file.find(CaseEvent))} lines"


def half_bundle(path: Path, secret: str) -> str:
    """What is wrong with a bundle under its final name; nothing where there is none."""
    if not path.exists():
        return ""
    try:
        unseal(path.read_bytes(), path.name, secret)
    except Problem as problem:
        return f"half a bundle: {problem.code}"
    return ""


class Trial:
    """One scene, tried again and again on a fresh copy of its file."""

    def __init__(self, scene: Scene, folder: Path) -> None:
        self.scene = scene
        self._path = folder / "tried" / "urzad.teczka-db"
        self._stick = folder / "stick"
        self.before = self._look(self._fresh())
        self._act()  # in this process too: whatever is imported late is there from now on
        self.after = self._look(self._path)

    def calls(self, fault: Fault) -> int:
        """How many calls of the kind there are when none fails."""
        self._fresh()
        return run(self._act, replace(fault, at=0)).calls

    def meet(self, fault: Fault) -> tuple[str, str]:
        """What the program said, and what is wrong afterwards; nothing where nothing is."""
        self._fresh()
        made = run(self._act, fault)
        if made.has_crashed:
            return "crash", made.said
        return made.said, self._wrong(made.said)

    def _wrong(self, said: str) -> str:
        found = self._look(self._path)
        if found not in (self.before, self.after):
            return f"neither before nor after: {found}"
        if said == "done" and found != self.after:
            return "said to be done, and was not"
        if (wrong := self.scene.beside()) != "":
            return wrong
        if found == self.before:
            self._act()
            if self._look(self._path) != self.after or self.scene.beside():
                return "not mended by doing it again"
        return ""

    def _fresh(self) -> Path:
        for folder in (self._path.parent, self._stick):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        shutil.copyfile(self.scene.station.path, self._path)
        return self._path

    def _act(self) -> str:
        try:
            station = reopened_copy(self.scene.station, self._path)
            with closing(station.store):
                self.scene.act(station)
        except Problem as problem:
            return problem.code
        return "done"

    def _look(self, path: Path) -> str:
        station = reopened_copy(self.scene.station, path)
        with closing(station.store):
            return self.scene.look(station) if station.health().is_well else "the doctor found something"


def places(calls: int, every: int) -> Iterator[int]:
    """Which calls fail; all of them where ``every`` is 1."""
    return iter(range(1, calls + 1, every))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="leave out all but every so-many-th call")
    parser.add_argument("--scene", choices=("import", "export", "attachment"))
    parser.add_argument("--way", choices=tuple(WAYS))
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="teczka-failing-", dir=fast()))
    is_wrong = False
    try:
        for scene in scenes(folder):
            if asked.scene in (None, scene.name):
                trial = Trial(scene, folder)
                for name, way in WAYS.items():
                    if asked.way in (None, name):
                        is_wrong |= report(trial, name, way, asked.every)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return int(is_wrong)


def report(trial: Trial, name: str, way: Fault, every: int) -> bool:
    """Let each call fail in one way, print what was said how often; whether anything was wrong."""
    calls, said, wrong = trial.calls(way), Counter[str](), []
    for place in places(calls, every):
        word, found = trial.meet(replace(way, at=place))
        said[word] += 1
        if found:
            wrong.append(f"  call {place}: {found}\n")
    tried = sum(said.values())
    sys.stdout.write(f"{trial.scene.name}, {name}: {tried} of {calls} calls, {len(wrong)} wrong, said {dict(said)}\n")
    sys.stdout.writelines(wrong)
    sys.stdout.flush()
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
