"""New amounts against every running decision of a large office."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from app.domain.benefits import periodic_allowance
from app.domain.cases import Application, Case
from app.domain.decisions import Decision, DecisionKind, DecisionState
from app.domain.households import Household, Member, Relation
from app.domain.incomes import Income
from app.domain.persons import Clerk, Person
from app.domain.records import RecordId, new_id
from app.domain.roles import Role
from app.persistence.shelf import ResourceShelf
from app.persistence.store import Store
from app.services.calendars import SetCalendar
from app.services.office import Office, Unwatched
from app.services.recalculation import NewAmounts, Recalculate, recalculate
from app.services.running_decisions import read_running, running_ids
from tests.bench._office import NOW, new_store, people
from tests.bench.run import Pair, bench

DECISIONS = 5_000
_CHILDREN = 2
START = date(2026, 12, 1)
CAUSE = NewAmounts(amounts=(("criterion_single", 1_200_00), ("criterion_family", 950_00)), basis="próba")
SHELF = ResourceShelf(Path(__file__).resolve().parents[2] / "resources")


@bench(
    what=f"{DECISIONS} running decisions of families of three under new criteria: read, worked out by month, compared",
    floor="the same findings, once each, from facts that are in memory already",
    goal=8.0,
    why="each household and each person is one question to the encrypted file: five for a family of three",
)
def recalculation(folder: Path) -> Iterator[Pair]:
    store = new_store(folder)
    try:
        fill(store)
        clerk = Clerk(id=new_id(), role=Role.CLERK)
        office = Office(store, SetCalendar(NOW), clerk, "", SHELF.law, SHELF, Unwatched())
        with office.reading() as file:
            ids = running_ids(file, START)
            facts = [each.facts for each in read_running(file, ids, NOW.date(), office.law)]
        asked = Recalculate(cause=CAUSE, from_month=START)

        def ours() -> None:
            found = recalculate(office, asked)
            assert (found.looked_at, len(found.touched)) == (DECISIONS, DECISIONS)

        def floor() -> None:
            for each in facts:
                periodic_allowance.find(each, office.law)

        yield Pair(ours, floor)
    finally:
        store.close()


def fill(store: Store, count: int = DECISIONS) -> None:
    """Families of three, ``count`` of them, each with an application, three receipts and a decision for four months."""
    persons = people(count * (1 + _CHILDREN))
    made: dict[type, list[object]] = {kind: [] for kind in (Household, Member, Application, Case, Income, Decision)}
    for at in range(count):
        family = persons[at * 3 : at * 3 + 3]
        _family(made, family, at)
    with store.work(clerk_id=None, at=NOW, reason="pomiar") as work:
        work.add_all(persons)
        for records in made.values():
            work.add_all(records)  # type: ignore[arg-type]  # each list holds one kind
        work.commit()


def _family(made: dict[type, list[object]], family: list[Person], at: int) -> None:
    head = family[0]
    household = Household(id=new_id(), head_id=head.id)
    applied_on = date(2026, 11, 3)
    application = Application(id=new_id(), person_id=head.id, received_on=applied_on, complete_on=applied_on)
    case = Case(
        id=new_id(),
        person_id=head.id,
        household_id=household.id,
        application_id=application.id,
        benefit=periodic_allowance.CODE,
        sign=f"MGOPS.5110.3.{at + 1}.2026",
        opened_on=applied_on,
        need_known_on=applied_on,
    )
    made[Household].append(household)
    made[Application].append(application)
    made[Case].append(case)
    for place, person in enumerate(family):
        relation = Relation.SELF if not place else Relation.CHILD
        made[Member].append(
            Member(id=new_id(), household_id=household.id, person_id=person.id, relation=relation, position=place)
        )
        made[Income].append(_receipt(person.id, 20_000 + at % 7_000))
    made[Decision].append(
        Decision(
            id=new_id(),
            case_id=case.id,
            person_id=head.id,
            kind=DecisionKind.GRANT,
            state=DecisionState.ISSUED,
            benefit=periodic_allowance.CODE,
            amount=50_000,
            from_month=date(2026, 11, 1),
            to_month=date(2027, 2, 1),
            number=f"{at + 1}/2026",
            issued_on=date(2026, 11, 20),
            drafted_on=date(2026, 11, 18),
            passed_on_at=datetime(2026, 11, 18, 10),
        )
    )


def _receipt(person_id: RecordId, amount: int) -> Income:
    return Income(
        id=new_id(), person_id=person_id, kind="maintenance_fund", amount=amount, received_on=date(2026, 10, 15)
    )
