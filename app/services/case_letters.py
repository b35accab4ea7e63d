"""The named values of a case that its letters ask for. The texts are in ``resources/letters``."""

from collections.abc import Mapping
from datetime import date

from app.domain import polish
from app.domain.case_course import PaperKind
from app.domain.case_words import CLOSINGS, DIRECTIONS, FORMS, REPORTERS, event_text, paper_title, relation_on_paper
from app.domain.cases import Case, CaseEvent, Direction, Report
from app.domain.claims import CLAIMS, claim_of, label_of
from app.domain.deadlines import DeadlineKind
from app.domain.grammar import Overrides, PersonForms, person_forms
from app.domain.households import Relation
from app.domain.income_kinds import IncomeKind
from app.domain.incomes import NO_INCOME, Income
from app.domain.interview_filling import ADULT_AGE
from app.domain.letter_facts import Addressee, OfficeFacts, StaffFacts, Values, letter_values, person_values
from app.domain.offices import SETTINGS, Setting
from app.domain.persons import Address, AddressKind, Clerk, Person, Sex
from app.domain.phones import written_phone
from app.domain.problems import Refusal
from app.services.case_reading import CaseBasis, FamilyMember, read_basis
from app.services.households import address_on
from app.services.interview_circumstances import relation_between
from app.services.letter_course import course_values
from app.services.office import Office
from app.services.ports import Reading
from app.services.signing import signers_on
from app.services.visits import OUTCOMES, attempts_of


def forms_of(person: Person) -> PersonForms:
    """The person's name in every case, as a person corrected it."""
    stored = Overrides(person.name_genitive, person.name_dative, person.name_accusative, person.name_instrumental)
    is_female = None if person.sex is None else person.sex is Sex.FEMALE
    return person_forms(person.first_name, person.last_name, is_female, stored)


def office_facts(file: Reading, signer: Clerk | None = None) -> OfficeFacts:
    """The centre as its letters name it."""
    stored = {setting.name: setting.value for setting in file.find(Setting) if setting.value}
    values = SETTINGS | stored
    return OfficeFacts(
        authority=values["authority"],
        authority_genitive=values["authority_genitive"],
        on_behalf=signer.signs_for if signer is not None else "",
        centre=values["office_name"],
        centre_genitive=values["office_name_genitive"],
        street=values["office_address"],
        postal=values["office_postal"],
        phone=values["office_phone"],
        electronic_address=values["electronic_address"],
        hours=values["office_hours"],
        town=values["town"],
        appeal_body=values["appeal_body"],
        court=values["court"],
        data_officer=values["data_officer"],
    )


def staff(clerk: Clerk) -> StaffFacts:
    """Somebody of the office."""
    return StaffFacts(
        name=clerk.full_name,
        post=clerk.position,
        phone=clerk.phone,
        on_behalf=clerk.signs_for,
        authorisation=clerk.authorisation_number,
    )


def signer_on(file: Reading, day: date) -> Clerk | None:
    """Who signs letters of the authority: the head if authorised on that day, else who else is."""
    return next(iter(signers_on(file.find(Clerk), day)), None)


def addressee_of(file: Reading, person: Person, day: date) -> Addressee:
    """Where a letter to the person goes: the address for correspondence, else where they live or stay."""
    kinds = (AddressKind.CORRESPONDENCE, AddressKind.RESIDENCE, AddressKind.STAY, AddressKind.REGISTERED)
    addresses = (address_on(file, person.id, day, kind) for kind in kinds)
    address = next((each for each in addresses if each is not None), None)
    return Addressee(person.full_name, address.lines if address is not None else ())


def party_values(person: Person, address: Address | None) -> Values:
    """The party of a case; who has no PESEL is told apart by the day of birth."""
    born = f"ur. {polish.day(person.born_on)}" if person.born_on is not None else ""
    return person_values(
        forms_of(person),
        pesel=person.pesel or born,
        address=", ".join(address.lines) if address is not None else "",
        phone=written_phone(person.phone),
        identity_document=person.identity_document,
    )


