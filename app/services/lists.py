"""Long lists: all keys at once, rows a page at a time, each row with what its columns show."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.domain.cases import Case, Stage
from app.domain.claims import label_of
from app.domain.clocks import Milestones
from app.domain.decisions import Decision
from app.domain.persons import Address, Person
from app.domain.records import RecordId
from app.services.case_checks import ShownClock, stage_clock
from app.services.decision_lists import decision_row
from app.services.office import Office
from app.services.ports import Listing, Reading

PAGE = 256
_COLUMNS = {"last_name": "name", "first_name": "name", "pesel": "pesel", "born_on": "born_on", "phone": "phone"}

_DECISION_COLUMNS = {"amount": "amount", "from_month": "period", "to_month": "period", "state": "state"}


@dataclass(frozen=True)
class ListKeys:
    """Ask for the order of a whole list."""

    listing: Listing


@dataclass(frozen=True)
class Keys:
    """Row keys in order, and the rows of the first page."""

    keys: "array[int]"
    first_rows: tuple[Any, ...]


@dataclass(frozen=True)
class ListPage:
    """Ask for the rows with these keys."""

    listing: Listing
    keys: Sequence[int]


@dataclass(frozen=True)
class PersonRow:
    """A line of the list of persons; ``parted`` are the columns that show one of several values side by side."""

    id: RecordId
    name: str
    pesel: str
    born_on: date | None
    place: str
    phone: str
    signs: str
    parted: frozenset[str] = frozenset()


@dataclass(frozen=True)
class CaseRow:
    """A line of the list of cases. ``clock`` is the one that runs, None when nothing does.

    ``parted`` as in a ``PersonRow``; ``sign`` where anything of the case itself has two values.
    """

    id: RecordId
    sign: str
    benefit: str
    name: str
    place: str
    opened_on: date
    stage: Stage
    is_urgent: bool
    closed_as: str
    clock: ShownClock | None
    parted: frozenset[str] = frozenset()


def list_keys(office: Office, request: ListKeys) -> Keys:
    """The order of a list with its first rows, in one reading, so that nothing blinks."""
    with office.reading() as file:
        keys = file.keys(request.listing)
        rows = shaped_rows(office, request.listing, file.page(request.listing, keys[:PAGE]))
        return Keys(keys, tuple(_with_parted(file, request.listing, rows)))


def list_page(office: Office, request: ListPage) -> tuple[Any, ...]:
    """Rows in the order of their keys."""
    with office.reading() as file:
        rows = shaped_rows(office, request.listing, file.page(request.listing, request.keys))
        return tuple(_with_parted(file, request.listing, rows))


def shaped_rows(office: Office, listing: Listing, rows: list[tuple[Any, ...]]) -> Sequence[Any]:
    """Rows of lists that need more than their columns; all others as they were read."""
    shape = _SHAPES.get(listing.name)
    return rows if shape is None else [shape(office, row) for row in rows]


def _with_parted(file: Reading, listing: Listing, rows: Sequence[Any]) -> Sequence[Any]:
    """The rows with a note of the columns that show one of several values; nearly always there is none."""
    columns: dict[RecordId, set[str]] = {}
    if listing.name == "persons":
        columns = _parted_persons(file)
        for address in file.many(Address, file.parted(Address)).values():
            columns.setdefault(address.person_id, set()).add("place")
    elif listing.name == "cases":
        columns = {case_id: {"sign"} for case_id in file.parted(Case)}
        named = {each for each, found in _parted_persons(file).items() if "name" in found}
        for case in file.many(Case, [row.id for row in rows]).values() if named else ():
            if case.person_id in named:
                columns.setdefault(case.id, set()).add("name")
    elif listing.name == "decisions":
        columns = {
            decision_id: {_DECISION_COLUMNS.get(field, "sign") for field in fields}
            for decision_id, fields in file.parted(Decision).items()
        }
    if not columns:
        return rows
    return [replace(row, parted=frozenset(columns[row.id])) if row.id in columns else row for row in rows]


def _parted_persons(file: Reading) -> dict[RecordId, set[str]]:
    return {
        person_id: {_COLUMNS[field] for field in fields if field in _COLUMNS}
        for person_id, fields in file.parted(Person).items()
    }


def _person(_: Office, row: tuple[Any, ...]) -> PersonRow:
    person_id, last, first, pesel, born_on, place, phone, signs = row
    return PersonRow(person_id, _name(last, first), pesel or "", _day(born_on), place or "", phone or "", signs or "")


def _case(office: Office, row: tuple[Any, ...]) -> CaseRow:
    case_id, sign, benefit, last, first, place, opened_on, is_urgent, stage, known_on, began_on, closed_as = row
    days = Milestones(
        need_known_on=date.fromisoformat(known_on),
        claimed_on=date.fromisoformat(began_on),
        is_urgent=bool(is_urgent),
    )
    clock = stage_clock(Stage(stage), days, office.calendar.today(), office.law)
    return CaseRow(
        case_id,
        sign or "",
        label_of(benefit),
        _name(last, first),
        place or "",
        date.fromisoformat(opened_on),
        Stage(stage),
        bool(is_urgent),
        closed_as or "",
        clock,
    )


def _name(last: str | None, first: str | None) -> str:
    return f"{last or ''} {first or ''}".strip()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


_SHAPES: dict[str, Callable[[Office, tuple[Any, ...]], Any]] = {
    "persons": _person,
    "cases": _case,
    "decisions": lambda _office, row: decision_row(row),
}
