"""What a case rests on, read together: people, application, income of its month, visit, decision, deliveries."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from app.domain.benefits import permanent_allowance, special_purpose_allowance
from app.domain.case_course import PaperKind
from app.domain.cases import Application, Case, Document, Facts, Report, Stage, stage_of
from app.domain.decisions import Decision, DecisionKind, DecisionState, in_order, newest_act
from app.domain.deliveries import Delivery
from app.domain.facts import Facts as ClaimFacts
from app.domain.facts import HouseholdKind, HouseholdMember
from app.domain.finality import NOTHING_LATER, Later
from app.domain.findings import payable_from
from app.domain.households import Member, members_on
from app.domain.incapacity import incapacity_of
from app.domain.income_rules import IncomeLine
from app.domain.income_selection import belonging, month_of
from app.domain.income_workings import read_workings
from app.domain.incomes import NO_INCOME, Income
from app.domain.interviews import Interview
from app.domain.law import Law
from app.domain.law_amounts import NewAmount, lay_amounts
from app.domain.local_law import LocalValue
from app.domain.money import Grosze
from app.domain.persons import Person, Sex
from app.domain.readings import Adopted
from app.domain.records import RecordId
from app.domain.ruling_waits import Waited
from app.services.acts import later_of
from app.services.incomes import hectares_of
from app.services.law_amounts import read_amounts
from app.services.local_law import law_here, read_local
from app.services.office_readings import read_readings
from app.services.ports import Reading
from app.services.ruling_reading import read_interviews, read_waited
from app.services.same_person import canonical_id, one_person, records_of


@dataclass(frozen=True)
class FamilyMember:
    """Somebody of the household on the day of the application."""

    member: Member
    person: Person
    age: int | None


@dataclass(frozen=True, kw_only=True)
class CaseBasis:
    """Everything that the stage and the findings of a case are worked out from.

    ``applied_on`` is the day that fixes the month of income: that of the application, else the opening of a case
    that the office began by itself. ``local`` are the amounts that the commune's council has set, ``readings`` what the
    office has adopted where the act is silent. ``certificates`` are those of the applicant, wherever they lie;
    ``granted_this_month`` what the household got by other special purpose allowances: both are read only for a benefit
    that asks for them.
    """

    case: Case
    application: Application | None
    report: Report | None
    family: tuple[FamilyMember, ...]
    incomes: tuple[Income, ...]
    income_month: date
    interviews: tuple[Interview, ...]
    decisions: tuple[Decision, ...]
    documents: tuple[Document, ...]
    deliveries: tuple[Delivery, ...]
    local: tuple[LocalValue, ...] = ()
    certificates: tuple[Document, ...] = ()
    readings: tuple[Adopted, ...] = ()
    amounts: tuple[NewAmount, ...] = ()
    granted_this_month: Grosze = 0
    written: tuple[Income, ...] = ()
    """Every line of the family, also of other months than the claim's."""
    waited: Waited | None = None
    """The wait for a ruling, of a claim that was suspended until one came (art. 106 ust. 7)."""

    def law_of(self, law: Law) -> Law:
        """The law as it stands for the benefit of this case: as the office reads it, and as the council raised it."""
        return law_here(lay_amounts(law, self.amounts).adopting(self.readings), self.local, self.case.benefit)

    @property
    def applied_on(self) -> date:
        return self.application.received_on if self.application is not None else self.case.opened_on

    @property
    def interview(self) -> Interview | None:
        """The newest finished visit on part I or IV, else the one to come; the other parts say nothing of the case."""
        own = [each for each in self.interviews if each.is_of_the_family]
        finished = [each for each in own if each.finished_at is not None]
        return next(reversed(finished or own), None)

    @property
    def decision(self) -> Decision | None:
        """The newest decision, whatever its state; one on undue benefits only until it has reached its party."""
        found = [each for each in self.decisions if each.kind is not DecisionKind.UNDUE or not self._has_arrived(each)]
        return found[-1] if found else None

    def _has_arrived(self, decision: Decision) -> bool:
        paper = decision.document_id
        return paper is not None and any(
            each.document_id == paper and each.served_on is not None for each in self.deliveries
        )

    @property
    def served_on(self) -> date | None:
        """The day on which the issued decision reached its party."""
        if self.decision is None or self.decision.document_id is None:
            return None
        days = [each.served_on for each in self.deliveries if each.document_id == self.decision.document_id]
        return min((day for day in days if day is not None), default=None)

    @property
    def later(self) -> Later:
        """What came after the service of the newest decision."""
        if self.decision is None:
            return NOTHING_LATER
        return later_of(self.decision, self.decisions, self.documents, self.deliveries)

    @property
    def is_alone(self) -> bool:
        """Whether one person keeps house alone, for whom the higher criterion counts (art. 6 pkt 10)."""
        return sum(each.member.is_counted for each in self.family) == 1

    @property
    def stage(self) -> Stage:
        return stage_of(self.stage_facts)

    @property
    def stage_facts(self) -> Facts:
        """The days that the stage is read from."""
        interview, decision = self.interview, self.decision
        is_held = interview is not None and interview.finished_at is not None
        application = self.application
        return Facts(
            complete_on=application.complete_on if application is not None else self.case.opened_on,
            interviewed_on=_held_on(interview) if interview is not None and is_held else None,
            drafted_on=decision.drafted_on or self.case.opened_on if decision is not None else None,
            issued_on=decision.issued_on if decision is not None and decision.state == DecisionState.ISSUED else None,
            served_on=self.served_on,
            closed_on=self.case.closed_on,
        )

    def claim_facts(self, today: date, month: date | None = None) -> ClaimFacts:
        """What the rules are given. Without a month it is the first one that may be paid for."""
        application = self.application
        complete_on = (application.complete_on if application is not None else None) or self.applied_on
        names = {_key(each.person): each.person.full_name for each in self.family}
        facts = ClaimFacts(
            applied_on=self.applied_on,
            complete_on=complete_on,
            decided_on=today,
            month=month or self.applied_on,
            household=HouseholdKind.SINGLE if self.is_alone else HouseholdKind.FAMILY,
            members=tuple(
                HouseholdMember(id=_key(each.person), name=names[_key(each.person)], is_counted=each.member.is_counted)
                for each in self.family
            ),
            incomes=tuple(_line(income) for income in self.incomes if income.kind != NO_INCOME),
            reasons=reasons_of(application),
            granted_this_month=self.granted_this_month,
        )
        facts = replace(facts, month=(month or payable_from(facts)).replace(day=1))
        return self._with_applicant(facts) if self.asks_for_incapacity else facts

    @property
    def asks_for_incapacity(self) -> bool:
        """Whether the benefit looks at the applicant's age, capacity for work and own rights (art. 37)."""
        return self.case.benefit == permanent_allowance.CODE

    def _with_applicant(self, facts: ClaimFacts) -> ClaimFacts:
        """The same facts with what this benefit asks of one person; an age means nothing without the sex."""
        applicant = next((each.person for each in self.family if self._is_applicant(each)), None)
        if applicant is None:
            return facts
        proven = incapacity_of(self.certificates, facts.month)
        known = HouseholdMember(
            id=_key(applicant),
            name=applicant.full_name,
            is_counted=all(each.is_counted for each in facts.members if each.id == _key(applicant)),
            born_on=applicant.born_on if applicant.sex is not None else None,
            is_woman=applicant.sex is Sex.FEMALE,
            is_incapable=proven is not None,
            incapable_by=proven.paper if proven is not None else "",
            incapable_until=proven.until if proven is not None else None,
            incapable_since=proven.since if proven is not None else None,
        )
        return replace(
            facts,
            members=tuple(known if each.id == known.id else each for each in facts.members),
            applicant=known.id,
            blocked_by=tuple(right for right in permanent_allowance.BLOCKING if right in self.rights),
        )

    @property
    def rights(self) -> frozenset[str]:
        """Titles of the applicant's own income of which the right had not ended before the application."""
        own = {each.person.id for each in self.family if self._is_applicant(each)}
        return frozenset(line.kind for line in self.incomes if line.person_id in own and not self._is_lost(line))

    def _is_lost(self, right: Income) -> bool:
        """A right that ended before the application excludes nothing, although its last money still counts."""
        return right.source_lost_on is not None and right.source_lost_on <= self.applied_on

    def _is_applicant(self, each: FamilyMember) -> bool:
        """Also where the applicant's record was joined with another one."""
        return self.case.person_id in (each.person.id, each.member.person_id)


