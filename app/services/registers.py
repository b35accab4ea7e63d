"""Lists of cases (spisy spraw): who keeps them, and the next number.

A list of one cell, class, group and year is kept by exactly one workstation, and only there a number is given, in
the transaction that registers the case: last + 1. Elsewhere a case waits without a sign. No row is ever taken out;
a case registered by mistake stays in the list as cancelled, so every gap explains itself.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from app.domain.case_course import Closing, EventKind
from app.domain.cases import AlreadyClosed, Case, CaseEvent, CaseList
from app.domain.claims import claim_of
from app.domain.decisions import Decision, DecisionState
from app.domain.offices import Workstation
from app.domain.persons import Person
from app.domain.problems import Refusal
from app.domain.records import RecordId, derived_id, new_id
from app.domain.roles import Act
from app.domain.tidying import tidy
from app.services.households import ReasonNeeded
from app.services.office import Done, Office
from app.services.office_settings import is_cell
from app.services.ports import Reading, Work
from app.services.register_heirs import heir_of

_CLASS = re.compile(r"[0-9]{2,5}")
_HIGHEST_GROUP = 999
_YEARS = range(1990, 2100)


class DecidedAlready(Refusal):
    """The case has its decision, so it was not registered by mistake (facts: number)."""

    code = "decided_already"


class WrongListName(Refusal):
    """The parts of a sign do not follow the model (facts: cell, class_symbol)."""

    code = "wrong_list_name"


class ListExists(Refusal):
    """There is a list of this cell, class, group and year already (facts: name, year)."""

    code = "list_exists"


class NotKeptHere(Refusal):
    """Numbers of this list are given at another workstation (facts: name, keeper)."""

    code = "not_kept_here"


@dataclass(frozen=True)
class ListRegisters:
    """Ask for the lists of a year; None for all of them."""

    year: int | None = None


@dataclass(frozen=True)
class Register:
    """A list with its keeper's name, the last number and how many cases wait for one.

    ``is_orphan`` where its keeper takes part no longer, so that nobody gives numbers; then ``heir`` names the one
    workstation where it can be taken up, and ``may_take_up`` says that it is this one.
    """

    case_list: CaseList
    keeper: str
    is_kept_here: bool
    last_number: int
    waiting: int
    is_orphan: bool = False
    heir: str = ""
    may_take_up: bool = False


@dataclass(frozen=True, kw_only=True)
class OpenRegister:
    """Begin a list of cases; ``keeper_id`` None means this workstation."""

    cell: str
    class_symbol: str
    group_number: int = 0
    year: int
    title: str
    benefit: str
    keeper_id: RecordId | None = None


@dataclass(frozen=True)
class NumberCases:
    """Give signs to all cases that wait for a list kept at this workstation."""


@dataclass(frozen=True)
class CancelCase:
    """Strike a case that was registered by mistake."""

    before: Case
    reason: str


@dataclass(frozen=True)
class ShowRegister:
    """Ask for the rows of one list."""

    list_id: RecordId


@dataclass(frozen=True)
class RegisterRow:
    """One row of a list of cases, as its model asks (order number, title, from whom, days, remarks)."""

    number: int
    sign: str
    title: str
    person: str
    opened_on: date
    closed_on: date | None
    closed_as: str


def case_list_id(cell: str, class_symbol: str, group_number: int, year: int) -> RecordId:
    """A list exists once in an office, wherever it is first written."""
    return derived_id(b"case-list", cell, class_symbol, str(group_number), str(year))


def here(file: Reading, office: Office) -> Workstation | None:
    """This workstation as the roster knows it; None before it has joined."""
    author = office.file.meta("author")
    return next(iter(file.find(Workstation, author=int(author))), None) if author is not None else None


def list_registers(office: Office, request: ListRegisters) -> tuple[Register, ...]:
    """Lists by name, newest year first."""
    with office.reading() as file:
        me = here(file, office)
        stations = file.find(Workstation)
        names = {station.id: station.name for station in stations}
        in_use = {station.id for station in stations if station.retired_on is None}
        lists = file.find(CaseList) if request.year is None else file.find(CaseList, year=request.year)
        heirs = {keeper_id: heir_of(file, stations, keeper_id) for keeper_id in {each.keeper_id for each in lists}}
        registers = [
            Register(
                case_list=each,
                keeper=names.get(each.keeper_id, ""),
                is_kept_here=me is not None and each.keeper_id == me.id,
                last_number=last_number(file, each.id),
                waiting=len(waiting_in(file, each.id)),
                is_orphan=each.keeper_id not in in_use,
                heir=heir.name if heir is not None else "",
                may_take_up=heir is not None and me is not None and heir.id == me.id,
            )
            for each in lists
            for heir in [heirs[each.keeper_id]]
        ]
    return tuple(sorted(registers, key=lambda each: (-each.case_list.year, each.case_list.name)))


def open_register(office: Office, request: OpenRegister) -> Done[CaseList]:
    """A new list; its parts must make a sign that the clerical model knows."""
    office.allow(Act.CONFIGURE)
    claim_of(request.benefit)
    is_sign = is_cell(request.cell) and _CLASS.fullmatch(request.class_symbol)
    if not (is_sign and 0 <= request.group_number <= _HIGHEST_GROUP and request.year in _YEARS):
        raise WrongListName(cell=request.cell, class_symbol=request.class_symbol)
    with office.work("Nowy spis spraw") as work:
        me = here(work, office)
        keeper_id = request.keeper_id or (me.id if me else None)
        if keeper_id is None:
            raise NotKeptHere(name=request.class_symbol, keeper="")
        fresh = tidy(
            CaseList(
                id=case_list_id(request.cell, request.class_symbol, request.group_number, request.year),
                cell=request.cell,
                class_symbol=request.class_symbol,
                group_number=request.group_number,
                year=request.year,
                title=request.title,
                benefit=request.benefit,
                keeper_id=keeper_id,
            )
        )
        if work.many(CaseList, [fresh.id]):
            raise ListExists(name=fresh.name, year=fresh.year)
        work.add(fresh)
        return Done(fresh, work.commit())


def open_first_registers(office: Office, cell: str, classes: Mapping[str, str]) -> None:
    """The lists of this year for a founded office, by kind of help; kinds without a class get none yet."""
    for benefit, class_symbol in classes.items():
        if class_symbol.strip():
            open_register(
                office,
                OpenRegister(
                    cell=cell.strip(),
                    class_symbol=class_symbol.strip(),
                    year=office.calendar.today().year,
                    title=claim_of(benefit).label,
                    benefit=benefit,
                ),
            )


def number_cases(office: Office, _: NumberCases) -> Done[tuple[Case, ...]]:
    """Numbers in the order in which the cases began, for everything that came without one."""
    office.allow(Act.REGISTER)
    with office.work("Nadanie znaków sprawom") as work:
        me = here(work, office)
        if me is not None:
            _enlist(work, me.id)
        numbered: list[Case] = []
        for each in work.find(CaseList, keeper_id=me.id) if me else ():
            for number, case in enumerate(waiting_in(work, each.id), start=last_number(work, each.id) + 1):
                signed = replace(case, number=number, sign=each.sign(number))
                work.touching(case.household_id)
                work.change(case, signed)
                add_event(office, work, case.id, EventKind.SIGN_GIVEN, signed.sign)
                numbered.append(signed)
        return Done(tuple(numbered), work.commit())


def _enlist(work: Work, me_id: RecordId) -> None:
    """Cases that began before their list did find it now, where this workstation keeps it."""
    for case in work.find(Case, list_id=None):
        if case.closed_as == Closing.CANCELLED:
            continue
        chosen = list_for(work, case.benefit, case.opened_on.year, me_id)
        if chosen is not None and chosen.keeper_id == me_id:
            work.touching(case.household_id)
            work.change(case, replace(case, list_id=chosen.id))


def cancel_case(office: Office, request: CancelCase) -> Done[Case]:
    """The row stays in the list with its number, marked as registered by mistake, with the reason."""
    office.allow(Act.REGISTER)
    if not request.reason.strip():
        raise ReasonNeeded
    with office.work("Anulowanie błędnej rejestracji") as work:
        if (now := work.get(Case, request.before.id)).closed_on is not None:
            raise AlreadyClosed(sign=now.sign)
        for decision in work.find(Decision, case_id=now.id):
            if decision.state is DecisionState.ISSUED:
                raise DecidedAlready(number=decision.number)
        work.touching(request.before.household_id)
        after = replace(request.before, closed_on=office.calendar.today(), closed_as=Closing.CANCELLED.value)
        work.change(request.before, after)
        add_event(office, work, after.id, EventKind.CANCELLED, request.reason)
        return Done(work.get(Case, after.id), work.commit())


def show_register(office: Office, request: ShowRegister) -> tuple[RegisterRow, ...]:
    """All rows in the order of their numbers; cases that wait for a number come last."""
    with office.reading() as file:
        cases = file.find(Case, list_id=request.list_id)
        names = file.many(Person, [case.person_id for case in cases])
    cases.sort(key=lambda case: (case.number == 0, case.number, case.opened_on))
    return tuple(
        RegisterRow(
            number=case.number,
            sign=case.sign,
            title=case.title or claim_of(case.benefit).label,
            person=names[case.person_id].full_name if case.person_id in names else "",
            opened_on=case.opened_on,
            closed_on=case.closed_on,
            closed_as=case.closed_as,
        )
        for case in cases
    )


def last_number(file: Reading, list_id: RecordId) -> int:
    """The highest number ever given in a list; cancelled cases keep theirs."""
    return max((case.number for case in file.find(Case, list_id=list_id)), default=0)


def waiting_in(file: Reading, list_id: RecordId) -> list[Case]:
    """Cases of a list that wait for a number, in the order in which they began."""
    waiting = [case for case in file.find(Case, list_id=list_id, number=0) if case.closed_as != Closing.CANCELLED]
    return sorted(waiting, key=lambda case: (case.opened_on, case.id))


def registered(office: Office, work: Work, case: Case, list_id: RecordId | None = None) -> Case:
    """The case in its list: with number and sign where this workstation keeps it, else waiting for them.

    The list is that of the year in which the case began. Without a list for its benefit the case waits too.
    """
    me = here(work, office)
    chosen = list_for(work, case.benefit, case.opened_on.year, me.id if me else None, list_id)
    if chosen is None:
        return replace(case, list_id=None, number=0, sign="")
    if me is None or chosen.keeper_id != me.id:
        return replace(case, list_id=chosen.id, number=0, sign="")
    number = last_number(work, chosen.id) + 1
    return replace(case, list_id=chosen.id, number=number, sign=chosen.sign(number))


def list_for(
    work: Work, benefit: str, year: int, me_id: RecordId | None, wanted_id: RecordId | None = None
) -> CaseList | None:
    """The wanted list in that year, else one kept here, else any. A new year continues the lists of the last one."""
    known = work.find(CaseList, benefit=benefit)
    wanted = next((each for each in known if each.id == wanted_id), None)
    if wanted is not None:
        known = [each for each in known if (each.name, each.keeper_id) == (wanted.name, wanted.keeper_id)]
    known.sort(key=lambda each: (each.keeper_id != me_id, each.name))
    of_year = next((each for each in known if each.year == year), None)
    earlier = [each for each in known if each.year < year]
    if of_year is not None or not earlier:
        return of_year
    before = max(earlier, key=lambda each: (each.keeper_id == me_id, each.year))
    fresh = replace(
        before,
        id=case_list_id(before.cell, before.class_symbol, before.group_number, year),
        seen=None,
        year=year,
    )
    work.touching(None)
    work.add(fresh)
    return fresh


def add_event(office: Office, work: Work, case_id: RecordId, kind: EventKind, text: str = "") -> CaseEvent:
    """A line in the course of a case, in the name of the clerk at this workstation."""
    event = tidy(
        CaseEvent(
            id=new_id(),
            case_id=case_id,
            at=office.now(),
            kind=kind.value,
            text=text,
            clerk_id=office.clerk.id,
            workstation=office.workstation,
        )
    )
    work.add(event)
    return event
