"""Drafts of changing decisions in one go, after new criteria were compared with every running decision."""

import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from app.domain.case_course import EventKind
from app.domain.cases import Case, CaseEvent
from app.domain.decisions import Decision
from app.domain.persons import Clerk
from app.domain.records import RecordId, new_id
from app.domain.roles import Role
from app.persistence.store import Store
from app.services.calendars import SetCalendar
from app.services.change_drafts import DraftChanges, draft_changes
from app.services.office import Office, Stopped, Unwatched
from app.services.ports import Progress
from app.services.recalculation import NewAmounts, Recalculate, recalculate
from tests.bench._office import NOW, new_store
from tests.bench.recalculation import CAUSE, SHELF, START, fill
from tests.bench.run import Pair, bench

DRAFTS = 1_000
_PIECE = 50
_CLERK = Clerk(id=new_id(), role=Role.CLERK, first_name="Anna", last_name="Nowak")


@bench(
    what=f"{DRAFTS} drafts of changing decisions: stopped half way, begun again, written to the end",
    floor="the same drafts and lines of the course of each case written in pieces of the same size, nothing worked out",
    goal=10.0,
    why="each draft reads its case anew, some twenty questions to the encrypted file, and is worked out for its month",
)
def change_drafts(folder: Path) -> Iterator[Pair]:
    with closing(new_store(folder, "filled")) as store:
        fill(store, DRAFTS)
        with store.work(clerk_id=None, at=NOW, reason="pomiar") as work:
            work.add(_CLERK)
            work.commit()
    filled = folder / "filled.teczka-db"
    asked, drafts = _once(filled, folder)

    def ours() -> Sequence[float]:
        with closing(_fresh(filled, folder)) as store:
            begun = time.perf_counter()
            first = draft_changes(_office(store, _HalfWay()), asked).value
            rest = draft_changes(_office(store), asked).value
            seconds = time.perf_counter() - begun
        assert 0 < first.not_looked_at < DRAFTS
        assert len(first.drafts) + len(rest.drafts) == DRAFTS
        return [seconds]

    def floor() -> Sequence[float]:
        with closing(_fresh(filled, folder)) as store:
            begun = time.perf_counter()
            for at in range(0, DRAFTS, _PIECE):
                with store.work(clerk_id=_CLERK.id, at=NOW, reason="pomiar") as work:
                    for draft, household_id in drafts[at : at + _PIECE]:
                        work.touching(household_id)
                        work.add(replace(draft, seen=None))
                        work.add(_event(draft))
                    work.commit()
            return [time.perf_counter() - begun]

    yield Pair(ours, floor)


class _HalfWay:
    """Somebody who presses the button when half is done."""

    def step(self, _text: str, done: float) -> None:
        if done >= 0.5:
            raise Stopped


def _office(store: Store, progress: Progress | None = None) -> Office:
    return Office(store, SetCalendar(NOW), _CLERK, "", SHELF.law, SHELF, progress or Unwatched())


def _fresh(filled: Path, folder: Path) -> Store:
    """The same file as before anything was drafted."""
    path = folder / "office.teczka-db"
    for left in folder.glob("office.teczka-db*"):
        left.unlink()
    shutil.copyfile(filled, path)
    return Store.open(path)


def _once(filled: Path, folder: Path) -> tuple[DraftChanges, list[tuple[Decision, RecordId]]]:
    """What is asked, and the drafts that come of it with their households."""
    cause: NewAmounts = CAUSE
    with closing(_fresh(filled, folder)) as store:
        found = recalculate(_office(store), Recalculate(cause=cause, from_month=START))
        asked = DraftChanges(touched=found.touched, cause=cause)
        made = draft_changes(_office(store), asked).value.drafts
        with store.reading() as file:
            drafts = file.many(Decision, made).values()
            households = {case.id: case.household_id for case in file.many(Case, [d.case_id for d in drafts]).values()}
            return asked, [(draft, households[draft.case_id]) for draft in drafts]


def _event(draft: Decision) -> CaseEvent:
    return CaseEvent(id=new_id(), case_id=draft.case_id, at=NOW, kind=EventKind.DECISION_DRAFTED, clerk_id=_CLERK.id)
