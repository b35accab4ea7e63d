"""What the office knows when an interview is opened, in the words of the questionnaire."""

from collections.abc import Sequence
from datetime import date

from app.domain.case_course import PaperKind
from app.domain.cases import Case, Direction, Document
from app.domain.findings import establish
from app.domain.households import Member, Relation, members_on
from app.domain.incomes import NO_INCOME
from app.domain.interview_facts import Circumstances, KnownAddress, KnownIncome, KnownPaper, KnownPerson
from app.domain.interview_filling import ADULT_AGE
from app.domain.interviews import Interview
from app.domain.law import Consulted, Parameter
from app.domain.law_amounts import lay_amounts
from app.domain.persons import Address, AddressKind, Person
from app.domain.problems import Refusal
from app.domain.records import RecordId
from app.services.case_reading import read_basis
from app.services.households import address_on
from app.services.law_amounts import read_amounts
from app.services.office import Office
from app.services.office_settings import OfficeProfile, read_profile
from app.services.ports import Reading

_FROM_BELOW = {
    Relation.SELF: Relation.SELF,
    Relation.SPOUSE: Relation.SPOUSE,
    Relation.PARTNER: Relation.PARTNER,
    Relation.CHILD: Relation.PARENT,
    Relation.PARENT: Relation.CHILD,
    Relation.SIBLING: Relation.SIBLING,
    Relation.GRANDCHILD: Relation.GRANDPARENT,
    Relation.GRANDPARENT: Relation.GRANDCHILD,
}
"""What the head of the household is to somebody who is this to the head."""


def circumstances_of(office: Office, file: Reading, interview: Interview) -> Circumstances:
    """Persons, address, incomes and criteria on the day of the visit, the interviewed person first."""
    today = office.calendar.today()
    day = visit_day(interview, today)
    case = file.get(Case, interview.case_id)
    family = family_on(file, interview, day) if is_known(case, interview) else []
    profile = read_profile(file)
    law = lay_amounts(office.law, read_amounts(file))
    single, each = (law.find_on(name, day) for name in (Parameter.CRITERION_SINGLE, Parameter.CRITERION_FAMILY))
    return Circumstances(
        interview_on=day,
        today=today,
        reported_on=interview.learned_on,
        people=_known_people(family, interview.person_id, day),
        address=_known_address(address_on(file, interview.person_id, day)) if family else None,
        correspondence_address=(
            _in_one_line(address_on(file, interview.person_id, day, AddressKind.CORRESPONDENCE)) if family else ""
        ),
        stay_address=_in_one_line(address_on(file, interview.person_id, day, AddressKind.STAY)) if family else "",
        papers=_known_papers(file, case, [person.id for person, _ in family]),
        incomes=_known_incomes(office, file, case, [person.id for person, _ in family]),
        criterion_alone=single.grosze if single is not None else None,
        criterion_in_family=each.grosze if each is not None else None,
        office_stamp=_stamp(profile),
        office_town=profile.town,
        applicant=_applicant(file, case, day) if interview.is_with_relative else "",
    )


def office_facts(office: Office, file: Reading) -> Circumstances:
    """What is known where nobody is asked yet: the centre itself."""
    today, profile = office.calendar.today(), read_profile(file)
    return Circumstances(interview_on=today, today=today, office_stamp=_stamp(profile), office_town=profile.town)


def is_known(case: Case, interview: Interview) -> bool:
    """Whether the files hold whoever is asked; a relative of art. 103 whom they do not hold has the case's person."""
    return not interview.is_with_relative or interview.person_id != case.person_id


def _applicant(file: Reading, case: Case, day: date) -> str:
    """Whom the help is for, by name and address."""
    person, address = file.get(Person, case.person_id), address_on(file, case.person_id, day)
    return ", ".join(part for part in (person.full_name, _in_one_line(address)) if part)


def visit_day(interview: Interview, today: date) -> date:
    """The day of the visit: as held, else as begun, else as planned unless that day is over."""
    if interview.held_on is not None:
        return interview.held_on
    if interview.started_at is not None:
        return interview.started_at.date()
    return max(interview.planned_at.date(), today) if interview.planned_at is not None else today


def family_on(file: Reading, interview: Interview, day: date) -> list[tuple[Person, Member | None]]:
    """Who lives and keeps house with the interviewed person on a day; the person first, also one who lives alone."""
    household_id = interview.household_id
    if interview.is_with_relative:
        own_time = members_on(file.find(Member, person_id=interview.person_id), day)
        household_id = own_time[0].household_id if own_time else household_id
    members = members_on(file.find(Member, household_id=household_id), day)
    if not any(member.person_id == interview.person_id for member in members):
        members = [] if interview.is_with_relative else members
    people = file.many(Person, [interview.person_id, *(member.person_id for member in members)])
    own = next((member for member in members if member.person_id == interview.person_id), None)
    others = [(people[member.person_id], member) for member in members if member is not own]
    return [(people[interview.person_id], own), *others]


