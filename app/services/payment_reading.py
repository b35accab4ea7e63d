"""What clients are to get, read from the file: the claims of cases, with everything that speaks of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.bank_files import is_nrb
from app.domain.benefits import is_one_off
from app.domain.cases import Case, Document
from app.domain.debts import Owed
from app.domain.decisions import Decision, DecisionKind
from app.domain.deliveries import Delivery
from app.domain.entitlements import Claim, MonthRow, entitlements, first_covering, is_executable
from app.domain.finality import ExecutableBecause
from app.domain.law import Law
from app.domain.payments import Debt, PaymentHold, PaymentLine, PaymentReturn
from app.domain.persons import Person
from app.domain.records import RecordId
from app.services.acts import LATER_PAPERS, appealed_acts, finality_of, later_of, served_days
from app.services.debts import owed_by
from app.services.office import Office
from app.services.ports import Listing, Reading
from app.services.same_person import one_person

_ALL = Listing("decisions")
_PIECE = 500
_SILENT = frozenset({DecisionKind.REFUSAL.value, DecisionKind.UNDUE.value})
"""Decisions that say nothing of what is due for a month."""
_TELLING = frozenset({Person, Case, Decision, Delivery, PaymentReturn, PaymentHold, Debt})
"""Records that say whether and where money goes; with two values side by side nothing of their case goes out,
and nothing is kept back for a debt of which two values stand side by side."""


@dataclass(frozen=True, kw_only=True)
class CaseClaim:
    """The claim of one case, whose it is, and the debts that are kept back from it.

    ``person`` is the record that stands for the client, ``others`` the claims of the same human being in other cases.
    """

    case: Case
    person: Person
    claim: Claim
    owed: Sequence[Owed] = ()
    others: Sequence[Claim] = ()

    def rows(self, since: date, until: date, on: date) -> tuple[MonthRow, ...]:
        """Its months, as things stand on a day; what another case was granted first is paid there."""
        theirs = {
            row.month
            for other in self.others
            for row in entitlements(other, since, until, on, is_one_off)
            if row.due and row.decision is not None and is_executable(other, row.decision, on)
            if self._is_before(other, row.decision, row.month)
        }
        claim = replace(self.claim, elsewhere=self.claim.elsewhere | theirs)
        return entitlements(claim, since, until, on, is_one_off)

    def _is_before(self, other: Claim, decision: Decision, month: date) -> bool:
        """Whether the other case had the same benefit for the month first; each workstation says the same."""
        if is_one_off(decision.benefit):
            return False
        mine = first_covering(_of(self.claim, decision.benefit), month)
        first = first_covering(_of(other, decision.benefit), month)
        return mine is not None and first is not None and _rank(first) < _rank(mine)


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
            if number and kind not in _SILENT and first and str(first) <= until.isoformat() and not is_over:
                wanted.append(decision_id)
    found: dict[RecordId, None] = {}
    for at in range(0, len(wanted), _PIECE):
        decisions = file.many(Decision, wanted[at : at + _PIECE])
        found.update(dict.fromkeys(decisions[each].case_id for each in wanted[at : at + _PIECE] if each in decisions))
    return list(found)


def read_claims(office: Office, file: Reading, case_ids: Iterable[RecordId]) -> list[CaseClaim]:
    """The claims of these cases; a case whose person or file is gone has none."""
    cases = file.many(Case, case_ids)
    parted = frozenset(each.id for each in file.contradictions() if each.kind in _TELLING)
    undue = [each for each in file.find(Decision, kind=DecisionKind.UNDUE) if each.number]
    persons: dict[RecordId, _Client] = {}
    claims: dict[RecordId, Claim] = {}

    def claim_of(case: Case, client: _Client) -> Claim:
        if case.id not in claims:
            claims[case.id] = _claim(office.law, file, case, client, parted)
        return claims[case.id]

    found = []
    for case in cases.values():
        if case.person_id not in persons:
            persons[case.person_id] = _client(file, office.law, case.person_id, parted, undue)
        client = persons[case.person_id]
        if client.person is not None:
            found.append(
                CaseClaim(
                    case=case,
                    person=client.person,
                    claim=claim_of(case, client),
                    owed=client.owed,
                    others=[claim_of(other, client) for other in client.cases if other.id != case.id],
                )
            )
    return found


@dataclass(frozen=True)
class _Client:
    """One human being: the record that stands for them, all their cases, what was paid to them, what they owe."""

    person: Person | None
    died_on: date | None
    cases: tuple[Case, ...]
    lines: tuple[PaymentLine, ...]
    owed: tuple[Owed, ...]
    is_unsettled: bool


def _client(
    file: Reading, law: Law, person_id: RecordId, parted: frozenset[RecordId], undue: Sequence[Decision]
) -> _Client:
    ids = one_person(file, person_id)
    lines = tuple(line for each in ids for line in file.find(PaymentLine, person_id=each) if line.position)
    records = file.many(Person, ids)
    return _Client(
        records.get(ids[0]),
        min((each.died_on for each in records.values() if each.died_on is not None), default=None),
        tuple(case for each in ids for case in file.find(Case, person_id=each)),
        lines,
        tuple(each for each in owed_by(file, law, ids, lines, undue) if each.debt.id not in parted),
        not parted.isdisjoint(ids),
    )


def _claim(law: Law, file: Reading, case: Case, client: _Client, parted: frozenset[RecordId]) -> Claim:
    decided = file.find(Decision, case_id=case.id)
    acts = [each for each in decided if each.number]
    issued = [each for each in acts if each.speaks_of_months]
    lines = [line for line in file.find(PaymentLine, case_id=case.id) if line.position]
    deliveries = file.find(Delivery, case_id=case.id)
    served = served_days(deliveries)
    papers = (
        [each for kind in LATER_PAPERS for each in file.find(Document, case_id=case.id, kind=kind)] if issued else []
    )
    executable, appealed = {}, set()
    against = appealed_acts(file, law, case.id, acts)
    for decision in issued:
        service = served.get(decision.document_id) if decision.document_id is not None else None
        days = finality_of(decision, service, law, later_of(decision, decided, papers, deliveries))
        executable[decision.id] = days.executable_from_on if days is not None else None
        if (
            decision.id in against
            and days is not None
            and days.executable_because is ExecutableBecause.APPEAL_TIME_OVER
        ):
            appealed.add(decision.id)
    benefits = {decision.benefit for decision in issued if not is_one_off(decision.benefit)}
    person = client.person
    account = person.bank_account if person is not None else ""
    is_right = is_nrb(account)
    returns = [back for line in lines for back in file.find(PaymentReturn, line_id=line.id)]
    holds = file.find(PaymentHold, case_id=case.id)
    told = {case.id, *(each.id for each in (*returns, *holds, *deliveries))}
    is_unsettled = client.is_unsettled or not parted.isdisjoint(told)
    return Claim(
        decisions=issued,
        executable=executable,
        lines=lines,
        returns=returns,
        holds=holds,
        appealed=frozenset(appealed),
        unsettled=parted | {decision.person_id for decision in issued} if is_unsettled else parted,
        elsewhere=frozenset(
            line.month for line in client.lines if line.case_id != case.id and line.benefit in benefits
        ),
        died_on=client.died_on,
        account=account if is_right else "",
        is_account_wrong=bool(account) and not is_right,
    )


def _of(claim: Claim, benefit: str) -> list[Decision]:
    return [each for each in claim.decisions if each.benefit == benefit]


def _rank(decision: Decision) -> tuple[date, bytes]:
    """Which of two grants was first, the same on every workstation."""
    return decision.issued_on or date.max, decision.id
