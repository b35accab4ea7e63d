"""Whether somebody at an open file is who they say; every wrong try is counted, wherever it was made."""

from app.domain.passphrases import PassphraseSame, demand_good
from app.domain.persons import Clerk
from app.domain.problems import Refusal
from app.services.office import Office
from app.services.ports import OfficeFile
from app.services.vault import keyring
from app.services.vault.keeping import keep, read_kept, retire
from app.services.vault.keyring import Keyring, Wrap
from app.services.vault.keyring_file import Tries, read_keys


class SignInRefused(Refusal):
    """Name and passphrase do not fit together; which of the two is wrong is not said (facts: wait_s, 0 for none)."""

    code = "sign_in_refused"


class SignInTooSoon(Refusal):
    """After several wrong tries the next one is looked at later (facts: wait_s)."""

    code = "sign_in_too_soon"


class FirstPassphrase(Refusal):
    """Somebody else chose this passphrase: before anything opens, an own one is set."""

    code = "first_passphrase"


class NotEncrypted(Refusal):
    """The office file is one that anybody can read, so there are no passphrases (no facts)."""

    code = "not_encrypted"


class NoPassphraseHere(Refusal):
    """This clerk has no passphrase at this workstation (facts: name)."""

    code = "no_passphrase_here"


def ring_of(office: Office) -> tuple[Keyring, bytes]:
    """The keyring that counts, and the key of the file."""
    key = office.file.key
    if key is None:
        raise NotEncrypted
    return read_kept(office.file) or read_keys(office.file.path), key


def prove(office: Office, clerk: Clerk, passphrase: str) -> Wrap:
    """Refuse unless this is the clerk's passphrase; gives the wrap that it opened."""
    ring, key = ring_of(office)
    wrap = ring.wrap_of(clerk.id)
    if wrap is None:
        raise NoPassphraseHere(name=clerk.full_name)
    tries, now = Tries(office.file.path), office.now()
    wait = tries.wait_s(wrap.id, now)
    if wait:
        raise SignInTooSoon(wait_s=wait)
    if keyring.unwrapped(ring, wrap, passphrase) != key:
        tries.note(wrap.id, now)
        raise SignInRefused(wait_s=tries.wait_s(wrap.id, now))
    tries.forgive(wrap.id)
    return wrap


def let_sit_down(office: Office, clerk: Clerk, passphrase: str, own: str | None = None) -> None:
    """Anybody but whoever sits there proves who they are; who has left meanwhile loses their wrap.

    A first passphrase proves nothing: whoever gave it knows it too. ``own`` is the one that is set in its place.
    """
    if clerk.id != office.clerk.id:
        wrap = prove(office, clerk, passphrase)
        if wrap.is_first:
            ring, key = ring_of(office)
            set_own(office.file, ring, key, wrap, passphrase, own)
    ring, key = ring_of(office)
    retire(office.file, ring, key)


def set_own(file: OfficeFile, ring: Keyring, key: bytes, wrap: Wrap, first: str, own: str | None) -> None:
    """An own passphrase in the place of the first one, which opens nothing."""
    if own is None:
        raise FirstPassphrase
    demand_good(own, wrap.name)
    if own == first:
        raise PassphraseSame
    fresh = keyring.wrapped(ring, key, own, wrap.who, wrap.name)
    keep(file, keyring.with_clerk(ring, key, fresh, instead_of=wrap))