def read_basis(file: Reading, case: Case, law: Law) -> CaseBasis:
    """Read what belongs to a case."""
    applications = file.many(Application, [case.application_id]) if case.application_id is not None else {}
    application = next(iter(applications.values()), None)
    reports = file.find(Report, case_id=case.id)
    applied_on = application.received_on if application is not None else case.opened_on
    members = members_on(file.find(Member, household_id=case.household_id), applied_on)
    family = _family(file, members, applied_on)
    written = [
        replace(income, person_id=each.person.id)
        for each in family
        for record_id in records_of(file, each.person.id)
        for income in file.find(Income, person_id=record_id)
    ]
    readings, amounts = read_readings(file, law), read_amounts(file)
    law = lay_amounts(law, amounts).adopting(readings)
    documents = tuple(file.find(Document, case_id=case.id))
    return CaseBasis(
        case=case,
        application=application,
        report=reports[-1] if reports else None,
        family=family,
        incomes=tuple(belonging(written, law, applied_on)),
        written=tuple(written),
        income_month=month_of(applied_on, written, law),
        interviews=tuple(read_interviews(file, case)),
        decisions=in_order(file.find(Decision, case_id=case.id)),
        documents=documents,
        waited=read_waited(file, case, documents),
        deliveries=tuple(file.find(Delivery, case_id=case.id)),
        local=read_local(file),
        certificates=read_certificates(file, case),
        readings=readings,
        amounts=amounts,
        granted_this_month=_granted(file, case, application),
    )


