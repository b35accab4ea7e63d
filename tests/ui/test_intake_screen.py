"""Ctrl+N in the window: typed letter by letter, warned, kept, taken, printed."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.domain.cases import ApplicationForm, Case
from app.domain.households import Member
from app.domain.offices import Setting, setting_id
from app.domain.persons import Address, Person, Sex
from app.services.applications import take_application
from app.services.case_views import CaseView, OpenCase, open_case
from app.services.office import Done, Office
from app.services.persons import AddPerson, add_person
from tests.little_office import ANNA, HOME, annas_application, somebody
from tests.ui.counter import Counter, office_file
from tests.ui.drawn import cut_labels, tab_stops
from tests.ui.intake_desk import answer_all, everything, opened, outlook
from tests.ui.keys import press, type_text
from ui.papers import PaperWindow
from ui.screens.intake import PAPER, IntakePage

TUESDAY = datetime(2026, 11, 3, 11, 30)


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = Counter(office_file(tmp_path), now=TUESDAY)
    yield counter
    counter.close()


def settled(office: Office, _request: object) -> Done[None]:
    """The two settings without which no protocol is printed."""
    with office.work("Ustawienia") as work:
        for name in ("office_name_genitive", "data_officer"):
            work.add(Setting(id=setting_id(name), name=name, value="iod@example.pl"))
        return Done(None, work.commit())


def fill_anna(counter: Counter, page: IntakePage) -> None:
    person, address = page.person.fields, page.address.fields
    for field, text in (
        (person.last_name, "Wiśniewska"),
        (person.first_name, "Anna"),
        (person.pesel, "92030412346"),
        (person.phone, "44 781 22 60"),
        (address.locality, "Wola Przedborska"),
        (address.house, "14"),
        (address.postal_code, "97570"),
        (address.post_town, "Przedbórz"),
    ):
        counter.type(field, text)
    page.claim.benefit.set_value("periodic_allowance")
    answer_all(page)
    page.claim.changed.emit()
    counter.wait()


def test_the_form_is_short_of_nothing_and_cut_nowhere(counter: Counter) -> None:
    page = opened(counter)
    assert page.focusWidget() is page.person.finder.search.line
    assert not cut_labels(page)
    stops = [stop.accessibleName() for stop in tab_stops(page) if stop.accessibleName()]
    assert stops.index("Nazwisko") < stops.index("Imię") < stops.index("PESEL") < stops.index("Miejscowość")
    assert stops.index("Miejscowość") < stops.index("Rodzaj pomocy") < stops.index("Rejon")


def test_an_oral_application_is_typed_taken_and_printed(counter: Counter) -> None:
    counter.order(settled, 0)
    page = opened(counter)
    fill_anna(counter, page)
    assert (page.person.fields.born_on.text(), page.person.fields.sex.value()) == ("4.03.1992", (Sex.FEMALE.value,))
    row = page.household.add_row()
    assert row.last_name.text() == "Wiśniewska"
    counter.type(row.first_name, "Zofia")
    counter.type(row.born_on, "12.05.2017")
    row.relation.set_value("child")
    page.household.add_row()  # stays empty and is not written
    page.claim.reasons.set_value(("7.1", "7.4"))
    type_text(page.claim.claim.writing, "Proszę o zasiłek.")
    page.region.set_value("Północ")
    assert [label for label in outlook(page) if "MGOPS" in label] == ["MGOPS.5110.3.1.2026"]
    assert "24 listopada 2026" in outlook(page)
    press(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    counter.wait()
    protocol = counter.dialog(PaperWindow)
    assert protocol.windowTitle() == "Protokół przyjęcia wniosku ustnego"
    assert counter.window.current_id() == "case"
    (case,) = everything(counter, Case)
    view: CaseView = counter.ask(open_case, OpenCase(case.id))
    assert view.case.sign == "MGOPS.5110.3.1.2026"
    assert view.worker == "Maria Lis"
    assert view.application is not None
    assert (view.application.claim, view.application.reasons) == ("Proszę o zasiłek.", "7.1,7.4")
    assert [each.person.full_name for each in view.family] == ["Anna Wiśniewska", "Zofia Wiśniewska"]
    (address,) = everything(counter, Address)
    assert address.lines == ("Wola Przedborska 14", "97-570 Przedbórz")
    assert counter.window.notices.text() == "Przyjęto wniosek — MGOPS.5110.3.1.2026."
    page = opened(counter)
    assert page.person.fields.last_name.text() == ""
    assert not page.restored.isVisible()


def test_without_its_particulars_the_case_is_there_and_the_protocol_is_asked_for(counter: Counter) -> None:
    page = opened(counter)
    fill_anna(counter, page)
    page.save()
    counter.wait()
    assert counter.window.current_id() == "case"
    assert counter.window.notices.text().startswith("Pisma „Protokół przyjęcia wniosku ustnego” nie sporządzono.")


def test_a_paper_application_says_what_it_lacks(counter: Counter) -> None:
    page = opened(counter, kind=PAPER)
    fill_anna(counter, page)
    assert not page.claim.missing.isVisible()
    page.claim.is_complete.set_value(False)
    page.claim.is_complete.committed.emit(False)
    assert page.claim.missing.isVisible()
    type_text(page.claim.missing.writing, "zaświadczenie z urzędu pracy")
    page.claim.is_signed.set_value(False)
    page.save()
    counter.wait()
    (case,) = everything(counter, Case)
    view = counter.ask(open_case, OpenCase(case.id))
    application = view.application
    assert (application.form, application.is_signed, application.complete_on) == (ApplicationForm.PAPER, False, None)
    assert application.missing == "zaświadczenie z urzędu pracy"


def test_somebody_of_the_files_is_found_while_typing(counter: Counter) -> None:
    counter.order(take_application, annas_application(region="Północ"))
    page = opened(counter)
    type_text(page.person.finder.search.line, "wisniewska ann")
    counter.wait()
    assert page.person.finder.table.isVisible()
    press(page.person.finder.search.line, Qt.Key.Key_Return)
    counter.wait()
    assert page.person.summary.words() == "Anna Wiśniewska · 92030412346 · ur. 4.03.1992 · Wola Przedborska 14"
    assert not page.person.fields.isVisible()
    assert page.address.known.words() == "Wola Przedborska 14, 97-570 Przedbórz"
    assert page.household.known.words() == (
        "Według kartoteki: Anna Wiśniewska, 34; Zofia Wiśniewska, 9 (dziecko); Jan Wiśniewski, 6 (dziecko)"
    )
    assert page.region.value() == "Północ"
    page.claim.benefit.set_value("purpose_allowance")
    answer_all(page)
    page.save()
    counter.wait()
    assert len(everything(counter, Person)) == 3
    assert len(everything(counter, Member)) == 3
    assert len(everything(counter, Case)) == 2


def test_down_goes_to_the_found_and_enter_without_any_to_the_fields(counter: Counter) -> None:
    for name in ("Ewa", "Ewelina"):
        counter.order(add_person, AddPerson(somebody(name, "Żak")))
    page = opened(counter)
    counter.focus(page.person.finder.search.line)
    type_text(page.person.finder.search.line, "żak")
    counter.wait()
    press(page.person.finder.search.line, Qt.Key.Key_Down)
    assert page.person.finder.table.hasFocus()
    page.person.finder.clear()
    counter.focus(page.person.finder.search.line)
    press(page.person.finder.search.line, Qt.Key.Key_Return)
    assert page.person.fields.last_name.line.hasFocus()


def test_a_likeness_is_warned_about_and_can_be_taken(counter: Counter) -> None:
    known = counter.order(add_person, AddPerson(ANNA, HOME))
    page = opened(counter)
    fill_anna(counter, page)
    assert page.person.warning.text.words() == (
        "Ta osoba może już być w kartotece: Wiśniewska Anna, Wola Przedborska 14 (ten sam PESEL). To ktoś inny"
    )
    page.save()
    counter.wait()
    assert page.objection.text.words().startswith("Osoba z tym numerem PESEL jest już w kartotece: Wiśniewska Anna.")
    assert page.person.fields.phone.text() == "44 781 22 60"
    page.person.warning.text.followed.emit("0")
    counter.wait()
    assert page.person.person_id == known.id


def test_somebody_else_with_the_same_number_is_taken_knowingly(counter: Counter) -> None:
    counter.order(add_person, AddPerson(ANNA, HOME))
    page = opened(counter)
    fill_anna(counter, page)
    page.person.warning.text.followed.emit("other")
    page.save()
    counter.wait()
    assert len(everything(counter, Person)) == 2


def test_a_child_of_the_files_is_not_written_down_twice(counter: Counter) -> None:
    zofia = somebody("Zofia", "Wiśniewska", born_on=date(2017, 5, 12))
    known = counter.order(add_person, AddPerson(zofia))
    page = opened(counter)
    fill_anna(counter, page)
    row = page.household.add_row()
    counter.type(row.first_name, "Zofia")
    counter.type(row.born_on, "12.05.2017")
    assert row.warning.isVisible()
    row.warning.text.followed.emit("0")
    assert row.person_id == known.id
    page.save()
    counter.wait()
    assert row.relation.message.text() == "Wybierz, kim jest."
    assert not everything(counter, Case)
    row.relation.set_value("child")
    page.save()
    counter.wait()
    assert len(everything(counter, Person)) == 2


def test_whom_a_row_means_is_there_after_leaving(counter: Counter, tmp_path: Path) -> None:
    known = counter.order(add_person, AddPerson(somebody("Zofia", "Wiśniewska", born_on=date(2017, 5, 12))))
    page = opened(counter)
    fill_anna(counter, page)
    for answer in ("0", "other"):
        row = page.household.add_row()
        counter.type(row.first_name, "Zofia")
        counter.type(row.born_on, "12.05.2017")
        row.warning.text.followed.emit(answer)
    told = page.household.entries()
    counter.open("persons")
    counter.close()
    again = Counter(tmp_path / "office.teczka-db", now=TUESDAY)
    try:
        page = opened(again)
        assert page.household.entries() == told
        assert [(each.person_id, each.is_somebody_else) for each in told] == [(known.id, False), (None, True)]
        assert page.household.rows[0].last_name.line.isReadOnly()
    finally:
        again.close()


def test_a_wrong_pesel_is_questioned_and_an_impossible_day_refused(counter: Counter) -> None:
    page = opened(counter)
    fill_anna(counter, page)
    counter.type(page.person.fields.pesel, "92030412345")
    assert page.person.fields.pesel.message.text().startswith("Cyfra kontrolna się nie zgadza")
    counter.type(page.claim.received_on, "31.2.2026")
    assert page.claim.received_on.message.text() == "Takiego dnia nie ma: luty 2026 ma 28 dni."
    page.save()
    counter.wait()
    assert not everything(counter, Case)
    counter.type(page.claim.received_on, "4.11.2026")
    page.save()
    counter.wait()
    assert page.objection.text.words().startswith("Dzień wpływu 4 listopada 2026 jeszcze nie nadszedł.")
    counter.type(page.claim.received_on, "2.11.2026")
    page.save()
    counter.wait()
    (case,) = everything(counter, Case)
    assert case.opened_on == date(2026, 11, 2)
    assert {person.pesel for person in everything(counter, Person)} == {"92030412345"}


def test_without_a_claim_nothing_is_taken(counter: Counter) -> None:
    page = opened(counter)
    page.save()
    counter.wait()
    assert page.claim.benefit.message.text() == "Wybierz, o co wnosi."
    page.claim.benefit.set_value("meal")
    page.claim.benefit.committed.emit("meal")
    assert page.claim.benefit.message.text() == "Tę sprawę program poprowadzi, ale kwoty jeszcze nie wyliczy."
    page.save()
    counter.wait()
    assert page.person.fields.last_name.message.text() == "Wpisz nazwisko."
    assert page.person.fields.first_name.message.text() == "Wpisz imię."
    assert page.person.fields.last_name.line.hasFocus()
    assert not everything(counter, Case)


def test_papers_and_signature_are_asked_and_not_presumed(counter: Counter) -> None:
    page = opened(counter, kind=PAPER)
    fill_anna(counter, page)
    for field in (page.claim.is_complete, page.claim.is_signed):
        field.set_value(None)
    page.save()
    counter.wait()
    assert not everything(counter, Case)
    for field in (page.claim.is_complete, page.claim.is_signed):
        assert field.message.text() == "Zaznacz: tak albo nie."
        field.set_value(True)
        field.changed.emit(True)
        assert not field.is_refused()
    page.save()
    counter.wait()
    assert len(everything(counter, Case)) == 1


def test_a_person_without_pesel_has_a_document(counter: Counter) -> None:
    page = opened(counter)
    fields = page.person.fields
    assert not fields.document.isVisible()
    fields.no_pesel.click()
    for field, text in (
        (fields.last_name, "Kowalenko"),
        (fields.first_name, "Olena"),
        (fields.born_on, "1.07.1990"),
        (fields.citizenship, "ukraińskie"),
        (fields.document, "paszport FB 123456"),
    ):
        counter.type(field, text)
    page.claim.benefit.set_value("periodic_allowance")
    answer_all(page)
    page.save()
    counter.wait()
    (person,) = everything(counter, Person)
    assert (person.born_on, person.citizenship, person.identity_document) == (
        date(1990, 7, 1),
        "ukraińskie",
        "paszport FB 123456",
    )


def test_what_was_typed_is_there_after_leaving_and_after_a_new_start(counter: Counter, tmp_path: Path) -> None:
    page = opened(counter)
    fill_anna(counter, page)
    row = page.household.add_row()
    counter.type(row.first_name, "Zofia")
    counter.type(page.person.fields.born_on, "44.44.4444")
    counter.open("persons")
    counter.close()
    again = Counter(tmp_path / "office.teczka-db", now=TUESDAY)
    try:
        page = opened(again)
        assert page.restored.isVisible()
        assert page.person.fields.last_name.text() == "Wiśniewska"
        assert page.person.fields.born_on.text() == "44.44.4444"
        assert page.address.fields.house.text() == "14"
        assert [each.first_name.text() for each in page.household.rows] == ["Zofia"]
        assert page.claim.benefit.value() == "periodic_allowance"
        page.wipe.click()
        again.wait()
        assert page.person.fields.last_name.text() == ""
        assert not page.household.rows
        again.open("persons")
        assert not opened(again).restored.isVisible()
    finally:
        again.close()
