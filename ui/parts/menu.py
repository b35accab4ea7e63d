"""Menus that show what was chosen."""

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu


def add_choice(menu: QMenu, name: str, choose: Callable[[], None], *, is_chosen: bool) -> None:
    """One of several, with a mark at the one that holds."""
    action = QAction(name.replace("&", "&&"), menu)
    action.setCheckable(True)
    action.setChecked(is_chosen)
    action.triggered.connect(lambda: choose())
    menu.addAction(action)


def add_act(menu: QMenu, name: str, act: Callable[[], None], *, keys: str = "") -> None:
    """Something to do; ``keys`` only says which keys do the same."""
    action = QAction(f"{name}\t{keys}" if keys else name, menu)
    action.triggered.connect(lambda: act())
    menu.addAction(action)
