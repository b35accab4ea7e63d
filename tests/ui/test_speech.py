"""Which language a terminal wants; and that words need no Qt."""

import subprocess
import sys
from datetime import date

import pytest

from tests.hindrances import HOUSE
from ui import speech


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({}, "pl"),
        ({"LANG": "C.UTF-8"}, "pl"),
        ({"LANG": "pl_PL.UTF-8"}, "pl"),
        ({"LANG": "de_DE.UTF-8"}, "pl"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "EN"}, "en"),
        ({"LANG": "pl_PL.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "pl_PL.UTF-8"}, "pl"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": ""}, "en"),
    ],
)
def test_a_terminal_wants_english_only_when_it_says_so(environment: dict[str, str], wanted: str) -> None:
    assert speech.wanted_language(environment) == wanted


def test_every_month_and_day_has_its_names() -> None:
    for code, first, last, sunday in (
        ("pl", "1 stycznia 2026", "1 grudnia 2026", "niedziela"),
        ("en", "", "", "Sunday"),
    ):
        speech.speak(code)
        days = [speech.day(date(2026, month, 1)) for month in range(1, 13)]
        months = [speech.month(date(2026, month, 1)) for month in range(1, 13)]
        weekdays = [speech.weekday_day(date(2026, 11, 23 + step)).split(",")[0] for step in range(7)]
        assert len({*days}) == len({*months}) == 12
        assert len({*weekdays}) == 7
        assert weekdays[-1] == sunday
        assert days[0] == (first or "1 January 2026")
        assert days[-1] == (last or "1 December 2026")
    speech.speak("pl")


def test_words_and_wording_need_no_qt_and_no_heavy_library() -> None:
    heavy = ("PySide6", "shiboken6", "babel", "sqlalchemy", "reportlab")
    script = (
        "import sys; from ui import speech, wording, command_line; speech.speak('en'); speech.speak('pl'); "
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    speech.speak("pl")  # so that the catalogue is built
    answer = subprocess.run(
        [sys.executable, "-c", script], cwd=HOUSE, capture_output=True, encoding="utf-8", check=True
    )
    assert answer.stdout.strip() == "[]"
