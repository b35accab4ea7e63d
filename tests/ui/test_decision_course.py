"""From the draft over the head to the paper, at the screens of decisions; and the list of them."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.domain.cases import Case
from app.domain.decisions import DecisionState
from app.services.decisions import SendBackDraft, send_back_draft
from tests.little_decision import WRITTEN, drafted, issued, passed_on, rewrite
from tests.little_office import CLERK, HEAD, WORKER, at_desk
from tests.ui.deciding import Prepared, Room, dialog, reasoned, rooms, waiting
from tests.ui.keys import press, type_text
from ui.parts import Text
from ui.screens.case_delivery import DeliveryDialog
from ui.screens.case_forms import WordsDialog


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    yield from rooms(tmp_path)


def test_from_the_draft_over_a_remark_to_the_issued_paper(room: Room) -> None:
    prepared = Prepared(reasoned)
    desk = room(prepared)
    desk.open(case_id=prepared.case_id, is_begun=True)
    desk.page.head.primary.click()
    desk.wait()
    assert (desk.page.head.chip.text(), desk.page.head.primary.isEnabled()) == ("U kierownika", False)
    assert "kierownik" in desk.page.head.primary.toolTip()
    assert desk.page.counted.amount.isHidden()
    assert desk.page.head.banner.text.words().startswith("Przekazano do zatwierdzenia 23.11 · 10:15 (Katarzyna Nowak)")

    desk.sit_down(HEAD)
    desk.open("decisions", tab="to_approve")
    assert desk.list.feed.model.rowCount() == 1
    desk.list.feed.table.setFocus()
    desk.list.feed.table.select(0)
    press(desk.list.feed.table, Qt.Key.Key_Return)
    desk.wait()
    assert (desk.page.head.primary.text(), desk.page.head.second.text()) == ("Zatwierdź", "Zwróć z uwagą")
    desk.page.head.second.click()
    desk.wait()
    remark = dialog(desk, WordsDialog)
    remark.go.click()
    desk.wait()
    assert "Zwrot wymaga uwagi." in remark._objection.text.words()
    type_text(remark.words.writing, "Dopisz sytuację zdrowotną.")
    remark.go.click()
    desk.wait()
    assert desk.page.head.banner.text.words() == "Uwaga kierownika: Dopisz sytuację zdrowotną."

    desk.sit_down(CLERK)
    desk.open(case_id=prepared.case_id, is_begun=True)
    assert desk.page.head.chip.text() == "Zwrócona"
    desk.page.head.primary.click()
    desk.wait()
    desk.sit_down(HEAD)
    desk.open(case_id=prepared.case_id, is_begun=True)
    desk.page.head.primary.click()
    desk.wait()
    assert desk.page.head.chip.text() == "Zatwierdzona"

    desk.sit_down(CLERK)
    desk.open(case_id=prepared.case_id, is_begun=True)
    desk.page.head.primary.click()
    desk.wait()
    view = desk.page.view
    assert view is not None
    assert view.decision.state is DecisionState.ISSUED
    assert desk.page.head.chip.text() == f"Wydana nr {view.case.sign}/D1"
    assert desk.page.text.checks.texts()["signature"].startswith("✓")
    assert view.document is not None
    assert f"skrót {view.document.content[:12]}" in desk.page.head.banner.text.words()
    assert desk.page.head.primary.text() == "Wpisz doręczenie"
    assert not desk.problems


def test_no_issue_while_the_mediation_note_is_missing_and_a_link_leads_to_it(room: Room) -> None:
    prepared = Prepared(lambda office, case: rewrite(office, Case, case.id, mediation_note=""), reasoned)
    desk = room(prepared)
    desk.open(case_id=prepared.case_id, is_begun=True)
    assert desk.page.text.checks.texts()["mediation"].startswith("! adnotacja o mediacji")
    desk.page.text.checks.lines["mediation"].followed.emit("mediation")
    desk.wait()
    note = dialog(desk, WordsDialog)
    note.go.click()
    desk.wait()
    assert desk.page.text.checks.texts()["mediation"] == "✓ adnotacja o mediacji"


def test_who_passes_a_draft_on_hears_what_it_lacks(room: Room) -> None:
    prepared = Prepared(drafted)
    desk = room(prepared)
    desk.open(case_id=prepared.case_id, is_begun=True)
    desk.page.head.primary.click()
    desk.wait()
    assert desk.notice() == "Projekt jest u kierownika. Brakuje jeszcze: uzasadnienie faktyczne i prawne."


def test_an_element_that_is_missing_stops_the_issue_in_words(room: Room) -> None:
    prepared = Prepared(lambda office, case: passed_on(office, drafted(office, case)))
    desk = room(prepared, HEAD)
    desk.open(case_id=prepared.case_id, is_begun=True)
    desk.page.head.primary.click()
    desk.wait()
    assert desk.notice() == "Zatwierdzono. Zanim wydasz decyzję, uzupełnij: uzasadnienie faktyczne i prawne."
    desk.page.head.primary.click()
    desk.wait()
    assert "Decyzji nie można jeszcze wydać." in desk.notice()
    assert "Brak własnego uzasadnienia" in desk.notice()
    assert desk.page.head.chip.text() == "Zatwierdzona"


def test_somebody_without_the_right_reads_and_is_told_why(room: Room) -> None:
    prepared = Prepared(reasoned)
    desk = room(prepared, WORKER)
    desk.open(case_id=prepared.case_id, is_begun=True)
    assert not desk.page.head.primary.isEnabled()
    assert desk.page.head.banner.text.words() == "Projekty decyzji pisze osoba, która prowadzi świadczenia."
    assert desk.page.text.written.isHidden()
    assert WRITTEN in desk.page.text.own_words.texts()
    assert desk.page.text.ruling.text.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_service_is_entered_here_and_its_days_are_shown(room: Room) -> None:
    prepared = Prepared(lambda office, case: issued(office, case, is_granted_in_full=True))
    desk = room(prepared)
    desk.calendar.move_to(datetime(2026, 12, 11, 9))
    desk.open(case_id=prepared.case_id, is_begun=True)
    desk.page.head.primary.click()
    desk.wait()
    form = dialog(desk, DeliveryDialog)
    form.served_on.set_value(date(2026, 12, 10))
    form.go.click()
    desk.wait()
    names = [label.text() for label in desk.page.counted.facts.findChildren(Text) if label.isVisibleTo(desk.page)]
    assert names[-4:] == ["Doręczono", "Odwołanie do", "Ostateczna od", "Wypłata od doręczenia"]
    assert desk.page.head.primary.isHidden()
    found = desk.page.view.finality if desk.page.view else None
    assert found is not None
    assert (found.final_from_on, found.executable_from_on) == (date(2026, 12, 29), date(2026, 12, 10))


def test_a_second_head_hears_at_once_that_the_draft_is_gone(room: Room) -> None:
    """What is pressed acts on the decision as it is, not as it was drawn."""
    prepared = Prepared(waiting)
    desk = room(prepared, HEAD)
    desk.open(case_id=prepared.case_id, is_begun=True)
    shown = desk.page.view
    assert shown is not None
    desk.desk.order(
        lambda office, request: send_back_draft(at_desk(office, HEAD), request), SendBackDraft(shown.decision, "Nie.")
    )
    desk.page.acts.do(next(move for move in shown.moves))
    desk.wait()
    assert desk.page.head.chip.text() == "Zwrócona"


def test_the_list_is_narrowed_counted_and_opened(room: Room) -> None:
    prepared = Prepared(reasoned)
    desk = room(prepared)
    desk.open("decisions")
    assert desk.list.title.subtitle.text() == "1 decyzja"
    index = desk.list.feed.model.index
    shown = [desk.list.feed.model.data(index(0, column)) for column in range(7)]
    assert shown == [
        "MGOPS.5110.3.1.2026",
        "Wiśniewska Anna",
        "zasiłek okresowy",
        "610,50",
        "11.2026 – 01.2027",
        "Projekt",
        "Nowak",
    ]
    for tab, count in (("to_approve", 0), ("to_issue", 0), ("issued", 0), ("all", 1)):
        desk.list.tabs.show_segment(tab)
        desk.wait()
        assert desk.list.feed.model.rowCount() == count
    desk.list.search.line.setText("kowalski")
    desk.wait(60)
    assert desk.list.feed.model.rowCount() == 0
    assert desk.list.nothing.title.text() == "Nie ma takich decyzji"
    desk.list.search.line.setText("wisniewska")
    desk.wait(60)
    press(desk.list.search.line, Qt.Key.Key_Down)
    press(desk.list.feed.table, Qt.Key.Key_Return)
    desk.wait()
    assert desk.window.current_id() == "decision"
    assert desk.page.view is not None


def test_each_begins_the_list_with_their_own_turn(room: Room) -> None:
    desk = room(Prepared(reasoned))
    desk.open("decisions")
    assert desk.list.tabs.current() == "mine"
    desk.sit_down(HEAD)
    desk.open("decisions")
    assert desk.list.tabs.current() == "to_approve"
    desk.list.tabs.show_segment("issued")
    desk.open("decisions")
    assert desk.list.tabs.current() == "issued", "the list is found as it was left"
    desk.sit_down(CLERK)
    desk.open("decisions", tab="to_issue")
    assert desk.list.tabs.current() == "to_issue", "who asks for a view gets it"


def test_looking_at_a_case_without_a_decision_writes_nothing_until_its_draft_is_asked_for(room: Room) -> None:
    prepared = Prepared()
    desk = room(prepared)
    desk.open(case_id=prepared.case_id)
    assert desk.page.nothing.title.text() == "W tej sprawie nie ma jeszcze decyzji"
    assert getattr(desk.page, "view") is None  # noqa: B009 - the checker believes that it stays so
    desk.page.nothing.button.click()
    desk.wait()
    assert desk.page.view is not None
    assert desk.page.view.case.id == prepared.case_id
    assert desk.problems == []
