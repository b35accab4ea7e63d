"""Persons: written down once, corrected with their history, moved, and joined to households in time."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.accounts import AccountFault
from app.domain.cases import Case
from app.domain.households import Household, Member, Relation
from app.domain.persons import Address, AddressKind, Person, Sex
from app.domain.pesel import PeselFault, read_pesel
from app.services.applications import take_application
from app.services.drafts import KeepDraft, ReadDraft, keep_draft, read_draft
from app.services.households import (
    AddToFamily,
    AlreadyMember,
    ChangeHousehold,
    ChangeMember,
    MemberEntry,
    ReasonNeeded,
    RemoveMember,
    add_to_family,
    change_household,
    change_member,
    household_on,
    remove_member,
)
from app.services.likeness import FindSimilar, Likeness, find_similar
from app.services.office import Office
from app.services.person_views import OpenPerson, PersonHistory, open_person, person_history
from app.services.persons import (
    AddAddress,
    AddPerson,
    AddressEmpty,
    AddressEntry,
    BornInFuture,
    ChangeAddress,
    ChangePerson,
    DiedTooEarly,
    PeriodReversed,
    PersonKnown,
    PersonUnnamed,
    RemoveAddress,
    SurnameNeeded,
    WrongAccount,
    add_address,
    add_person,
    change_address,
    change_person,
    remove_address,
)
from tests.little_office import ANNA, HEAD, HOME, annas_application, at_desk, somebody


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("44051401359", None),
        (" 440514 01359 ", None),
        ("", None),
        ("44051401358", PeselFault.CHECK),
        ("50023112341", PeselFault.DATE),
        ("4405140135", PeselFault.LENGTH),
        ("4405140135a", PeselFault.LETTERS),
        ("44٠5140135", PeselFault.LETTERS),
    ],
)
def test_what_is_wrong_with_a_pesel(text: str, fault: PeselFault | None) -> None:
    assert read_pesel(text).fault is fault


def test_a_pesel_tells_birth_and_sex() -> None:
    pesel = read_pesel("10231500125")
    assert (pesel.born_on, pesel.sex) == (date(2010, 3, 15), Sex.FEMALE)


def test_a_wrong_pesel_is_kept_as_typed(office: Office) -> None:
    person = add_person(office, AddPerson(somebody(pesel="44051401358"))).value
    assert (person.pesel, person.born_on, person.sex) == ("44051401358", None, None)


def test_a_person_without_pesel_has_a_birth_date_and_a_paper(office: Office) -> None:
    entry = somebody(
        "Olena", "Kowalenko", born_on=date(1990, 7, 1), sex=Sex.FEMALE, citizenship="UA", identity_document="FB 123456"
    )
    person = add_person(office, AddPerson(entry, HOME)).value
    with office.reading() as file:
        assert file.get(Person, person.id) == person
        assert [hit.place for hit in file.search("kowalenko")] == ["Wola Przedborska 14"]


def test_what_no_paper_can_say_is_refused(office: Office) -> None:
    for entry, problem in (
        (somebody("", ""), PersonUnnamed),
        (somebody(born_on=date(2026, 11, 4)), BornInFuture),
    ):
        with pytest.raises(problem):
            add_person(office, AddPerson(entry))
    person = add_person(office, AddPerson(ANNA)).value
    for died_on in (date(1990, 1, 1), date(2026, 11, 4)):
        with pytest.raises(DiedTooEarly):
            change_person(office, ChangePerson(person, replace(person, died_on=died_on)))


def test_a_correction_never_takes_the_surname_away(office: Office) -> None:
    person = add_person(office, AddPerson(ANNA)).value
    with pytest.raises(SurnameNeeded):
        change_person(office, ChangePerson(person, replace(person, last_name="  ")))
    nameless = add_person(office, AddPerson(somebody("Nieznana", ""))).value
    assert change_person(office, ChangePerson(nameless, replace(nameless, note="widziana w lesie"))).value.note


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("12", AccountFault.LENGTH),
        ("61 1090 1014 0000 0712 1981 2875", AccountFault.CHECK),
        ("DE89370400440532013001", AccountFault.CHECK),
        ("u syna", AccountFault.CHECK),
        ("u syna!", AccountFault.LETTERS),
    ],
)
def test_an_account_that_no_bank_has_is_refused(office: Office, typed: str, fault: AccountFault) -> None:
    person = add_person(office, AddPerson(ANNA)).value
    with pytest.raises(WrongAccount) as refused:
        change_person(office, ChangePerson(person, replace(person, bank_account=typed)))
    assert refused.value.facts["fault"] is fault


def test_an_account_is_kept_in_one_way_and_an_old_wrong_one_bars_nothing(office: Office) -> None:
    person = add_person(office, AddPerson(ANNA)).value
    typed = replace(person, bank_account="PL61 1090 1014 0000 0712 1981 2874")
    person = change_person(office, ChangePerson(person, typed)).value
    assert person.bank_account == "61109010140000071219812874"
    old = add_person(office, AddPerson(somebody("Jan", "Stary", bank_account="12"))).value
    assert change_person(office, ChangePerson(old, replace(old, phone="601224918"))).value.bank_account == "12"


def test_changes_of_a_form_reach_the_history_with_their_reason(office: Office) -> None:
    person = add_person(office, AddPerson(ANNA)).value
    with office.reading() as file:
        shown = file.get(Person, person.id)
    change_person(office, ChangePerson(shown, replace(shown, phone="44 781 22 06"), "z rozmowy telefonicznej"))
    with office.reading() as file:
        newest = file.history(Person, person.id)[0]
    assert (newest.field, newest.value, newest.reason) == ("phone", "447812206", "z rozmowy telefonicznej")


def test_a_stale_form_leaves_both_values_beside_each_other(office: Office) -> None:
    person = add_person(office, AddPerson(ANNA)).value
    with office.reading() as file:
        shown = file.get(Person, person.id)
    change_person(office, ChangePerson(shown, replace(shown, phone="1")))
    change_person(office, ChangePerson(shown, replace(shown, phone="2", email="a@b.pl")))
    with office.reading() as file:
        (contradiction,) = file.contradictions()
    assert contradiction.field == "phone"
    assert {version.value for version in contradiction.versions} == {"1", "2"}


def test_a_pesel_of_somebody_else_is_asked_about_also_in_a_correction(office: Office) -> None:
    add_person(office, AddPerson(ANNA))
    other = add_person(office, AddPerson(somebody())).value
    with pytest.raises(PersonKnown):
        change_person(office, ChangePerson(other, replace(other, pesel=ANNA.pesel)))


def test_a_new_address_ends_the_old_one(office: Office) -> None:
    person = add_person(office, AddPerson(ANNA, HOME)).value
    with office.reading() as file:
        (old,) = file.find(Address)
    fresh = AddressEntry(locality="Przedbórz", street="Mostowa", house="8", flat="2", from_on=date(2026, 11, 2))
    new = add_address(office, AddAddress(person.id, fresh, ends=old)).value
    assert new.short == "Przedbórz, ul. Mostowa 8 m. 2"
    with office.reading() as file:
        assert file.get(Address, old.id).to_on == date(2026, 11, 1)
    change_address(office, ChangeAddress(new, replace(new, house="10")))
    with pytest.raises(PeriodReversed):
        change_address(office, ChangeAddress(new, replace(new, to_on=date(2026, 11, 1))))
    with pytest.raises(AddressEmpty):
        add_address(office, AddAddress(person.id, AddressEntry(kind=AddressKind.STAY, house="3")))
    with office.reading() as file:
        shown = file.get(Address, new.id)
    remove_address(office, RemoveAddress(shown))
    with office.reading() as file:
        assert [address.id for address in file.find(Address)] == [old.id]


def test_moving_to_another_household_ends_the_first(office: Office) -> None:
    taken = take_application(office, annas_application()).value
    with office.reading() as file:
        (zofia,) = [person for person in file.find(Person) if person.first_name == "Zofia"]
    ewa = add_person(office, AddPerson(somebody("Ewa", "Żak"))).value
    joined = MemberEntry(person_id=zofia.id, relation=Relation.GRANDCHILD, from_on=date(2026, 11, 1))
    moved = add_to_family(office, AddToFamily(ewa.id, joined)).value
    with office.reading() as file:
        before, now = (household_on(file, zofia.id, day) for day in (date(2026, 10, 31), date(2026, 11, 1)))
        assert before is not None
        assert now is not None
        assert (before.id, now.id) == (taken.case.household_id, moved.household_id)
    with pytest.raises(AlreadyMember):
        add_to_family(office, AddToFamily(ewa.id, joined))
    with office.reading() as file:
        assert file.count(Household) == 2


def test_leaving_somebody_out_of_the_number_needs_a_reason(office: Office) -> None:
    taken = take_application(office, annas_application()).value
    with office.reading() as file:
        child = next(member for member in file.find(Member) if member.relation == Relation.CHILD)
    with pytest.raises(ReasonNeeded):
        change_member(office, ChangeMember(child, replace(child, is_counted=False)))
    after = replace(child, is_counted=False, not_counted_reason="w pieczy zastępczej (art. 10 ust. 1)")
    assert not change_member(office, ChangeMember(child, after)).value.is_counted
    with pytest.raises(PeriodReversed):
        change_member(office, ChangeMember(child, replace(child, from_on=date(2026, 2, 2), to_on=date(2026, 2, 1))))
    with office.reading() as file:
        household = file.get(Household, taken.case.household_id)
        shown = file.get(Member, child.id)
    change_household(office, ChangeHousehold(household, replace(household, region="Południe")))
    remove_member(office, RemoveMember(shown))
    with office.reading() as file:
        assert file.get(Household, household.id).region == "Południe"
        assert file.count(Member, household_id=household.id) == 2


@pytest.mark.parametrize(
    ("typed", "likeness"),
    [
        (FindSimilar("Ania", "Kowal", "92030412346"), Likeness.SAME_PESEL),
        (FindSimilar("Anna", "Wiśniewska", "92030412364"), Likeness.NEAR_PESEL),
        (FindSimilar("anna", "wisniewska", born_on=date(1992, 3, 4)), Likeness.SAME_NAME_AND_BIRTH),
        (FindSimilar("Anna", "Wiśniewska"), Likeness.SAME_NAME),
        (FindSimilar("Anna", "Wisniewka"), Likeness.NEAR_NAME),
        (FindSimilar("Anna", "Wiśniewska", born_on=date(1961, 1, 1)), None),
        (FindSimilar("Henryk", "Łuczak"), None),
        (FindSimilar(), None),
    ],
)
def test_who_may_be_in_the_files_already(office: Office, typed: FindSimilar, likeness: Likeness | None) -> None:
    person = add_person(office, AddPerson(ANNA, HOME)).value
    found = find_similar(office, typed)
    assert [(each.hit.id, each.likeness) for each in found] == ([(person.id, likeness)] if likeness else [])
    assert not find_similar(office, replace(typed, except_id=person.id))


@pytest.mark.parametrize(
    ("first_name", "last_name"), [("Yuliia", "Shevchenko"), ("Юлія", "Шевченко"), ("Julija", "Szewczenko")]
)
def test_a_name_spelled_as_in_the_passport_finds_whom_the_office_knows(
    office: Office, first_name: str, last_name: str
) -> None:
    known = add_person(office, AddPerson(somebody("Julia", "Szewczenko"), HOME)).value
    add_person(office, AddPerson(somebody("Julia", "Szeremeta"), HOME))
    (found,) = find_similar(office, FindSimilar(first_name, last_name))
    assert (found.hit.id, found.likeness) == (known.id, Likeness.NEAR_NAME)


def test_searching_finds_by_name_pesel_place_and_sign(office: Office) -> None:
    taken = take_application(office, annas_application()).value
    with office.reading() as file:
        assert file.count(Case) == 1
        for text in ("wisniewska an", "92030", "wola prze 14", "5110.3.1", "447812260"):
            assert taken.person.id in [hit.id for hit in file.search(text)], text


def test_the_card_of_a_person_shows_everything_around_them(office: Office) -> None:
    taken = take_application(office, annas_application()).value
    card = open_person(office, OpenPerson(taken.person.id))
    assert (card.age, card.pesel.fault, card.forms.name.dative) == (34, None, "Annie Wiśniewskiej")
    assert [address.short for address in card.addresses] == ["Wola Przedborska 14"]
    (household,) = card.households
    assert (household.head, household.is_current) == ("Anna Wiśniewska", True)
    assert [(each.person.first_name, each.age) for each in household.members] == [
        ("Anna", 34),
        ("Zofia", 9),
        ("Jan", 6),
    ]
    assert [row.sign for row in card.cases] == ["MGOPS.5110.3.1.2026"]
    assert (card.incomes, card.contradictions, card.stands_for) == ((), (), None)


def test_the_history_says_who_when_and_where_from(office: Office) -> None:
    person = add_person(office, AddPerson(ANNA, HOME)).value
    with office.reading() as file:
        shown = file.get(Person, person.id)
    change_person(office, ChangePerson(shown, replace(shown, phone="44 781 22 06"), "z rozmowy telefonicznej"))
    newest, *older = person_history(office, PersonHistory(person.id))
    assert (newest.field, newest.value, newest.who, newest.workstation) == (
        "phone",
        "447812206",
        "K. Nowak",
        "Biuro",
    )
    assert newest.reason == "z rozmowy telefonicznej"
    assert {(line.record, line.field) for line in older} >= {(Person, "phone"), (Address, "locality")}


def test_a_draft_is_kept_for_its_clerk_alone(office: Office) -> None:
    assert read_draft(office, ReadDraft("application")) == {}
    assert keep_draft(office, KeepDraft("application", {"last_name": "Ćwik", "members": [1, 2]})).value
    assert read_draft(office, ReadDraft("application")) == {"last_name": "Ćwik", "members": [1, 2]}
    assert read_draft(at_desk(office, HEAD), ReadDraft("application")) == {}
    assert not keep_draft(office, KeepDraft("application", {"claim": "a" * 300_000})).value
    assert not keep_draft(office, KeepDraft("application")).value
    assert read_draft(office, ReadDraft("application")) == {}
    office.file.set_meta(f"draft:application:{office.clerk.id.hex()}", "not json")
    assert read_draft(office, ReadDraft("application")) == {}


def test_a_number_kept_with_blanks_is_left_alone_by_other_changes(office: Office) -> None:
    person = add_person(office, AddPerson(somebody("Ewa", "Żak"))).value
    with office.work("Starszy plik") as work:
        work.change(work.get(Person, person.id), replace(work.get(Person, person.id), phone="601 224 918"))
        work.commit()
    with office.reading() as file:
        shown = file.get(Person, person.id)
    change_person(office, ChangePerson(shown, replace(shown, email="ewa@example.pl")))
    with office.reading() as file:
        assert next(each.field for each in file.history(Person, person.id)) == "email"
        assert file.get(Person, person.id).phone == "601 224 918"
