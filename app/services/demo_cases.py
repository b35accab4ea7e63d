"""Writes the course of an invented case: what came, who visited, how it was decided, how it ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from app.domain.answers import Key, Value
from app.domain.case_course import Closing, EventKind, PaperKind
from app.domain.case_words import mediation_note
from app.domain.cases import Application, ApplicationForm, Case, CaseList, Document
from app.domain.clocks import APPEAL, SUMMONS
from app.domain.deadlines import DeadlineKind, add_working_days, next_working_day
from app.domain.decisions import Decision, DecisionKind, approve, issue, pass_on, send_back
from app.domain.deliveries import Delivery
from app.domain.interviews import Interview
from app.domain.law import Law
from app.domain.months import add_months
from app.domain.persons import Clerk
from app.domain.records import Record
from app.services.demo_book import Book, happens
from app.services.demo_decisions import certificate_of, rule
from app.services.demo_interviews import Sheets
from app.services.demo_livelihood import incomes_in
from app.services.demo_office import PERIODIC, PERMANENT, PURPOSE, SPECIAL, Centre
from app.services.demo_papers import Papers
from app.services.demo_people import Family
from app.services.demo_schedule import Course, updates_after
from app.services.demo_told import Told
from app.services.demo_visits import visit_again

CLAIMS = {
    PERIODIC: "Proszę o przyznanie zasiłku okresowego.",
    PERMANENT: "Proszę o przyznanie zasiłku stałego.",
    PURPOSE: "Proszę o przyznanie zasiłku celowego na zakup opału.",
    SPECIAL: "Proszę o pomoc w zakupie leków i opału.",
}
MISSING = "Zaświadczenie o dochodach z miesiąca poprzedzającego złożenie wniosku."
REMARK = "Proszę uzupełnić uzasadnienie o sytuację zdrowotną rodziny."
_POSTAL_DAYS = 7
"""A case is closed no earlier than so many days after the time to appeal, because an appeal may be on its way."""


@dataclass(frozen=True, kw_only=True)
class Opening:
    """A case about to begin. ``is_new`` says that the family is written down with it.

    ``told`` is what was said at the visit beyond the compulsory segments, ``further`` are visits on other parts.
    """

    family: Family
    benefit: str
    case_list: CaseList
    number: int
    worker: Clerk
    reason: str
    is_new: bool
    is_urgent: bool = False
    told: Mapping[Key, Value] = field(default_factory=dict)
    further: tuple[Told, ...] = ()


class Scribe(Papers):
    """Writes cases into the book, in the hand of whoever did each step."""

    def __init__(self, book: Book, centre: Centre, law: Law, sheets: Sheets) -> None:
        super().__init__(book, centre.staff)
        self.law = law
        self.sheets = sheets

    def write(self, opening: Opening, course: Course) -> tuple[Case, Interview]:
        """The whole course of one case, and its visit as planned; steps that never happen are None in ``course``."""
        case, application, interview = self._take(opening, course)
        if course.summoned_on is not None:
            self._summon(case, course.summoned_on, course.summons_served_on)
        if application.complete_on is None and course.complete_on is not None:
            self._complete(case, application, course.complete_on)
        interview = self.plan(opening.worker, interview, course.visit_at, course.received_on)
        if course.is_visited:
            self._visit(opening, case, interview)
        if course.income_on is not None:
            self._note_incomes(opening.family, course.received_on, course.income_on)
        if course.drafted_on is not None:
            self._decide(opening, case, course, course.drafted_on)
        for told in opening.further:
            visit_again(self.book, self.sheets, opening.family, case, opening.worker, told)
        return case, interview

    # -- the beginning ---------------------------------------------------------------------------------------

    def _take(self, opening: Opening, course: Course) -> tuple[Case, Application, Interview]:
        at = self.book.moment(course.received_on, 8)
        family = opening.family
        is_complete = course.complete_on == course.received_on
        application = Application(
            id=self.book.id_at(at),
            person_id=family.head.id,
            form=ApplicationForm.ORAL if happens(self.book.chance, 30) else ApplicationForm.PAPER,
            received_on=course.received_on,
            complete_on=course.received_on if is_complete else None,
            claim=CLAIMS[opening.benefit],
            reasons=opening.reason,
            is_signed=True,
            missing="" if is_complete else MISSING,
            taken_by_id=self.staff.clerk.id,
        )
        case = Case(
            id=self.book.id_at(at),
            person_id=family.head.id,
            household_id=family.household.id,
            application_id=application.id,
            benefit=opening.benefit,
            list_id=opening.case_list.id,
            number=opening.number,
            sign=opening.case_list.sign(opening.number),
            opened_on=course.received_on,
            need_known_on=course.received_on,
            is_urgent=opening.is_urgent,
            region=family.region,
            clerk_id=self.staff.clerk.id,
            worker_id=opening.worker.id,
        )
        interview = Interview(
            id=self.book.id_at(at),
            case_id=case.id,
            person_id=case.person_id,
            household_id=case.household_id,
            worker_id=opening.worker.id,
            learned_on=case.need_known_on,
            is_urgent=case.is_urgent,
        )
        records: list[Record] = [application, case, interview]
        records += [self.event(case, at, EventKind.SIGN_GIVEN, case.sign), *self._first_papers(case, application, at)]
        if opening.benefit == PERMANENT:
            records.append(certificate_of(family.head, case.id, course.received_on))
        if opening.is_new:
            records[:0] = [*family.people, family.household, *family.members, *family.addresses]
        self.book.write(at, self.staff.clerk, "Przyjęcie wniosku", case.household_id, *records)
        return case, application, interview

    def _first_papers(self, case: Case, application: Application, at: datetime) -> list[Record]:
        if application.form is ApplicationForm.ORAL:
            return [self.event(case, at, EventKind.ORAL_APPLICATION)]
        paper = Document(
            id=self.book.id_at(at),
            case_id=case.id,
            person_id=case.person_id,
            kind=PaperKind.APPLICATION.value,
            dated_on=application.received_on,
        )
        return [self.event(case, at, EventKind.WRITTEN_APPLICATION), paper]

    def _summon(self, case: Case, on: date, served_on: date | None) -> None:
        at = self.book.moment(on, 9)
        letter = self.letter(case, at, SUMMONS, "Wezwanie do uzupełnienia wniosku")
        delivery = self.posted(case, letter, at)
        event = self.event(case, at, EventKind.PAPER_MADE, letter.title)
        self.book.write(at, self.staff.clerk, "Wezwanie do uzupełnienia", case.household_id, letter, delivery, event)
        if served_on is not None:
            self.serve(case, delivery, served_on)

    def _complete(self, case: Case, application: Application, on: date) -> None:
        at = self.book.moment(on, 10)
        after = replace(application, complete_on=on, missing="")
        by, reason = self.staff.clerk, "Uzupełnienie wniosku"
        self.book.change(at, by, reason, case.household_id, application, after)
        self.book.write(at, by, reason, case.household_id, self.event(case, at, EventKind.APPLICATION_COMPLETED))

    # -- the visit -------------------------------------------------------------------------------------------

    def plan(
        self, worker: Clerk, interview: Interview, visit_at: datetime, known_on: date, note: str = ""
    ) -> Interview:
        """The worker plans the visit on the day after the need became known, or on the same day when it is urgent."""
        day = known_on if interview.is_urgent else add_working_days(known_on, 1)
        after = replace(interview, planned_at=visit_at, plan_note=note)
        self.book.change(self.book.moment(day, 16), worker, "Plan wyjazdów", interview.household_id, interview, after)
        return after

    def _visit(self, opening: Opening, case: Case, interview: Interview) -> None:
        if interview.planned_at is None:
            return
        started_at = interview.planned_at + timedelta(minutes=self.book.chance.randrange(12))
        on = started_at.date()
        held = replace(
            interview,
            started_at=started_at,
            held_on=on,
            finished_at=started_at + timedelta(minutes=self.book.chance.randint(35, 75)),
            signed_on=on,
        )
        at = self.book.moment(on, 15)
        finished, answers = self.sheets.filled(opening.family, opening.reason, opening.benefit, held, opening.told)
        self.book.change(at, opening.worker, "Wywiad", case.household_id, interview, finished)
        event = self.event(case, at, EventKind.INTERVIEW_FINISHED, by=opening.worker)
        self.book.write(at, opening.worker, "Wywiad", case.household_id, event, *answers)

    def _note_incomes(self, family: Family, received_on: date, on: date) -> None:
        month = add_months(received_on.replace(day=1), -1)
        ids = [person.id for person in family.people]
        incomes = incomes_in(family.sources, ids, month, on, self.book)
        at = self.book.moment(on, 11)
        self.book.write(at, self.staff.clerk, "Dochody z dokumentów", family.household.id, *incomes)

    # -- the decision ----------------------------------------------------------------------------------------

    def _decide(self, opening: Opening, case: Case, course: Course, on: date) -> None:
        ruling = rule(opening.family, opening.benefit, opening.reason, course, self.law, self.book.chance)
        at = self.book.moment(on, 12)
        draft = Decision(
            id=self.book.id_at(at),
            case_id=case.id,
            person_id=case.person_id,
            kind=ruling.kind,
            benefit=case.benefit,
            reason=opening.reason,
            amount=ruling.amount,
            from_month=ruling.from_month,
            to_month=ruling.to_month,
            findings="" if self.sheets.is_short else ruling.findings,
            written_reasons=ruling.written,
            drafted_on=on,
            drafted_by_id=self.staff.clerk.id,
        )
        noted = replace(case, mediation_note=mediation_note(is_discretionary=False), mediation_noted_on=on)
        self.book.change(at, self.staff.clerk, "Adnotacja o mediacji", case.household_id, case, noted)
        case = noted
        event = self.event(case, at, EventKind.DECISION_DRAFTED)
        self.book.write(at, self.staff.clerk, "Projekt decyzji", case.household_id, draft, event)
        approved = self._through_the_head(case, draft, course)
        if approved is None or course.issued_on is None:
            return
        issued, delivery = self._issue(case, approved, course.issued_on)
        if course.served_on is not None:
            self.serve(case, delivery, course.served_on)
            self._afterwards(opening, case, issued, course, course.served_on)

    def _through_the_head(self, case: Case, draft: Decision, course: Course) -> Decision | None:
        if course.passed_on is None:
            return None
        clerk, head = self.staff.clerk, self.staff.head
        decision = self._move(case, clerk, draft, course.passed_on, 13, EventKind.DECISION_PASSED_ON)
        if course.returned_on is not None:
            decision = self._move(case, head, decision, course.returned_on, 14, EventKind.DECISION_RETURNED)
            if course.passed_again_on is None:
                return None
            decision = self._move(case, clerk, decision, course.passed_again_on, 13, EventKind.DECISION_PASSED_ON)
        if course.approved_on is None:
            return None
        return self._move(case, head, decision, course.approved_on, 16, EventKind.DECISION_APPROVED)

    def _move(self, case: Case, by: Clerk, decision: Decision, on: date, hour: int, kind: EventKind) -> Decision:
        at = self.book.moment(on, hour)
        match kind:
            case EventKind.DECISION_PASSED_ON:
                after = pass_on(decision, by.id, at)
            case EventKind.DECISION_RETURNED:
                after = send_back(decision, REMARK)
            case _:
                after = approve(decision, by.id, on)
        self.book.change(at, by, _REASONS[kind], case.household_id, decision, after)
        remark = after.remark if kind is EventKind.DECISION_RETURNED else ""
        event = self.event(case, at, kind, remark, by=by)
        self.book.write(at, by, _REASONS[kind], case.household_id, event)
        return after

    def _issue(self, case: Case, approved: Decision, on: date) -> tuple[Decision, Delivery]:
        at = self.book.moment(on, 17)
        head = self.staff.head
        paper = self.letter(case, at, PaperKind.DECISION.value, f"Decyzja {case.sign}")
        issued = issue(approved, number=f"{case.sign}/D1", on=on, signed_by_id=head.id, document_id=paper.id)
        delivery = self.posted(case, paper, at)
        event = self.event(case, at, EventKind.DECISION_ISSUED, issued.number, by=head)
        self.book.change(at, head, "Wydanie decyzji", case.household_id, approved, issued)
        self.book.write(at, head, "Wydanie decyzji", case.household_id, paper, delivery, event)
        return issued, delivery

    def _afterwards(self, opening: Opening, case: Case, issued: Decision, course: Course, served_on: date) -> None:
        if course.appealed_on is not None:
            self._appeal(case, course.appealed_on)
        elif issued.kind is DecisionKind.REFUSAL or issued.to_month is not None:
            self._close(case, issued, served_on)
        else:
            self._keep_up(opening, case, course.visit_at.date())

    def _appeal(self, case: Case, on: date) -> None:
        at = self.book.moment(on, 10)
        paper = Document(
            id=self.book.id_at(at),
            case_id=case.id,
            person_id=case.person_id,
            kind=APPEAL,
            title="Odwołanie od decyzji",
            dated_on=on,
        )
        event = self.event(case, at, EventKind.PAPER_RECEIVED, paper.title)
        self.book.write(at, self.staff.clerk, "Wpływ odwołania", case.household_id, paper, event)

    def _close(self, case: Case, decision: Decision, served_on: date) -> None:
        """When nothing more can come: after the time to appeal, and for a grant after its last month."""
        final_on = self.law.deadline(DeadlineKind.APPEAL, served_on).ends_on + timedelta(days=_POSTAL_DAYS)
        paid_to = decision.to_month if decision.kind is DecisionKind.GRANT else None
        on = next_working_day(max(final_on, add_months(paid_to, 1)) if paid_to else final_on)
        at = self.book.moment(on, 18)
        after = replace(case, closed_on=on, closed_as=Closing.SETTLED.value)
        self.book.change(at, self.staff.clerk, "Zakończenie sprawy", case.household_id, case, after)
        event = self.event(case, at, EventKind.CLOSED)
        self.book.write(at, self.staff.clerk, "Zakończenie sprawy", case.household_id, event)

    def _keep_up(self, opening: Opening, case: Case, visited_on: date) -> None:
        """A lasting benefit: the worker comes again and again."""
        for on in updates_after(visited_on, self.book.chance):
            at = self.book.moment(on, 15)
            interview = Interview(
                id=self.book.id_at(at),
                case_id=case.id,
                person_id=case.person_id,
                household_id=case.household_id,
                worker_id=opening.worker.id,
                part="IV",
                learned_on=on,
                planned_at=datetime(on.year, on.month, on.day, 9, 30),
                started_at=datetime(on.year, on.month, on.day, 9, 35),
                held_on=on,
                finished_at=datetime(on.year, on.month, on.day, 10, 20),
                signed_on=on,
            )
            finished, answers = self.sheets.updated(opening.family, opening.benefit, interview)
            event = self.event(case, at, EventKind.INTERVIEW_FINISHED, by=opening.worker)
            self.book.write(at, opening.worker, "Wywiad", case.household_id, finished, event, *answers)


_REASONS = {
    EventKind.DECISION_PASSED_ON: "Przekazanie kierownikowi",
    EventKind.DECISION_RETURNED: "Zwrot projektu",
    EventKind.DECISION_APPROVED: "Zatwierdzenie decyzji",
}