def read_certificates(file: Reading, case: Case) -> tuple[Document, ...]:
    """Certificates of the applicant from any case, where the benefit asks for them."""
    if case.benefit != permanent_allowance.CODE:
        return ()
    own = one_person(file, case.person_id)
    kind = PaperKind.DISABILITY.value
    return tuple(paper for person_id in own for paper in file.find(Document, person_id=person_id, kind=kind))


def _granted(file: Reading, case: Case, application: Application | None) -> Grosze:
    """What other special purpose allowances of the household pay in the month of this claim."""
    if case.benefit != special_purpose_allowance.CODE:
        return 0
    applied_on = application.received_on if application is not None else case.opened_on
    month = max(applied_on, (application.complete_on if application else None) or applied_on).replace(day=1)
    others = [
        newest_act(file.find(Decision, case_id=other.id))
        for other in file.find(Case, household_id=case.household_id)
        if other.id != case.id and other.benefit == case.benefit
    ]
    return sum(act.amount for act in others if act is not None and act.pays and act.from_month == month)


def _family(file: Reading, members: Iterable[Member], day: date) -> tuple[FamilyMember, ...]:
    """Everybody once, by the record that stands for them, also where two joined records are members."""
    members = tuple(members)
    persons = file.many(Person, [member.person_id for member in members])
    joined = {key for key, person in persons.items() if person.merged_into is not None}
    standing = {key: canonical_id(file, key) if key in joined else key for key in persons}
    if joined:
        persons |= file.many(Person, standing.values())
    family: dict[RecordId, FamilyMember] = {}
    for member in members:
        person = persons.get(standing.get(member.person_id, member.person_id))
        if person is not None:
            family.setdefault(person.id, FamilyMember(member, person, person.age_on(day)))
    return tuple(family.values())


def reasons_of(application: Application | None) -> tuple[str, ...]:
    """Points of art. 7 that the application names."""
    if application is None:
        return ()
    return tuple(part.strip() for part in application.reasons.split(",") if part.strip())


def _line(income: Income) -> IncomeLine:
    """Figures are told only while they lead to the amount: two workstations may have written one of both."""
    workings = read_workings(income.note) if income.note else None
    is_told = workings is not None and workings.worked_out in (None, income.amount)
    return IncomeLine(
        member=income.person_id.hex(),
        kind=income.kind,
        amount=income.amount,
        received_on=income.received_on,
        costs=income.costs,
        maintenance_paid=income.maintenance_paid,
        source_lost_on=income.source_lost_on,
        hectares=hectares_of(income.hectares),
        months=income.months or None,
        evidence=income.evidence,
        workings=workings if is_told else None,
    )


def _key(person: Person) -> str:
    return person.id.hex()


def _held_on(interview: Interview) -> date | None:
    return interview.held_on or (interview.finished_at.date() if interview.finished_at is not None else None)