def _is_minor(person: Person, day: date) -> bool:
    """Whose marital status nobody asks about."""
    age = person.age_on(day)
    return age is not None and age < ADULT_AGE


def _known_people(
    family: Sequence[tuple[Person, Member | None]], interviewed_id: RecordId, day: date
) -> tuple[KnownPerson, ...]:
    own = next((member.relation for person, member in family if member and person.id == interviewed_id), Relation.OTHER)
    return tuple(
        KnownPerson(
            first_name=person.first_name,
            last_name=person.last_name,
            pesel=person.pesel,
            born_on=person.born_on,
            sex=person.sex,
            relation=Relation.SELF if person.id == interviewed_id else relation_between(own, member),
            citizenship=person.citizenship,
            identity_document=person.identity_document,
            marital_status="" if _is_minor(person, day) else person.marital_status,
            occupation=person.occupation,
            phone=person.phone,
        )
        for person, member in family
    )


def relation_between(own: Relation, member: Member | None) -> Relation:
    """What a member is to somebody who is ``own`` to the head; OTHER where two relations do not tell a third."""
    other = member.relation if member is not None else Relation.OTHER
    if own is Relation.SELF:
        return other
    if other is Relation.SELF:
        return _FROM_BELOW.get(own, Relation.OTHER)
    return Relation.SIBLING if (own, other) == (Relation.CHILD, Relation.CHILD) else Relation.OTHER


def _known_address(address: Address | None) -> KnownAddress | None:
    if address is None:
        return None
    return KnownAddress(
        postal_code=address.postal_code,
        locality=address.locality,
        street=address.street,
        house=address.house,
        flat=address.flat,
    )


def _in_one_line(address: Address | None) -> str:
    return ", ".join(address.lines) if address is not None else ""


def _known_incomes(office: Office, file: Reading, case: Case, people: Sequence[RecordId]) -> tuple[KnownIncome, ...]:
    """What counts under art. 8 in the month of the case; nothing where the rules cannot be asked yet."""
    basis = read_basis(file, case, office.law)
    places = {person_id.hex(): place for place, person_id in enumerate(people)}
    try:
        facts = basis.claim_facts(office.calendar.today())
        consulted = Consulted(basis.law_of(office.law), facts.month)
        lines = establish(facts, consulted, frozenset({case.benefit, "money"})).lines
    except Refusal:
        return ()
    known = [
        KnownIncome(
            person=places[judged.line.member],
            source=judged.kind.label,
            amount=judged.added,
            has_document=bool(judged.line.evidence),
        )
        for judged in lines
        if judged.is_counted and judged.line.member in places
    ]
    without = [
        KnownIncome(person=places[income.person_id.hex()], source="brak dochodu", amount=0)
        for income in basis.incomes
        if income.kind == NO_INCOME and income.person_id.hex() in places
    ]
    return (*known, *without)


def _known_papers(file: Reading, case: Case, people: Sequence[RecordId]) -> tuple[KnownPaper, ...]:
    """Papers that came into this case, and certificates of the family from any case."""
    places = {person_id: place for place, person_id in enumerate(people)}
    return tuple(
        KnownPaper(
            kind=paper.kind,
            person=places.get(paper.person_id) if paper.person_id is not None else None,
            title=paper.title,
            note=paper.note,
            dated_on=paper.dated_on,
            reference=", ".join(part for part in (paper.note, _dated(paper.dated_on)) if part),
        )
        for paper in papers_of(file, case, people)
    )


def papers_of(file: Reading, case: Case, people: Sequence[RecordId]) -> tuple[Document, ...]:
    """Papers that came into the case, and certificates of these people wherever they lie; each once."""
    came = [paper for paper in file.find(Document, case_id=case.id) if paper.direction is Direction.IN]
    for person_id in people:
        came += file.find(Document, person_id=person_id, kind=PaperKind.DISABILITY.value)
    return tuple({paper.id: paper for paper in came}.values())


def _dated(on: date | None) -> str:
    return f"z {on:%d.%m.%Y}" if on is not None else ""


def _stamp(profile: OfficeProfile) -> str:
    """The imprint of the centre; its NIP or REGON is on the rubber stamp."""
    lines = (profile.office_name, profile.office_address, profile.office_postal)
    return ", ".join(line for line in lines if line)
