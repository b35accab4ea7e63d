"""The tour tells its steps in the language of the terminal, while its windows speak that of their office."""

from datetime import datetime
from pathlib import Path

import pytest

from app.services.demo import DemoPlan
from tests.demo import demo_file
from tests.ui.opened import opener
from ui import i18n
from ui.i18n import _
from ui.tour import DESK, Step, Tour, TourStation
from ui.tour_steps import STEPS


def test_every_step_is_told_in_english_too() -> None:
    polish = [step.title() for step in STEPS]
    i18n.set_language("en")
    assert [title for title, step in zip(polish, STEPS, strict=True) if step.title() == title] == []
    assert STEPS[0].title() == "This morning"


@pytest.mark.parametrize(("code", "told"), [("pl", "Dzisiaj rano"), ("en", "This morning")])
def test_the_walk_keeps_the_language_it_began_in(tmp_path: Path, code: str, told: str) -> None:
    station = TourStation(
        DESK, demo_file(tmp_path / "biuro.teczka-db"), lambda _calendar: opener(tmp_path / "biuro.teczka-db")
    )
    windows: list[str] = []
    step = Step(
        datetime(2026, 11, 23, 7, 45),
        DESK,
        "KN",
        lambda: _("Dzisiaj rano"),
        lambda _tour: windows.append(i18n.language()),
    )
    lines: list[str] = []
    i18n.set_language(code)
    tour = Tour([station], tmp_path / "out", DemoPlan(), tmp_path / "nothing", has_pictures=False, told=lines.append)
    tour.walk([step, step])
    assert lines == [f"23.11 07:45 Biuro: {told}"] * 2
    assert windows == ["pl", "pl"], "the office is Polish"
    assert i18n.language() == code
