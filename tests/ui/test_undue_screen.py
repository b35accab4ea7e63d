"""Undue benefits at their screen: months, ground, relief; the draft opens, is changed, and says its sum."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.cases import Case
from app.domain.decisions import Decision, DecisionKind
from app.domain.incomes import Income
from app.domain.records import new_id
from app.services.office import Office
from tests.little_office import CLERK, WORKER
from tests.little_payments import OWN_ACCOUNT, PAID_AT, closed, granted, open_register
from tests.ui.resolutions_room import Room
from tests.ui.test_money_screen import drawn
from ui.screens.decision import DecisionPage
from ui.screens.undue import UnduePage

SCREENS = ("cases", "case", "decisions", "decision", "money", "undue", "payments")


def paid(office: Office) -> None:
    open_register(office)
    granted(office)
    closed(office)


def concealed(office: Office) -> None:
    """A wage of November that nobody told of: December rests on it."""
    paid(office)
    with office.work("Zaświadczenie") as work:
        (decision,) = work.find(Decision)
        wage = Income(id=new_id(), person_id=decision.person_id, kind="wage", amount=300_000, evidence="zaświadczenie")
        work.add(replace(wage, received_on=date(2026, 11, 27)))
        work.commit()


@pytest.fixture
def rooms() -> Iterator[list[Room]]:
    opened: list[Room] = []
    yield opened
    for room in opened:
        room.close()


def page_of(rooms: list[Room], folder: Path, prepare: object, clerk: object = CLERK) -> tuple[Room, UnduePage]:
    room = Room(folder, prepare, clerk, SCREENS, PAID_AT)  # type: ignore[arg-type]
    rooms.append(room)
    (case,) = room.find(Case)
    page = room.open("undue", case_id=case.id)
    assert isinstance(page, UnduePage)
    return room, page


def test_months_paid_as_they_were_due_ask_for_nothing(rooms: list[Room], tmp_path: Path) -> None:
    _, page = page_of(rooms, tmp_path, paid)
    assert [row[:4] for row in drawn(page.rows)] == [
        ["11.2026", "610,50", "610,50", "—"],
        ["12.2026", "610,50", "610,50", "—"],
        ["Razem", "1 221,00", "1 221,00", "0,00"],
    ]
    assert "tak, jak wynika z obecnych danych" in page.summary.text.words()
    assert page.go.toolTip() == "Nie ma miesiąca, za który pobrano za dużo."


def test_what_was_paid_outside_the_program_says_no_day(rooms: list[Room], tmp_path: Path) -> None:
    """Nobody told it: the day that the decision names may even be before its issue."""
    _, page = page_of(rooms, tmp_path, granted)
    page.table.setCurrentIndex(page.rows.index(0, 0))
    assert page.why.words().startswith("11.2026: wypłacono poza programem, decyzja MGOPS.")
    assert "według decyzji" not in page.why.words()


def test_a_decision_is_drafted_with_its_relief_and_changed(rooms: list[Room], tmp_path: Path) -> None:
    room, page = page_of(rooms, tmp_path, concealed)
    assert drawn(page.rows)[1][:4] == ["12.2026", "610,50", "0,00", "610,50"]
    assert "jest wyższy od kryterium" in page.why.words()
    form = page.form
    assert (form.warned_on.value(), form.account.value()) == (date(2026, 11, 24), OWN_ACCOUNT)
    assert form.from_month.value() == date(2026, 12, 1)
    page.go.click()
    assert form.what.message.text() == "Napisz, co było nieprawdziwe albo czego nie zgłoszono."
    form.what.set_value("W listopadzie strona podjęła pracę i nie zgłosiła tego.")
    form.relief.set_value("instalments")
    form.relief.committed.emit("instalments")
    page.go.click()
    assert form.relief_reason.message.text() == "Ulga wymaga uzasadnienia."
    form.relief_reason.set_value("Rodzina utrzymuje się z jednej płacy.")
    form.instalments.set_text("6")
    form.first_on.set_text("28.02.2027")
    page.go.click()
    room.wait()
    (draft,) = [each for each in room.find(Decision) if each.kind is DecisionKind.UNDUE]
    assert draft.amount == 61_050
    decision = room.window.page("decision")
    assert isinstance(decision, DecisionPage)
    assert decision.head.title.title.text().replace("\u00a0", " ") == (
        "Zwrot nienależnie pobranych: zasiłek okresowy, 610,50 zł"
    )
    assert decision.counted.steps.text() == "Zmień ustalenia"
    assert decision.sight.pdf
    decision.counted.steps.click()
    room.wait()
    assert page.form.instalments.whole() == 6
    page.form.relief.set_value("waived")
    page.form.relief.committed.emit("waived")
    assert page.go.text() == "Zapisz w projekcie"
    page.go.click()
    room.wait()
    assert [each.amount for each in room.find(Decision) if each.kind is DecisionKind.UNDUE] == [0]


def test_whoever_drafts_no_decisions_reads_why(rooms: list[Room], tmp_path: Path) -> None:
    _, page = page_of(rooms, tmp_path, concealed, WORKER)
    assert page.go.toolTip() == "Projekty decyzji pisze osoba, która prowadzi świadczenia."
    assert not page.form.what.isEnabled()


def test_the_running_decision_is_changed_for_the_months_to_come(rooms: list[Room], tmp_path: Path) -> None:
    room, page = page_of(rooms, tmp_path, concealed)
    page.change.click()
    room.wait()
    (draft,) = [each for each in room.find(Decision) if each.kind is DecisionKind.REPEAL]
    assert draft.from_month == date(2027, 1, 1)
    assert isinstance(room.window.page("decision"), DecisionPage)
