"""The parts as a person sees, hears and reaches them."""

from collections.abc import Callable
from typing import ClassVar

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import drawn
from tests.ui.keys import press
from tests.ui.page import shown
from ui import look
from ui.parts import (
    Banner,
    Button,
    Card,
    Check,
    Checks,
    Chip,
    ChipChoices,
    Choice,
    ChoiceCards,
    Columns,
    Elided,
    EmptyState,
    Event,
    Fact,
    IconButton,
    KeyValues,
    NextCard,
    PagePreview,
    PageTitle,
    ProgressLine,
    Rich,
    Section,
    SectionList,
    SegmentTabs,
    Span,
    Step,
    Stepper,
    Text,
    Tile,
    Tiles,
    Timeline,
)

LONG = "Żółć gęślą jaźń i bardzo długie nazwisko Brzęczyszczykiewicz-Świętopełk-Mirski ze wsi Łękołody"


EVERY_PART: dict[str, Callable[[], QWidget]] = {
    "Card": lambda: Card(LONG, LONG[:20]).add(Text(LONG, wrap=True)),
    "Banner": lambda: Banner(LONG, "warn"),
    "Stepper": lambda: Stepper(
        [Step(LONG[:16], state, "3.11", "do 3.12") for state in ("done", "current", "next", "next")]
    ),
    "Timeline": lambda: Timeline([Event("16.11 · 14:05", [Span("Wywiad", is_strong=True), Span(LONG)], "K. Nowak")]),
    "PageTitle": lambda: PageTitle(
        LONG, LONG, crumbs=[("Sprawy", "cases"), (LONG, "")], actions=[Button("Drukuj"), Chip("ęŻ", "ok")]
    ),
    "NextCard": lambda: NextCard(LONG, [Check(LONG), Check(LONG, "missing", "there"), Check("Żółć", "open")]),
    "KeyValues": lambda: KeyValues(
        [Fact(LONG, "1 248,00", "art. 8 ust. 3", "law"), Fact("Łącznie", "0,00", has_line_above=True)]
    ),
    "Tiles": lambda: Tiles([Tile("a", "41", "pól zmienionych"), Tile("b", "2", "sprzeczności", "bad")]),
    "ChoiceCards": lambda: ChoiceCards(
        [Choice("a", "Laptop", "601 224 918", (LONG,)), Choice("b", "Stanowisko 1", "44 781 22 06")]
    ),
    "SegmentTabs": lambda: SegmentTabs(
        [("a", "Rozstrzygnięcie"), ("b", "Uzasadnienie"), ("c", "Pouczenie"), ("d", LONG)]
    ),
    "ChipChoices": lambda: ChipChoices([("a", "woda bieżąca"), ("b", "łazienka"), ("c", LONG)]),
    "ProgressLine": lambda: ProgressLine("46% · zostało ok. 12 min", 0.46),
    "EmptyState": lambda: EmptyState("Żadnych spraw", LONG, "Dodaj sprawę"),
    "SectionList": lambda: SectionList(
        [Section("A", "A", LONG, "done"), Section("B", "B", "Żółć", "open", "6/23", "wymagane")], "A"
    ),
    "PagePreview": lambda: PagePreview([QImage(60, 80, QImage.Format.Format_RGB32)]),
}


@pytest.mark.parametrize("name", EVERY_PART)
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_letter_is_cut_and_every_stop_has_a_name(
    dressed: QApplication, qtbot: QtBot, name: str, scale: float
) -> None:
    try:
        look.apply(dressed, "light", scale)
        page = shown(qtbot, EVERY_PART[name](), round(420 * scale), 300)
        assert drawn.cut_labels(page) == []
        assert [type(stop).__name__ for stop in drawn.tab_stops(page) if not drawn.said(stop).strip()] == []
    finally:
        look.apply(dressed)


@pytest.mark.parametrize("name", EVERY_PART)
def test_no_part_flashes_up_as_a_window_while_it_is_made(name: str) -> None:
    class Watch(QObject):
        shown: ClassVar[list[str]] = []

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                self.shown.append(type(watched).__name__)
            return False

    watch = Watch()
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(watch)
    part = EVERY_PART[name]()
    QApplication.processEvents()
    application.removeEventFilter(watch)
    assert watch.shown == []
    part.deleteLater()


