"""Signing in: from a name and a passphrase to the key of the office file, and to the clerk who may use it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from msgspec.structs import replace

from app.domain.passphrases import demand_good
from app.domain.persons import Clerk
from app.domain.polish import sort_key
from app.domain.problems import Refusal
from app.domain.records import RecordId
from app.domain.recovery_code import read as read_code
from app.services.calendars import SystemCalendar
from app.services.clerks import configures
from app.services.office_files import OfficeFiles, OwnedFile
from app.services.ports import Calendar, OfficeFile
from app.services.sessions import ClerkLeft, clerks_of
from app.services.vault import keyring
from app.services.vault.keeping import keep, read_kept, remember, retire
from app.services.vault.keyring import Keyring, Wrap
from app.services.vault.keyring_file import Tries, demand_keys, read_keys, write_keys
from app.services.vault.proving import SignInRefused, SignInTooSoon, set_own
from app.services.vault.wiping import drop_foreign_log, wipe_plain


class RecoveryRefused(Refusal):
    """The code is not that of the newest recovery sheet of this file, or there is none."""

    code = "recovery_refused"


class KeyringOlder(Refusal):
    """The keyring was exchanged for an older one; the newest is put back, and what opened by the old one is void."""

    code = "keyring_older"


class KeeperUnknown(Refusal):
    """This workstation joined, and it is not certain which of the clerks its keeper is (facts: clerks)."""

    code = "keeper_unknown"


@dataclass(frozen=True)
class Name:
    """Somebody whom the sign-in offers."""

    id: str
    name: str


@dataclass(frozen=True)
class SignIn:
    """What was typed. ``own`` is the new passphrase where one has to be set; ``clerk_id`` answers ``KeeperUnknown``."""

    id: str
    passphrase: str = field(repr=False)
    own: str | None = field(default=None, repr=False)
    clerk_id: RecordId | None = None


@dataclass(frozen=True)
class Recover:
    """The code of the sheet instead of a passphrase; ``own`` is the passphrase that counts from now on."""

    id: str
    code: str = field(repr=False)
    own: str = field(repr=False)


@dataclass(frozen=True)
class Entered:
    """The way is free. ``clerk_id`` is None where the workstation still waits for its welcome."""

    key: bytes = field(repr=False)
    clerk_id: RecordId | None = None
    wrong_before: int = 0
    plain_left: tuple[str, ...] = ()
    """Names of readable files from before the encryption that could not be wiped."""


def names_at(path: Path) -> list[Name]:
    """Who has a passphrase for this office file."""
    wraps = read_keys(path).clerks
    return sorted((Name(wrap.id, wrap.name) for wrap in wraps), key=lambda each: sort_key(each.name))


def signed_in(clerks: list[Clerk], clerk_id: RecordId | None) -> Clerk:
    """Whoever signed in, as the file knows them now."""
    found = next((clerk for clerk in clerks if clerk.id == clerk_id), None)
    if found is None:
        raise KeeperUnknown(clerks=())
    return found


class Gate:
    """The way into one encrypted office file. Each step takes as long as a guess costs; none writes halves."""

    def __init__(self, path: Path, files: OfficeFiles, calendar: Calendar | None = None) -> None:
        demand_keys(path)
        self.path = path
        self._files = files
        self._calendar = calendar or SystemCalendar()
        self._tries = Tries(path)

    def enter(self, request: SignIn) -> Entered:
        """Open the file with a passphrase, once, and make sure that it still counts."""
        ring, wrap, key = self._key_of(request)
        wrong = self._tries.count(request.id)
        with self._opened(key) as file:
            ring = retire(file, self._settled(file, ring, key, wrap), key)
            clerk_id = _clerk_of(file, wrap, request.clerk_id)
            if clerk_id is not None and wrap.who != clerk_id.hex():
                wrap = _named(file, wrap, clerk_id)
                ring = keep(file, keyring.with_clerk(ring, key, wrap))
            if wrap.is_first:
                set_own(file, ring, key, wrap, request.passphrase, request.own)
            left = wipe_plain(file, self._files)
        self._tries.forgive(request.id)
        return Entered(key, clerk_id, wrong, left)

    def recover(self, request: Recover) -> Entered:
        """Open the file with the recovery sheet and give somebody a new passphrase."""
        ring = read_keys(self.path)
        self._demand_patience(_SHEET)
        key = keyring.unwrapped_by_sheet(ring, read_code(request.code))
        wrap = next((each for each in ring.clerks if each.id == request.id), None)
        if key is None or wrap is None:
            self._tries.note(_SHEET, self._calendar.now())
            raise RecoveryRefused
        demand_good(request.own, wrap.name)
        with self._opened(key) as file:
            ring = self._settled(file, ring, key, ring.sheet)
            clerk_id = _clerk_of(file, wrap, None)
            who = wrap.who if clerk_id is None else clerk_id.hex()
            fresh = keyring.wrapped(ring, key, request.own, who, wrap.name)
            keep(file, keyring.with_clerk(ring, key, fresh, instead_of=wrap))
            left = wipe_plain(file, self._files)
        self._tries.forgive(_SHEET)
        self._tries.forgive(wrap.id)
        return Entered(key, clerk_id, plain_left=left)

    # -- inside --------------------------------------------------------------------------------------------------

    def _key_of(self, request: SignIn) -> tuple[Keyring, Wrap, bytes]:
        ring = read_keys(self.path)
        self._demand_patience(request.id)
        wrap = next((each for each in ring.clerks if each.id == request.id), None)
        key = None if wrap is None else keyring.unwrapped(ring, wrap, request.passphrase)
        if wrap is None or key is None:
            now = self._calendar.now()
            self._tries.note(request.id, now)
            raise SignInRefused(wait_s=self._tries.wait_s(request.id, now))
        return ring, wrap, key

    def _demand_patience(self, who: str) -> None:
        wait = self._tries.wait_s(who, self._calendar.now())
        if wait:
            raise SignInTooSoon(wait_s=wait)

    @contextmanager
    def _opened(self, key: bytes) -> Iterator[OwnedFile]:
        drop_foreign_log(self.path)
        file = self._files.open(self.path, key)
        try:
            yield file
        finally:
            file.close()

    def _settled(self, file: OfficeFile, outside: Keyring, key: bytes, used: Wrap | None) -> Keyring:
        """Which keyring counts: the one outside, unless the file knows a newer one or nobody vouches for it."""
        inside = read_kept(file)
        if inside == outside:
            return outside
        is_newer = inside is None or (outside.id == inside.id and outside.number > inside.number)
        if is_newer and keyring.is_vouched(outside, key):
            remember(file, outside)
            return outside
        if inside is None:
            raise KeyringOlder
        write_keys(self.path, inside)
        if used not in (*inside.clerks, inside.sheet):
            raise KeyringOlder
        return inside


_SHEET = "sheet"


def settle_keeper(file: OfficeFile, key: bytes) -> RecordId | None:
    """Right after the welcome: which clerk the keeper of this workstation is; None where that must be asked."""
    ring = read_kept(file)
    (wrap,) = ring.clerks if ring is not None else ()
    try:
        clerk_id = _clerk_of(file, wrap, None)
    except KeeperUnknown:
        return None
    if ring is not None and clerk_id is not None:
        keep(file, keyring.with_clerk(ring, key, _named(file, wrap, clerk_id)))
    return clerk_id


def _named(file: OfficeFile, wrap: Wrap, clerk_id: RecordId) -> Wrap:
    with file.reading() as reading:
        clerk = reading.get(Clerk, clerk_id)
    return replace(wrap, who=clerk_id.hex(), name=clerk.full_name)


def _clerk_of(file: OfficeFile, wrap: Wrap, chosen: RecordId | None) -> RecordId | None:
    """Which clerk signs in; None in a file that has nobody yet because it waits for its welcome."""
    with file.reading() as reading:
        clerks = clerks_of(reading)
        known = next((each for each in reading.find(Clerk) if each.id.hex() == wrap.who), None)
    if known is not None:
        if not known.is_active:
            raise ClerkLeft(name=known.full_name)
        return known.id
    if not clerks:
        return None
    alike = [clerk for clerk in clerks if clerk.full_name.casefold() == wrap.name.strip().casefold()]
    if len(alike) == 1:
        return alike[0].id
    # whoever joined is believed about themselves, but nobody makes themselves the head by picking a line
    offered = [clerk for clerk in clerks if not configures(clerk)]
    if chosen in {clerk.id for clerk in offered}:
        return chosen
    raise KeeperUnknown(clerks=tuple((clerk.id, clerk.full_name) for clerk in offered))
