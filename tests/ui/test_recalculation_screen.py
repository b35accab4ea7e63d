"""The recalculation at its screen: a cause, the decisions it touches, a line in their course; nothing is issued."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest

from app.domain.cases import CaseEvent
from app.domain.decisions import Decision
from app.domain.persons import Clerk
from app.domain.records import RecordId
from app.services.change_drafts import DraftedChanges, Left
from app.services.office import Office
from tests.little_decision import add_income, drafted, ready_case
from tests.little_office import ACCOUNTANT, CLERK
from tests.ui.drawn import table
from tests.ui.resolutions_room import Room, decided
from ui.forms.form_dialog import FormDialog
from ui.screens.recalculation import AMOUNTS, SOURCE, RecalculationPage
from ui.screens.recalculation_drafts import sentences


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Callable[..., Room]]:
    with ExitStack() as rooms:

        def open_room(prepare: Callable[[Office], object], clerk: Clerk = CLERK) -> Room:
            made = Room(tmp_path, prepare, clerk)
            rooms.callback(made.close)
            return made

        yield open_room


def page_of(here: Room) -> RecalculationPage:
    """Come to the recalculation from the list of decisions."""
    here.open("decisions").recalculate.click()
    here.wait()
    page = here.window.page("recalculation")
    assert isinstance(page, RecalculationPage)
    return page


def test_a_new_criterion_is_shown_explained_and_noted_once(room: Callable[..., Room]) -> None:
    here = room(decided)
    page = page_of(here)
    assert (page.month.value(), page.note.isHidden()) == (date(2026, 12, 1), True)
    page.tabs.show_segment(AMOUNTS)
    page.go.click()
    assert page.single.message.text() == "Wpisz kwotę."
    page.single.set_text("700,00")
    page.family.set_text("600,00")
    page.act.set_text("projekt rozporządzenia")
    page.go.click()
    here.wait()
    (row,) = table(page.rows).replace("\u00a0", " ").splitlines()[1:]
    assert row.startswith("MGOPS.5110.3.1.2026 | Anna Wiśniewska | zasiłek okresowy | ")
    assert row.endswith(" | 12.2026 | >700,00 | >552,00 | >−296,00 zł | [mniej:warn]")
    words = page.title.subtitle.text().replace("\u00a0", " ")
    assert words == "sprawdzono 1 decyzję · zmieniłaby się 1 · razem −296,00 zł"
    told = page.reason.text().replace("\u00a0", " ")
    assert told.startswith("od 12.2026 do 01.2027: 700,00 zł → 552,00 zł\nZasiłek okresowy nie może być wyższy")
    assert told.endswith("(art. 38 ust. 2 pkt 2).")
    page.tabs.show_segment(SOURCE)
    page.note.click()
    here.wait()
    assert here.notice() == "Zapisano w 1 sprawie."
    page.note.click()
    here.wait()
    assert here.notice() == "Wszystko było już zapisane."
    here.close()
    (line,) = [event.text for event in here.read(CaseEvent) if event.kind == "note"]
    assert line.startswith("Ponowne obliczenie (projekt rozporządzenia): od grudnia")
    assert [decision.amount for decision in here.read(Decision)] == [700_00]
    assert not here.problems


def test_drafts_of_the_changes_are_written_once_somebody_has_read_what_that_means(room: Callable[..., Room]) -> None:
    here = room(decided)
    page = page_of(here)
    assert page.change.isHidden()
    page.tabs.show_segment(AMOUNTS)
    page.single.set_text("700,00")
    page.family.set_text("600,00")
    page.act.set_text("projekt rozporządzenia")
    page.go.click()
    here.wait()
    for said in ("Zapisano 1 projekt.", "Nie zapisano nowych projektów. Pominięto — projekt już jest: 1."):
        page.change.click()
        (dialog,) = [each for each in page.findChildren(FormDialog) if each.isVisible()]
        dialog.go.click()
        here.wait()
        assert here.notice() == said
    here.close()
    assert sorted(decision.kind.value for decision in here.read(Decision)) == ["change", "grant"]
    assert not here.problems


def test_what_was_stopped_or_left_out_is_told() -> None:
    left = ((RecordId(b"1"), Left.CLOSED), (RecordId(b"2"), Left.CLOSED))
    told = sentences(DraftedChanges((RecordId(b"3"), RecordId(b"4")), left, not_looked_at=3))
    assert told == [
        "Zapisano 2 projekty.",
        "Zatrzymano: 3 decyzje czekają; uruchom jeszcze raz, a program dokończy.",
        "Pominięto — sprawa zakończona: 2.",
    ]


def test_where_nothing_changes_it_says_so(room: Callable[..., Room]) -> None:
    here = room(decided)
    page = page_of(here)
    page.go.click()
    here.wait()
    assert page.nothing.title.text() == "Żadna decyzja by się nie zmieniła"
    assert page.note.isHidden()
    page.month.set_text("")
    page.go.click()
    assert page.month.message.text() == "Wpisz miesiąc, na przykład 01.2028."
    assert page.nothing.title.text() == "Nic jeszcze nie obliczono", "no old answer below a new question"


def test_a_source_needs_its_name_and_its_last_day(room: Callable[..., Room]) -> None:
    here = room(decided)
    page = page_of(here)
    page.tabs.show_segment(SOURCE)
    page.go.click()
    assert (page.kind.message.text(), page.closed_on.message.text()) == ("Wybierz pozycję z listy.", "Wpisz dzień.")
    page.kind.set_value("maintenance_fund")
    page.closed_on.set_text("10.12.2026")
    page.go.click()
    here.wait()
    assert "| 01.2027 | >700,00 | >1 110,50 |" in table(page.rows).replace("\u00a0", " ")


def test_open_drafts_are_refreshed_from_here(room: Callable[..., Room]) -> None:
    def prepare(office: Office) -> None:
        case = ready_case(office)
        drafted(office, case)
        add_income(office, case, 200_00)

    here = room(prepare)
    page = page_of(here)
    page.drafts.click()
    here.wait()
    assert here.notice() != "Odświeżono 1 projekt.", "drafts change only after the question"
    page.findChildren(FormDialog)[-1].go.click()
    here.wait()
    assert here.notice() == "Odświeżono 1 projekt."
    page.drafts.click()
    page.findChildren(FormDialog)[-1].go.click()
    here.wait()
    assert here.notice() == "Projekty są aktualne."


def test_who_does_not_draft_sees_why_the_buttons_are_off(room: Callable[..., Room]) -> None:
    page = page_of(room(decided, ACCOUNTANT))
    assert not page.go.isEnabled()
    assert page.go.toolTip() == "Robi to osoba, która przygotowuje decyzje."
