"""Where Tab goes in a form that grows: Qt puts whatever is made later behind everything else in the window."""

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def put_before(part: QWidget, next_one: QWidget) -> None:
    """Let Tab go through ``part`` in the order of its making, then to ``next_one``."""
    before = cast("QWidget", next_one.previousInFocusChain())
    while not _is_stop(before):
        before = cast("QWidget", before.previousInFocusChain())
    for stop in _stops(part):
        QWidget.setTabOrder(before, stop)
        before = stop


def _stops(part: QWidget) -> list[QWidget]:
    found: list[QWidget] = []
    step = cast("QWidget", part.nextInFocusChain())
    while step is not part:
        if part.isAncestorOf(step) and _is_stop(step):
            found.append(step)
        step = cast("QWidget", step.nextInFocusChain())
    return found


def _is_stop(widget: QWidget) -> bool:
    return widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
