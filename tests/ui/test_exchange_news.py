"""What is said of the exchange is one thing everywhere: amber where the office's own limit has passed, else not."""

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtCore import QObject

from app.domain.offices import Workstation
from app.domain.records import new_id
from app.services.exchange.standings import LastExchange, StationRow, StationState
from ui.desk import Desk
from ui.exchange_news import ExchangeNews
from ui.screens.exchange_stations import _state_tone, _state_word
from ui.today_words import station_chip

pytestmark = pytest.mark.usefixtures("qapp")
TODAY = date(2026, 11, 23)


def row(state: StationState, *, waiting: int = 0, silent_days: int = 0, is_overdue: bool = False) -> StationRow:
    station = Workstation(id=new_id(), author=1, name="Laptop Północ", keeper="Maria Lis")
    at = datetime(2026, 11, 23, 7, 50)
    return StationRow(station, at, at, waiting, state, silent_days=silent_days, is_overdue=is_overdue)


@pytest.mark.parametrize(
    ("station", "table", "page"),
    [
        (row(StationState.CURRENT), ("aktualne", "ok"), ("aktualne", "ok")),
        (row(StationState.BEHIND, waiting=2), ("do wysłania", "info"), ("2 zmiany", "info")),
        (
            row(StationState.BEHIND, waiting=2, silent_days=10, is_overdue=True),
            ("dawno", "warn"),
            ("10 dni bez wymiany", "warn"),
        ),
    ],
)
def test_the_table_and_the_first_page_agree(station: StationRow, table: tuple[str, str], page: tuple[str, str]) -> None:
    assert (_state_word(station), _state_tone(station)) == table
    assert station_chip(station) == page


def test_amber_in_the_bar_says_another_thing_than_grey() -> None:
    said: list[tuple[str, str]] = []
    window: Any = SimpleNamespace(set_exchange=lambda text, tone="neutral": said.append((text, tone)))
    owner, desk = QObject(), cast("Desk", None)  # nobody is asked
    news = ExchangeNews(desk, SimpleNamespace(window=window), owner)
    news._show(LastExchange(TODAY, TODAY, is_alone=False))
    news._show(LastExchange(TODAY, TODAY, is_alone=False, overdue=2))
    assert said == [("Ostatnia wymiana: dzisiaj", "neutral"), ("Dawno bez wymiany: 2 stanowiska", "warn")]


def test_what_is_said_is_said_anew_while_the_window_stays_open() -> None:
    asked: list[str] = []
    desk: Any = SimpleNamespace(ask=lambda service, _request, _then: asked.append(service.__name__))
    owner = QObject()
    news = ExchangeNews(desk, SimpleNamespace(window=None), owner)
    news.start()
    news._watching.stop()
    assert news._turning.isActive()
    news._turning.timeout.emit()
    assert asked == ["ask_last_exchange"]
    news.stop()
    assert not news._turning.isActive()
