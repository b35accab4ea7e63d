"""What was typed in the kitchen flows into the files: differences first, then only the chosen ones, once."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.answers import Key, Value
from app.domain.households import Member, Relation, members_on
from app.domain.incomes import NO_INCOME, Income
from app.domain.interviews import Interview
from app.domain.persons import Address, Clerk, Person, Sex
from app.domain.problems import Missing
from app.domain.records import new_id
from app.domain.roles import NotAllowed
from app.services.households import address_on
from app.services.incomes import IncomeEntry, WriteIncome, write_income
from app.services.interview_freezing import InterviewUnfinished
from app.services.interview_offer import Obstacle, Offer, OfferCode
from app.services.interview_taking import ListOffers, TakeOver, list_offers, take_over
from app.services.office import Office
from app.services.persons import AddPerson, ChangePerson, add_person, change_person
from tests.little_office import ACCOUNTANT, WORKER, at_desk, somebody
from tests.visits import KITCHEN, finished, visit

Visit = tuple[Office, Interview]
IN_STEP: dict[Key, Value] = {
    ("p1a_pesel", 0): "92030412346",
    ("p1a_m_birth_date", 0): "1992-03-04",
    ("p1a_m_birth_date", 1): "2017-05-12",
    ("p1a_m_birth_date", 2): "2020-02-03",
}
"""The family of the questionnaire's tests, brought in step with the persons of the little office."""


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Visit]:
    with visit(tmp_path) as made:
        yield made


def offers(held: Visit, changes: Mapping[Key, Value] | None = None) -> dict[tuple[OfferCode, str], Offer]:
    office, interview = held
    finished(office, interview.id, {**IN_STEP, **(changes or {})})
    return offered(held)


def offered(held: Visit) -> dict[tuple[OfferCode, str], Offer]:
    office, interview = held
    return {(each.code, each.name): each for each in list_offers(office, ListOffers(interview.id))}


def people(held: Visit) -> list[Person]:
    office, interview = held
    with office.reading() as file:
        members = members_on(file.find(Member, household_id=interview.household_id), KITCHEN.date())
        found = file.many(Person, [member.person_id for member in members])
        return [found[member.person_id] for member in members]


def test_only_the_family_of_the_interview_is_written(held: Visit) -> None:
    office, interview = held
    finished(office, interview.id, IN_STEP)
    stranger = add_person(office, AddPerson(somebody("Jan", "Łuczak"))).value
    with office.reading() as file:
        person = file.get(Person, interview.person_id)
    head = replace(WORKER, role="head")
    for before, wanted in (
        (WORKER, head),
        (stranger, replace(stranger, phone="600000000")),
        (stranger, replace(person, phone="600000000")),
        (None, replace(person, id=new_id())),
        (None, Income(id=new_id(), person_id=stranger.id, kind="wage")),
        (None, Address(id=new_id(), person_id=stranger.id, locality="Mokre")),
        (None, Member(id=new_id(), household_id=new_id(), person_id=person.id)),
    ):
        forged = Offer(code=OfferCode.PHONE, name="", before="", now="", changes=((before, wanted),))
        with pytest.raises(Missing):
            take_over(office, TakeOver(interview.id, (forged,)))
    with office.reading() as file:
        assert file.get(Clerk, WORKER.id).role == WORKER.role


def test_nothing_is_offered_before_the_end(held: Visit) -> None:
    office, interview = held
    with pytest.raises(InterviewUnfinished):
        list_offers(office, ListOffers(interview.id))


def test_the_phone_is_shown_with_both_numbers_and_taken_over_once(held: Visit) -> None:
    found = offers(held, {("p1a_addr_phone", 0): "601224918"})
    offer = found[OfferCode.PHONE, "Anna Wiśniewska"]
    assert (offer.before, offer.now, offer.can_be_taken) == ("44 781 22 60", "601 224 918", True)
    office, interview = held
    left = take_over(office, TakeOver(interview.id, (offer,))).value
    assert OfferCode.PHONE not in {each.code for each in left}
    assert people(held)[0].phone == "601224918"
    take_over(office, TakeOver(interview.id, (offer,)))
    assert people(held)[0].phone == "601224918"


def test_a_number_written_otherwise_is_the_same_number(held: Visit) -> None:
    assert (OfferCode.PHONE, "Anna Wiśniewska") not in offers(held, {("p1a_addr_phone", 0): "+48447812260"})


