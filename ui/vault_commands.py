"""Passphrases without a window: where a command takes them from, and the commands about encryption. Never Qt."""

import argparse
import getpass
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from app.domain.passphrases import LONGEST
from app.domain.problems import Refusal
from app.domain.records import RecordId
from app.services.office import Office
from app.services.office_files import OfficeFiles
from app.services.vault.converting import (
    EncryptedAlready,
    EncryptOffice,
    WritePlainCopy,
    encrypt_file,
    kept_plain,
    who_may_encrypt,
    write_plain_copy,
)
from app.services.vault.entering import Entered, Gate, Name, SignIn, names_at
from app.services.vault.keyring_file import demand_keys, is_locked
from app.services.vault.wiping import finish_swap
from ui.speech import _
from ui.wording_vault import plain_left_words

PASSPHRASE, CLERK = "TECZKA_PASSPHRASE", "TECZKA_CLERK"
"""Variables of the environment; other programs of the same user can read them, so a file is the better place."""


class WhichClerk(Refusal):
    """Several people have a passphrase for this file, and the command does not say who it is for (facts: names)."""

    code = "which_clerk"


class PassphraseUntold(Refusal):
    """There is no terminal to ask at, and neither a file nor the environment has a passphrase (no facts)."""

    code = "passphrase_untold"


class PassphraseFileUnread(Refusal):
    """The file that should hold the passphrase cannot be read, or is no text of one line (facts: name)."""

    code = "passphrase_file_unread"


def entered_for_command(
    path: Path, files: Callable[[], OfficeFiles], arguments: argparse.Namespace, environment: Mapping[str, str]
) -> Entered | None:
    """Sign in without a window; None where the file is not encrypted."""
    finish_swap(path)
    if not is_locked(path):
        demand_keys(path)
        return None
    return Gate(path, files()).enter(sign_in_for(names_at(path), arguments, environment))


def sign_in_for(names: Sequence[Name], arguments: argparse.Namespace, environment: Mapping[str, str]) -> SignIn:
    """Who runs the command, and their passphrase: from a file, the environment, or typed at the terminal."""
    who = clerk_for(names, arguments, environment)
    return SignIn(who.id, passphrase_for(who.name, arguments, environment))


def clerk_for(names: Sequence[Name], arguments: argparse.Namespace, environment: Mapping[str, str]) -> Name:
    """``--clerk``, else the environment, else the only one there is."""
    wanted = (getattr(arguments, "clerk", "") or environment.get(CLERK, "")).strip().casefold()
    found = [each for each in names if not wanted or each.name.casefold() == wanted]
    if len(found) != 1:
        raise WhichClerk(names=tuple(each.name for each in names))
    return found[0]


def passphrase_for(name: str, arguments: argparse.Namespace, environment: Mapping[str, str]) -> str:
    """A line break at the end of a file does not count; everything else does."""
    path: Path | None = getattr(arguments, "passphrase_file", None)
    if path is not None:
        return _first_line(path)
    if PASSPHRASE in environment:
        return environment[PASSPHRASE]
    if not sys.stdin.isatty():
        raise PassphraseUntold
    return getpass.getpass(_("Hasło ({name}):").format(name=name) + " ")


def _first_line(path: Path) -> str:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            text = file.read(LONGEST + 3)
    except (OSError, UnicodeDecodeError) as error:
        raise PassphraseFileUnread(name=path.name) from error
    line = text.removesuffix("\n").removesuffix("\r")
    if not line or "\n" in line or len(line) > LONGEST:
        raise PassphraseFileUnread(name=path.name)
    return line


def encrypt(path: Path, files: OfficeFiles, arguments: argparse.Namespace, environment: Mapping[str, str]) -> list[str]:
    """Encrypt a plain file; gives what to say."""
    if is_locked(path):
        raise EncryptedAlready(name=path.name)
    who = clerk_for(who_may_encrypt(path, files), arguments, environment)
    passphrase = passphrase_for(who.name, arguments, environment)
    clerk_id = RecordId(bytes.fromhex(who.id))
    request = EncryptOffice(clerk_id, passphrase, keeps_plain=arguments.keep_plain)
    left = encrypt_file(path, files, request).plain_left
    lines = [_("Plik {path} jest zaszyfrowany. Klucze leżą obok; przenoś oba pliki razem.").format(path=path)]
    if arguments.keep_plain:
        lines.append(_("Niezaszyfrowany plik został jako {path}.").format(path=kept_plain(path)))
    if left:
        lines.append(plain_left_words(left))
    return lines


def write_plain(office: Office, arguments: argparse.Namespace) -> str:
    """Write a readable copy; says where it is, and what that means."""
    path = write_plain_copy(office, WritePlainCopy(arguments.target)).value
    return _("Kopia {path} nie jest zaszyfrowana: przeczyta ją każdy, kto ją dostanie.").format(path=path)