@pytest.mark.parametrize("name", EVERY_PART)
def test_every_part_follows_the_dark_theme(dressed: QApplication, qtbot: QtBot, name: str) -> None:
    page = shown(qtbot, EVERY_PART[name]())
    before = page.grab().toImage()
    try:
        look.apply(dressed, "dark")
        QApplication.processEvents()
        assert page.grab().toImage() != before
    finally:
        look.apply(dressed)
    QApplication.processEvents()
    assert page.grab().toImage() == before


def test_what_looks_like_html_is_shown_as_typed(qtbot: QtBot) -> None:
    text = Text("<b>5 < 6 & 7</b>", wrap=True)
    rich = Rich([Span("<i>Żółć</i> & co", is_strong=True)])
    shown(qtbot, text)
    shown(qtbot, rich)
    assert text.text() == "<b>5 < 6 & 7</b>"
    assert drawn.said(text).strip() == "<b>5 < 6 & 7</b>"
    assert drawn.said(rich).strip() == "<i>Żółć</i> & co"


def test_a_line_that_is_too_long_says_the_rest_in_its_tooltip(qtbot: QtBot) -> None:
    line = Elided(LONG, "card")
    page = shown(qtbot, line, 200)
    assert line.is_cut()
    assert line.toolTip() == LONG
    page.resize(1500, 100)
    QApplication.processEvents()
    assert not line.is_cut()
    assert line.toolTip() == ""


def test_links_are_followed_by_keyboard(qtbot: QtBot) -> None:
    rich = Rich([Span("zob. "), Span("art. 8 ust. 3", link="law/8-3"), Span(" i "), Span("art. 38", link="law/38")])
    page = shown(qtbot, rich)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    rich.clearFocus()
    rich.setFocus(Qt.FocusReason.TabFocusReason)
    followed: list[str] = []
    rich.followed.connect(followed.append)
    press(rich, Qt.Key.Key_Return)
    press(rich, Qt.Key.Key_Tab)
    press(rich, Qt.Key.Key_Return)
    assert followed == ["law/8-3", "law/38"], "one press of Tab for each link"


def test_a_filled_place_of_a_letter_stands_on_a_soft_ground(qtbot: QtBot) -> None:
    rich = Rich([Span("z powodu "), Span(" bezrobocia ", link="reason", is_hole=True)], "body", wrap=False)
    shown(qtbot, rich)
    image = rich.grab().toImage()
    grounds = {image.pixelColor(x, 3).name() for x in range(image.width())}
    assert look.color("accent_soft").name() in grounds


def test_words_without_links_are_no_stop(qtbot: QtBot) -> None:
    page = shown(qtbot, Rich("Bez odnośników"))
    assert list(drawn.tab_stops(page)) == []


def test_a_chip_wants_a_known_tone() -> None:
    with pytest.raises(ValueError, match="rainbow"):
        Chip("x", "rainbow")


def test_a_chip_reads_out_its_word(qtbot: QtBot) -> None:
    chip = Chip("zaległe", "warn")
    shown(qtbot, chip)
    assert drawn.said(chip) == "zaległe"


def test_a_step_says_how_far_it_is(qtbot: QtBot) -> None:
    stepper = Stepper([Step("Wniosek", "done", "3.11"), Step("Ustalenia", "current", "", "do 3.12"), Step("Wypłata")])
    page = shown(qtbot, stepper, 1100)
    said = [drawn.said(label) for label in page.findChildren(Rich)]
    assert said == ["Wniosek: zrobione 3.11", "Ustalenia: w toku do 3.12", "Wypłata: jeszcze nie"]


def test_steps_go_on_in_the_next_line_when_the_window_is_narrow(qtbot: QtBot) -> None:
    stepper = Stepper([Step(f"Krok numer {number}", "next", "3.11") for number in range(6)])
    page = shown(qtbot, stepper, 1100)
    wide = stepper.height()
    page.resize(400, 400)
    QApplication.processEvents()
    assert stepper.height() > wide
    assert all(group.geometry().right() <= stepper.width() for group in stepper._groups)


def test_what_is_missing_is_said_and_leads_there(qtbot: QtBot) -> None:
    card = NextCard("Ustal wysokość.", [Check("Wniosek podpisany"), Check("Brak oświadczenia", "missing", "property")])
    page = shown(qtbot, card)
    said = [drawn.said(line) for line in page.findChildren(Checks)[0].findChildren(Rich)]
    assert said == ["spełnione: Wniosek podpisany", "brakuje: Brak oświadczenia"]
    with qtbot.waitSignal(card.followed) as leading:
        page.findChildren(Checks)[0].findChildren(Rich)[1].linkActivated.emit("property")
    assert leading.args == ["property"]
    card.set("Gotowe.", [])
    QApplication.processEvents()
    assert card._text.text() == "Gotowe."


