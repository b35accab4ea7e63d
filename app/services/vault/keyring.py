"""The keyring: the key of an office file, wrapped once for each clerk and once for the recovery sheet.

The key itself is chance and never changes with a passphrase. What stands here in the open are the names that the
sign-in offers and how dear a guess is; nothing of it helps without a passphrase or the sheet. Format and reasons:
``resources/docs/design/0019-vault.md``.
"""

import hashlib
import secrets
from typing import Final

import msgspec

from app.domain.passphrases import is_possible, normal
from app.domain.problems import Trouble

KEY_BYTES = 32
_HEAD = b"teczka-keys 1 "
_DIGEST = 16
_SALT, _NONCE = 16, 12
_MOST_MEMORY, _MOST_ROUNDS, _MOST_LANES = 2 * 1024 * 1024, 64, 16
LONGEST_FILE = 1_000_000
"""Bytes; a keyring of a hundred clerks has thirty thousand."""


class KeyringDamaged(Trouble):
    """The file of keys is cut, changed, or another program's (facts: name)."""

    code = "keyring_damaged"


class KeyringTooNew(Trouble):
    """A newer program wrote the file of keys (facts: name)."""

    code = "keyring_too_new"


class Cost(msgspec.Struct, frozen=True):
    """Of one guess, for Argon2id: rounds over the memory, memory in KiB, lanes."""

    rounds: int
    memory: int
    lanes: int


USUAL: Final = Cost(rounds=3, memory=192 * 1024, lanes=2)
"""About 0.6 s on two cores of 2020; twice what OWASP asks for is far exceeded, and a laptop of 4 GB has the memory."""


class Wrap(msgspec.Struct, frozen=True):
    """The key of the file, sealed for one person, or for the sheet.

    ``id`` and ``cost`` are part of what is sealed. ``who`` is the clerk's id in hex, "" until a workstation that joined
    knows which clerk its keeper is. ``is_first`` where somebody else chose the passphrase: it must be changed.
    """

    id: str
    who: str
    name: str
    is_first: bool
    cost: Cost
    salt: bytes
    nonce: bytes
    sealed: bytes
    made_on: str = ""


class Keyring(msgspec.Struct, frozen=True):
    """``number`` grows with every change; ``mac`` vouches for all of it with the key of the file."""

    id: str
    number: int
    cost: Cost
    clerks: tuple[Wrap, ...]
    sheet: Wrap | None = None
    mac: bytes = b""

    def wrap_of(self, who: bytes) -> Wrap | None:
        """The wrap of a clerk."""
        return next((wrap for wrap in self.clerks if wrap.who == who.hex()), None)


def new_key() -> bytes:
    """The key of a new office file."""
    return secrets.token_bytes(KEY_BYTES)


def new_keyring(cost: Cost = USUAL) -> Keyring:
    """Without anybody on it yet."""
    return Keyring(id=secrets.token_hex(16), number=0, cost=cost, clerks=())


# -- wrapping ------------------------------------------------------------------------------------------------------


def wrapped(ring: Keyring, key: bytes, passphrase: str, who: str, name: str, *, is_first: bool = False) -> Wrap:
    """The key for somebody with this passphrase."""
    blank = Wrap(secrets.token_hex(8), who, name, is_first, ring.cost, secrets.token_bytes(_SALT), b"", b"")
    return _sealed(ring, blank, _from_passphrase(blank, passphrase), key)


def wrapped_for_sheet(ring: Keyring, key: bytes, secret: bytes, made_on: str) -> Wrap:
    """The key for whoever holds the sheet; its code is 160 bits of chance, so a guess need not be made dear."""
    blank = Wrap(
        secrets.token_hex(8),
        "",
        "",
        False,
        Cost(0, 0, 0),
        secrets.token_bytes(_SALT),
        b"",
        b"",
        made_on,
    )
    return _sealed(ring, blank, _from_secret(blank, secret), key)


def unwrapped(ring: Keyring, wrap: Wrap, passphrase: str) -> bytes | None:
    """The key of the file; None where the passphrase is not the one of this wrap."""
    if not is_possible(passphrase):
        return None
    return _unsealed(ring, wrap, _from_passphrase(wrap, passphrase))


def unwrapped_by_sheet(ring: Keyring, secret: bytes) -> bytes | None:
    """The key of the file; None where there is no sheet or the code is of another one."""
    return None if ring.sheet is None else _unsealed(ring, ring.sheet, _from_secret(ring.sheet, secret))


def _from_passphrase(wrap: Wrap, passphrase: str) -> bytes:
    from argon2.low_level import (
        Type,
        hash_secret_raw,
    )  # while the passphrase is computed, not before the window is there

    cost = wrap.cost
    return hash_secret_raw(
        normal(passphrase).encode(), wrap.salt, cost.rounds, cost.memory, cost.lanes, KEY_BYTES, Type.ID
    )


