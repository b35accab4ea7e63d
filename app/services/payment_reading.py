"""What clients are to get, read from the file: the claims of cases, with everything that speaks of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.bank_files import is_nrb
from app.domain.benefits import is_one_off
from app.domain.case_course import PaperKind
from app.domain.cases import Case, Document
from app.domain.decision_rules import LONGEST_PERIOD
from app.domain.decisions import Decision, DecisionKind
from app.domain.deliveries import Delivery
from app.domain.entitlements import Claim, MonthRow, entitlements, months_between
from app.domain.finality import ExecutableBecause
from app.domain.law import Law
from app.domain.months import add_months
from app.domain.payments import Debt, PaymentHold, PaymentLine, PaymentReturn
from app.domain.persons import Person
from app.domain.records import RecordId
from app.services.case_reading import finality_of
from app.services.office import Office
from app.services.ports import Listing, Reading
from app.services.same_person import one_person

_ALL = Listing("decisions")
_PIECE = 500


@dataclass(frozen=True, kw_only=True)
class CaseClaim:
    """The claim of one case, whose it is, and the debts that are kept back from it.

    ``person`` is the record that stands for the client, ``kept_back`` what closed lines kept back of each debt.
    """

    case: Case
    person: Person
    claim: Claim
    debts: Sequence[Debt]
    kept_back: Mapping[RecordId, int]

    def rows(self, since: date, until: date, on: date) -> tuple[MonthRow, ...]:
        """Its months, as things stand on a day."""
        return entitlements(self.claim, since, until, on, is_one_off)


def granted_cases(file: Reading, since: date, until: date) -> list[RecordId]:
    """Cases of which an issued grant reaches into the months, in the order of the list of decisions.

    What has a number was issued, whatever state another workstation may have written beside it.
    """
    keys = file.keys(_ALL)
    wanted: list[RecordId] = []
    for at in range(0, len(keys), _PIECE):
        for row in file.page(_ALL, keys[at : at + _PIECE]):
            decision_id, number, kind, first, last = row[0], row[2], row[3], row[8], row[9]
            is_over = last is not None and str(last) < since.isoformat()
            if (
                number
                and kind != DecisionKind.REFUSAL.value
                and first
                and str(first) <= until.isoformat()
                and not is_over
            ):
                wanted.append(decision_id)
    found: dict[RecordId, None] = {}
    for at in range(0, len(wanted), _PIECE):
        decisions = file.many(Decision, wanted[at : at + _PIECE])
        found.update(dict.fromkeys(decisions[each].case_id for each in wanted[at : at + _PIECE] if each in decisions))
    return list(found)


def read_claims(office: Office, file: Reading, case_ids: Iterable[RecordId]) -> list[CaseClaim]:
    """The claims of these cases; a case whose person or file is gone has none."""
    cases = file.many(Case, case_ids)
    parted = frozenset(each.id for each in file.contradictions() if each.kind in (Person, Decision))
    persons: dict[RecordId, _Client] = {}
    found = []
    for case in cases.values():
        if case.person_id not in persons:
            persons[case.person_id] = _client(file, case.person_id, parted)
        client = persons[case.person_id]
        if client.person is not None:
            claim = _claim(office.law, file, case, client, parted)
            found.append(
                CaseClaim(case=case, person=client.person, claim=claim, debts=client.debts, kept_back=client.kept_back)
            )
    return found


@dataclass(frozen=True)
class _Client:
    """One human being: the record that stands for them, everything ever paid to them, what they owe."""

    person: Person | None
    ids: tuple[RecordId, ...]
    lines: tuple[PaymentLine, ...]
    debts: tuple[Debt, ...]
    kept_back: Mapping[RecordId, int]
    is_unsettled: bool


def _client(file: Reading, person_id: RecordId, parted: frozenset[RecordId]) -> _Client:
    ids = one_person(file, person_id)
    lines = tuple(line for each in ids for line in file.find(PaymentLine, person_id=each) if line.position)
    kept: dict[RecordId, int] = {}
    for line in lines:
        if line.debt_id is not None:
            kept[line.debt_id] = kept.get(line.debt_id, 0) + line.set_off
    return _Client(
        file.many(Person, ids[:1]).get(ids[0]),
        ids,
        lines,
        tuple(debt for each in ids for debt in file.find(Debt, person_id=each)),
        kept,
        not parted.isdisjoint(ids),
    )


def _claim(law: Law, file: Reading, case: Case, client: _Client, parted: frozenset[RecordId]) -> Claim:
    issued = [
        each for each in file.find(Decision, case_id=case.id) if each.number and each.kind is not DecisionKind.REFUSAL
    ]
    lines = [line for line in file.find(PaymentLine, case_id=case.id) if line.position]
    served = _served(file, case.id)
    executable, appealed = {}, set()
    has_appeal = bool(issued) and bool(file.find(Document, case_id=case.id, kind=PaperKind.APPEAL.value))
    for decision in issued:
        service = served.get(decision.document_id) if decision.document_id is not None else None
        days = finality_of(decision, service, law)
        executable[decision.id] = days.executable_from_on if days is not None else None
        if has_appeal and days is not None and days.executable_because is ExecutableBecause.APPEAL_TIME_OVER:
            appealed.add(decision.id)
    benefits = {decision.benefit for decision in issued if not is_one_off(decision.benefit)}
    person = client.person
    account = person.bank_account if person is not None else ""
    is_right = is_nrb(account)
    return Claim(
        decisions=issued,
        executable=executable,
        lines=lines,
        returns=[back for line in lines for back in file.find(PaymentReturn, line_id=line.id)],
        holds=file.find(PaymentHold, case_id=case.id),
        appealed=frozenset(appealed),
        unsettled=parted | {decision.person_id for decision in issued} if client.is_unsettled else parted,
        elsewhere=frozenset(line.month for line in client.lines if line.case_id != case.id and line.benefit in benefits)
        | _granted_before(file, case, client, issued),
        died_on=person.died_on if person is not None else None,
        account=account if is_right else "",
        is_account_wrong=bool(account) and not is_right,
    )


def _granted_before(file: Reading, case: Case, client: _Client, issued: Sequence[Decision]) -> frozenset[date]:
    """Months for which another case of the same human being was granted the same benefit first, paid yet or not.

    Two cases on one list would otherwise both be paid: neither stands on a closed list.
    """
    own = [each for each in issued if not is_one_off(each.benefit)]
    if not own:
        return frozenset()
    first = min(map(_rank, own))
    others = [each for owner in client.ids for each in file.find(Case, person_id=owner) if each.id != case.id]
    return frozenset(
        month
        for other in others
        for each in file.find(Decision, case_id=other.id)
        if each.number and each.kind is DecisionKind.GRANT and each.benefit in {one.benefit for one in own}
        if _rank(each) < first and each.from_month is not None
        for month in months_between(each.from_month, each.to_month or add_months(each.from_month, LONGEST_PERIOD))
    )


def _rank(decision: Decision) -> tuple[date, bytes]:
    """Which of two grants was first, the same on every workstation."""
    return decision.issued_on or date.max, decision.id


def _served(file: Reading, case_id: RecordId) -> dict[RecordId, date]:
    """The first day on which each paper of a case reached somebody."""
    found: dict[RecordId, date] = {}
    for delivery in file.find(Delivery, case_id=case_id):
        day = delivery.served_on
        if day is not None:
            found[delivery.document_id] = min(day, found.get(delivery.document_id, day))
    return found
