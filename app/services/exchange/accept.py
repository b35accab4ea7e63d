"""Checks that the records of an opened bundle continue the chains of this file. Changes nothing."""

from collections.abc import Callable, Iterable

import msgspec

from app.domain.bundles import (
    Arrival,
    Entry,
    Head,
    Newcomer,
    SignedHead,
    content_digest,
    first_link,
    head_message,
    link,
)
from app.domain.problems import Refusal, Trouble
from app.services.bundling import Bundling
from app.services.exchange.open import BundleForged, NotForUs, Opened, is_signed
from app.services.exchange.pack import MARK

_read_causes = msgspec.msgpack.Decoder(list[tuple[int, int]]).decode
_LARGEST_SCHEMA = 2**31 - 1
"""What its four bytes in the chain hold. A newer one than ours is no hindrance: what cannot be read is put off."""
Naming = Callable[[int], str]
"""The name of a workstation, for the sentences of a problem."""


class BundleGap(Refusal):
    """It builds on records that never reached this file (facts: name, sender and his author, missing: how many)."""

    code = "bundle_gap"


class ContentCut(Refusal):
    """Something was taken out of records in it, and nobody who may has ordered that (facts: name, sender)."""

    code = "bundle_content_cut"


class OwnPastMissing(Trouble):
    """Others have records of this workstation that it does not have itself: an old copy of the file is in use
    (facts: name, sender, author of the sender, missing).
    """  # noqa: D205 - one sentence

    code = "own_past_missing"


class IdentityForked(Trouble):
    """One workstation's numbers were used twice, by a restored or copied file (facts: name, station, is_own)."""

    code = "identity_forked"


def accept(bundling: Bundling, opened: Opened, name_of: Naming) -> Arrival:
    """The records that are new here, in order, proven to be their authors' own and complete.

    Of a welcome they must put this workstation on the roster: whoever is not admitted there need not believe it.
    """
    _demand_base(bundling, opened, name_of)
    _refuse_forks(bundling, opened, name_of)
    walk = _Walk(bundling, opened)
    for entry in opened.entries:
        walk.take(entry)
    heads = opened.manifest.signed_heads()
    office_id = opened.manifest.office
    for author, head in walk.vector.items():
        _demand_signature(office_id, walk.keys[author], head, heads.get(author), opened.name)
    if any(each.is_rest for each in walk.entries) and not bundling.explains_rests(walk.entries):
        raise ContentCut(name=opened.name, sender=name_of(opened.manifest.sender))
    if opened.roster and all(
        each.author != bundling.author for entry in walk.entries for each in bundling.newcomers_in(entry)
    ):
        raise NotForUs(name=opened.name)
    return Arrival(
        entries=walk.entries,
        vector=walk.vector,
        heads={author: heads[author] for author in walk.vector},
        newcomers=walk.newcomers,
        contents={content_digest(content): content for content in opened.contents},
        joins=b"" if bundling.office_id else office_id,
    )


def _demand_base(bundling: Bundling, opened: Opened, name_of: Naming) -> None:
    vector, author = bundling.vector(), opened.manifest.sender
    told = {"name": opened.name, "sender": name_of(author), "author": author}
    missing = {
        author: number - (vector[author].number if author in vector else 0)
        for author, number in opened.manifest.base.items()
    }
    own = missing.pop(bundling.author, 0)
    if own > 0:
        raise OwnPastMissing(**told, missing=own)
    if any(count > 0 for count in missing.values()):
        raise BundleGap(**told, missing=sum(max(0, count) for count in missing.values()))


def _refuse_forks(bundling: Bundling, opened: Opened, name_of: Naming) -> None:
    """Where both sides have a record of one number, it must be the same record."""
    vector = bundling.vector()
    told: dict[int, dict[int, bytes]] = {}
    for author, (number, mark) in opened.manifest.have.items():
        told.setdefault(author, {})[number] = mark
    for entry in opened.entries:
        told.setdefault(entry.author, {})[entry.number] = entry.digest[:MARK]
    for author, marks in told.items():
        last = vector[author].number if author in vector else 0
        common = [number for number in marks if 0 < number <= last]
        if not common:
            continue
        here = bundling.entries_of(author, min(common), max(common))
        if any(here[number][:MARK] != marks[number] for number in common):
            is_own = author == bundling.author
            raise IdentityForked(name=opened.name, station=name_of(author), is_own=is_own)


class _Walk:
    """Follows the chains through the new records, in the order in which they came."""

    def __init__(self, bundling: Bundling, opened: Opened) -> None:
        self._bundling = bundling
        self._name = opened.name
        self._known = bundling.vector()
        self.keys = {each.author: each for each in opened.roster} | bundling.authors()
        self.vector: dict[int, Head] = {}
        self.entries: list[Entry] = []
        self.newcomers: list[Newcomer] = list(opened.roster)
        self._believe(opened.entries)

    def _believe(self, entries: Iterable[Entry]) -> None:
        """Whoever is put on the roster by somebody who is believed is believed too, wherever that record stands.

        Who goes on under a new identity writes before he is admitted, and may hand on his records in that order.
        """
        told = [
            (entry.author, newcomer)
            for entry in entries
            if entry.author not in self._known or entry.number > self._known[entry.author].number
            for newcomer in self._bundling.newcomers_in(entry)
        ]
        while found := {each.author: each for by, each in told if by in self.keys and each.author not in self.keys}:
            self.keys |= found
            self.newcomers += found.values()

    def take(self, entry: Entry) -> None:
        """Pass over what is known; link what is new."""
        head = self._head(entry.author)
        if entry.number <= head.number:
            return
        if entry.number != head.number + 1 or entry.schema > _LARGEST_SCHEMA or not self._has_causes(entry):
            raise BundleForged(name=self._name)
        self.vector[entry.author] = Head(entry.number, link(head.chain, entry))
        self.entries.append(entry)

    def _head(self, author: int) -> Head:
        head = self.vector.get(author) or self._known.get(author)
        if head is not None:
            return head
        if author not in self.keys:
            raise BundleForged(name=self._name)
        return Head(0, first_link(self.keys[author].signing_key))

    def _has_causes(self, entry: Entry) -> bool:
        if entry.causes is None:
            return True
        try:
            causes = _read_causes(entry.causes)
        except msgspec.MsgspecError:
            return False
        return all(author in self.keys and number <= self._head(author).number for author, number in causes)


def _demand_signature(office_id: bytes, author: Newcomer, head: Head, signed: SignedHead | None, name: str) -> None:
    is_own_word = (
        signed is not None
        and signed.number == head.number
        and is_signed(author.signing_key, head_message(office_id, author.author, head), signed.signature)
    )
    if not is_own_word:
        raise BundleForged(name=name)
