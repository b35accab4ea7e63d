"""Passphrases and the recovery sheet of an open office: who has one here, giving, changing and taking them."""

import secrets
from dataclasses import dataclass, field

from app.domain.passphrases import PassphraseSame, demand_good
from app.domain.persons import Clerk
from app.domain.problems import Refusal
from app.domain.records import RecordId
from app.domain.recovery_code import SECRET_BYTES, SIGNS, written
from app.domain.roles import Act
from app.services.office import Done, Office
from app.services.office_settings import read_profile
from app.services.paper_preview import PageImage, preview
from app.services.ports import Changes
from app.services.sessions import ClerkLeft, workstation_of
from app.services.vault import keyring
from app.services.vault.keeping import keep
from app.services.vault.locking import USUAL_MINUTES, lock_minutes_of
from app.services.vault.proving import NoPassphraseHere, prove, ring_of
from app.services.vault.recovery_paper import print_sheet

_SEEN = Changes({Clerk: frozenset()})
"""No record was written, but what the window shows of the clerks is another."""
_GROUPS, _SIGNS_EACH = 4, 4


class LastPassphrase(Refusal):
    """Nobody would be left who can sign in at this workstation."""

    code = "last_passphrase"


@dataclass(frozen=True)
class AskVault:
    """Ask how this workstation is locked."""


@dataclass(frozen=True)
class Vault:
    """``clerks`` have a passphrase here; those in ``first`` must still change it; ``sheet_made_on`` is a day or ""."""

    is_encrypted: bool
    clerks: frozenset[RecordId] = frozenset()
    first: frozenset[RecordId] = frozenset()
    sheet_made_on: str = ""
    lock_minutes: int = USUAL_MINUTES


@dataclass(frozen=True)
class UnlockWindow:
    """The passphrase of whoever is at the keyboard."""

    passphrase: str = field(repr=False)


@dataclass(frozen=True)
class ChangePassphrase:
    """An own new passphrase."""

    old: str = field(repr=False)
    new: str = field(repr=False)


@dataclass(frozen=True)
class GivePassphrase:
    """A first passphrase for somebody; it must be changed when they first sign in."""

    clerk_id: RecordId
    first: str = field(repr=False)


@dataclass(frozen=True)
class TakePassphrase:
    """Somebody signs in here no longer."""

    clerk_id: RecordId


@dataclass(frozen=True)
class MakeRecoverySheet:
    """A new recovery sheet; the one before opens nothing any more."""

    dots_per_inch: float = 96.0


@dataclass(frozen=True)
class RecoverySheet:
    """The code, which stands nowhere else, and the page to be printed, also as a picture."""

    code: str = field(repr=False)
    content: bytes = field(repr=False)
    pages: tuple[PageImage, ...] = field(repr=False)


def ask_vault(office: Office, _: AskVault) -> Vault:
    """Who can open this file, and whether there is a sheet in the safe."""
    if office.file.key is None:
        return Vault(is_encrypted=False)
    ring, _key = ring_of(office)
    clerks = {wrap: RecordId(bytes.fromhex(wrap.who)) for wrap in ring.clerks if wrap.who}
    return Vault(
        is_encrypted=True,
        clerks=frozenset(clerks.values()),
        first=frozenset(who for wrap, who in clerks.items() if wrap.is_first),
        sheet_made_on=ring.sheet.made_on if ring.sheet is not None else "",
        lock_minutes=lock_minutes_of(office.file),
    )


def unlock_window(office: Office, request: UnlockWindow) -> Clerk:
    """Whoever locked the window is back."""
    prove(office, office.clerk, request.passphrase)
    return office.clerk


def change_passphrase(office: Office, request: ChangePassphrase) -> Done[None]:
    """Only one's own, and only by whoever knows the old one. The office file itself is not rewritten."""
    wrap = prove(office, office.clerk, request.old)
    demand_good(request.new, office.clerk.full_name)
    if request.new == request.old:
        raise PassphraseSame
    ring, key = ring_of(office)
    fresh = keyring.wrapped(ring, key, request.new, wrap.who, office.clerk.full_name)
    keep(office.file, keyring.with_clerk(ring, key, fresh, instead_of=wrap))
    return Done(None, Changes())


def give_passphrase(office: Office, request: GivePassphrase) -> Done[Clerk]:
    """By whoever may configure: for somebody new here, or for somebody who forgot."""
    office.allow(Act.CONFIGURE)
    ring, key = ring_of(office)
    clerk = _clerk(office, request.clerk_id)
    if not clerk.is_active:
        raise ClerkLeft(name=clerk.full_name)
    demand_good(request.first, clerk.full_name)
    fresh = keyring.wrapped(ring, key, request.first, clerk.id.hex(), clerk.full_name, is_first=True)
    keep(office.file, keyring.with_clerk(ring, key, fresh))
    return Done(clerk, _SEEN)


def take_passphrase(office: Office, request: TakePassphrase) -> Done[Clerk]:
    """The wrap is gone at once; the one of the last person stays."""
    office.allow(Act.CONFIGURE)
    ring, key = ring_of(office)
    clerk = _clerk(office, request.clerk_id)
    if ring.wrap_of(clerk.id) is None:
        raise NoPassphraseHere(name=clerk.full_name)
    if clerk.id == office.clerk.id or len(ring.clerks) == 1:
        raise LastPassphrase
    keep(office.file, keyring.without(ring, key, {clerk.id.hex()}))
    return Done(clerk, _SEEN)


def make_recovery_sheet(office: Office, request: MakeRecoverySheet) -> Done[RecoverySheet]:
    """The code is made, shown, and forgotten by the program; what stays is the key wrapped by it."""
    office.allow(Act.CONFIGURE)
    ring, key = ring_of(office)
    secret, today = secrets.token_bytes(SECRET_BYTES), office.calendar.today()
    with office.reading() as file:
        name = read_profile(file).office_name
        workstation = workstation_of(file, office.file.bundling.author) or office.workstation
    code = written(secret)
    content = print_sheet(code, name, workstation, office.file.path.name, today)
    sheet = RecoverySheet(code, content, tuple(preview(content, request.dots_per_inch)))
    # last of all: until the new sheet can be shown, the one in the safe counts
    keep(office.file, keyring.with_sheet(ring, key, keyring.wrapped_for_sheet(ring, key, secret, today.isoformat())))
    return Done(sheet, _SEEN)


def proposal() -> str:
    """A first passphrase by chance, to be read out: ``k7mp-x3rt-9wdn-4hqz``."""
    groups = ("".join(secrets.choice(SIGNS.lower()) for _sign in range(_SIGNS_EACH)) for _group in range(_GROUPS))
    return "-".join(groups)


def _clerk(office: Office, clerk_id: RecordId) -> Clerk:
    with office.reading() as file:
        return file.get(Clerk, clerk_id)
