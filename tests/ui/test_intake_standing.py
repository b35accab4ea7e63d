"""A form that stands open: its act stays in sight, its day does not grow old, Tab goes through it in reading order."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from tests.ui.counter import NOW, Counter
from tests.ui.intake_desk import opened, outlook
from tests.ui.keys import press, type_text
from ui.forms import Field
from ui.screens.intake import ORAL, PAPER, REPORT, IntakePage

TODAY, TOMORROW = NOW.date(), NOW.date() + timedelta(days=1)


def sleep_over(counter: Counter, page: IntakePage) -> None:
    """The night passes with the program open; in the morning somebody comes back to the window."""
    counter.calendar.move_to(NOW + timedelta(days=1))
    QApplication.sendEvent(page, QEvent(QEvent.Type.ActivationChange))
    counter.wait()


@pytest.mark.parametrize("kind", [ORAL, PAPER, REPORT])
@pytest.mark.parametrize("size", [(1366, 768), (1024, 600), (640, 480)])
def test_the_act_is_in_sight_however_far_the_form_is_scrolled(
    counter: Counter, kind: str, size: tuple[int, int]
) -> None:
    page = opened(counter, kind=kind)
    counter.window.resize(*size)
    counter.wait()
    area: QWidget | None = page
    while not isinstance(area, QScrollArea):
        assert area is not None
        area = area.parentWidget()
    for place in (0, area.verticalScrollBar().maximum()):
        area.verticalScrollBar().setValue(place)
        QApplication.processEvents()
        assert page.take.visibleRegion().boundingRect() == page.take.rect()
        assert counter.window.rect().contains(page.take.mapTo(counter.window, QPoint(0, page.take.height())))


def test_an_untouched_day_is_today_also_after_a_night(counter: Counter) -> None:
    page = opened(counter)
    assert page.claim.received_on.value() == page.report.received_on.value() == TODAY
    before = outlook(page)
    sleep_over(counter, page)
    assert page.claim.received_on.value() == page.report.received_on.value() == TOMORROW
    assert outlook(page) != before, "what it would begin moves with it"
    assert not page.claim.received_on.message.isVisible()


def test_a_begun_form_says_that_its_day_moved(counter: Counter) -> None:
    page = opened(counter)
    counter.type(page.person.fields.last_name, "Nowacka")
    sleep_over(counter, page)
    field = page.claim.received_on
    assert field.value() == TOMORROW
    assert field.message.text().startswith("Formularz zaczęto 16 listopada 2026.")
    counter.type(field, "16.11.2026")
    assert (field.value(), field.message.text()) == (TODAY, "")
    sleep_over(counter, page)
    assert field.value() == TODAY, "what somebody typed stays"


def test_a_typed_day_stays(counter: Counter) -> None:
    page = opened(counter)
    counter.type(page.claim.received_on, "12.11.2026")
    sleep_over(counter, page)
    assert page.claim.received_on.value() == date(2026, 11, 12)


@pytest.mark.parametrize("kind", [ORAL, PAPER, REPORT])
def test_tab_walks_the_form_in_reading_order_and_ends_at_the_act(counter: Counter, kind: str) -> None:
    page = opened(counter, kind=kind)
    page.person.fields.no_pesel.click()
    for _person in range(2):
        page.household.more.click()
    finder = page.report.finder if kind == REPORT else page.person.finder
    counter.focus(finder.search.line)
    seen = walked(page)
    assert seen[-1] is page.take
    assert seen[-2] is page.wipe
    fields = [field for field in page.findChildren(Field) if field.isVisible()]
    missed = [field.label.text() for field in fields if not any(field.isAncestorOf(each) for each in seen)]
    assert missed == []
    cards = (page.person, page.address, page.household, page.claim, page.report, page.side)
    for card in cards:
        own = [each for each in seen if card.isAncestorOf(each)]
        places = [_place(card, each) for each in own]
        assert places == sorted(places), card.title.text()
        assert not own or seen.index(own[-1]) - seen.index(own[0]) == len(own) - 1, "no card is left and entered again"


def test_an_objection_goes_when_somebody_mends_the_form(counter: Counter) -> None:
    page = opened(counter)
    counter.type(page.person.fields.last_name, "Nowak")
    counter.type(page.person.fields.first_name, "Ewa")
    counter.type(page.claim.received_on, f"{TOMORROW.day}.{TOMORROW.month}.{TOMORROW.year}")
    page.claim.benefit.set_value("periodic_allowance")
    page.claim.is_complete.set_value(True)
    page.save()
    counter.wait()
    assert page.objection.isVisible()
    type_text(page.person.fields.last_name.line, "N")
    assert not page.objection.isVisible()


def test_a_long_name_is_read_from_its_start(counter: Counter) -> None:
    page = opened(counter)
    counter.type(page.person.fields.last_name, "Brzęczyszczykiewicz-Konstantynopolitańczykowianeczkowska")
    assert page.person.fields.last_name.line.cursorPosition() == 0


def walked(page: IntakePage) -> list[QWidget]:
    """Where Tab stops, from what has the keyboard to the act at the end."""
    seen: list[QWidget] = []
    while len(seen) < 80:
        now = QApplication.focusWidget()
        assert isinstance(now, QWidget)
        assert now not in seen, f"Tab comes back to {now.accessibleName()} before the act"
        seen.append(now)
        if now is page.take:
            break
        press(now, Qt.Key.Key_Tab)
    return seen


def _place(card: QWidget, widget: QWidget) -> tuple[int, ...]:
    """Where its field stands, line by line, and where it stands in its field."""
    field: QWidget = widget
    while field is not card and not isinstance(field, Field):
        field = field.parentWidget() or card
    at, inside = (field if field is not card else widget).mapTo(card, QPoint()), widget.mapTo(field, QPoint())
    return at.y(), at.x(), inside.y(), inside.x()
