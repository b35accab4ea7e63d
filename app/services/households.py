"""Who lives and keeps house with whom, and since when."""

from dataclasses import dataclass, replace
from datetime import date

from app.domain.deadlines import day_before
from app.domain.households import Household, Member, Relation
from app.domain.persons import Address, AddressKind, Clerk, Person
from app.domain.problems import Refusal
from app.domain.records import RecordId, as_before, new_id
from app.domain.roles import Act, Role
from app.domain.tidying import tidy
from app.services.office import Done, Office
from app.services.persons import PeriodReversed, PersonEntry, new_person
from app.services.ports import Reading, Work
from app.services.same_person import one_person


class AlreadyMember(Refusal):
    """The person belongs to this household in that time already (facts: name)."""

    code = "already_member"


class ReasonNeeded(Refusal):
    """Leaving somebody out of the number of people, or striking a case, needs its reason in words."""

    code = "reason_needed"


@dataclass(frozen=True, kw_only=True)
class MemberEntry:
    """Somebody of a household as typed: a person of the files, or a new one."""

    person_id: RecordId | None = None
    person: PersonEntry | None = None
    relation: Relation = Relation.OTHER
    from_on: date | None = None
    is_somebody_else: bool = False


@dataclass(frozen=True)
class ChangeHousehold:
    """Write what was changed in a household (its region, its head, a note)."""

    before: Household
    after: Household


@dataclass(frozen=True)
class AddToFamily:
    """Take somebody into the household of a person."""

    person_id: RecordId
    member: MemberEntry


@dataclass(frozen=True)
class ChangeMember:
    """Write what was changed: relation, dates, whether counted and why not."""

    before: Member
    after: Member


@dataclass(frozen=True)
class RemoveMember:
    """Take out somebody who was written down by mistake. Who moved out gets a last day instead."""

    member: Member


def add_to_family(office: Office, request: AddToFamily) -> Done[Member]:
    """Somebody joins the household that a person belongs to today; where there is none, it begins with them."""
    office.allow(Act.REGISTER)
    with office.work("Nowa osoba w rodzinie") as work:
        person = work.get(Person, request.person_id)
        household = household_on(work, person.id, office.calendar.today())
        if household is None:
            household = new_household(work, new_id(), person.id, "")
        work.touching(household.id)
        member = new_member(office, work, household.id, request.member)
        return Done(member, work.commit())


def change_household(office: Office, request: ChangeHousehold) -> Done[Household]:
    """Write what was changed."""
    office.allow(Act.REGISTER)
    with office.work("Zmiana danych gospodarstwa domowego") as work:
        work.touching(request.before.id)
        work.change(request.before, tidy(request.after))
        return Done(work.get(Household, request.before.id), work.commit())


def change_member(office: Office, request: ChangeMember) -> Done[Member]:
    """Write what was changed about somebody's time in a household."""
    office.allow(Act.REGISTER)
    after = tidy(as_before(request.before, request.after, "id", "household_id", "person_id"))
    if after.from_on is not None and after.to_on is not None and after.to_on < after.from_on:
        raise PeriodReversed(from_on=after.from_on, to_on=after.to_on)
    if not after.is_counted and not after.not_counted_reason:
        raise ReasonNeeded
    with office.work("Zmiana w gospodarstwie domowym") as work:
        work.touching(after.household_id)
        work.change(request.before, after)
        return Done(work.get(Member, after.id), work.commit())


def remove_member(office: Office, request: RemoveMember) -> Done[None]:
    """Take the entry out of sight; the history keeps it."""
    office.allow(Act.REGISTER)
    with office.work("Usunięcie błędnego wpisu w gospodarstwie domowym") as work:
        work.touching(request.member.household_id)
        work.remove(request.member)
        return Done(None, work.commit())


def new_household(
    work: Work, household_id: RecordId, head_id: RecordId, region: str, from_on: date | None = None
) -> Household:
    """Add a household with its head inside a transaction; later changes belong to it."""
    household = tidy(Household(id=household_id, head_id=head_id, region=region))
    work.touching(household.id)
    work.add(household)
    work.add(Member(id=new_id(), household_id=household.id, person_id=head_id, relation=Relation.SELF, from_on=from_on))
    return household


def new_member(office: Office, work: Work, household_id: RecordId, entry: MemberEntry) -> Member:
    """Add a member inside a transaction."""
    if entry.person_id is not None:
        person = work.get(Person, entry.person_id)
    else:
        person = new_person(office, work, entry.person or PersonEntry(), is_somebody_else=entry.is_somebody_else)
    there = work.find(Member, household_id=household_id)
    since = entry.from_on or date.min
    if any(each.person_id == person.id and (each.to_on is None or each.to_on >= since) for each in there):
        raise AlreadyMember(name=person.full_name)
    _move_out(work, person.id, household_id, entry.from_on)
    member = Member(
        id=new_id(),
        household_id=household_id,
        person_id=person.id,
        relation=entry.relation,
        from_on=entry.from_on,
        position=max((each.position for each in there), default=0) + 1,
    )
    work.add(member)
    return member


def _move_out(work: Work, person_id: RecordId, to_id: RecordId, from_on: date | None) -> None:
    """End an open membership elsewhere, but only with a known day: nobody is moved out by a guess."""
    for member in work.find(Member, person_id=person_id) if from_on is not None else ():
        is_open = member.household_id != to_id and member.to_on is None
        if is_open and from_on is not None and (member.from_on is None or member.from_on < from_on):
            work.change(member, replace(member, to_on=day_before(from_on)))


def household_on(file: Reading, person_id: RecordId, day: date) -> Household | None:
    """The household a person belonged to on a day; the one entered last where papers overlap."""
    mine = [member for each in one_person(file, person_id) for member in file.find(Member, person_id=each)]
    now = [member for member in mine if member.is_in_on(day)]
    return file.get(Household, now[-1].household_id) if now else None


def address_on(
    file: Reading, person_id: RecordId, day: date, kind: AddressKind = AddressKind.RESIDENCE
) -> Address | None:
    """The newest address of a kind that was in use on a day."""
    found = [
        address
        for each in one_person(file, person_id)
        for address in file.find(Address, person_id=each)
        if address.kind == kind
        and (address.from_on is None or address.from_on <= day)
        and (address.to_on is None or day <= address.to_on)
    ]
    return max(found, key=lambda address: (address.from_on or date.min, address.id), default=None)


def worker_of(file: Reading, region: str) -> Clerk | None:
    """The social worker of a region; None where nobody, or more than one, has it."""
    found = [
        clerk
        for clerk in file.find(Clerk, region=region, is_active=True)
        if region and clerk.role == Role.SOCIAL_WORKER
    ]
    return found[0] if len(found) == 1 else None
