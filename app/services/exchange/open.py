"""Opens a bundle: whole, sealed for this workstation, signed by one that is believed. Changes nothing."""

from dataclasses import dataclass
from pathlib import Path

from app.domain.bundles import Entry, Newcomer
from app.domain.offices import Workstation
from app.domain.problems import Refusal, Trouble
from app.domain.roles import Act
from app.services.exchange import container
from app.services.exchange.container import (
    LONGEST_FILE,
    SIGNED,
    BundleDamaged,
    BundleTooLarge,
    Inside,
    Manifest,
)
from app.services.exchange.stations import fingerprint
from app.services.office import Office


class CannotRead(Trouble):
    """The file cannot be read: gone, a stick pulled out, no right to it (facts: name)."""

    code = "bundle_not_read"


class NotForUs(Refusal):
    """Sealed for another workstation (facts: name)."""

    code = "bundle_not_for_us"


class ForeignBundle(Refusal):
    """From another office (facts: name)."""

    code = "bundle_foreign"


class UnknownSender(Refusal):
    """From a workstation that is not on the roster (facts: name)."""

    code = "sender_unknown"


class StrangersWelcome(Refusal):
    """A welcome from a workstation that came after this copy of the file was made (facts: name, digits to compare)."""

    code = "strangers_welcome"


class RetiredSender(Refusal):
    """From a workstation that was retired (facts: name, station)."""

    code = "sender_retired"


class BundleForged(Refusal):
    """A signature does not fit (facts: name)."""

    code = "bundle_forged"


class AlreadyLoaded(Refusal):
    """This very bundle was loaded before (facts: name, at)."""

    code = "bundle_already_loaded"


@dataclass(frozen=True)
class Opened:
    """A bundle that is what it says; whether its records fit on ours is not known yet.

    ``roster`` are authors to believe because a welcome vouches for them.
    """

    name: str
    size: int
    manifest: Manifest
    entries: list[Entry]
    contents: list[bytes]
    roster: tuple[Newcomer, ...] = ()


def read_file(path: Path, longest: int = LONGEST_FILE) -> bytes:
    """The whole file at once, so that a stick may be pulled out afterwards; never more than ``longest`` bytes."""
    try:
        size = path.stat().st_size
        if size > longest:
            raise BundleTooLarge(name=path.name)
        with path.open("rb") as file:
            return file.read(size)
    except OSError as error:
        raise CannotRead(name=path.name) from error


def open_bundle(path: Path, office: Office, *, is_supervised: bool = False, digits: str = "") -> Opened:
    """Read, unseal and verify a bundle for this workstation; every way in which it can be wrong is a Problem.

    ``is_supervised``: whoever may configure the office lets in what a retired workstation had to say. ``digits`` stand
    for the sender of a welcome, compared by telephone: a restored copy may know nobody of today's office.
    """
    data, name, bundling = read_file(path), path.name, office.file.bundling
    inside = unseal(data, name, bundling.keys().sealing_secret)
    manifest = inside.manifest
    if manifest.office != bundling.office_id:
        raise ForeignBundle(name=name)
    sender, roster = bundling.authors().get(manifest.sender), roster_in(manifest)
    is_stranger = sender is None
    sender = sender or next((each for each in roster if each.author == manifest.sender), None)
    if sender is None:
        raise UnknownSender(name=name)
    verify(inside, sender, name)
    if bundling.author not in manifest.recipients:
        raise NotForUs(name=name)
    if is_stranger and "".join(digits.split()) != "".join(fingerprint(sender).split()):
        raise StrangersWelcome(name=name, digits=fingerprint(sender))
    if is_supervised:
        office.allow(Act.CONFIGURE)
    else:
        _refuse_retired(office, manifest.sender, name)
    known = bundling.is_known_bundle(manifest.id)
    if known is not None:
        raise AlreadyLoaded(name=name, at=known.at)
    entries, contents = container.entries_in(inside, name), container.contents_in(inside, name)
    return Opened(name, len(data), manifest, entries, contents, roster if is_stranger else ())


def roster_in(manifest: Manifest) -> tuple[Newcomer, ...]:
    """The keys for which a welcome vouches."""
    return tuple(Newcomer(signing_key, sealing_key) for signing_key, sealing_key in manifest.roster)


def unseal(data: bytes, name: str, sealing_secret: str) -> Inside:
    """Decrypt with the own key and take the inside to pieces; the signature is not looked at yet."""
    import pyrage

    sealed = container.disclose(data, name)
    try:
        plain = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(sealing_secret)])
    except pyrage.DecryptError as error:
        # the checksum fits, so the bytes are as they were written: no key fits, or the seal was made wrongly
        if "No matching keys" in str(error):
            raise NotForUs(name=name) from error
        raise BundleDamaged(name=name) from error
    return container.part(plain, name)


def verify(inside: Inside, sender: Newcomer, name: str) -> None:
    """The manifest was signed by the sender; refuse otherwise."""
    if not is_signed(sender.signing_key, SIGNED + inside.signed, inside.signature):
        raise BundleForged(name=name)


def is_signed(signing_key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether an Ed25519 signature fits."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(signing_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _refuse_retired(office: Office, sender: int, name: str) -> None:
    with office.reading() as file:
        for station in file.find(Workstation, author=sender):
            if station.retired_on is not None:
                raise RetiredSender(name=name, station=station.name)
