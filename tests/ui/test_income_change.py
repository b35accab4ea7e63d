"""One person's change of income, typed and answered with steps; a figure can be changed and looked at again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from app.domain.undue import Fault
from app.services.office import Office
from tests.little_office import CLERK
from tests.ui.resolutions_room import Room
from ui.screens.income_change import IncomeChangeDialog


def nothing(_office: Office) -> None:
    """The little office as it is."""


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path, nothing, CLERK)
    yield made
    made.close()


def shown(dialog: IncomeChangeDialog) -> str:
    return " ".join(label.text() for label in dialog.answer.findChildren(QLabel)).replace("\u00a0", " ")


def test_what_is_missing_is_said_at_its_field_and_the_answer_below(room: Room) -> None:
    dialog = room.open("recalculation").check_change()
    dialog.go.click()
    assert dialog.household.message.text() == "Wybierz pozycję z listy."
    dialog.household.set_value("single")
    dialog.changed_on.set_text("10.07.2026")
    for field, text in (
        (dialog.before, "317,44"),
        (dialog.after, "418,44"),
        (dialog.paid, "995,56"),
        (dialog.right, "695,56"),
    ):
        field.set_text(text)
    dialog.go.click()
    assert dialog.unpaid.message.text() == "Wpisz miesiąc, na przykład 01.2028."
    dialog.unpaid.set_text("11.2026")
    dialog.go.click()
    room.wait()
    assert "zmiana nie wpływa na wysokość" in shown(dialog)
    dialog.after.set_text("617,44")
    dialog.fault.set_value(Fault.SILENT)
    dialog.go.click()
    room.wait()
    assert "Do zwrotu jest razem 900,00 zł" in shown(dialog)
    assert "Wpisz dzień pouczenia" in shown(dialog)
    dialog.warned_on.set_text("2.03.2026")
    dialog.go.click()
    room.wait()
    assert "Wpisz dzień pouczenia" not in shown(dialog)
    dialog.close()
    assert not room.problems
