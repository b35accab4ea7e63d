"""Lists drawn as text; long ones fetch only what is looked at."""

from array import array
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.ui import drawn
from ui.i18n import amount
from ui.models.rows import PAGE, ROW_ROLE, SPANS_ROLE, WAITING, Column, ListModel, RowsModel
from ui.parts.text import Span

COLUMNS = (
    Column("Osoba", 1, key="name", stretch=1),
    Column("Kwota", 2, key="amount", format=amount, is_right=True),
    Column("Stan", 3, tone=lambda row: "ok" if row[3] == "wypłacone" else "warn"),
)


class Shelf:
    """Rows by key, handed out when the test says so."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []
        self.waiting: list[Callable[[], None]] = []
        self.version = 1

    def row(self, key: int) -> tuple[Any, ...]:
        return (key, f"Osoba {key} w{self.version}", key * 100, "wypłacone" if key % 2 else "czeka")

    def fetch(self, keys: Sequence[int], arrived: Callable[[Sequence[Any]], None]) -> None:
        self.asked.append(list(keys))
        rows = [self.row(key) for key in keys]
        self.waiting.append(lambda: arrived(rows))

    def deliver(self) -> None:
        for give in self.waiting[:]:
            give()
        self.waiting.clear()


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


def settled(qtbot: QtBot) -> None:
    qtbot.wait(5)


def test_a_list_is_drawn_as_its_columns_say(qtmodeltester: ModelTester) -> None:
    rows = [(b"1", "Żaneta Ślęzak", 61050, "czeka"), (b"2", "Józef Gołąb", 124800, "wypłacone")]
    model = ListModel(COLUMNS, rows, ("Razem", amount(185850), ""))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt has no types here
    assert drawn.table(model).replace("\u00a0", " ") == (
        "Osoba | Kwota | Stan\n"
        "Żaneta Ślęzak | >610,50 zł | [czeka:warn]\n"
        "Józef Gołąb | >1 248,00 zł | [wypłacone:ok]\n"
        "Razem | >1 858,50 zł | "
    )
    assert model.is_total(2)
    assert not model.flags(model.index(2, 0)) & Qt.ItemFlag.ItemIsSelectable


def test_words_of_several_inks_are_one_text_to_the_reader() -> None:
    spans = (Span("Stanowisko 1", is_strong=True), Span(" — biuro"))
    model = ListModel((Column("Stanowisko", lambda row: row, format=lambda value: value),), [spans])
    assert model.index(0, 0).data() == "Stanowisko 1 — biuro"
    assert model.index(0, 0).data(SPANS_ROLE) == spans
    assert model.index(0, 0).data(ROW_ROLE) == spans


def test_the_first_page_is_there_at_once(shelf: Shelf, qtmodeltester: ModelTester) -> None:
    model = RowsModel(COLUMNS, shelf.fetch)
    model.set_keys([3, 1], [shelf.row(3), shelf.row(1)])
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt has no types here
    assert drawn.table(model).splitlines()[1].startswith("Osoba 3 w1")
    assert shelf.asked == []


def test_rows_arrive_later_and_are_drawn_then(shelf: Shelf, qtbot: QtBot) -> None:
    model = RowsModel(COLUMNS, shelf.fetch)
    model.set_keys([5, 6])
    assert drawn.cell(model, 0, 0) == WAITING
    settled(qtbot)
    with qtbot.waitSignal(model.dataChanged):
        shelf.deliver()
    assert drawn.cell(model, 0, 0) == "Osoba 5 w1"
    assert shelf.asked == [[5, 6]]


def test_an_answer_to_a_replaced_list_is_dropped(shelf: Shelf, qtbot: QtBot) -> None:
    model = RowsModel(COLUMNS, shelf.fetch)
    model.set_keys([5, 6])
    assert model.row_at(0) is None
    settled(qtbot)
    model.set_keys([7, 8])
    shelf.deliver()
    assert model.row_at(0) is None
    settled(qtbot)
    shelf.deliver()
    assert model.row_at(0) == shelf.row(7)


def test_the_same_keys_keep_rows_in_sight_until_the_new_ones_come(shelf: Shelf, qtbot: QtBot) -> None:
    model = RowsModel(COLUMNS, shelf.fetch)
    model.set_keys([5, 6], [shelf.row(5), shelf.row(6)])
    shelf.version = 2
    with qtbot.assertNotEmitted(model.modelReset):
        model.set_keys([5, 6])
    assert drawn.cell(model, 0, 0) == "Osoba 5 w1"
    settled(qtbot)
    shelf.deliver()
    assert drawn.cell(model, 0, 0) == "Osoba 5 w2"


def test_a_hundred_thousand_rows_are_scrolled_by_a_few_pages(shelf: Shelf, qtbot: QtBot) -> None:
    model = RowsModel(COLUMNS, shelf.fetch)
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.resize(600, 400)
    view.show()
    model.set_keys(array("q", range(100_000)), [shelf.row(key) for key in range(PAGE)])
    settled(qtbot)
    bar = view.verticalScrollBar()
    assert bar.maximum() > 90_000
    for part in range(1, 41):  # a person drags the bar from top to bottom in one go
        bar.setValue(bar.maximum() * part // 40)
        view.viewport().repaint()
    for _ in range(2):
        settled(qtbot)
        shelf.deliver()
    assert len(shelf.asked) <= 4
    assert model.row_at(99_999) == shelf.row(99_999)


def test_pages_out_of_sight_are_let_go(shelf: Shelf, qtbot: QtBot) -> None:
    model = RowsModel(COLUMNS, shelf.fetch)
    model.set_keys(range(PAGE * 60), [shelf.row(key) for key in range(PAGE)])
    for page in range(60):
        model.row_at(page * PAGE)
        settled(qtbot)
        shelf.deliver()
    assert model.row_at(PAGE * 59) is not None
    assert model.row_at(0) is None


def test_sorting_is_asked_for_and_not_done(shelf: Shelf, qtbot: QtBot) -> None:
    model = RowsModel(COLUMNS, shelf.fetch)
    model.set_keys([2, 1], [shelf.row(2), shelf.row(1)])
    with qtbot.waitSignal(model.sort_wanted) as wish:
        model.sort(1, Qt.SortOrder.DescendingOrder)
    assert wish.args == ["amount", True]
    assert model.key_at(0) == 2
    with qtbot.assertNotEmitted(model.sort_wanted):
        model.sort(2)  # a column without a key


def test_a_row_is_found_again_by_its_key(shelf: Shelf) -> None:
    model = RowsModel(COLUMNS, shelf.fetch)
    model.set_keys([9, 4, 7])
    assert [model.number_of(key) for key in (7, 9, 1)] == [2, 0, -1]


def test_an_answer_with_rows_missing_is_not_shown(qtbot: QtBot) -> None:
    model = RowsModel(COLUMNS, lambda _keys, arrived: arrived([]))
    model.set_keys([9, 4, 7])
    assert model.row_at(0) is None
    settled(qtbot)
    assert drawn.cell(model, 0, 0) == WAITING
