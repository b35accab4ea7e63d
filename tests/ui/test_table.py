"""The table of all lists, by keyboard and by eye."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui import drawn
from tests.ui.keys import press
from ui import look
from ui.models.rows import Column, ListModel, RowsModel
from ui.parts import Span, TableView

COLUMNS = (
    Column("Do kiedy", 1, key="day", tone=lambda row: row[2]),
    Column("Co trzeba zrobić", 3, key="what", stretch=1),
    Column("Kwota", 4, is_right=True),
)
ROWS = [
    (1, "wczoraj", "bad", "Wywiad — 14 dni roboczych minęło", "0,00"),
    (2, "za 2 dni", "warn", "Wydać decyzję", "610,50"),
    (3, "za 8 dni", "neutral", "Uzupełnienie braków", "1 248,00"),
]


def shown(qtbot: QtBot, model: ListModel | RowsModel, **manners: Any) -> TableView:
    view = TableView(model, name="Terminy", **manners)
    model.setParent(view)
    qtbot.addWidget(view)
    view.resize(700, 300)
    view.show()
    qtbot.waitExposed(view)
    QApplication.processEvents()
    return view


def picture(view: TableView) -> QImage:
    return view.viewport().grab().toImage()


def test_it_says_its_name(qtbot: QtBot) -> None:
    assert drawn.said(shown(qtbot, ListModel(COLUMNS, ROWS))) == "Terminy"


def test_columns_share_the_room(qtbot: QtBot) -> None:
    view = shown(qtbot, ListModel(COLUMNS, ROWS))
    widths = [view.columnWidth(number) for number in range(3)]
    assert sum(widths) == view.viewport().width()
    assert widths[1] > widths[0] + widths[2]


def test_rows_are_as_high_as_in_the_pictures(qtbot: QtBot) -> None:
    view = shown(qtbot, ListModel(COLUMNS, ROWS), fits_rows=True)
    assert view.rowHeight(0) == 37
    assert view.sizeHint().height() == view.horizontalHeader().height() + 3 * 37


def test_enter_and_double_click_open_the_row(qtbot: QtBot) -> None:
    view = shown(qtbot, ListModel(COLUMNS, ROWS))
    view.select(1)
    with qtbot.waitSignal(view.opened) as opening:
        press(view, Qt.Key.Key_Return)
    assert opening.args == [ROWS[1]]
    with qtbot.waitSignal(view.opened) as opening:
        view.doubleClicked.emit(view.model().index(2, 0))
    assert opening.args == [ROWS[2]]


def test_arrows_home_and_end_pick_rows(qtbot: QtBot) -> None:
    view = shown(qtbot, ListModel(COLUMNS, ROWS))
    view.select(0)
    picked: list[Any] = []
    view.picked.connect(picked.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Home):
        press(view, key)
    assert picked == [ROWS[1], ROWS[2], ROWS[0]]


def test_a_title_asks_for_its_order_and_then_for_the_reverse(qtbot: QtBot) -> None:
    model = ListModel(COLUMNS, ROWS)
    view = shown(qtbot, model)
    wishes: list[tuple[str, bool]] = []
    model.sort_wanted.connect(lambda key, is_descending: wishes.append((key, is_descending)))
    for section in (0, 0, 1, 2):
        view.horizontalHeader().sectionClicked.emit(section)
    assert wishes == [("day", False), ("day", True), ("what", False)]


def test_the_chosen_row_stays_chosen_when_rows_are_set_anew(qtbot: QtBot) -> None:
    model = ListModel(COLUMNS, ROWS, id_of=lambda row: row[0])
    view = shown(qtbot, model)
    view.select(2)
    model.set_rows(list(reversed(ROWS)))
    assert view.selected() == ROWS[2]
    model.set_rows(ROWS[:1])
    assert view.selected() is None


def test_the_chosen_row_of_a_long_list_survives_a_new_order(qtbot: QtBot) -> None:
    model = RowsModel(COLUMNS, lambda keys, arrived: arrived([ROWS[key - 1] for key in keys]))
    view = shown(qtbot, model)
    model.set_keys([1, 2, 3], ROWS)
    view.select(0)
    model.set_keys([3, 2, 1], list(reversed(ROWS)))
    assert view.currentIndex().row() == 2
    assert view.selected() == ROWS[0]


def test_the_line_of_sums_runs_over_its_empty_neighbours(qtbot: QtBot) -> None:
    view = shown(qtbot, ListModel(COLUMNS, ROWS, ("Na osobę 416,00 zł · kryterium 823,00 zł", "", "1 248,00")))
    assert view.columnSpan(3, 0) == 2
    view.select(3)
    assert view.selected() is None


def test_chips_and_inks_are_painted_in_their_tones(qtbot: QtBot) -> None:
    view = shown(qtbot, ListModel(COLUMNS, ROWS))
    image = picture(view)
    chip = view.visualRect(view.model().index(0, 0)).center()
    inks = {image.pixelColor(x, chip.y()).name() for x in range(12, 60)}
    assert look.color("bad_soft").name() in inks


def test_long_words_are_cut_and_never_run_into_the_next_cell(qtbot: QtBot) -> None:
    long = (1, "Zażółć gęślą jaźń " * 5, "bad", [Span("Bardzo długie nazwisko " * 20)], "1,00")
    columns = (*COLUMNS[:1], Column("Kto", 3, format=lambda value: value, stretch=1), COLUMNS[2])
    view = shown(qtbot, ListModel(columns, [long]))
    image = picture(view)
    last = view.visualRect(view.model().index(0, 2))
    gap = {image.pixelColor(last.left() + 2, y).name() for y in range(last.top() + 6, last.bottom() - 6)}
    assert gap == {look.color("surface").name()}


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_polish_letters_fit_into_a_row(dressed: QApplication, qtbot: QtBot, scale: float) -> None:
    try:
        look.apply(dressed, "light", scale)
        view = shown(qtbot, ListModel(COLUMNS, ROWS))
        assert view.rowHeight(0) >= view.fontMetrics().height() + 8
        assert view.rowHeight(0) == look.px(37)
    finally:
        look.apply(dressed)


WIDE = (
    Column("Znak", 0, ink="strong", width=150),
    Column("Miejsce", 1, stretch=1, width=120, wraps=True),
    Column("Pracownik", 2, width=100, gives_way=True),
)
FAR = [("MGOPS.5110.3.17.2026", "Przedbórz, ul. Częstochowska 31 m. 14, za starym młynem", "K. Nowak")]


def test_a_column_gives_way_before_the_words_of_the_others_are_cut(qtbot: QtBot) -> None:
    view = shown(qtbot, ListModel(WIDE, FAR))
    assert not view.isColumnHidden(2)
    view.resize(330, 300)
    assert view.isColumnHidden(2)
    assert sum(view.columnWidth(number) for number in range(3)) <= view.viewport().width()
    view.resize(700, 300)
    assert not view.isColumnHidden(2)


def test_words_that_do_not_fit_stand_in_two_lines(qtbot: QtBot) -> None:
    view = shown(qtbot, ListModel(WIDE, FAR))
    view.resize(420, 300)
    left, width = view.columnViewportPosition(1), view.columnWidth(1)
    image = picture(view)
    rows = [any(image.pixelColor(x, y).lightness() < 150 for x in range(left, left + width)) for y in range(36)]
    lines = sum(1 for above, here in zip([False, *rows], rows, strict=False) if here and not above)
    assert lines >= 2


def test_long_words_are_cut_alike(qtbot: QtBot) -> None:
    columns = [Column("Źródło", 0, stretch=1), Column("Dowód", 1, stretch=3)]
    row = ("świadczenie wychowawcze na drugie dziecko w rodzinie", "decyzja o świadczeniach z funduszu alimentacyjnego")
    view = shown(qtbot, ListModel(columns, [row]))
    view.resize(400, 200)
    assert abs(view.columnWidth(0) - view.columnWidth(1)) <= 1


def test_a_table_that_waited_for_its_rows_shows_where_the_arrows_begin(qtbot: QtBot) -> None:
    model = ListModel(COLUMNS, [])
    view = shown(qtbot, model)
    view.setFocus()
    model.set_rows(ROWS)
    assert view.currentIndex().row() == 0
    assert view.selected() is None
    assert not drawn_below(view, 2), "the frame is around the row, not around the table"


def drawn_below(view: TableView, row: int) -> bool:
    """Whether the accent of the focus is drawn at the left edge of a lower row."""
    image = picture(view)
    accent = look.color("accent")
    top = view.rowViewportPosition(row)
    return any(image.pixelColor(1, y) == accent for y in range(top, top + view.rowHeight(row)))


def test_the_column_of_the_order_is_never_left_out(qtbot: QtBot) -> None:
    columns = (
        Column("Znak", 0, key="sign", width=150),
        Column("Miejsce", 1, key="place", width=120, gives_way=True),
        Column("Wszczęto", 2, key="opened_on", width=90, gives_way=True),
        Column("Etap", 3, width=100),
    )
    view = shown(qtbot, ListModel(columns, [("5110.3.1.2026", "Policzko", "3.11.2026", "wywiad")]))
    view.resize(300, 300)
    QApplication.processEvents()
    assert [view.isColumnHidden(number) for number in range(4)] == [False, True, True, False]
    view.show_order("opened_on", is_descending=True)
    assert [view.isColumnHidden(number) for number in range(4)] == [False, True, False, False]
    assert view.horizontalHeader().isSortIndicatorShown()
    title = QFontMetrics(look.font("header")).horizontalAdvance("Wszczęto")
    assert view.columnWidth(2) >= title + 28, "its title and the mark of the order have room"
    view.show_order("place", is_descending=False)
    assert [view.isColumnHidden(number) for number in range(4)] == [False, False, True, False]
