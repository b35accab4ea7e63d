"""Before there is an office on this computer: founding one, or asking to join one."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.domain.bundles import StationKeys
from app.domain.problems import Problem
from app.services.calendars import SystemCalendar
from app.services.exchange.joining import accept_welcome, open_welcome, request_in, write_request
from app.services.exchange.stations import FoundOffice, fingerprint, found_office, make_keys
from app.services.office import Office, Unwatched
from app.services.ports import OfficeFile
from app.services.registers import open_first_registers

_WAITING = b""
"""The office of a workstation that has asked to join and has no welcome yet."""


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

    def is_over(self) -> bool:
        """Whether there is a file that waits for nothing; what is wrong with it is said when it is opened."""
        try:
            return self.path.exists() and self.waiting() is None
        except Problem:
            return True

    def found(self, request: FoundOffice, classes: Mapping[str, str]) -> None:
        """A new file with its office, its first clerk, and case lists of this year for the JRWA ``classes``."""
        file = self._files.create(self.path, make_keys(), os.urandom(16))
        try:
            found_office(file, request, SystemCalendar().now())
            open_first_registers(self._office_of(file), request.settings["cell"], classes)
        except BaseException:
            file.close()
            self.path.unlink()
            raise
        file.close()

    def ask_to_join(self, name: str, keeper: str, folder: Path) -> Asked:
        """A file that waits, and in ``folder`` the request for its welcome."""
        keys = make_keys()
        request = write_request(keys, name, keeper, folder)
        self._files.create(self.path, keys, _WAITING).close()
        return Asked(request, request_in(request).fingerprint)

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

    def join(self, welcome: Path) -> None:
        """Take part from now on, with everything that the office has."""
        with self._opened() as file:
            accept_welcome(file, open_welcome(file.bundling, welcome), SystemCalendar().now(), Unwatched())

    @contextmanager
    def _opened(self) -> Iterator[OwnedFile]:
        file = self._files.open(self.path)
        try:
            yield file
        finally:
            file.close()
