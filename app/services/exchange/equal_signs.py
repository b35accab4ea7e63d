"""Two cases with one sign: what two keepers of a list have done is said after the import that shows it, until settled.

Nothing is renumbered: both signs may stand on papers that have gone out. A person strikes one of the two registrations.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from app.domain.case_course import Closing
from app.domain.cases import Case
from app.domain.persons import Person
from app.domain.records import RecordId
from app.services.office import Office
from app.services.ports import Changes, Reading

_NOTED = "equal_signs"


@dataclass(frozen=True)
class EqualSign:
    """A sign, the cases that bear it and whom they are about, in the order in which they began."""

    sign: str
    case_ids: tuple[RecordId, ...]
    persons: tuple[str, ...]


def note_equal_signs(office: Office, changes: Changes) -> tuple[EqualSign, ...]:
    """Look whether a case that was just written bears the sign of another; remembered on this workstation."""
    touched = changes.touched.get(Case, frozenset())
    if not touched:
        return ()
    with office.reading() as file:
        cases = [case for case in file.many(Case, touched).values() if case.sign]
        signs = {case.sign for case in cases}
        bearers = [
            case
            for list_id in {case.list_id for case in cases}
            for case in file.find(Case, list_id=list_id)
            if case.sign in signs
        ]
        found = _grouped(file, bearers)
    if found:
        noted = {*_noted(office), *(case_id for each in found for case_id in each.case_ids)}
        office.file.set_meta(_NOTED, msgspec.json.encode(sorted(each.hex() for each in noted)).decode())
    return found


def equal_signs_in(office: Office, file: Reading) -> tuple[EqualSign, ...]:
    """Those that were noted and are equal still."""
    return _grouped(file, file.many(Case, _noted(office)).values())


def _noted(office: Office) -> list[RecordId]:
    told = office.file.meta(_NOTED)
    return [RecordId(bytes.fromhex(each)) for each in msgspec.json.decode(told, type=list[str])] if told else []


def _grouped(file: Reading, cases: Iterable[Case]) -> tuple[EqualSign, ...]:
    by_sign: dict[str, list[Case]] = {}
    for case in sorted(cases, key=lambda each: (each.opened_on, each.id)):
        if case.closed_as != Closing.CANCELLED:
            by_sign.setdefault(case.sign, []).append(case)
    names = file.many(Person, {case.person_id for found in by_sign.values() for case in found if len(found) > 1})
    return tuple(
        EqualSign(
            sign,
            tuple(case.id for case in found),
            tuple(names[case.person_id].full_name for case in found if case.person_id in names),
        )
        for sign, found in sorted(by_sign.items())
        if len(found) > 1
    )
