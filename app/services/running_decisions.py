"""The decisions by which the office pays in a month or later, each with the facts it would be worked out from today.

Only what the rules need is read, in pieces, so that a large office is gone through without holding it in memory.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.benefits import WITH_LETTER
from app.domain.cases import Application, Case
from app.domain.decisions import Decision, DecisionKind, newest_act
from app.domain.facts import Facts
from app.domain.households import Member, members_on
from app.domain.income_selection import belonging, month_of
from app.domain.incomes import Income
from app.domain.law import Law
from app.domain.persons import Person
from app.domain.records import RecordId
from app.services.case_reading import CaseBasis, FamilyMember, read_certificates
from app.services.ports import Listing, Reading

_PAID = frozenset({DecisionKind.GRANT.value, DecisionKind.CHANGE.value})
_PIECE = 500
_ALL = Listing("decisions")
_MONTHLY = frozenset(code for code, kind in WITH_LETTER.items() if not kind.is_one_off)


@dataclass(frozen=True, kw_only=True)
class Running:
    """One decision that is being paid, its case's sign, its person's name, and the facts of the claim."""

    decision: Decision
    sign: str
    name: str
    facts: Facts


def running_ids(file: Reading, start: date) -> list[RecordId]:
    """Granted, issued, calculated by the program, and paid in ``start`` or later; the oldest draft first.

    Help that is paid once does not run: what was given for a need is not worked out again.
    What has a number was issued, whatever state another workstation may have written beside it.
    """
    keys = file.keys(_ALL)
    found: list[RecordId] = []
    for at in range(0, len(keys), _PIECE):
        for row in file.page(_ALL, keys[at : at + _PIECE]):
            decision_id, number, kind, benefit, to_month = row[0], row[2], row[3], row[4], row[9]
            is_over = to_month is not None and date.fromisoformat(str(to_month)) < start
            if number and kind in _PAID and benefit in _MONTHLY and not is_over:
                found.append(decision_id)
    return found


def read_running(file: Reading, ids: Sequence[RecordId], today: date, law: Law) -> Iterator[Running]:
    """The decisions with their facts; of several about one case only the newest, for it took the others' place."""
    given = [each for each in file.many(Decision, ids).values() if each.from_month is not None]
    decisions = [each for each in given if _is_newest(each, file)]
    cases = file.many(Case, [each.case_id for each in decisions])
    applied = [case.application_id for case in cases.values() if case.application_id is not None]
    applications = file.many(Application, applied)
    households = {case.household_id for case in cases.values()}
    members = {household_id: file.find(Member, household_id=household_id) for household_id in households}
    persons = file.many(Person, [each.person_id for family in members.values() for each in family])
    for decision in decisions:
        case = cases.get(decision.case_id)
        if case is None:
            continue
        application = applications.get(case.application_id) if case.application_id is not None else None
        basis = _basis(file, case, application, members[case.household_id], persons, law)
        if basis.family:
            name = next((each.person.full_name for each in basis.family if each.person.id == decision.person_id), "")
            yield Running(decision=decision, sign=case.sign, name=name, facts=basis.claim_facts(today))


def _is_newest(decision: Decision, file: Reading) -> bool:
    """Asked for by the case alone, which has few; any further field would lead the file to a wider index."""
    newest = newest_act(file.find(Decision, case_id=decision.case_id))
    return newest is not None and newest.id == decision.id


def _basis(
    file: Reading,
    case: Case,
    application: Application | None,
    members: Sequence[Member],
    persons: Mapping[RecordId, Person],
    law: Law,
) -> CaseBasis:
    """What `read_basis` reads, without the papers, visits and deliveries that no rule asks for."""
    applied_on = application.received_on if application is not None else case.opened_on
    family = tuple(
        FamilyMember(member, persons[member.person_id], persons[member.person_id].age_on(applied_on))
        for member in members_on(members, applied_on)
        if member.person_id in persons
    )
    written = [income for each in family for income in file.find(Income, person_id=each.person.id)]
    return CaseBasis(
        case=case,
        application=application,
        report=None,
        family=family,
        incomes=tuple(belonging(written, law, applied_on)),
        income_month=month_of(applied_on, written, law),
        interviews=(),
        decisions=(),
        documents=(),
        deliveries=(),
        certificates=read_certificates(file, case),
    )
