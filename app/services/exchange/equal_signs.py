"""Two cases with one sign, two decisions with one number: said after the import that shows it, until settled.

Two keepers of one list have done that, who retired the keeper before they heard of each other. Nothing is renumbered:
both may stand on papers that have gone out. A person strikes one of the two registrations; what a person does about two
decisions leaves no trace here, so these are said until somebody has looked at them.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import msgspec

from app.domain.case_course import Closing
from app.domain.cases import Case
from app.domain.decisions import Decision
from app.domain.persons import Person
from app.domain.records import RecordId
from app.domain.roles import Act
from app.services.office import Done, Office
from app.services.ports import Changes, OfficeFile, Reading

_MANY = 200
_NOTED, _NOTED_DECISIONS = "equal_signs", "equal_numbers"


@dataclass(frozen=True)
class EqualSign:
    """A sign, the cases that bear it and whom they are about, in the order in which they began.

    ``decision_ids`` are there where it is the number of decisions; ``case_ids`` then are theirs.
    """

    sign: str
    case_ids: tuple[RecordId, ...]
    persons: tuple[str, ...]
    decision_ids: tuple[RecordId, ...] = ()


@dataclass(frozen=True)
class AcknowledgeEqualNumber:
    """Somebody has looked at decisions with one number and will do what has to be done."""

    number: str


def note_equal_signs(file: OfficeFile, changes: Changes) -> tuple[EqualSign, ...]:
    """Look whether what was just written bears the sign or the number of another; remembered on this workstation."""
    return _note_cases(file, changes) + _note_decisions(file, changes)


def _note_cases(office_file: OfficeFile, changes: Changes) -> tuple[EqualSign, ...]:
    touched = changes.touched.get(Case, frozenset())
    if not touched:
        return ()
    with office_file.reading() as file:
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
        _note(
            office_file,
            _NOTED,
            {*_noted(office_file, _NOTED), *(case_id for each in found for case_id in each.case_ids)},
        )
    return found


def _note_decisions(office_file: OfficeFile, changes: Changes) -> tuple[EqualSign, ...]:
    touched = changes.touched.get(Decision, frozenset())
    if not touched:
        return ()
    with office_file.reading() as file:
        cases = {each.case_id for each in file.many(Decision, touched).values() if each.number}
        if len(cases) > _MANY:  # a welcome: everything is read once rather than asked for case by case
            bearers = file.find(Decision)
        else:
            bearers = [each for case_id in cases for each in file.find(Decision, case_id=case_id)]
        found = _grouped_decisions(file, bearers)
    if found:
        ids = {decision_id for each in found for decision_id in each.decision_ids}
        _note(office_file, _NOTED_DECISIONS, {*_noted(office_file, _NOTED_DECISIONS), *ids})
    return found


def acknowledge_equal_number(office: Office, request: AcknowledgeEqualNumber) -> Done[None]:
    """It is said no more on this workstation."""
    office.allow(Act.SETTLE)
    noted = _noted(office.file, _NOTED_DECISIONS)
    with office.reading() as file:
        kept = {each.id for each in file.many(Decision, noted).values() if each.number != request.number}
    _note(office.file, _NOTED_DECISIONS, kept)
    return Done(None, Changes({Decision: frozenset(noted) - frozenset(kept)}))


def equal_signs_in(office: Office, file: Reading) -> tuple[EqualSign, ...]:
    """Those that were noted and are equal still."""
    decisions = file.many(Decision, _noted(office.file, _NOTED_DECISIONS)).values()
    return _grouped(file, file.many(Case, _noted(office.file, _NOTED)).values()) + _grouped_decisions(file, decisions)


def _note(file: OfficeFile, name: str, ids: Collection[RecordId]) -> None:
    file.set_meta(name, msgspec.json.encode(sorted(each.hex() for each in ids)).decode())


def _noted(file: OfficeFile, name: str) -> list[RecordId]:
    told = file.meta(name)
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


def _grouped_decisions(file: Reading, decisions: Iterable[Decision]) -> tuple[EqualSign, ...]:
    by_number: dict[str, list[Decision]] = {}
    for decision in sorted(decisions, key=lambda each: each.id):
        by_number.setdefault(decision.number, []).append(decision)
    names = file.many(Person, {each.person_id for found in by_number.values() for each in found})
    return tuple(
        EqualSign(
            number,
            tuple(each.case_id for each in found),
            tuple(dict.fromkeys(names[each.person_id].full_name for each in found if each.person_id in names)),
            tuple(each.id for each in found),
        )
        for number, found in sorted(by_number.items())
        if number and len(found) > 1
    )
