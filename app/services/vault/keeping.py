"""The keyring of an open file, which remembers the newest one: an older one put back beside it is noticed."""

from contextlib import suppress

from app.domain.persons import Clerk
from app.domain.problems import Problem
from app.services.ports import OfficeFile
from app.services.vault import keyring
from app.services.vault.keyring import Keyring
from app.services.vault.keyring_file import keys_beside, read_keys, write_keys

_KEPT = "keyring"
"""The local value that holds the newest keyring inside the encrypted file."""


def read_kept(file: OfficeFile) -> Keyring | None:
    """The keyring as the file itself remembers it; None where it has none yet."""
    kept = file.meta(_KEPT)
    return None if kept is None else keyring.read(bytes(kept), file.path.name)


def keep(file: OfficeFile, ring: Keyring) -> Keyring:
    """Write a new keyring: beside the file first, so that a stop in between leaves one that opens and counts.

    Where the file cannot note it (a full disk), the one before counts again: what is told as not done is not done.
    """
    before = read_kept(file)
    if before is None and keys_beside(file.path).exists():
        before = read_keys(file.path)
    write_keys(file.path, ring)
    try:
        remember(file, ring)
    except BaseException:
        if before is not None:
            with suppress(Problem):
                write_keys(file.path, before)
        raise
    return ring


def remember(file: OfficeFile, ring: Keyring) -> None:
    """Note inside the file which keyring counts."""
    file.set_meta(_KEPT, keyring.written(ring))


def retire(file: OfficeFile, ring: Keyring, key: bytes) -> Keyring:
    """Take the wraps of everybody away who works here no longer.

    Where that would leave nobody and there is no recovery sheet, the last ones stay: the sign-in refuses these people
    all the same, but what was never sent from this workstation is not lost for ever.
    """
    with file.reading() as reading:
        left = {clerk.id.hex() for clerk in reading.find(Clerk) if not clerk.is_active}
    gone = left & {wrap.who for wrap in ring.clerks}
    has_others = ring.sheet is not None or any(wrap.who not in gone for wrap in ring.clerks)
    return keep(file, keyring.without(ring, key, gone)) if gone and has_others else ring
