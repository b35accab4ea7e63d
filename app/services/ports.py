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

    from app.domain.bundles import Arrival, Entry, Head, Newcomer, Note, SignedHead, Slice, StationKeys
    from app.domain.letter_templates import LetterShelf
    from app.domain.questionnaires import Questionnaires

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

    ``name`` is a key of ``LISTINGS``, ``column`` one of its columns; ``text`` narrows by words, ``only`` by values.
    """

    name: str
    column: str = ""
    is_descending: bool = False
    text: str = ""
    only: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class FieldVersion:
    """One value that was written to a field, at the workstation ``author``; ``dot`` names the journal record."""

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

    def find(self, kind: type[R], /, **equal: object) -> list[R]:
        """All records whose fields have these values, removed ones left out, oldest first."""

    def many(self, kind: type[R], ids: Iterable[RecordId]) -> dict[RecordId, R]:
        """The records with these ids that are there."""

    def count(self, kind: type[Record], /, **equal: object) -> int:
        """How many records ``find`` would give."""

    def search(self, text: str, limit: int = 50) -> list[Hit]:
        """Persons whose name, PESEL, address, phone or case sign begins with each typed word; joined ones as one."""

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


@dataclass(frozen=True)
class Parked:
    """A journal record that this program cannot accept; it is kept and passed on, but changes no row."""

    author: int
    number: int
    reason: str


@dataclass(frozen=True)
class Trial:
    """What an arrival would do to the file, by fate; ``coming`` gives a record as it would be, if it is touched."""

    new: Mapping[type[Record], Sequence[RecordId]]
    altered: Sequence[Altered]
    removed: Sequence[tuple[type[Record], RecordId]]
    contradictions: Sequence[Contradiction]
    parked: Sequence[Parked]
    coming: Callable[[type[Record], RecordId], Record | None]


@dataclass(frozen=True)
class Check:
    """What the doctor looked at (``name``) and what is wrong there; empty where nothing is."""

    name: str
    findings: tuple[str, ...] = ()


class Bundling(Protocol):
    """The side of the office file that speaks with other workstations."""

    @property
    def author(self) -> int:
        """The number of this workstation."""

    @property
    def office_id(self) -> bytes:
        """The office that the file belongs to; empty while this workstation waits for its welcome."""

    def keys(self) -> StationKeys:
        """The secrets of this workstation."""

    def take_identity(self, keys: StationKeys, kept: int, sign: Callable[[Head], SignedHead]) -> None:
        """Write under new keys from now on; what the old ones wrote above ``kept`` is written again under them."""

    def authors(self) -> dict[int, Newcomer]:
        """Everybody whose records are believed."""

    def clock(self) -> int:
        """The newest reading of the hybrid clock; it never goes back."""

    def vector(self) -> dict[int, Head]:
        """How far each author has come in this file."""

    def heads(self) -> dict[int, SignedHead]:
        """The authors' own signatures under their chains, as far as they came with bundles."""

    def stated(self, peer: int) -> dict[int, int]:
        """What a workstation had, by its own newest bundle; empty before the first."""

    def slice_above(self, base: Mapping[int, int]) -> Slice:
        """Everything above a vector."""

    def contents_of(self, digests: Iterable[str]) -> list[bytes]:
        """Those of the wanted contents that are here."""

    def sizes_of(self, digests: Iterable[str]) -> dict[str, int]:
        """Digest -> size in bytes of those of the wanted contents that are here."""

    def entries_of(self, author: int, first: int, last: int) -> dict[int, bytes]:
        """Record number -> its salted hash, to notice an identity that was used twice."""

    def newcomers_in(self, entry: Entry) -> list[Newcomer]:
        """The workstations that a record puts on the roster."""

    def trial(self, arrival: Arrival) -> Trial:
        """Merge in memory and say what would happen."""

    def take_in(self, arrival: Arrival, look: Callable[[Trial], Callable[[], Note]], progress: Progress) -> Changes:
        """Merge and write everything in one transaction; ``look`` sees the merge and gives what makes the note."""

    def parked(self) -> list[tuple[Parked, Entry]]:
        """What could not be accepted, in the order of its arrival, with the journal record itself."""

    def retry_parked(self, progress: Progress) -> Changes:
        """Take up what can be accepted by now, as if it had been accepted in its turn; all or nothing."""

    def remember_sent(self, note: Note, head: SignedHead) -> None:
        """Note a bundle that was written for somebody."""

    def next_counter(self) -> int:
        """The number of the next bundle of this workstation."""

    def notes(self, limit: int = 50) -> list[Note]:
        """Bundles that came and went, newest first."""

    def last_notes(self, peer: int) -> tuple[Note | None, Note | None]:
        """The newest bundle from a workstation, and the newest for it."""

    def waiting(self, peer: int) -> int:
        """Journal records that no bundle for this workstation has carried yet."""

    def is_known_bundle(self, bundle_id: bytes) -> Note | None:
        """The note of a bundle that was loaded before."""

    def copy_aside(self, progress: Progress) -> str:
        """Copy the whole file beside itself, keep a few older copies; gives the copy's name."""

    def has_persons(self) -> bool:
        """Whether anybody is in the files."""

    def lookalikes(self, pesels: Iterable[str], days: Iterable[date]) -> list[RecordId]:
        """Persons in sight, not joined to others, with one of these PESEL numbers or birth days."""

    def twins(self) -> list[tuple[RecordId, RecordId]]:
        """Pairs of persons in sight, not joined, with the same PESEL."""

    def digest(self) -> str:
        """One line that is equal on workstations that hold the same data."""

    def checks(self, *, is_deep: bool) -> list[Check]:
        """Look the whole file over: pages, chains, search; deep: the journal replayed against the rows."""


class OfficeFile(Protocol):
    """The file of the office on this workstation."""

    @property
    def path(self) -> Path:
        """Where it lies."""

    def reading(self) -> AbstractContextManager[Reading]:
        """Look without changing."""

    def work(self, *, clerk_id: RecordId | None, at: datetime, reason: str) -> AbstractContextManager[Work]:
        """Begin a transaction in the name of a clerk."""

    def is_tidy(self) -> bool:
        """Whether nothing was put off that can be done while nobody asks for anything."""

    def tidy_up(self) -> Changes:
        """Do a little of what was put off; gives what is shown otherwise now."""

    def meta(self, name: str) -> Any:
        """A value that belongs to this workstation alone and never travels; None when there is none."""

    def set_meta(self, name: str, value: Any) -> None:
        """Remember such a value."""

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