def test_a_phone_that_the_office_changed_meanwhile_becomes_a_contradiction(held: Visit) -> None:
    """The difference was shown against 44 781 22 60; what the office wrote after that is not overwritten."""
    offer = offers(held, {("p1a_addr_phone", 0): "601224918"})[OfferCode.PHONE, "Anna Wiśniewska"]
    office, interview = held
    anna = people(held)[0]
    change_person(office, ChangePerson(anna, Person(**{**vars(anna), "phone": "44 781 22 06"})))
    take_over(office, TakeOver(interview.id, (offer,)))
    with office.reading() as file:
        (found,) = file.contradictions()
    assert {version.value for version in found.versions} == {"447812206", "601224918"}


def test_another_address_holds_from_the_day_of_the_interview(held: Visit) -> None:
    offer = offers(held, {("p1a_addr_house", 0): "14a"})[OfferCode.ADDRESS, "Anna Wiśniewska"]
    assert offer.before == "Wola Przedborska 14, 97-570 Przedbórz"
    assert offer.now == "Wola Przedborska 14a, 97-570 Przedbórz"
    office, interview = held
    for _ in range(2):
        take_over(office, TakeOver(interview.id, (offer,)))
    with office.reading() as file:
        before = address_on(file, interview.person_id, date(2026, 11, 11))
        now = address_on(file, interview.person_id, date(2026, 11, 12))
        assert len(file.find(Address, person_id=interview.person_id)) == 2
    assert before is not None
    assert now is not None
    assert (before.house, before.to_on, now.house, now.from_on) == ("14", date(2026, 11, 11), "14a", KITCHEN.date())


def test_a_missing_part_of_the_address_is_filled_in(held: Visit) -> None:
    office, interview = held
    offer = offers(held, {("p1a_addr_flat", 0): "2"})[OfferCode.ADDRESS, "Anna Wiśniewska"]
    take_over(office, TakeOver(interview.id, (offer,)))
    with office.reading() as file:
        (address,) = file.find(Address, person_id=interview.person_id)
    assert (address.flat, address.to_on) == ("2", None)


def test_incomes_of_the_family_table_become_lines_of_the_month(held: Visit) -> None:
    found = offers(held)
    mother, zofia = found[OfferCode.INCOME, "Anna Wiśniewska"], found[OfferCode.INCOME, "Zofia Wiśniewska"]
    assert (zofia.before, zofia.now) == ("", "fundusz alimentacyjny, 624,00\u00a0zł")
    assert (mother.before, mother.now) == ("", "brak dochodu, 0,00\u00a0zł")
    office, interview = held
    left = take_over(office, TakeOver(interview.id, tuple(found.values()))).value
    assert OfferCode.INCOME not in {each.code for each in left}
    anna, zosia, _ = people(held)
    with office.reading() as file:
        (none,) = file.find(Income, person_id=anna.id)
        (fund,) = file.find(Income, person_id=zosia.id)
    assert none.kind == NO_INCOME
    assert (fund.kind, fund.amount, fund.received_on, fund.evidence) == (
        "maintenance_fund",
        62_400,
        date(2026, 10, 31),
        "",
    )


def income(held: Visit, amount: int, *, evidence: str = "", kind: str = "maintenance_fund") -> None:
    office, _ = held
    entry = IncomeEntry(kind=kind, amount=amount, received_on=date(2026, 10, 20), evidence=evidence)
    write_income(office, WriteIncome(people(held)[1].id, entry))


def test_the_same_income_is_no_difference(held: Visit) -> None:
    income(held, 50_000)
    income(held, 12_400, kind="family_allowance")
    assert (OfferCode.INCOME, "Zofia Wiśniewska") not in offers(held)


@pytest.mark.parametrize(
    ("amounts", "evidence", "obstacle"),
    [
        ((50_000,), "", Obstacle.NONE),
        ((50_000,), "decyzja", Obstacle.DOCUMENTED),
        ((50_000, 10_000), "", Obstacle.SEVERAL),
    ],
)
def test_a_written_line_is_corrected_only_while_no_paper_proves_it(
    held: Visit, amounts: tuple[int, ...], evidence: str, obstacle: Obstacle
) -> None:
    for amount in amounts:
        income(held, amount, evidence=evidence)
    offer = offers(held)[OfferCode.INCOME, "Zofia Wiśniewska"]
    assert offer.obstacle is obstacle
    office, interview = held
    take_over(office, TakeOver(interview.id, (offer,)))
    with office.reading() as file:
        stored = sorted(line.amount for line in file.find(Income, person_id=people(held)[1].id))
    assert stored == ([62_400] if obstacle is Obstacle.NONE else sorted(amounts))


