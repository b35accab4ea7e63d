"""Whose record it is, and who wrote it: names for the screens, also of things that are only about to come."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from app.domain.cases import Case
from app.domain.households import Household
from app.domain.interviews import Interview
from app.domain.offices import Workstation
from app.domain.persons import Clerk, Person
from app.domain.records import Record, RecordId
from app.services.ports import Contradiction, FieldVersion, Reading

R = TypeVar("R", bound=Record)
Coming = Callable[[type[Record], RecordId], Record | None]
_STEPS: tuple[tuple[str, type[Record]], ...] = (
    ("person_id", Person),
    ("interview_id", Interview),
    ("case_id", Case),
    ("head_id", Person),
    ("household_id", Household),
)

_LEADS_TO: dict[str, type[Record]] = {
    "merged_into": Person,
    **dict.fromkeys(("worker_id", "clerk_id", "taken_by_id", "drafted_by_id", "approved_by_id", "signed_by_id"), Clerk),
    **dict.fromkeys(("made_by_id", "checked_by_id", "closed_by_id", "noted_by_id"), Clerk),
    "person_id": Person,
    "head_id": Person,
    "keeper_id": Workstation,
    "household_id": Household,
}


@dataclass(frozen=True)
class Side:
    """One of the values that stand side by side: what, who, where, when by the clock there, why. ``dot`` names it.

    ``field`` is the one that was written: beside a removal it is whatever somebody changed meanwhile. ``told`` is
    the name of what a reference leads to, else empty. ``may_stand`` is false where the rules will not let this value
    win.
    """

    field: str
    value: Any
    clerk: str
    workstation: str
    at: datetime
    reason: str
    dot: tuple[int, int]
    told: str = ""
    may_stand: bool = True


@dataclass(frozen=True)
class Dispute:
    """A contradiction in words: whose record, which field, the values (the one shown meanwhile first), what was before.

    ``field`` is ``life`` where one side removed the record and the other went on with it. ``issued_as`` is the number
    of a decision that was issued: only what stands on its paper may stand here. ``closed_as`` is the sign of a closed
    payment list: only what it was closed with may.
    """

    kind: type[Record]
    id: RecordId
    field: str
    whose: str
    person_id: RecordId | None
    sides: tuple[Side, ...]
    before: Any
    issued_as: str = ""
    closed_as: str = ""
    before_told: str = ""

    @property
    def is_sealed(self) -> bool:
        """Whether no other value can be written than one of those that stand side by side."""
        return bool(self.issued_as or self.closed_as)


class Names:
    """Looks names up in the file and, before it, in what an import would bring (``coming``)."""

    def __init__(self, file: Reading, coming: Coming | None = None, new: Iterable[RecordId] = ()) -> None:
        """``new`` are workstations and clerks that the file does not know yet."""
        self._file = file
        self._coming = coming or (lambda _kind, _id: None)
        unknown = list(new)
        stations = [*file.find(Workstation), *self._found(Workstation, unknown)]
        clerks = [*file.find(Clerk), *self._found(Clerk, unknown)]
        self._stations = {station.author: station.name for station in stations}
        self._clerks = {clerk.id: clerk.short_name for clerk in clerks}

    def _found(self, kind: type[R], ids: Iterable[RecordId]) -> list[R]:
        found = (self._coming(kind, each) for each in ids)
        return [record for record in found if isinstance(record, kind)]

    def get(self, kind: type[R], record_id: RecordId) -> R | None:
        """A record as it would be; None where it is in neither."""
        coming = self._coming(kind, record_id)
        if isinstance(coming, kind):
            return coming
        return self._file.many(kind, [record_id]).get(record_id)

    def station(self, author: int) -> str:
        """The name of a workstation; empty where it is not on the roster."""
        return self._stations.get(author, "")

    def clerk(self, clerk_id: RecordId | None) -> str:
        """``M. Lis``; empty where nobody signed."""
        return self._clerks.get(clerk_id, "") if clerk_id is not None else ""

    def person_of(self, record: Record | None) -> Person | None:
        """The person a record is about, found along its references."""
        while record is not None and not isinstance(record, Person):
            record = next(
                (self.get(kind, owner) for name, kind in _STEPS if (owner := getattr(record, name, None)) is not None),
                None,
            )
        return record

    def whose(self, record: Record | None) -> str:
        """The full name of the person a record is about, else the record's own name."""
        person = self.person_of(record)
        if person is not None:
            return person.full_name
        return str(getattr(record, "name", "") or getattr(record, "full_name", ""))

    def told(self, field: str, value: Any) -> Any:
        """A reference as the name of what it leads to, because nobody reads an id; anything else as it is."""
        return self._led_to(field, value) or value

    def _led_to(self, field: str, value: Any) -> str:
        kind = _LEADS_TO.get(field)
        return self.whose(self.get(kind, RecordId(value))) if kind is not None and isinstance(value, bytes) else ""

    def side(self, version: FieldVersion) -> Side:
        """A version with names."""
        return Side(
            version.field,
            version.value,
            self.clerk(version.clerk_id),
            self.station(version.author),
            version.wall_at or version.at,
            version.reason,
            version.dot,
            self._led_to(version.field, version.value),
        )

    def dispute(self, found: Contradiction) -> Dispute:
        """A contradiction with names."""
        record = self.get(found.kind, found.id)
        person = self.person_of(record)
        return Dispute(
            found.kind,
            found.id,
            found.field,
            self.whose(record),
            None if person is None else person.id,
            tuple(self.side(version) for version in found.versions),
            found.before,
            before_told=self._led_to(found.field, found.before),
        )
