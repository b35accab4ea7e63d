"""The first page of the morning, as each of the demo office's people sees it."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain import polish
from app.domain.cases import Case
from app.domain.decisions import Decision, DecisionState
from app.domain.interviews import Interview
from app.domain.offices import Setting
from app.domain.persons import Clerk, Person
from app.domain.problems import Problem
from app.persistence.store import Store
from app.services.office import Office
from app.services.ports import Changes
from app.services.today import AskToday, ask_today
from tests.demo import demo_store, office_of
from tests.ui import drawn
from tests.ui.keys import press
from ui.i18n import set_language
from ui.papers import PaperWindow
from ui.parts import Rich
from ui.screens import BY_ID
from ui.screens.today import TodayPage


class OfficeDesk(QObject):
    """A desk that answers at once from a real file."""

    changed = Signal(object)
    problem = Signal(object)
    busy = Signal(str, float)

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office = office

    def ask(
        self,
        service: Callable[[Any, Any], Any],
        request: Any,
        then: Callable[[Any], None],
        otherwise: Callable[[Problem], None] | None = None,
    ) -> None:
        try:
            answer = service(self.office, request)
        except Problem as problem:
            (otherwise or self.problem.emit)(problem)
        else:
            then(answer)

    def order(self, service: Any, request: Any, then: Any = None, otherwise: Any = None) -> None:
        raise NotImplementedError  # the page of the day orders nothing


class Leads:
    """Remembers where the page wanted to go."""

    def __init__(self) -> None:
        self.went: list[tuple[str, dict[str, Any]]] = []

    def open(self, screen_id: str, **args: Any) -> None:
        self.went.append((screen_id, args))

    def back(self) -> None:
        self.went.append(("back", {}))

    def notice(self, text: str, *_more: Any) -> None:
        self.went.append(("notice", {"text": text}))

    def recount(self) -> None:
        self.went.append(("recount", {}))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(demo_store(tmp_path)) as store:
        yield store


class Shown:
    """The page of one person, opened in a window of the usual size."""

    def __init__(self, qtbot: QtBot, store: Store, initials: str) -> None:
        self.office = office_of(store, initials=initials)
        self.desk = OfficeDesk(self.office)
        self.leads = Leads()
        page = BY_ID["today"].build(self.desk, self.leads)
        assert isinstance(page, TodayPage)
        self.page = page
        qtbot.addWidget(page)
        page.resize(1114, 690)
        page.show()
        qtbot.waitExposed(page)
        page.opened()
        QApplication.processEvents()


@pytest.fixture
def shown(qtbot: QtBot, store: Store) -> Callable[[str], Shown]:
    """Opens the page for somebody and keeps it while the test runs."""
    kept: list[Shown] = []

    def show(initials: str) -> Shown:
        kept.append(Shown(qtbot, store, initials))
        return kept[-1]

    return show


def test_it_greets_by_name_and_counts_in_polish(shown: Callable[[str], Shown]) -> None:
    window = shown("ML")
    count = ask_today(window.office, AskToday()).waiting
    words = polish.choose(count, ("sprawa czeka", "sprawy czekają", "spraw czeka"))
    assert window.page.title.title.text() == "Dzień dobry, Mario"
    assert window.page.title.subtitle.text() == f"poniedziałek, 23 listopada 2026 · {count} {words} na Ciebie"


def test_in_english_no_length_and_no_form_of_a_name_stays_polish(shown: Callable[[str], Shown]) -> None:
    set_language("en")
    try:
        page = shown("ML").page
        lines = [line.split(" | ") for line in drawn.table(page.due.model).splitlines()[1:]]
        errands = [what for _when, what, _sign, person in lines if person in STORY]
    finally:
        set_language("pl")
    assert page.title.title.text() == "Good day, Maria"
    assert errands[:5] == [
        "Interview — 14\u00a0working days passed",
        "Urgent: interview within 2\u00a0working days",
        "Issue the decision (1\u00a0month)",
        "Forward the appeal (7\u00a0days)",
        "Completing the application (7\u00a0days)",
    ]


def test_the_social_workers_clocks_as_a_person_reads_them(shown: Callable[[str], Shown]) -> None:
    first, *lines = (line.split(" | ") for line in drawn.table(shown("ML").page.due.model).splitlines())
    assert first == ["Do kiedy", "Co trzeba zrobić", "Sprawa", "Osoba"]
    assert [(when, what, person) for when, what, _sign, person in lines if person in STORY][:5] == [
        ("[1 dzień rob. temu:bad]", "Wywiad — 14\u00a0dni roboczych minęło", "Stefania Bąk"),
        ("[jutro:warn]", "Pilne: wywiad w 2\u00a0dni robocze", "Henryk Łuczak"),
        ("[za 3 dni rob.:warn]", "Wydać decyzję (miesiąc od wszczęcia)", "Żaneta Ślęzak"),
        ("[za 3 dni rob.:warn]", "Przekazać odwołanie do SKO (7\u00a0dni)", "Józef Gołąb"),
        ("[za 3 dni rob.:warn]", "Uzupełnienie braków wniosku (7\u00a0dni)", "Barbara Źrebiec"),
    ]
    assert [
        "[za 10 dni rob.:neutral]",
        "Aktualizacja wywiadu (zasiłek stały)",
        "5111.3.1.2026",
        "Stanisław Ćwik",
    ] in lines
    assert "5110.3.12.2026" in [sign for _when, _what, sign, _person in lines]  # without the letters of the office


STORY = {"Stefania Bąk", "Henryk Łuczak", "Żaneta Ślęzak", "Józef Gołąb", "Barbara Źrebiec"}


def test_everything_is_one_click_away(shown: Callable[[str], Shown]) -> None:
    window = shown("ML")
    due, mine = window.page.due, window.page.due.model.rowCount()
    every = len(ask_today(window.office, AskToday()).due)
    assert due.note.words() == f"najpilniejsze pierwsze · pokaż wszystkie ({every})"
    due.note.followed.emit("all")
    assert due.model.rowCount() == every > mine
    assert due.note.words() == "najpilniejsze pierwsze · tylko moje"
    due.note.followed.emit("all")
    assert due.model.rowCount() == mine


def test_enter_opens_the_most_dangerous_case_at_once(shown: Callable[[str], Shown]) -> None:
    window = shown("ML")
    window.page.due.table.setFocus()
    press(window.page.due.table, Qt.Key.Key_Return)
    ((screen, args),) = window.leads.went
    assert screen == "case"
    with window.office.reading() as file:
        assert file.get(Person, file.get(Case, args["case_id"]).person_id).full_name == "Stefania Bąk"


def test_the_head_is_told_that_drafts_wait_for_her_and_opens_the_oldest(shown: Callable[[str], Shown]) -> None:
    window = shown("EZ")
    drafts = window.page.drafts
    assert window.page.title.title.text() == "Dzień dobry, Ewo"
    assert drafts.title.text() == "Czekają na Twoje zatwierdzenie"
    lines = drawn.table(drafts.model).splitlines()[1:]
    assert "Decyzja odmowna — zasiłek okresowy | Józef Gołąb | >— | [czeka 4 dni:info]" in lines
    assert "Decyzja przyznająca zasiłek okresowy | Żaneta Ślęzak | >610,50 zł | [czeka 3 dni:info]" in lines
    drafts.button.click()
    ((screen, args),) = window.leads.went
    assert screen == "decision"
    with window.office.reading() as file:
        assert file.get(Decision, args["decision_id"]).state is DecisionState.PASSED_ON


def test_the_clerk_reads_what_came_back_and_what_may_go_out(shown: Callable[[str], Shown]) -> None:
    drafts = shown("KN").page.drafts
    assert drafts.title.text() == "Decyzje w toku"
    chips = [line.rsplit(" | ", 1)[1] for line in drawn.table(drafts.model).splitlines()[1:]]
    assert chips == ["[do poprawy:warn]", "[do wydania:ok]", "[czeka 4 dni:info]"]
    assert drafts.note.words() == "wszystkie (5)"


def test_todays_visits_lead_to_the_interview(shown: Callable[[str], Shown]) -> None:
    window = shown("ML")
    trip = window.page.trips
    texts = [label for label in drawn_texts(trip) if label]
    assert texts[:5] == [
        "plan tygodnia",
        "9:30",
        "Stefania Bąk · mieszka samotnie",
        "Nosalewice 8 — wywiad, część I",
        "W szpitalu do 20 listopada.",
    ]
    assert "Góry Mokre 3 — pilny, zasiłek celowy" in texts
    with window.office.reading() as file:
        (visit,) = file.find(Interview, is_urgent=True)
    trip._open(visit.id.hex())
    trip.note.followed.emit("all")
    assert window.leads.went == [("interview", {"interview_id": visit.id}), ("day-plan", {})]


def drawn_texts(card: QWidget) -> list[str]:
    """The words of a card from top to bottom, without its title."""
    QApplication.processEvents()
    labels = [label for label in card.findChildren(QLabel) if label.isVisibleTo(card)]
    places = {label: label.mapTo(card, QPoint(0, 0)) for label in labels}
    labels.sort(key=lambda label: (places[label].y() // 12, places[label].x()))
    return [label.words() if isinstance(label, Rich) else label.text() for label in labels][1:]


def test_the_plan_of_the_day_is_shown_before_it_is_printed(shown: Callable[[str], Shown], qtbot: QtBot) -> None:
    window = shown("ML")
    window.page.trips.print_button.click()
    (paper,) = window.page.findChildren(PaperWindow)
    qtbot.waitUntil(paper.isVisible)
    assert paper.windowTitle() == "Plan dnia 23.11.2026 – Maria Lis"
    paper.close()


def test_a_day_without_visits_says_so_and_why_nothing_can_be_printed(shown: Callable[[str], Shown]) -> None:
    trips = shown("KN").page.trips
    assert "Nie masz dziś zaplanowanych wizyt." in drawn_texts(trips)
    assert not trips.print_button.isEnabled()
    assert trips.print_button.toolTip() == "Nie masz dziś zaplanowanych wizyt."
    assert trips.pack_button.isEnabled()


def test_the_bundle_button_leads_to_the_exchange(shown: Callable[[str], Shown]) -> None:
    window = shown("ML")
    window.page.trips.pack_button.click()
    assert window.leads.went[0][0] == "exchange"


def test_the_other_workstation_stands_on_the_page(shown: Callable[[str], Shown]) -> None:
    assert drawn_texts(shown("ML").page.stations)[:3] == ["Laptop Północ", "—", "bez wymiany"]


def test_nobody_is_scared_on_a_quiet_day(shown: Callable[[str], Shown]) -> None:
    page = shown("PG").page
    assert page.title.subtitle.text().endswith("nic na Ciebie nie czeka")
    assert page.due.nothing.isVisible()
    assert page.due.nothing.title.text() == "Nic nie goni"


def test_a_new_office_reads_what_it_lacks(shown: Callable[[str], Shown]) -> None:
    window = shown("PG")
    with window.office.work("nowy ośrodek") as work:
        for clerk in work.find(Clerk):
            work.change(clerk, replace(clerk, signs_for=""))
        for setting in work.find(Setting, name="data_officer"):
            work.change(setting, replace(setting, value=""))
        work.commit()
    window.page.show_today(ask_today(window.office, AskToday()))
    assert window.page.due.nothing.title.text() == "Zanim wyjdzie pierwsze pismo"
    told = window.page.due.nothing.text.text()
    assert "brakuje danych ośrodka" in told
    assert told.endswith("Nikt nie ma upoważnienia do podpisywania decyzji.")


def test_what_changes_in_the_office_changes_the_page(shown: Callable[[str], Shown]) -> None:
    window = shown("ML")
    assert "Henryk Łuczak" in drawn.table(window.page.due.model)
    with window.office.work("sprawa zakończona") as work:
        (visit,) = work.find(Interview, is_urgent=True)
        case = work.get(Case, visit.case_id)
        work.change(case, replace(case, closed_on=window.office.calendar.today()))
        changes = work.commit()
    window.desk.changed.emit(Changes({Setting: frozenset()}))
    assert "Henryk Łuczak" in drawn.table(window.page.due.model)  # nothing on this page was touched
    window.desk.changed.emit(changes)
    assert "Henryk Łuczak" not in drawn.table(window.page.due.model)


def test_no_letter_loses_its_tail(shown: Callable[[str], Shown]) -> None:
    assert drawn.cut_labels(shown("ML").page) == []


def test_the_number_in_the_rail_is_the_number_on_the_page(shown: Callable[[str], Shown]) -> None:
    counts: list[int] = []
    badge = BY_ID["today"].badge
    assert badge is not None
    window = shown("ML")
    badge(window.desk, counts.append)
    assert counts == [ask_today(window.office, AskToday()).waiting]
