"""What services ask of the office file in order to speak with other workstations. The file implements it."""

from __future__ import annotations  # what only types name need not be loaded for a service to start

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.domain.bundles import Arrival, Entry, Head, Newcomer, Note, SignedHead, Slice, StationKeys
    from app.domain.records import RecordId
    from app.services.ports import Changes, Check, Parked, Progress, Trial


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

    def slice_above(self, base: Mapping[int, int], withheld: Collection[bytes] = ()) -> Slice:
        """Everything above a vector; of records about the ``withheld`` households no more than header and hash."""

    def contents_of(self, digests: Iterable[str]) -> list[bytes]:
        """Those of the wanted contents that are here."""

    def sizes_of(self, digests: Iterable[str]) -> dict[str, int]:
        """Digest -> size in bytes of those of the wanted contents that are here."""

    def entries_of(self, author: int, first: int, last: int) -> dict[int, bytes]:
        """Record number -> its salted hash, to notice an identity that was used twice."""

    def newcomers_in(self, entry: Entry) -> list[Newcomer]:
        """The workstations that a record puts on the roster."""

    def explains_rests(self, entries: Sequence[Entry]) -> bool:
        """Whether an order to erase, or the office's rule, here or whole in these records, explains cut bodies."""

    def trial(self, arrival: Arrival) -> Trial:
        """Merge in memory and say what would happen."""

    def take_in(self, arrival: Arrival, look: Callable[[Trial], Callable[[], Note]], progress: Progress) -> Changes:
        """Merge and write everything in one transaction; ``look`` sees the merge and gives what makes the note."""

    def withheld(self) -> list[tuple[int, int]]:
        """Author and number of every record whose body is not here."""

    def deliver(self, entries: Iterable[Entry], progress: Progress) -> Changes:
        """Take in bodies that were withheld, each where its record stands; what does not fit its hash is left out."""

    def parked(self) -> list[tuple[Parked, Entry]]:
        """What could not be accepted, in the order of its arrival, with the journal record itself."""

    def retry_parked(self, progress: Progress, *, is_supervised: bool = False) -> Changes:
        """Take up what can be accepted by now, as if it had been accepted in its turn; all or nothing.

        ``is_supervised`` also what workstations wrote that had been retired.
        """

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
