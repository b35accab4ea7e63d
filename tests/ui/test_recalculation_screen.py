"""The recalculation at its screen: a cause, the decisions it touches, a line in their course; nothing is issued."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEventLoop, QTimer

from app.domain.cases import CaseEvent
from app.domain.decisions import Decision
from app.domain.persons import Clerk
from app.persistence.store import Store
from app.services.calendars import SetCalendar
from app.services.office import Office
from tests.little_decision import DECIDED_AT, add_income, drafted, issued, ready_case
from tests.little_office import ACCOUNTANT, CLERK, SHELF, little_office
from tests.ui.drawn import table
from ui.desk import Desk
from ui.screens import BY_ID
from ui.screens.recalculation import AMOUNTS, SOURCE, RecalculationPage
from ui.window import MainWindow, WindowIdentity


class Room:
    """A window with the list of decisions and the recalculation."""

    def __init__(self, path: Path, clerk: Clerk) -> None:
        self._path, self._clerk = path, clerk
        self.problems: list[Any] = []
        self.desk = Desk(self._open)
        self.desk.problem.connect(self.problems.append)
        self.desk.crashed.connect(self.problems.append)
        screens = [BY_ID[name] for name in ("decisions", "recalculation")]
        self.window = MainWindow(self.desk, screens, WindowIdentity("M-GOPS", clerk.full_name, clerk.position, "Biuro"))
        self.window.resize(1366, 768)
        self.desk.start(lambda _office: None)
        self.window.show()
        self.wait()

    def _open(self, progress: Any) -> tuple[Office, Callable[[], None]]:
        store = Store.open(self._path)
        return Office(store, SetCalendar(DECIDED_AT), self._clerk, "Biuro", SHELF.law, SHELF, progress), store.close

    def wait(self) -> None:
        """Until everything asked is answered."""
        quiet = 0
        while quiet < 3:
            loop = QEventLoop()
            QTimer.singleShot(10, loop.quit)
            loop.exec()
            quiet = quiet + 1 if self.desk.is_idle else 0

    def page(self) -> RecalculationPage:
        """Come to the recalculation from the list of decisions."""
        self.window.open("decisions")
        self.wait()
        decisions: Any = self.window.page("decisions")
        decisions.recalculate.click()
        self.wait()
        page = self.window.page("recalculation")
        assert isinstance(page, RecalculationPage)
        return page

    def read(self, kind: type[Any]) -> list[Any]:
        with closing(Store.open(self._path)) as store, store.reading() as file:
            return list(file.find(kind))

    def close(self) -> None:
        self.window.close()
        self.desk.close()
        self.window.deleteLater()


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Callable[..., Room]]:
    made: list[Room] = []

    def open_room(prepare: Callable[[Office], object], clerk: Clerk = CLERK) -> Room:
        with little_office(tmp_path) as office:
            prepare(office)
        made.append(Room(tmp_path / "office.teczka-db", clerk))
        return made[-1]

    yield open_room
    for each in made:
        each.close()


def decided(office: Office) -> None:
    issued(office, ready_case(office), amount=700_00)


def test_a_new_criterion_is_shown_explained_and_noted_once(room: Callable[..., Room]) -> None:
    here = room(decided)
    page = here.page()
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
    assert here.window.notices.text() == "Zapisano w 1 sprawie."
    page.note.click()
    here.wait()
    assert here.window.notices.text() == "Wszystko było już zapisane."
    here.close()
    (line,) = [event.text for event in here.read(CaseEvent) if event.kind == "note"]
    assert line.startswith("Ponowne obliczenie (projekt rozporządzenia): od grudnia")
    assert [decision.amount for decision in here.read(Decision)] == [700_00]
    assert not here.problems


def test_where_nothing_changes_it_says_so(room: Callable[..., Room]) -> None:
    here = room(decided)
    page = here.page()
    page.go.click()
    here.wait()
    assert page.nothing.title.text() == "Żadna decyzja by się nie zmieniła"
    assert page.note.isHidden()
    page.month.set_text("")
    page.go.click()
    assert page.month.message.text() == "Wpisz miesiąc, na przykład 01.2028."


def test_a_source_needs_its_name_and_its_last_day(room: Callable[..., Room]) -> None:
    here = room(decided)
    page = here.page()
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
    page = here.page()
    page.drafts.click()
    here.wait()
    assert here.window.notices.text() == "Odświeżono 1 projekt."
    page.drafts.click()
    here.wait()
    assert here.window.notices.text() == "Projekty są aktualne."


def test_who_does_not_draft_sees_why_the_buttons_are_off(room: Callable[..., Room]) -> None:
    page = room(decided, ACCOUNTANT).page()
    assert not page.go.isEnabled()
    assert page.go.toolTip() == "Robi to osoba, która przygotowuje decyzje."
