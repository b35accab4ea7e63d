"""Every screen of the window, in the order of the menu."""

from importlib import import_module

from ui.screen import Screen

_MODULES = (
    "today",
    "persons",
    "person",
    "cases",
    "case",
    "intake",
    "interviews",
    "interview",
    "decisions",
    "decision",
    "exchange",
)


def screens() -> list[Screen]:
    """All screens. Each file in this folder ends in its ``SCREEN``."""
    return [import_module(f"ui.screens.{module}").SCREEN for module in _MODULES]
