"""Every screen of the window, in the order of the menu."""

from ui.screen import Screen
from ui.screens import (
    case,
    cases,
    decision,
    decisions,
    exchange,
    intake,
    interview,
    interviews,
    person,
    persons,
    report,
    today,
)

SCREENS: tuple[Screen, ...] = (
    today.SCREEN,
    intake.SCREEN,
    persons.SCREEN,
    person.SCREEN,
    cases.SCREEN,
    case.SCREEN,
    report.SCREEN,
    interviews.SCREEN,
    interview.SCREEN,
    decisions.SCREEN,
    decision.SCREEN,
    exchange.SCREEN,
)
