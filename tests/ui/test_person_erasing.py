"""The head erases a person's data from their card: told before what goes and what stays, and asked for the surname."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from app.domain.cases import Case
from app.domain.records import RecordId
from app.services.applications import take_application
from app.services.persons import AddPerson, add_person
from tests.little_office import ANNA, CLERK, HEAD, annas_application, little_office
from tests.ui.counter import Counter
from ui.screens.exchange_loaded import erasure_words
from ui.screens.person_erasing import ErasureDialog

NOTE = replace(ANNA, pesel="", note="zielonyparasol")


def head_at(folder: Path, *, closed_on: date | None, has_case: bool = True) -> tuple[Counter, RecordId]:
    with little_office(folder) as office:
        if has_case:
            taken = take_application(office, annas_application()).value
            person_id = taken.person.id
            with office.work("zamknięcie") as work:
                case = work.get(Case, taken.case.id)
                work.change(case, replace(case, sign="MGOPS.5110.3.1.2026", closed_on=closed_on))
                work.commit()
        else:
            person_id = add_person(office, AddPerson(NOTE)).value.id
        path = office.file.path
    counter = Counter(path, clerk=HEAD, now=datetime(2026, 11, 16, 9, 30))
    return counter, person_id


@pytest.fixture
def made() -> Iterator[list[Counter]]:
    counters: list[Counter] = []
    yield counters
    for counter in counters:
        counter.close()


def test_a_person_without_files_goes_by_whole(made: list[Counter], tmp_path: Path) -> None:
    counter, anna = head_at(tmp_path, closed_on=None, has_case=False)
    made.append(counter)
    page = counter.open("person", person_id=anna)
    page.erase.click()
    counter.wait()
    dialog = counter.dialog(ErasureDialog)
    assert "osoba — 1" in dialog.goes.words()
    assert "Żadnych akt nie trzeba już przechowywać." in dialog.stays.words()
    assert "Kopie zapasowe na innych nośnikach" in dialog.copies.words()
    counter.type(dialog.reason, "na żądanie, bez sprawy")
    counter.type(dialog.surname, "Kowalska")
    dialog.go.click()
    counter.wait()
    assert "Wpisane nazwisko nie jest nazwiskiem tej osoby." in dialog._objection.text.words()
    counter.type(dialog.surname, "Wiśniewska")
    dialog.go.click()
    counter.wait()
    assert counter.window.notices.text() == "Dane osoby usunięto."
    assert page.title.title.text() == "Dane osoby usunięto"
    assert page.erased.banner.text.words() == "Dane usunięto 16.11.2026, przyczyna: na żądanie, bez sprawy."
    assert not page.data.isVisible()
    assert not page.erase.isVisible()


def test_files_within_their_years_stay_with_their_reason(made: list[Counter], tmp_path: Path) -> None:
    counter, anna = head_at(tmp_path, closed_on=date(2026, 11, 10))
    made.append(counter)
    page = counter.open("person", person_id=anna)
    page.erase.click()
    counter.wait()
    dialog = counter.dialog(ErasureDialog)
    assert "MGOPS.5110.3.1.2026  akta przechowuje się do 31.12.2036" in dialog.stays.words()
    dialog.years.set_value(5)
    dialog.years.changed.emit(5)
    counter.wait()
    assert "akta przechowuje się do 31.12.2031" in dialog.stays.words()
    counter.type(dialog.reason, "na żądanie")
    counter.type(dialog.surname, "wiśniewska")
    dialog.go.click()
    counter.wait()
    assert page.warning.text.words() == (
        "Dane usunięto 16.11.2026, przyczyna: na żądanie. Zostały akta 1 sprawy i to, co do nich należy."
    )
    assert page.data.by_name["phone"].text() == ""
    assert page.data.by_name["last_name"].text() == "Wiśniewska"


def test_a_running_case_holds_everything_back(made: list[Counter], tmp_path: Path) -> None:
    counter, anna = head_at(tmp_path, closed_on=None)
    made.append(counter)
    counter.open("person", person_id=anna).erase.click()
    counter.wait()
    dialog = counter.dialog(ErasureDialog)
    assert "sprawa się toczy, najpierw ją zakończ" in dialog.stays.words()
    assert not dialog.go.isEnabled()
    dialog.reject()


def test_nobody_else_is_offered_it(tmp_path: Path, made: list[Counter]) -> None:
    with little_office(tmp_path) as office:
        anna = take_application(office, annas_application()).value.person.id
        path = office.file.path
    counter = Counter(path, clerk=CLERK)
    made.append(counter)
    assert not counter.open("person", person_id=anna).erase.isVisible()


def test_a_bundle_says_what_it_erases_and_what_came_too_late() -> None:
    assert erasure_words(0, 0) == []
    assert erasure_words(1, 5) == [
        "Paczka niesie 1 polecenie usunięcia danych osoby. Kopie sprzed wczytania znikną razem z danymi.",
        "Pominięto treść 5 wpisów o osobach, których dane usunięto.",
    ]