def test_a_basis_is_a_link(qtbot: QtBot) -> None:
    values = KeyValues([Fact("Kryterium na osobę", "823,00", "art. 8 ust. 1 pkt 2", "law/8-1-2")])
    page = shown(qtbot, values)
    basis = next(rich for rich in page.findChildren(Rich) if rich.words().startswith("art."))
    with qtbot.waitSignal(values.followed) as following:
        basis.linkActivated.emit("law/8-1-2")
    assert following.args == ["law/8-1-2"]


def test_a_timeline_line_reads_as_one_sentence(qtbot: QtBot) -> None:
    timeline = Timeline([Event("16.11 · 14:05", [Span("Wywiad", is_strong=True), Span(" ukończony")], "M. Lis")])
    page = shown(qtbot, timeline)
    assert [rich.words() for rich in page.findChildren(Rich)] == ["Wywiad ukończony — M. Lis"]


def test_columns_go_below_each_other_when_there_is_no_room(qtbot: QtBot) -> None:
    columns = Columns()
    left, right = QWidget(), QWidget()
    for widget, share in ((left, 700), (right, 400)):
        widget.setMinimumHeight(40)
        columns.add(widget, share, 300)
    page = shown(qtbot, columns, 1122, 300)
    assert not columns.is_stacked()
    assert left.width() == pytest.approx((columns.width() - 14) * 700 / 1100, abs=1)
    assert left.y() == right.y()
    page.resize(500, 300)
    QApplication.processEvents()
    assert columns.is_stacked()
    assert left.width() == right.width() == columns.width()
    assert right.y() > left.y()


def test_the_height_of_columns_follows_what_stands_in_them(qtbot: QtBot) -> None:
    columns = Columns()
    words = columns.add(Text("krótko", wrap=True))
    shown(qtbot, columns, 400)
    before = columns.columns.heightForWidth(400)
    assert isinstance(words, Text)
    words.setText("Zdanie, które nie mieści się w jednym wierszu tej kolumny. " * 6)
    QApplication.processEvents()
    assert columns.columns.heightForWidth(400) > before
    words.setText("krótko")
    QApplication.processEvents()
    assert columns.columns.heightForWidth(400) == before


def test_a_column_keeps_its_least_width(qtbot: QtBot) -> None:
    columns = Columns()
    wide, narrow = columns.add(QWidget(), 9, 200), columns.add(QWidget(), 1, 200)
    shown(qtbot, columns, 700)
    assert narrow.width() == 200
    assert wide.width() + narrow.width() + 14 == columns.width()


def test_pages_are_turned_by_keyboard(qtbot: QtBot) -> None:
    pages = [QImage(600, 850, QImage.Format.Format_RGB32) for _ in range(3)]
    preview = PagePreview(pages)
    page = shown(qtbot, preview, 420, 480)
    page.activateWindow()
    turned: list[int] = []
    preview.page_changed.connect(turned.append)
    for key, at in ((Qt.Key.Key_PageDown, 1), (Qt.Key.Key_PageDown, 2), (Qt.Key.Key_PageDown, 2), (Qt.Key.Key_Home, 0)):
        press(preview, key)
        assert preview.page() == at
    assert turned == [1, 2, 0]
    assert preview.accessibleDescription() == "1 z 3"


def test_paper_is_made_larger_and_smaller(qtbot: QtBot) -> None:
    preview = PagePreview([QImage(600, 850, QImage.Format.Format_RGB32)])
    shown(qtbot, preview)
    press(preview, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert preview.zoom() == 1.25
    press(preview, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    press(preview, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert preview.zoom() == 0.8
    press(preview, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert preview.zoom() == 1.0
    preview.set_pages([])
    assert preview.page() == 0


def test_an_icon_button_says_its_words(qtbot: QtBot) -> None:
    button = IconButton("print", "Drukuj")
    shown(qtbot, button)
    assert drawn.said(button) == button.toolTip() == "Drukuj"


def test_a_button_that_is_off_says_why(qtbot: QtBot) -> None:
    pressed: list[bool] = []
    button = Button("Wydaj decyzję", lambda: pressed.append(True), kind="primary")
    shown(qtbot, button)
    button.set_reason("Brak uzasadnienia")
    press(button, Qt.Key.Key_Space)
    assert pressed == []
    assert button.toolTip() == "Brak uzasadnienia"
    button.set_reason("")
    press(button, Qt.Key.Key_Space)
    assert pressed == [True]
