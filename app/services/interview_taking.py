"""From a finished interview back into the files: differences are shown first, and only the chosen ones are written."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import timedelta

from app.domain.answers import text_of
from app.domain.cases import Case, Document
from app.domain.households import Member
from app.domain.incomes import Income
from app.domain.interview_filling import Filling
from app.domain.interviews import Interview
from app.domain.months import add_months
from app.domain.persons import Address, AddressKind, Person
from app.domain.pesel import read_pesel
from app.domain.problems import Missing
from app.domain.records import RecordId
from app.domain.roles import Act
from app.domain.tidying import tidy
from app.services.case_reading import read_basis
from app.services.households import address_on, new_member
from app.services.interview_circumstances import family_on, papers_of, visit_day
from app.services.interview_freezing import InterviewUnfinished
from app.services.interview_offer import Offer, OnRecord
from app.services.interview_offers import offers_of
from app.services.interview_reading import filling_in
from app.services.office import Done, Office
from app.services.persons import demand_plausible
from app.services.ports import Reading, Work


@dataclass(frozen=True)
class ListOffers:
    """Ask what a finished interview would change in the files."""

    interview_id: RecordId


@dataclass(frozen=True)
class TakeOver:
    """Write these differences, exactly as they were shown."""

    interview_id: RecordId
    offers: tuple[Offer, ...]


def list_offers(office: Office, request: ListOffers) -> tuple[Offer, ...]:
    """Every difference between the answers and the files, those that cannot be taken over included.

    What a relative says (art. 103) is about a household of their own, so it is left to whoever keeps their data.
    """
    with office.reading() as file:
        interview = file.get(Interview, request.interview_id)
        if interview.finished_at is None:
            raise InterviewUnfinished
        if interview.is_with_relative:
            return ()
        filling = filling_in(office, file, interview)
        return offers_of(filling, on_record(office, file, interview, filling))


def take_over(office: Office, request: TakeOver) -> Done[tuple[Offer, ...]]:
    """Write them together; gives what is left to look at. Taking the same difference twice writes it once."""
    office.allow(Act.REGISTER)
    with office.work("Przejęcie danych z wywiadu") as work:
        interview = work.get(Interview, request.interview_id)
        work.touching(interview.household_id)
        family = {member.person_id for member in work.find(Member, household_id=interview.household_id)}
        for offer in request.offers:
            if offer.can_be_taken:
                _demand_own(offer, interview, family)
                _write(office, work, interview, offer)
        changes = work.commit()
    return Done(list_offers(office, ListOffers(request.interview_id)), changes)


def _demand_own(offer: Offer, interview: Interview, family: Set[RecordId]) -> None:
    """A difference is about this family: its people, where they live, what they live on, who belongs to them."""
    for before, wanted in offer.changes:
        match wanted:
            case Person():
                is_own = wanted.id in family and before is not None
            case Address() | Income():
                is_own = wanted.person_id in family
            case Member():
                is_own = wanted.household_id == interview.household_id
            case Document():
                is_own = wanted.case_id == interview.case_id and wanted.person_id in (None, *family) and before is None
            case _:
                is_own = False
        if not is_own or (before is not None and (before.id, type(before)) != (wanted.id, type(wanted))):
            raise Missing(kind=type(wanted).__name__.lower())


def _write(office: Office, work: Work, interview: Interview, offer: Offer) -> None:
    for before, wanted in offer.changes:
        after = tidy(wanted)
        if isinstance(after, Person):
            demand_plausible(after, office.calendar.today())
        if before is not None:
            work.change(before, after)
        elif not work.many(type(after), [after.id]):
            work.add(after)
    if offer.member is not None:
        new_member(office, work, interview.household_id, offer.member)


def on_record(office: Office, file: Reading, interview: Interview, filling: Filling) -> OnRecord:
    """What the files say of the family on the day of the visit."""
    today = office.calendar.today()
    day = visit_day(interview, today)
    basis = read_basis(file, file.get(Case, interview.case_id), office.law)
    family = family_on(file, interview, day)
    others = ((kind, address_on(file, interview.person_id, day, kind)) for kind in AddressKind)
    return OnRecord(
        family=tuple(family),
        address=address_on(file, interview.person_id, day),
        incomes=basis.incomes,
        income_day=min(add_months(basis.income_month, 1) - timedelta(days=1), today),
        kinds=office.law.income_kinds,
        known=_known(file, filling),
        case_id=interview.case_id,
        others={kind: address for kind, address in others if address is not None},
        papers=papers_of(file, file.get(Case, interview.case_id), [person.id for person, _ in family]),
    )


def _known(file: Reading, filling: Filling) -> dict[str, RecordId]:
    """People of the office by the PESEL numbers of the family table."""
    numbers = {read_pesel(text_of(value)).number for _, value in filling.column("member.pesel")} - {""}
    hits = [hit for number in numbers for hit in file.search(number, 5)]
    return {hit.pesel: hit.id for hit in hits if hit.pesel in numbers}
