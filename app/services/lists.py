"""Long lists: all keys at once, rows a page at a time, each row with what its columns show."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.cases import Stage
from app.domain.claims import label_of
from app.domain.clocks import Milestones
from app.domain.records import RecordId
from app.services.case_checks import ShownClock, stage_clock
from app.services.decision_lists import decision_row
from app.services.office import Office
from app.services.ports import Listing

PAGE = 256


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
    """A line of the list of persons."""

    id: RecordId
    name: str
    pesel: str
    born_on: date | None
    place: str
    phone: str
    signs: str


@dataclass(frozen=True)
class CaseRow:
    """A line of the list of cases. ``clock`` is the one that runs, None when nothing does."""

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


def list_keys(office: Office, request: ListKeys) -> Keys:
    """The order of a list with its first rows, in one reading, so that nothing blinks."""
    with office.reading() as file:
        keys = file.keys(request.listing)
        rows = file.page(request.listing, keys[:PAGE])
    return Keys(keys, tuple(shaped_rows(office, request.listing, rows)))


def list_page(office: Office, request: ListPage) -> tuple[Any, ...]:
    """Rows in the order of their keys."""
    with office.reading() as file:
        rows = file.page(request.listing, request.keys)
    return tuple(shaped_rows(office, request.listing, rows))


def shaped_rows(office: Office, listing: Listing, rows: list[tuple[Any, ...]]) -> Sequence[Any]:
    """Rows of lists that need more than their columns; all others as they were read."""
    shape = _SHAPES.get(listing.name)
    return rows if shape is None else [shape(office, row) for row in rows]


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
