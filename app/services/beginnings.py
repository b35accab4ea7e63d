"""Before there is an office on this computer: founding one, or asking to join one."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.bundles import StationKeys
from app.domain.passphrases import demand_good
from app.domain.problems import Refusal
from app.domain.records import RecordId
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
from app.services.office_files import OfficeFiles, OwnedFile
from app.services.ports import Progress
from app.services.registers import open_first_registers
from app.services.vault import keyring
from app.services.vault.entering import Entered, settle_keeper
from app.services.vault.keeping import remember
from app.services.vault.keyring import Cost
from app.services.vault.keyring_file import is_locked, lay_aside, write_keys

_WAITING = b""
"""The office of a workstation that has asked to join and has no welcome yet."""

_HALF = ".half"
"""What a file is called until it is complete: a founding that is cut short never looks like an office."""


class OfficeIsThere(Refusal):
    """This computer has an office already; nothing is founded over it (facts: name)."""

    code = "office_is_there"


@dataclass(frozen=True)
class Asked:
    """A request to join: the file to hand over, None when it was written earlier, and the digits to read out."""

    path: Path | None
    fingerprint: str


class Beginning:
    """The office file of this computer that is not there yet, or waits for its welcome.

    Each step is quick and refuses with a ``Problem``; a step that fails leaves nothing behind. The file is encrypted
    from its first byte; ``entered`` is the key to it, with whoever made it, from the moment that it is there.
    """

    def __init__(
        self,
        path: Path,
        files: OfficeFiles,
        office_of: Callable[[OwnedFile, RecordId], Office],
        entered: Entered | None = None,
        cost: Cost = keyring.USUAL,
    ) -> None:
        self.path = path
        self.entered = entered
        self._files = files
        self._office_of = office_of
        self._cost = cost

    def found(self, request: FoundOffice, classes: Mapping[str, str], passphrase: str) -> None:
        """A new file with its office, its first clerk, and case lists of this year for the JRWA ``classes``.

        A workstation that only waits for a welcome gives its place up: its keys are thrown away.
        """
        self._refuse_over_an_office()
        head = request.clerks[0]
        with self._made(make_keys(), os.urandom(16), (head.id, head.full_name, passphrase)) as file:
            found_office(file, request, SystemCalendar().now())
            open_first_registers(self._office_of(file, head.id), request.settings["cell"], classes)

    def ask_to_join(self, name: str, keeper: str, folder: Path, passphrase: str) -> Asked:
        """A file that waits, and in ``folder`` the request for its welcome; asked again, the same keys ask again.

        The passphrase is the keeper's at this workstation; it is not asked for again where a file waits already.
        """
        self._refuse_over_an_office()
        if self.path.exists():
            with self._opened() as file:
                return _asked(write_request(file.bundling.keys(), name, keeper, folder))
        keys = make_keys()
        with self._made(keys, _WAITING, (None, keeper, passphrase)):
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
            if self.entered is not None:
                self.entered = replace(self.entered, clerk_id=settle_keeper(file, self.entered.key))

    def _refuse_over_an_office(self) -> None:
        is_closed = is_locked(self.path) and self.entered is None
        if self.path.exists() and (is_closed or self.waiting() is None):
            raise OfficeIsThere(name=self.path.name)

    @contextmanager
    def _made(
        self, keys: StationKeys, office_id: bytes, first: tuple[RecordId | None, str, str]
    ) -> Iterator[OwnedFile]:
        """A new file that takes its place when the block ends well, and is gone when it does not.

        ``first`` signs in from now on: the clerk's id where it is known, the name, the passphrase.
        """
        clerk_id, name, passphrase = first
        demand_good(passphrase, name)
        key, ring = keyring.new_key(), keyring.new_keyring(self._cost)
        wrap = keyring.wrapped(ring, key, passphrase, "" if clerk_id is None else clerk_id.hex(), name)
        ring = keyring.with_clerk(ring, key, wrap)
        half = self.path.with_name(self.path.name + _HALF)
        self._files.discard(half)
        file = self._files.create(half, keys, office_id, key)
        try:
            remember(file, ring)
            yield file
        except BaseException:
            file.close()
            self._files.discard(half)
            raise
        file.close()
        if self.path.exists():
            self._files.discard(self.path)  # a place that is given up; its keys must not stand beside another file
        else:
            lay_aside(self.path)
        write_keys(self.path, ring)
        half.replace(self.path)
        self.entered = Entered(key, clerk_id)

    @contextmanager
    def _opened(self) -> Iterator[OwnedFile]:
        file = self._files.open(self.path, None if self.entered is None else self.entered.key)
        try:
            yield file
        finally:
            file.close()


def _asked(request: Path) -> Asked:
    return Asked(request, request_in(request).fingerprint)
