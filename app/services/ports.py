"""What services ask of the outside. The office file implements these; nothing here knows SQL."""

from __future__ import annotations  # what only types name need not be loaded for a service to start

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from app.domain.records import Record, RecordId

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.letter_templates import LetterShelf
    from app.domain.questionnaires import Questionnaires
    from app.services.bundling import Bundling

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Changes:
    """Which kinds of records a commit touched, and which records. Screens re-read what concerns them."""

    touched: Mapping[type[Record], frozenset[RecordId]] = field(default_factory=dict)

    def touches(self, *kinds: type[Record]) -> bool:
        """Whether any record of these kinds was written."""
        return any(kind in self.touched for kind in kinds)


def together(one: Changes, other: Changes) -> Changes:
    """The changes of two commits as one."""
    touched: dict[type[Record], frozenset[RecordId]] = dict(one.touched)
    for kind, ids in other.touched.items():
        touched[kind] = touched.get(kind, frozenset()) | ids
    return Changes(touched)


class Calendar(Protocol):
    """The office's clock. Tests, the demo and the tour set it; nobody else reads the machine's."""

    def today(self) -> date:
        """The local day."""

    def now(self) -> datetime:
        """Local time, without a zone, cut to the second."""


class Progress(Protocol):
    """How far a long piece of work is. ``step`` raises ``Stopped`` once the person asked to stop."""

    def step(self, text: str, done: float) -> None:
        """Say what is being done and how much of it, 0 to 1."""


@dataclass(frozen=True)
class Hit:
    """A person found while typing."""

    id: RecordId
    name: str
    pesel: str
    born_on: str
    place: str
    signs: str


@dataclass(frozen=True)
class Listing:
    """Which long list is wanted, narrowed how and in which order.

    ``name`` is a key of ``LISTINGS``, ``column`` one of its columns; ``text`` narrows by words, ``only`` by values.
    """

    name: str
    column: str = ""
    is_descending: bool = False
    text: str = ""
    only: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class FieldVersion:
    """A value written by ``author`` in journal record ``dot``; ``wall_at`` is what his clock showed, if not ``at``.

    ``is_dropped``: the value was replaced years ago and taken out since; a blank stands for it.
    """

    field: str
    value: Any
    at: datetime
    clerk_id: RecordId | None
    author: int
    reason: str
    dot: tuple[int, int]
    wall_at: datetime | None = None
    is_dropped: bool = False


@dataclass(frozen=True)
class Contradiction:
    """A field that was changed in two places before they exchanged; ``field`` is ``life`` for a removal.

    ``versions`` has the value shown meanwhile first; ``before`` is what stood there before they parted.
    """

    kind: type[Record]
    id: RecordId
    field: str
    versions: tuple[FieldVersion, ...]
    before: Any


class Reading(Protocol):
    """One consistent look at the file."""

    def get(self, kind: type[R], record_id: RecordId) -> R:
        """The record, also a removed one; raises ``Missing`` when it was never there."""

    def find(self, kind: type[R], /, **equal: object) -> list[R]:
        """All records whose fields have these values, removed ones left out, oldest first."""

    def many(self, kind: type[R], ids: Iterable[RecordId]) -> dict[RecordId, R]:
        """The records with these ids that are there."""

    def count(self, kind: type[Record], /, **equal: object) -> int:
        """How many records ``find`` would give."""

    def search(self, text: str, limit: int = 50) -> list[Hit]:
        """Persons whose name, PESEL, address, phone or case sign begins with each typed word; joined ones as one."""

    def traces(self, kind: type[Record], /, **equal: object) -> list[RecordId]:
        """The ids of all records whose fields have these values, removed ones too, erased ones not."""

    def joined_to(self, person_id: RecordId) -> list[RecordId]:
        """Persons whose ``merged_into`` points here."""

    def keys(self, listing: Listing) -> array[int]:
        """Row keys of the whole list in its order; 8 bytes each, so 100,000 rows are cheap."""

    def page(self, listing: Listing, keys: Sequence[int]) -> list[tuple[Any, ...]]:
        """The rows with these keys, in the order of ``keys``; the first value is the record id."""

    def content(self, digest: str) -> bytes:
        """The kept bytes of a document; raises ``Missing``."""

    def contradictions(self) -> list[Contradiction]:
        """What a person has to settle, oldest first."""

    def parted(self, kind: type[Record]) -> dict[RecordId, frozenset[str]]:
        """The records of a kind with different values side by side, and in which fields."""

    def history(self, kind: type[Record], record_id: RecordId) -> list[FieldVersion]:
        """Every value that was ever written to a record, newest first."""


