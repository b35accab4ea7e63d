"""The verified amounts at their screen: listed, a regulation tried, entered, taken back and put back by the head."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.little_office import CLERK, HEAD
from tests.ui.drawn import table
from tests.ui.resolutions_room import Room, decided
from ui.screens.amounts import AmountsPage
from ui.screens.recalculation import RecalculationPage

NBSP = "\u00a0"


@pytest.fixture
def head(tmp_path: Path) -> Iterator[Room]:
    room = Room(tmp_path, decided, HEAD)
    yield room
    room.close()


def page_of(room: Room) -> AmountsPage:
    page = room.open("law-amounts")
    assert isinstance(page, AmountsPage)
    return page


def line_of(page: AmountsPage) -> str:
    """The line of the family's criterion."""
    return table(page.rows).splitlines()[2].replace(NBSP, " ")


def test_a_regulation_is_tried_entered_taken_back_and_put_back(head: Room) -> None:
    page = page_of(head)
    assert "823,00 zł" in line_of(page)
    assert page.take_back.isHidden()
    dialog = page.write()
    assert dialog is not None
    dialog.go.click()
    assert dialog.month.is_refused()
    dialog.month.set_value(date(2028, 1, 1))
    dialog.basis.set_value("Dz.U. 2027 poz. 1234")
    dialog.go.click()
    field = dialog.amounts["criterion_family"]
    assert next(iter(dialog.amounts.values())).is_refused()
    field.set_value(900_00)
    dialog.try_it.click()
    head.wait()
    assert dialog.answer.text().startswith("sprawdzono ")
    dialog.go.click()
    head.wait()
    assert "900,00 zł" in line_of(page)
    assert "1.01.2028" in line_of(page)
    assert head.notice().startswith("Wpisano kwoty.")
    page.take_back.click()
    head.wait()
    assert "900,00" not in line_of(page)
    head.window.notices._act()
    head.wait()
    assert "900,00 zł" in line_of(page)
    recalculation = head.open("recalculation", cause="amounts")
    assert isinstance(recalculation, RecalculationPage)
    assert (recalculation.family.value(), recalculation.month.value()) == (900_00, date(2028, 1, 1))
    assert head.problems == []


def test_a_slip_of_the_hand_is_refused_in_the_form(head: Room) -> None:
    page = page_of(head)
    dialog = page.write()
    assert dialog is not None
    dialog.month.set_value(date(2028, 1, 1))
    dialog.basis.set_value("Dz.U. 2027 poz. 1234")
    dialog.amounts["criterion_family"].set_value(9_000_00)
    dialog.go.click()
    head.wait()
    assert dialog.isVisible()
    assert "trzykrotnie" in dialog._objection.text.words()
    dialog.reject()


def test_a_clerk_reads_and_hears_who_may(tmp_path: Path) -> None:
    room = Room(tmp_path, decided, CLERK)
    page = page_of(room)
    assert not page.enter.isEnabled()
    assert "Rozporządzenie wpisuje kierownik." in page.title.subtitle.text()
    assert page.write() is None
    room.close()
