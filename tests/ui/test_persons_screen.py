"""Persons in the window: narrowed while typing, corrected where they stand, moved, joined to families."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.domain.persons import Person
from app.domain.records import RecordId
from app.services.applications import take_application
from app.services.drafts import ReadDraft, read_draft
from app.services.person_views import OpenPerson, PersonCard, open_person
from app.services.persons import AddPerson, ChangeAddress, ChangePerson, add_person, change_address, change_person
from tests.little_office import annas_application, somebody
from tests.ui.counter import Counter
from tests.ui.drawn import table
from tests.ui.keys import press, type_text
from ui.screens.person_forms import AddressDialog, HistoryWindow, MemberDialog, NewMemberDialog
from ui.screens.person_new import FORM


@pytest.fixture
def anna(counter: Counter) -> RecordId:
    taken = counter.order(take_application, annas_application())
    return RecordId(taken.person.id)


def card_of(counter: Counter, person_id: RecordId) -> PersonCard:
    card: PersonCard = counter.ask(open_person, OpenPerson(person_id))
    return card


def test_the_list_narrows_with_every_letter(counter: Counter, anna: RecordId) -> None:
    counter.order(add_person, AddPerson(somebody("Łukasz", "Żółć")))
    page = counter.open("persons")
    assert anna
    assert page.title.subtitle.text() == "4 osoby w kartotece"
    type_text(page.search.line, "zolc")
    counter.pause()
    assert table(page.feed.model).splitlines()[1].startswith("Żółć Łukasz | ")
    assert page.title.subtitle.text() == "znaleziono 1 osobę"
    press(page.search.line, Qt.Key.Key_Return)
    counter.wait()
    assert counter.window.current_id() == "person"


def test_a_sign_stands_where_one_of_two_values_is_shown(counter: Counter, anna: RecordId) -> None:
    shown = card_of(counter, anna).person
    for phone in ("601 224 918", "44 781 22 06"):
        counter.order(change_person, ChangePerson(shown, replace(shown, phone=phone)))
    page = counter.open("persons")
    counter.wait()
    lines = table(page.feed.model).splitlines()
    assert [line.count("⚠") for line in lines[1:]] == [1, 0, 0]
    assert "44 781 22 06 ⚠" in lines[1]


def test_nobody_found_says_what_to_do(counter: Counter, anna: RecordId) -> None:
    page = counter.open("persons", text="qqq")
    counter.pause()
    assert anna
    assert page.nothing.isVisible()
    assert page.nothing.title.text() == "Nikogo takiego nie ma"
    press(page.search.line, Qt.Key.Key_Return)
    assert counter.window.current_id() == "persons"


def test_a_field_is_written_when_it_is_left_and_taken_back_with_one_click(counter: Counter, anna: RecordId) -> None:
    page = counter.open("person", person_id=anna)
    counter.type(page.reason, "z rozmowy telefonicznej")
    counter.type(page.data.by_name["phone"], "44 781 22 06")
    assert card_of(counter, anna).person.phone == "447812206"
    assert counter.window.notices.text() == "Zapisano: telefon."
    counter.window.notices._act()
    counter.wait()
    assert card_of(counter, anna).person.phone == "447812260"
    assert page.data.by_name["phone"].text() == "44 781 22 60"
    page.history.click()
    counter.wait()
    lines = table(counter.dialog(HistoryWindow).model).splitlines()
    assert "telefon | 447812206 | K. Nowak | Biuro | z rozmowy telefonicznej" in lines[2]


def test_the_same_number_again_is_no_change(counter: Counter, anna: RecordId) -> None:
    page = counter.open("person", person_id=anna)
    counter.type(page.data.by_name["phone"], "447812260")
    assert not counter.window.notices.text()


def test_a_refused_value_is_explained_and_the_stored_one_shown_again(counter: Counter, anna: RecordId) -> None:
    page = counter.open("person", person_id=anna)
    counter.type(page.data.by_name["born_on"], "1.01.2030")
    assert counter.window.notices.text().startswith("Data urodzenia 1 stycznia 2030 jest późniejsza niż dzisiaj.")
    assert page.data.by_name["born_on"].text() == "4.03.1992"


def test_a_birth_date_that_the_pesel_denies_is_questioned(counter: Counter, anna: RecordId) -> None:
    page = counter.open("person", person_id=anna)
    counter.type(page.data.by_name["born_on"], "5.03.1992")
    assert page.data.by_name["born_on"].message.text() == "PESEL mówi co innego."
    assert card_of(counter, anna).person.born_on == date(1992, 3, 5)


def test_a_contradiction_shows_both_values(counter: Counter, anna: RecordId) -> None:
    shown = card_of(counter, anna).person
    page = counter.open("person", person_id=anna)
    for phone in ("1", "2"):
        counter.order(change_person, ChangePerson(shown, replace(shown, phone=phone)))
    message = page.data.by_name["phone"].message.text()
    assert message.startswith("⚠ Sprzeczność: ")
    assert page.warning.isVisible()
    page.warning.text.followed.emit("exchange")
    assert counter.went[-1][0] == "exchange"


def test_what_comes_while_a_field_is_typed_into_is_said_and_not_overwritten(counter: Counter, anna: RecordId) -> None:
    page = counter.open("person", person_id=anna)
    field = page.data.by_name["phone"]
    field.setFocus()
    field.line.selectAll()
    type_text(field.line, "601224918")
    shown = card_of(counter, anna).person
    counter.order(change_person, ChangePerson(shown, replace(shown, phone="447812206")))
    assert field.message.text().startswith("W tym czasie ktoś wpisał: 44 781 22 06.")
    page.data.by_name["email"].setFocus()
    counter.wait()
    assert field.message.text().startswith("⚠ Sprzeczność: ")
    (found,) = card_of(counter, anna).contradictions
    assert {version.value for version in found.versions} == {"447812206", "601224918"}


def test_what_comes_under_a_field_that_is_only_looked_at_is_shown_when_it_is_left(
    counter: Counter, anna: RecordId
) -> None:
    page = counter.open("person", person_id=anna)
    field = page.data.by_name["email"]
    field.setFocus()
    shown = card_of(counter, anna).person
    counter.order(change_person, ChangePerson(shown, replace(shown, email="a@example.org")))
    page.data.by_name["phone"].setFocus()
    counter.wait()
    assert field.text() == "a@example.org"
    assert card_of(counter, anna).contradictions == ()
    assert not field.message.text()


def test_a_dialog_says_at_once_that_its_record_was_changed_meanwhile(counter: Counter, anna: RecordId) -> None:
    page = counter.open("person", person_id=anna)
    (shown, *_rest) = card_of(counter, anna).addresses
    page._address(shown)
    dialog = counter.dialog(AddressDialog)
    assert not dialog._objection.isVisible()
    there = ChangeAddress(shown, replace(shown, house="99"))
    counter.order(change_address, there)
    assert "W tym czasie ktoś zmienił te dane." in dialog._objection.text.words()
    dialog.fields.house.set_value("7")
    dialog.go.click()
    counter.wait()
    assert {each.field for each in card_of(counter, anna).contradictions} == {"house"}


def test_names_are_bent_by_rule_until_a_person_knows_better(counter: Counter, anna: RecordId) -> None:
    page = counter.open("person", person_id=anna)
    field = page.names.by_name["name_dative"]
    assert (field.text(), field.line.placeholderText()) == ("", "Annie Wiśniewskiej")
    counter.type(field, "Anna Wiśniewska-Nowak")
    assert card_of(counter, anna).forms.name.dative == "Anna Wiśniewska-Nowak"


def test_a_new_address_is_written_from_the_keyboard(counter: Counter, anna: RecordId) -> None:
    page = counter.open("person", person_id=anna)
    page.addresses.act.click()
    dialog = counter.dialog(AddressDialog)
    for field, text in (
        (dialog.fields.locality, "Przedbórz"),
        (dialog.fields.street, "Mostowa"),
        (dialog.fields.house, "8"),
        (dialog.fields.postal_code, "97570"),
    ):
        counter.type(field, text)
    assert dialog.fields.postal_code.text() == "97-570"
    press(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    counter.wait()
    assert not counter.has_dialog()
    new, old = card_of(counter, anna).addresses
    assert (new.short, old.to_on) == ("Przedbórz, ul. Mostowa 8", date(2026, 11, 15))


def test_what_is_refused_stays_typed_in_its_dialog(counter: Counter, anna: RecordId) -> None:
    page = counter.open("person", person_id=anna)
    page.addresses.act.click()
    dialog = counter.dialog(AddressDialog)
    counter.type(dialog.fields.house, "8")
    dialog.go.click()
    counter.wait()
    assert dialog._objection.text.words().startswith("Adres nie ma miejscowości.")
    assert dialog.fields.house.text() == "8"


def test_somebody_moves_in_and_is_left_out_of_the_number(counter: Counter, anna: RecordId) -> None:
    page = counter.open("person", person_id=anna)
    page.households.act.click()
    dialog = counter.dialog(NewMemberDialog)
    counter.type(dialog.fields.first_name, "Ewa")
    counter.type(dialog.fields.born_on, "7.07.2022")
    dialog.go.click()
    assert dialog.relation.message.text() == "Wybierz, kim jest."
    dialog.relation.set_value("child")
    dialog.go.click()
    counter.wait()
    (household,) = card_of(counter, anna).households
    assert [inmate.person.first_name for inmate in household.members] == ["Anna", "Zofia", "Jan", "Ewa"]
    page.households.edit_member.emit(household.members[3].member)
    member = counter.dialog(MemberDialog)
    member.is_counted.set_value(False)
    member._fit()
    member.go.click()
    counter.wait()
    assert member._objection.text.words().startswith("Brakuje słów uzasadnienia.")
    counter.type(member.reason, "piecza zastępcza (art. 10 ust. 1)")
    member.go.click()
    counter.wait()
    assert "nie wlicza się: piecza zastępcza" in page.households._made[3].words()


def test_somebody_new_is_written_down_and_their_card_opens(counter: Counter) -> None:
    page = counter.open("person")
    for field, text in (
        (page.new.person.last_name, "Łuczak"),
        (page.new.person.first_name, "Henryk"),
        (page.new.person.pesel, "44051401358"),
    ):
        counter.type(field, text)
    assert page.new.person.pesel.message.text().startswith("Cyfra kontrolna się nie zgadza")
    page.new.go.click()
    counter.wait()
    assert page.title.title.text() == "Henryk Łuczak"
    assert page.card is not None
    stored = page.card.person
    assert isinstance(stored, Person)
    assert stored.pesel == "44051401358"


def test_somebody_half_written_is_there_after_coming_back_and_after_a_new_start(
    counter: Counter, tmp_path: Path
) -> None:
    page = counter.open("person")
    counter.type(page.new.person.last_name, "Łuczak")
    counter.type(page.new.address.locality, "Przedbórz")
    counter.open("persons")
    page = counter.open("person")
    assert page.new.person.last_name.text() == "Łuczak"
    counter.close()
    again = Counter(tmp_path / "office.teczka-db")
    try:
        page = again.open("person")
        assert (page.new.person.last_name.text(), page.new.address.locality.text()) == ("Łuczak", "Przedbórz")
        again.type(page.new.person.first_name, "Henryk")
        page.new.go.click()
        again.wait()
        assert page.title.title.text() == "Henryk Łuczak"
        page = again.open("person")
        assert page.new.person.last_name.text() == ""
        again.type(page.new.person.last_name, "Kos")
        page.new.wipe.click()
        again.wait()
        assert again.ask(read_draft, ReadDraft(FORM)) == {}
    finally:
        again.close()


def test_a_person_who_is_not_there_is_said_in_words(counter: Counter) -> None:
    page = counter.open("person", person_id=RecordId(b"0123456789abcdef"))
    assert page.missing.title.text() == "Tego wpisu nie ma w pliku."
