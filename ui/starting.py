"""Two habits of Python and of Qt for Python that cost a start a third of its time, put off."""

import builtins
import gc

import PySide6.QtCore  # noqa: F401

NEW_OBJECTS_BEFORE_COLLECTING = 50_000


def start_quickly() -> None:
    """Call it before the modules of the window are imported.

    Qt for Python replaces Python's import by its own, which reads the whole source of every module imported later, to
    see whether it asks for other names of Qt's methods (``from __feature__ import snake_case``). None of ours asks, so
    the import that it keeps aside is put back.

    Importing makes hundreds of thousands of objects and drops none of them; looking for garbage after every 700 finds
    nothing. Later, too, most of what goes is freed at once without a search.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
    gc.set_threshold(NEW_OBJECTS_BEFORE_COLLECTING, 10, 10)