@pytest.mark.parametrize(
    ("source", "obstacle"),
    [
        ("zasiłek rodzinny", Obstacle.NONE),
        ("praca dorywcza", Obstacle.UNKNOWN_KIND),
        ("fundusz alimentacyjny, zasiłek rodzinny", Obstacle.UNKNOWN_KIND),
        ("gospodarstwo rolne", Obstacle.NEEDS_MORE),
    ],
)
def test_a_source_that_the_law_does_not_name_is_left_to_a_person(held: Visit, source: str, obstacle: Obstacle) -> None:
    offer = offers(held, {("p1a_m_income_type", 1): source})[OfferCode.INCOME, "Zofia Wiśniewska"]
    assert offer.obstacle is obstacle


def test_personal_data_of_the_table_are_compared_person_by_person(held: Visit) -> None:
    changes: dict[Key, Value] = {
        ("p1a_m_birth_date", 1): "2017-05-02",
        ("p1a_m_pesel", 1): "17250203464",
        ("p1a_identity_document", 0): None,
        ("p1a_id_document", 0): "DAB 123456",
    }
    del changes["p1a_identity_document", 0]
    found = offers(held, changes)
    assert (found[OfferCode.BORN_ON, "Zofia Wiśniewska"].before, found[OfferCode.BORN_ON, "Zofia Wiśniewska"].now) == (
        "12.05.2017",
        "02.05.2017",
    )
    assert found[OfferCode.SEX, "Zofia Wiśniewska"].now == "K"
    office, interview = held
    take_over(office, TakeOver(interview.id, tuple(found.values())))
    anna, zofia, jan = people(held)
    assert (zofia.born_on, zofia.pesel, zofia.sex) == (date(2017, 5, 2), "17250203464", Sex.FEMALE)
    assert (anna.identity_document, anna.citizenship, anna.marital_status) == ("DAB 123456", "polskie", "panna")
    assert jan.occupation == "uczeń szkoły podstawowej"
    assert not [each for each in offered(held).values() if each.can_be_taken]


NEWCOMER: dict[Key, Value] = {
    ("p1a_m_name", 3): "Maria Teresa Wiśniewska",
    ("p1a_m_sex", 3): "female",
    ("p1a_m_birth_date", 3): "2024-04-01",
    ("p1a_m_kinship", 3): "córka",
    ("p1a_m_marital", 3): "panna",
    ("p1a_m_education", 3): "dziecko",
    ("p1a_m_labour_position", 3): "poza rynkiem pracy",
    ("p1a_m_health", 3): "dobra",
    ("p1a_m_income_type", 3): "brak dochodu",
    ("p1a_m_income_amount", 3): 0,
    ("p1a_m_household_no", 3): 1,
}


def test_somebody_new_in_the_table_may_join_the_household(held: Visit) -> None:
    offer = offers(held, NEWCOMER)[OfferCode.MEMBER, "Maria Teresa Wiśniewska"]
    office, interview = held
    take_over(office, TakeOver(interview.id, (offer,)))
    fresh = people(held)[-1]
    assert (fresh.first_name, fresh.last_name, fresh.born_on) == ("Maria Teresa", "Wiśniewska", date(2024, 4, 1))
    with office.reading() as file:
        (member,) = file.find(Member, person_id=fresh.id)
    assert (member.relation, member.from_on) == (Relation.CHILD, None)
    assert (OfferCode.MEMBER, "Maria Teresa Wiśniewska") not in offered(held)


def test_somebody_of_another_household_at_the_address_does_not_join(held: Visit) -> None:
    apart = {**NEWCOMER, ("p1a_m_household_no", 3): 2}
    assert (OfferCode.MEMBER, "Maria Teresa Wiśniewska") not in offers(held, apart)


def test_a_newcomer_whom_the_office_knows_by_pesel_is_not_made_twice(held: Visit) -> None:
    office, interview = held
    known = add_person(office, AddPerson(somebody("Maria", "Wiśniewska", pesel="44051401359"))).value
    offer = offers(held, {**NEWCOMER, ("p1a_m_pesel", 3): "44051401359"})[OfferCode.MEMBER, "Maria Teresa Wiśniewska"]
    take_over(office, TakeOver(interview.id, (offer,)))
    assert people(held)[-1].id == known.id


def test_somebody_missing_in_the_table_is_told_but_not_moved_out(held: Visit) -> None:
    gone = {(field_id, 2): None for field_id, row in [*NEWCOMER, ("p1a_m_name", 2)] if row in (2, 3)}
    offer = offers(held, gone)[OfferCode.MEMBER_GONE, "Jan Wiśniewski"]
    assert offer.obstacle is Obstacle.ASK
    office, interview = held
    take_over(office, TakeOver(interview.id, (offer,)))
    assert len(people(held)) == 3


def test_whoever_may_not_register_takes_nothing_over(held: Visit) -> None:
    office, interview = held
    with pytest.raises(NotAllowed):
        take_over(at_desk(office, ACCOUNTANT), TakeOver(interview.id, ()))
