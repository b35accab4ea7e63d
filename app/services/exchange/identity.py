"""Notices that this is not the only copy of the file, or not its newest one, before a number is used twice.

Outside the file, on the computer, lies a mark: how far the own records had come when a bundle last told of them, and a
token that changes with every start and stands in the file too. A restored backup has told of more than it has; a copied
file has another token, or none. Which of several copies goes on as it was, nobody can know: a person decides, and the
safe answer is a new identity.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from uuid import uuid4

import msgspec

from app.domain.bundles import Head, SignedHead
from app.domain.offices import Workstation
from app.domain.problems import Refusal
from app.domain.roles import Act
from app.services.bundling import Bundling
from app.services.exchange.cargo import base_of
from app.services.exchange.files import CannotWrite, write_file
from app.services.office import Done, Office
from app.services.ports import Changes, OfficeFile

_TOKEN, _MARK, _DOUBT = "identity_token", "identity_mark", "identity_doubt"


class Doubt(StrEnum):
    """Why it is not certain that this is the one newest copy of the file."""

    OLDER = "older"
    COPIED = "copied"


class IdentityInDoubt(Refusal):
    """Nothing is written for others while it is not certain that no other copy does (facts: why)."""

    code = "identity_in_doubt"


class NoDoubt(Refusal):
    """There is nothing to decide: this is the only copy as far as anybody knows."""

    code = "identity_not_in_doubt"


@dataclass(frozen=True)
class _Mark:
    """``next`` is the token that was about to be written when the program was cut short."""

    number: int
    token: str
    next: str = ""


@dataclass(frozen=True)
class ConfirmIdentity:
    """A person knows that no other copy of this file is in use, and none will be."""


@dataclass(frozen=True)
class TakeNewIdentity:
    """Go on as another workstation; the request to be admitted is written into a folder."""

    folder: Path


def watch_identity(file: OfficeFile, folder: Path) -> Doubt | None:
    """At the start: compare the file with the mark in ``folder``, and change the token. A doubt stays until decided.

    Where no mark can be written nothing is noticed here; the others still notice a number that was used twice.
    """
    path = folder / f"{file.bundling.author:016x}.mark"
    doubt = doubt_of(file) or _compare(file, _read(path))
    if doubt is not None:
        file.set_meta(_DOUBT, doubt.value)
        file.set_meta(_MARK, str(path))
    else:
        _begin(file, path)
    return doubt


def doubt_of(file: OfficeFile) -> Doubt | None:
    """What is not decided yet."""
    told = file.meta(_DOUBT)
    return Doubt(told) if told else None


def demand_certainty(file: OfficeFile) -> None:
    """Refuse to tell others of numbers that another copy may use as well."""
    doubt = doubt_of(file)
    if doubt is not None:
        raise IdentityInDoubt(why=doubt.value)


def note_told(file: OfficeFile) -> None:
    """The numbers up to here are about to be told to others."""
    told = file.meta(_MARK)
    mark = _read(Path(told)) if told else None
    number = _own_number(file.bundling)
    if told and mark is not None and mark.number < number:
        _write(Path(told), replace(mark, number=number))


def hear_own_past(file: OfficeFile, number: int) -> None:
    """Others gave back own records up to a number: an older copy that has all of them is the newest one again."""
    told = file.meta(_MARK)
    mark = _read(Path(told)) if told else None
    if doubt_of(file) is Doubt.OLDER and mark is not None and number >= mark.number:
        _settle(file)


def confirm_identity(office: Office, _: ConfirmIdentity) -> Done[None]:
    """Believe the person. An older copy cannot be confirmed: others have records of it that are not here."""
    office.allow(Act.CONFIGURE)
    doubt = doubt_of(office.file)
    if doubt is None:
        raise NoDoubt
    if doubt is Doubt.OLDER:
        raise IdentityInDoubt(why=doubt.value)
    _settle(office.file)
    return Done(None, Changes())


def take_new_identity(office: Office, request: TakeNewIdentity) -> Done[Path]:
    """New keys, a request to be admitted again; what others may not have is written again under the new number.

    Nothing is lost: what the others have of the old number comes back with the welcome, as of any other workstation.
    """
    from app.services.exchange.joining import write_request
    from app.services.exchange.pack import sign_head
    from app.services.exchange.stations import make_keys

    office.allow(Act.EXCHANGE)
    bundling = office.file.bundling
    old = bundling.keys()
    with office.reading() as file:
        stations = file.find(Workstation)
    mine = next((each for each in stations if each.author == old.author), None)
    name = _another({each.name for each in stations}, mine.name if mine is not None else office.workstation)
    keys = make_keys()
    written = write_request(keys, name, mine.keeper if mine is not None else "", request.folder)

    def sign(head: Head) -> SignedHead:
        return sign_head(old, bundling.office_id, head)

    bundling.take_identity(keys, _known_elsewhere(bundling, stations), sign)
    told = office.file.meta(_MARK)
    if told:
        path = Path(told).with_name(f"{keys.author:016x}.mark")
        office.file.set_meta(_MARK, str(path))
    _settle(office.file)
    return Done(written, Changes({Workstation: frozenset(each.id for each in stations)}))


def _known_elsewhere(bundling: Bundling, stations: list[Workstation]) -> int:
    """How many of the own records somebody has, by their own word: these cannot be others than ours."""
    peers = (each.author for each in stations if each.author != bundling.author)
    return max((base_of(bundling, peer).get(bundling.author, 0) for peer in peers), default=0)


def _another(taken: set[str], name: str) -> str:
    """``Laptop Północ 2``."""
    number = 2
    while f"{name} {number}" in taken:
        number += 1
    return f"{name} {number}"


def _compare(file: OfficeFile, mark: _Mark | None) -> Doubt | None:
    token = file.meta(_TOKEN)
    if mark is None:
        return Doubt.COPIED if token else None
    if mark.number > _own_number(file.bundling):
        return Doubt.OLDER
    return None if token and token in (mark.token, mark.next) else Doubt.COPIED


def _settle(file: OfficeFile) -> None:
    file.set_meta(_DOUBT, "")
    told = file.meta(_MARK)
    if told:
        _begin(file, Path(told))


def _begin(file: OfficeFile, path: Path) -> None:
    """A new token in both places. The mark comes first and knows both, so no crash in between looks like a copy."""
    before, token = file.meta(_TOKEN) or "", uuid4().hex
    known = _read(path)
    number = max(_own_number(file.bundling) if known is None else known.number, 0)
    with suppress(CannotWrite):
        write_file(path, msgspec.json.encode(_Mark(number, before, token)))
        file.set_meta(_TOKEN, token)
        file.set_meta(_MARK, str(path))
        write_file(path, msgspec.json.encode(_Mark(number, token)))


def _own_number(bundling: Bundling) -> int:
    return bundling.vector()[bundling.author].number


def _read(path: Path) -> _Mark | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Mark)
    except (OSError, msgspec.MsgspecError):
        return None


def _write(path: Path, mark: _Mark) -> None:
    with suppress(CannotWrite):
        write_file(path, msgspec.json.encode(mark))
