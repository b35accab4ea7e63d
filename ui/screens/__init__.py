"""Every screen of the window, in the order of the menu."""

from ui.screen import Screen
from ui.screens import case, cases, decision, decisions, intake, interview, interviews, persons, today

SCREENS: tuple[Screen, ...] = (
    today.SCREEN,
    intake.SCREEN,
    persons.SCREEN,
    cases.SCREEN,
    case.SCREEN,
    interviews.SCREEN,
    interview.SCREEN,
    decisions.SCREEN,
    decision.SCREEN,
)
