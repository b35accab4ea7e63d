"""What services ask of the outside. The office file implements these; nothing here knows SQL."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from app.domain.questionnaires import Questionnaires
from app.domain.records import Record, RecordId

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Changes:
    """Which kinds of records a commit touched, and which records. Screens re-read what concerns them."""

    touched: Mapping[type[Record], frozenset[RecordId]] = field(default_factory=dict)

    def touches(self, *kinds: type[Record]) -> bool:
        """Whether any record of these kinds was written."""
        return any(kind in self.touched for kind in kinds)


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

    ``name`` is a key of ``app.persistence.listings.LISTINGS``; ``column`` one of its columns; ``text`` narrows
    by folded words; ``only`` by equal values of filterable columns.
    """

    name: str
    column: str = ""
    is_descending: bool = False
    text: str = ""
    only: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class FieldVersion:
    """One value that was written to a field: what, when, by whom, on which workstation, and why.

    ``author`` is the workstation's number (``Workstation.author``), ``dot`` names the journal record.
    """

    field: str
    value: Any
    at: datetime
    clerk_id: RecordId | None
    author: int
    reason: str
    dot: tuple[int, int]


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

    def find(self, kind: type[R], **equal: object) -> list[R]:
        """All records whose fields have these values, removed ones left out, oldest first."""

    def many(self, kind: type[R], ids: Iterable[RecordId]) -> dict[RecordId, R]:
        """The records with these ids that are there."""

    def count(self, kind: type[Record], **equal: object) -> int:
        """How many records ``find`` would give."""

    def search(self, text: str, limit: int = 50) -> list[Hit]:
        """Persons whose name, PESEL, address, phone or case sign begins with each typed word."""

    def keys(self, listing: Listing) -> "array[int]":
        """Row keys of the whole list in its order; 8 bytes each, so 100,000 rows are cheap."""

    def page(self, listing: Listing, keys: Sequence[int]) -> list[tuple[Any, ...]]:
        """The rows with these keys, in the order of ``keys``; the first value is the record id."""

    def content(self, digest: str) -> bytes:
        """The kept bytes of a document; raises ``Missing``."""

    def contradictions(self) -> list[Contradiction]:
        """What a person has to settle, oldest first."""

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


class OfficeFile(Protocol):
    """The file of the office on this workstation."""

    def reading(self) -> AbstractContextManager[Reading]:
        """Look without changing."""

    def work(self, *, clerk_id: RecordId | None, at: datetime, reason: str) -> AbstractContextManager[Work]:
        """Begin a transaction in the name of a clerk."""

    def meta(self, name: str) -> Any:
        """A value that belongs to this workstation alone and never travels; None when there is none."""

    def set_meta(self, name: str, value: Any) -> None:
        """Remember such a value."""


class Shelf(Protocol):
    """What lies in ``resources/``: each kind is read when it is first asked for, and then kept."""

    @property
    def questionnaires(self) -> Questionnaires:
        """Every part and version of the interview's form."""