def case_values(office: Office, file: Reading, case: Case, more: Mapping[str, object] | None = None) -> Values:
    """Everything a letter of the case may ask for; ``more`` is what the clerk adds for this one letter."""
    today = office.calendar.today()
    basis = read_basis(file, case, office.law)
    person = file.get(Person, case.person_id)
    signer = signer_on(file, today)
    clerks = file.many(Clerk, [each for each in (case.clerk_id, case.worker_id) if each is not None])
    clerk = clerks.get(case.clerk_id, office.clerk) if case.clerk_id is not None else office.clerk
    values = letter_values(
        office_facts(file, signer),
        sign=case.sign,
        party=party_values(person, address_on(file, person.id, today)),
        addressee=addressee_of(file, person, today),
        clerk=staff(clerk),
        signer=staff(signer) if signer is not None else None,
    )
    values |= _claim(case)
    values |= _application(office, basis)
    values |= _visit(file, basis, today)
    values["household"] = {"members": _members(basis, office.law.income_kinds)}
    values |= _papers(basis)
    worker = clerks.get(case.worker_id) if case.worker_id is not None else None
    if worker is not None:
        values["worker"] = staff(worker).values()
    values["case"] = _case(case, basis, worker)
    values |= course_values(file, basis, office.law, today)
    values["events"] = _events(file, case)
    values["attempt"] = _attempt(file, case)
    if case.mediation_note:
        is_fit = any(claim.code == case.benefit and claim.is_discretionary for claim in CLAIMS)
        values["mediation"] = {"is_fit": is_fit, "is_notice_sent": False, "reason": case.mediation_note}
    if basis.report is not None:
        values["report"] = report_values(office, file, basis.report)
    return values | dict(more or {})


def report_values(office: Office, file: Reading, report: Report) -> Values:
    """A report about somebody else. A withheld reporter is nowhere in these values."""
    persons = file.many(Person, [report.person_id]) if report.person_id is not None else {}
    person = next(iter(persons.values()), None)
    address = address_on(file, person.id, report.received_on) if person is not None else None
    kind = DeadlineKind.INTERVIEW_URGENT if report.is_urgent else DeadlineKind.INTERVIEW
    return {
        "received_on": report.received_on,
        "received_time": f"{report.received_at:%H:%M}" if report.received_at is not None else "",
        "reporter_kind": REPORTERS.get(report.reporter_kind, report.reporter_kind),
        "reporter": "" if report.is_reporter_withheld else report.reporter,
        "is_withheld": report.is_reporter_withheld,
        "about": person.full_name if person is not None else report.about,
        "address": ", ".join(address.lines) if address is not None else "",
        "phone": written_phone(person.phone) if person is not None else "",
        "facts": report.facts,
        "is_urgent": report.is_urgent,
        "interview_by": office.law.deadline(kind, report.received_on).ends_on,
        "outcome": report.outcome,
    }


def _claim(case: Case) -> Values:
    try:
        claim = claim_of(case.benefit)
    except Refusal:
        return {"claim": {"label": label_of(case.benefit), "genitive": ""}}
    return {"claim": {"label": claim.label, "genitive": claim.genitive, "article": claim.article}}


def _application(office: Office, basis: CaseBasis) -> Values:
    application, case = basis.application, basis.case
    kind = DeadlineKind.INTERVIEW_URGENT if case.is_urgent else DeadlineKind.INTERVIEW
    return {
        "application": {
            "form": application.form.value if application is not None else "ex_officio",
            "received_on": basis.applied_on,
            "claim": application.claim if application is not None else "",
            "applies_as": application.applies_as if application is not None else "",
            "consent": application.consent_of if application is not None else "",
        },
        "interview_by": office.law.deadline(kind, case.need_known_on).ends_on,
        "decide_by": office.law.deadline(DeadlineKind.DECISION, basis.applied_on).ends_on,
    }


def _visit(file: Reading, basis: CaseBasis, today: date) -> Values:
    interview = basis.interview
    if interview is None or interview.planned_at is None:
        return {"visit": {"on": None, "time": "", "place": ""}}
    address = address_on(file, basis.case.person_id, today)
    place = ", ".join(address.lines) if address is not None else ""
    planned = interview.planned_at
    return {"visit": {"on": planned.date(), "time": f"{planned.hour}:{planned.minute:02d}", "place": place}}