class Work(Reading, Protocol):
    """One transaction. Leave it without ``commit`` and nothing happened."""

    def add(self, record: Record) -> None:
        """Write a new record."""

    def add_all(self, records: Sequence[Record]) -> None:
        """Write many new records of one kind at once."""

    def change(self, before: R, after: R) -> None:
        """Write the fields that differ, replacing the versions that ``before`` was read with."""

    def seal(self, before: R, after: R) -> None:
        """Write every field, also equal ones: decided as a whole, so what others wrote unknowing stands beside it."""

    def remove(self, record: Record) -> None:
        """Take a record out of sight, together with the versions that were seen; others' newer ones survive."""

    def settle(self, kind: type[Record], record_id: RecordId, field: str, value: object) -> None:
        """A person's verdict: replaces every version of the field, also where the value stays as shown."""

    def keep(self, content: bytes) -> str:
        """Keep bytes of a document for ever; gives their hash."""

    def touching(self, household_id: RecordId | None) -> None:
        """From here on the changes belong to this household (or, with None, to the whole office)."""

    def commit(self) -> Changes:
        """Write journal and rows together and end the transaction."""


@dataclass(frozen=True)
class Altered:
    """A record that was there: the fields that differ, what stood in them, what would."""

    kind: type[Record]
    id: RecordId
    fields: tuple[str, ...]
    before: tuple[Any, ...]
    after: tuple[Any, ...]


RETIRED = "retired"
"""Why a record is parked whose workstation had been retired."""

NO_RIGHT = "no_right"
"""Why an order to erase, or a role that was given, is parked whose author had no right to it, as far as he knew."""


@dataclass(frozen=True)
class Parked:
    """A journal record that this program cannot accept, or may not; it is kept and passed on, but changes no row."""

    author: int
    number: int
    reason: str


@dataclass(frozen=True)
class Trial:
    """What an arrival would do to the file, by fate; ``coming`` gives a record as it would be, if it is touched.

    ``orders`` counts orders to erase a person's data, ``dropped`` things erased here whose values were left out.
    """

    new: Mapping[type[Record], Sequence[RecordId]]
    altered: Sequence[Altered]
    removed: Sequence[tuple[type[Record], RecordId]]
    contradictions: Sequence[Contradiction]
    parked: Sequence[Parked]
    coming: Callable[[type[Record], RecordId], Record | None]
    dropped: int = 0
    orders: int = 0


@dataclass(frozen=True)
class Check:
    """What the doctor looked at (``name``) and what is wrong there; empty where nothing is."""

    name: str
    findings: tuple[str, ...] = ()


class OfficeFile(Protocol):
    """The file of the office on this workstation."""

    @property
    def path(self) -> Path:
        """Where it lies."""

    @property
    def key(self) -> bytes | None:
        """What it is encrypted with; None where anybody can read it."""

    def reading(self) -> AbstractContextManager[Reading]:
        """Look without changing."""

    def work(self, *, clerk_id: RecordId | None, at: datetime, reason: str) -> AbstractContextManager[Work]:
        """Begin a transaction in the name of a clerk."""

    def is_tidy(self) -> bool:
        """Whether nothing was put off that can be done while nobody asks for anything."""

    def tidy_up(self) -> Changes:
        """Do a little of what was put off; gives what is shown otherwise now."""

    def forget(self, known: Mapping[int, int], before: datetime) -> int:
        """Take out of the journal what was replaced before a moment, as far as ``known``; gives how many values."""

    def meta(self, name: str) -> Any:
        """A value that belongs to this workstation alone and never travels; None when there is none."""

    def set_meta(self, name: str, value: Any) -> None:
        """Remember such a value."""

    def export(self, target: Path, key: bytes | None) -> None:
        """Write everything into a new file under another key, or for everybody to read where ``key`` is None."""

    @property
    def bundling(self) -> Bundling:
        """The side that speaks with other workstations."""


class Shelf(Protocol):
    """What lies in ``resources/``: each kind is read when it is first asked for, and then kept."""

    @property
    def questionnaires(self) -> Questionnaires:
        """Every part and version of the interview's form."""

    @property
    def letters(self) -> LetterShelf:
        """Letters, instructions, citations of acts and the reasons of art. 7."""
