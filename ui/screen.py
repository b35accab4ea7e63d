"""What a screen says of itself, and what it may ask of the window and of the desk.

A page is any widget. It may offer three methods, each found by its name when it is there:
``opened(**args)`` hears every visit and what was asked for, ``leaving()`` hears that another page comes or the window
closes (so it can order what is unsaved), ``refresh()`` hears F5.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar, runtime_checkable

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from app.domain.problems import Problem

Request = TypeVar("Request")
Answer = TypeVar("Answer")


class DeskLike(Protocol):
    """Where screens ask (read) and order (write). Answers come back on the GUI thread."""

    @property
    def changed(self) -> SignalInstance:
        """``Changes`` of every commit."""

    @property
    def problem(self) -> SignalInstance:
        """A ``Problem`` that no ``otherwise`` took."""

    @property
    def busy(self) -> SignalInstance:
        """``(text, part)``: what is being done and how much of it, 0 to 1; below 0 nobody knows; "" when it ended."""

    def ask(
        self,
        service: Callable[[Any, Request], Answer],
        request: Request,
        then: Callable[[Answer], None],
        otherwise: Callable[[Problem], None] | None = None,
    ) -> None:
        """Read in the background; ``then`` hears the answer."""

    def order(
        self,
        service: Callable[[Any, Request], Any],
        request: Request,
        then: Callable[[Any], None] | None = None,
        otherwise: Callable[[Problem], None] | None = None,
    ) -> None:
        """Write in the background; ``then`` gets the value that was done."""

    def stop(self) -> None:
        """Ask the work in hand to stop at its next step."""


class Navigator(Protocol):
    """What the window does for a screen."""

    def open(self, screen_id: str, **args: Any) -> None:
        """Show another screen; ``args`` reach its ``opened``."""

    def back(self) -> None:
        """Show what was shown before."""

    def notice(
        self, text: str, tone: str = "ok", action: str = "", on_action: Callable[[], None] | None = None
    ) -> None:
        """Say something at the bottom for a few seconds, with at most one thing to do about it (undo)."""

    def recount(self) -> None:
        """Ask every screen again for the number beside its name."""


@dataclass(frozen=True)
class Screen:
    """One entry of the window: where it stands, how it is found, how it is built.

    ``title`` and ``section`` are called each time they are shown, so they follow the language. A screen with ``under``
    is a page of another one: it is not listed, and the other stays lit. ``badge`` gets the desk and a function that
    takes the number to show.
    """

    id: str
    title: Callable[[], str]
    icon: str
    build: Callable[[Any, Navigator], QWidget]
    shortcut: str = ""
    section: Callable[[], str] | None = None
    under: str = ""
    badge: Callable[[Any, Callable[[int], None]], None] | None = None


@runtime_checkable
class HasFoot(Protocol):
    """A page with something that stays in sight below it, however far the page is scrolled."""

    foot: QWidget


@runtime_checkable
class HearsOpening(Protocol):
    """A page that wants to know what it was opened for."""

    def opened(self, **args: Any) -> None:
        """The page is on the screen; ``args`` are those of ``Navigator.open``."""


@runtime_checkable
class HearsLeaving(Protocol):
    """A page that has something to save when another one comes."""

    def leaving(self) -> None:
        """Order what is unsaved; it cannot refuse."""


@runtime_checkable
class Refreshes(Protocol):
    """A page that can read everything anew."""

    def refresh(self) -> None:
        """F5 was pressed."""
