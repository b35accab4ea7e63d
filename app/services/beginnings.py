"""Before there is an office on this computer: founding one, or asking to join one."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.domain.bundles import StationKeys
from app.domain.problems import Refusal
from app.services.calendars import SystemCalendar
from app.services.exchange.joining import (
    WelcomeExchanged,
    accept_welcome,
    open_welcome,
    request_in,
    write_request,
)
from app.services.exchange.stations import FoundOffice, fingerprint, found_office, make_keys
from app.services.office import Office
from app.services.ports import OfficeFile, Progress
from app.services.registers import open_first_registers

_WAITING = b""
"""The office of a workstation that has asked to join and has no welcome yet."""

_HALF = ".half"
"""What a file is called until it is complete: a founding that is cut short never looks like an office."""


class OfficeIsThere(Refusal):
    """This computer has an office already; nothing is founded over it (facts: name)."""

    code = "office_is_there"


class OwnedFile(OfficeFile, Protocol):
    """An office file that whoever opened it must close."""

    def close(self) -> None:
        """Let go of the file."""


class OfficeFiles(Protocol):
    """Makes and opens office files."""

    def create(self, path: Path, keys: StationKeys, office_id: bytes) -> OwnedFile:
        """Make a new file for a workstation; refuses to touch one that is there."""

    def open(self, path: Path) -> OwnedFile:
        """Open a file that is there."""

    def discard(self, path: Path) -> None:
        """Take a closed file away; nothing happens where there is none."""


@dataclass(frozen=True)
class Asked:
    """A request to join: the file to hand over, None when it was written earlier, and the digits to read out."""

    path: Path | None
    fingerprint: str


class Beginning:
    """The office file of this computer that is not there yet, or waits for its welcome.

    Each step is quick and refuses with a ``Problem``; a step that fails leaves nothing behind.
    """

    def __init__(self, path: Path, files: OfficeFiles, office_of: Callable[[OwnedFile], Office]) -> None:
        self.path = path
        self._files = files
        self._office_of = office_of

    def found(self, request: FoundOffice, classes: Mapping[str, str]) -> None:
        """A new file with its office, its first clerk, and case lists of this year for the JRWA ``classes``.

        A workstation that only waits for a welcome gives its place up: its keys are thrown away.
        """
        self._refuse_over_an_office()
        with self._made(make_keys(), os.urandom(16)) as file:
            found_office(file, request, SystemCalendar().now())
            open_first_registers(self._office_of(file), request.settings["cell"], classes)

    def ask_to_join(self, name: str, keeper: str, folder: Path) -> Asked:
        """A file that waits, and in ``folder`` the request for its welcome; asked again, the same keys ask again."""
        self._refuse_over_an_office()
        if self.path.exists():
            with self._opened() as file:
                return _asked(write_request(file.bundling.keys(), name, keeper, folder))
        keys = make_keys()
        with self._made(keys, _WAITING):
            return _asked(write_request(keys, name, keeper, folder))

    def waiting(self) -> Asked | None:
        """The digits of a workstation that waits for its welcome; None when none waits here."""
        if not self.path.exists():
            return None
        with self._opened() as file:
            bundling = file.bundling
            return None if bundling.office_id else Asked(None, fingerprint(bundling.keys().public))

    def sender_of(self, welcome: Path) -> str:
        """The digits of the workstation that wrote a welcome, to be compared by telephone."""
        with self._opened() as file:
            return open_welcome(file.bundling, welcome).sender_fingerprint

    def join(self, welcome: Path, sender: str, progress: Progress) -> None:
        """Take part from now on, with everything that the office has; ``sender`` are the digits that were compared."""
        with self._opened() as file:
            opened = open_welcome(file.bundling, welcome)
            if opened.sender_fingerprint != sender:
                raise WelcomeExchanged(name=welcome.name)
            accept_welcome(file, opened, SystemCalendar().now(), progress)

    def _refuse_over_an_office(self) -> None:
        if self.path.exists() and self.waiting() is None:
            raise OfficeIsThere(name=self.path.name)

    @contextmanager
    def _made(self, keys: StationKeys, office_id: bytes) -> Iterator[OwnedFile]:
        """A new file that takes its place when the block ends well, and is gone when it does not."""
        half = self.path.with_name(self.path.name + _HALF)
        self._files.discard(half)
        file = self._files.create(half, keys, office_id)
        try:
            yield file
        except BaseException:
            file.close()
            self._files.discard(half)
            raise
        file.close()
        half.replace(self.path)

    @contextmanager
    def _opened(self) -> Iterator[OwnedFile]:
        file = self._files.open(self.path)
        try:
            yield file
        finally:
            file.close()


def _asked(request: Path) -> Asked:
    return Asked(request, request_in(request).fingerprint)
