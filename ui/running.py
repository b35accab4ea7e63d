"""The window from its first paint until it is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from ui.application import Program, application, notice_mistakes

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.problems import Problem
    from ui.desk import Opener

_BEFORE_THE_WINDOW = {"waits_for_welcome", "keeper_unknown"}
"""Problems that are solved by a window before this one: joining, or saying who one is."""


def run(
    opener: Opener,
    begin: Callable[[], int] | None = None,
    *,
    language: str = "",
    is_demo: bool = False,
    opened: Callable[[Program], None] | None = None,
) -> int:
    """Show the window until it is closed; gives the exit status.

    ``begin`` takes over where the file still waits for its welcome, or for a clerk to say who they are. ``language`` is
    what somebody chose before there was a file to remember it. ``opened`` hears when the office is there.
    """
    app = application(language or "pl")
    program = Program(opener, is_demo=is_demo)
    notice_mistakes(program)
    has_to_begin = False

    def arrived() -> None:
        if language:
            program.speak(language)
        if opened is not None:
            opened(program)

    def failed(problem: Problem) -> None:
        nonlocal has_to_begin
        has_to_begin = begin is not None and problem.code in _BEFORE_THE_WINDOW
        if has_to_begin:
            program.window.close()
        else:
            program.say_closed(problem, start)

    def start() -> None:
        program.start(arrived, failed)

    program.window.show()
    QTimer.singleShot(0, start)
    try:
        status = app.exec()
        while not program.is_left():
            program.window.show()
            status = app.exec()
    finally:
        program.close()
    return begin() if begin is not None and has_to_begin else status