def _from_secret(wrap: Wrap, secret: bytes) -> bytes:
    return hashlib.blake2b(secret, digest_size=KEY_BYTES, salt=wrap.salt, person=b"teczka-sheet").digest()


def _sealed(ring: Keyring, blank: Wrap, by: bytes, key: bytes) -> Wrap:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE)
    sealed = AESGCM(by).encrypt(nonce, key, _bound(ring, blank))
    return msgspec.structs.replace(blank, nonce=nonce, sealed=sealed)


def _unsealed(ring: Keyring, wrap: Wrap, by: bytes) -> bytes | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(by).decrypt(wrap.nonce, wrap.sealed, _bound(ring, wrap))
    except InvalidTag:
        return None


def _bound(ring: Keyring, wrap: Wrap) -> bytes:
    """What a wrap is tied to: it opens in its own keyring, with its own salt and cost, and nowhere else."""
    cost = wrap.cost
    return f"teczka-keys 1|{ring.id}|{wrap.id}|{cost.rounds},{cost.memory},{cost.lanes}".encode() + wrap.salt


# -- changing ------------------------------------------------------------------------------------------------------


def with_clerk(ring: Keyring, key: bytes, wrap: Wrap, *, instead_of: Wrap | None = None) -> Keyring:
    """The wrap in the place of the same person's older one."""
    gone = {wrap.id} if instead_of is None else {wrap.id, instead_of.id}
    others = tuple(each for each in ring.clerks if each.id not in gone and (not wrap.who or each.who != wrap.who))
    return vouched(msgspec.structs.replace(ring, clerks=(*others, wrap)), key)


def without(ring: Keyring, key: bytes, gone: set[str]) -> Keyring:
    """No wrap of these clerks (ids in hex) any more."""
    left = tuple(each for each in ring.clerks if each.who not in gone)
    return vouched(msgspec.structs.replace(ring, clerks=left), key)


def with_sheet(ring: Keyring, key: bytes, wrap: Wrap) -> Keyring:
    """A new sheet; the code of the one before opens nothing any more."""
    return vouched(msgspec.structs.replace(ring, sheet=wrap), key)


def vouched(ring: Keyring, key: bytes) -> Keyring:
    """The next keyring, under its number and the seal of the file's key."""
    fresh = msgspec.structs.replace(ring, number=ring.number + 1, mac=b"")
    return msgspec.structs.replace(fresh, mac=_mac(fresh, key))


def is_vouched(ring: Keyring, key: bytes) -> bool:
    """Whether somebody with the key of the file wrote this keyring as it stands."""
    return secrets.compare_digest(_mac(msgspec.structs.replace(ring, mac=b""), key), ring.mac)


def _mac(ring: Keyring, key: bytes) -> bytes:
    by = hashlib.blake2b(b"teczka-keyring", key=key, digest_size=32).digest()
    return hashlib.blake2b(msgspec.json.encode(ring), key=by, digest_size=32).digest()


# -- on the disk ---------------------------------------------------------------------------------------------------


def written(ring: Keyring) -> bytes:
    """A line with the digest of the rest, then the rest as JSON."""
    body = msgspec.json.format(msgspec.json.encode(ring), indent=1)
    digest = hashlib.blake2b(body, digest_size=_DIGEST).hexdigest().encode()
    return _HEAD + digest + b"\n" + body + b"\n"


def read(data: bytes, name: str) -> Keyring:
    """The keyring of these bytes; every bit that fell over is noticed."""
    head, _line, rest = data.partition(b"\n")
    if head.startswith(b"teczka-keys ") and not head.startswith(_HEAD):
        raise KeyringTooNew(name=name)
    body = rest.removesuffix(b"\n")
    digest = hashlib.blake2b(body, digest_size=_DIGEST).hexdigest().encode()
    if head != _HEAD + digest:
        raise KeyringDamaged(name=name)
    try:
        ring = msgspec.json.decode(body, type=Keyring)
    except msgspec.DecodeError as error:
        raise KeyringDamaged(name=name) from error
    if not all(_is_sane(wrap) for wrap in ring.clerks) or not _may_cost(ring.cost):
        raise KeyringDamaged(name=name)
    return ring


def _is_sane(wrap: Wrap) -> bool:
    """A file that was made to hurt must not take the memory of the computer."""
    return _may_cost(wrap.cost) and len(wrap.salt) == _SALT and len(wrap.nonce) == _NONCE


def _may_cost(cost: Cost) -> bool:
    return (
        1 <= cost.rounds <= _MOST_ROUNDS
        and 1 <= cost.lanes <= _MOST_LANES
        and 8 * cost.lanes <= cost.memory <= _MOST_MEMORY
    )