def _attempt(file: Reading, case: Case) -> Values:
    """The last visit that came to nothing; empty values where there was none."""
    attempts = attempts_of(file, case.id)
    if not attempts:
        return {"on": "", "time": "", "outcome": "", "is_refusal": False}
    last = attempts[0]
    clerks = file.many(Clerk, [each for each in (last.worker_id, last.second_worker_id) if each is not None])
    return {
        "on": last.at.date(),
        "time": f"{last.at.hour}:{last.at.minute:02d}",
        "outcome": OUTCOMES[last.outcome],
        "is_refusal": last.is_refusal,
        "workers": ", ".join(clerk.full_name for clerk in clerks.values()),
        "met": last.met,
        "said": last.said,
        "is_notice_left": last.is_notice_left,
        "danger": last.danger,
    }


def _members(basis: CaseBasis, kinds: Mapping[str, IncomeKind]) -> tuple[Values, ...]:
    """The family as the applicant told it, each by what they are to the applicant."""
    applicant = basis.case.person_id
    own = next((each.member.relation for each in basis.family if each.person.id == applicant), Relation.SELF)
    return tuple(
        {
            "name": each.person.full_name,
            "born_on": polish.day(each.person.born_on) if each.person.born_on is not None else "",
            "relation": relation_on_paper(
                Relation.SELF if each.person.id == applicant else relation_between(own, each.member), each.person.sex
            ),
            "source": _livelihood(each, basis, kinds),
        }
        for each in basis.family
    )


def _livelihood(each: FamilyMember, basis: CaseBasis, kinds: Mapping[str, IncomeKind]) -> str:
    """What somebody lives on: incomes as written, else the family for a minor; what nobody said is not guessed."""
    lines = [income for income in basis.incomes if income.person_id == each.person.id]
    if lines:
        return ", ".join(dict.fromkeys(_source(income, kinds) for income in lines))
    is_minor = each.age is not None and each.age < ADULT_AGE
    return "na utrzymaniu rodziny" if is_minor else "nie podano"


def _source(income: Income, kinds: Mapping[str, IncomeKind]) -> str:
    if income.kind == NO_INCOME:
        return "brak dochodu"
    return kinds[income.kind].label if income.kind in kinds else income.kind


def _papers(basis: CaseBasis) -> Values:
    """What was handed in, what is to come, and the list of all papers."""
    application = basis.application
    came = [paper for paper in basis.documents if paper.direction is Direction.IN]
    shown = [paper_title(paper) for paper in came if paper.kind != PaperKind.APPLICATION]
    missing = application.missing.splitlines() if application is not None else []
    papers = sorted(basis.documents, key=lambda paper: (paper.dated_on or date.min, paper.id))
    return {
        "documents_shown": tuple(shown),
        "attachments": tuple(shown),
        "documents_missing": tuple(line.strip(" ,;–-") for line in missing if line.strip(" ,;–-")),
        "documents": tuple(
            {
                "number": str(number),
                "dated_on": polish.day(paper.dated_on) if paper.dated_on is not None else "",
                "title": paper_title(paper),
                "direction": DIRECTIONS[paper.direction],
                "pages": str(paper.pages) if paper.pages else "",
            }
            for number, paper in enumerate(papers, start=1)
        ),
    }


def _case(case: Case, basis: CaseBasis, worker: Clerk | None) -> Values:
    return {
        "title": case.title or label_of(case.benefit),
        "opened_on": case.opened_on,
        "closed_on": case.closed_on or "",
        "closed_as": CLOSINGS.get(case.closed_as, case.closed_as),
        "application_on": basis.applied_on,
        "application_form": FORMS[basis.application.form] if basis.application is not None else "",
        "worker": worker.full_name if worker is not None else "",
    }


def _events(file: Reading, case: Case) -> tuple[Values, ...]:
    events = sorted(file.find(CaseEvent, case_id=case.id), key=lambda event: (event.at, event.id))
    clerks = file.many(Clerk, [event.clerk_id for event in events if event.clerk_id is not None])
    return tuple(
        {
            "at": f"{event.at:%d.%m.%Y %H:%M}",
            "text": event_text(event),
            "who": clerks[event.clerk_id].short_name if event.clerk_id in clerks else "",
        }
        for event in events
    )
