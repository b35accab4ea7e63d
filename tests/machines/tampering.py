"""Hundreds of bundles that are not what they say: ``python -m tests.machines.tampering``.

Damaged and cut at every place of the file, sealed anew around altered insides, signed by strangers, altered by the
relay that carries them, of another office, for somebody else, of a workstation that was retired, sent twice, of a
newer program. Each one must be refused by the preview and by loading, with a problem that the program has sentences
for, and not a byte of the office file may change.
"""

import argparse
import hashlib
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec
import pyrage
import zstandard

from app.domain.bundles import StationKeys
from app.domain.problems import Problem
from app.services.exchange import container
from app.services.exchange.container import CONTENTS, JOURNAL, Inside, Manifest
from app.services.exchange.pack import seal
from app.services.exchange.stations import make_keys
from tests.machines.histories import fast
from tests.machines.intruders import Office, story
from tests.stations import Station, bytes_of
from ui.wording import words_of

FLIPS, CUTS, INSIDE_FLIPS, SEALED_FLIPS = 128, 96, 96, 48


@dataclass(frozen=True)
class Forgery:
    """A file that must be refused; ``way`` is what was done to it."""

    way: str
    data: bytes


class Forger:
    """Makes the forgeries around two good bundles: one of the office, one that the cash desk relays."""

    def __init__(self, told: Office) -> None:
        self._told = told
        self._keys = told.laptop.store.bundling.keys()
        self.good = told.office.send(told.laptop).read_bytes()
        self.relayed = told.cash.send(told.laptop).read_bytes()

    def all(self) -> Iterator[Forgery]:
        """Every forgery, in a fixed order."""
        yield from self.damaged()
        yield from self.resealed()
        yield from self.altered_by_a_relay()
        yield from self.told_wrongly()
        yield from self.from_others()
        yield from self.something_else()

    # -- the bytes of the file -----------------------------------------------------------------------------

    def damaged(self) -> Iterator[Forgery]:
        """Bits turned over, ends cut off, bytes put in or taken out, halves of two bundles."""
        good, length = self.good, len(self.good)
        for place in _spread(length * 8, FLIPS):
            yield Forgery("flipped bit", _flipped(good, place))
        for end in _spread(length, CUTS):
            yield Forgery("cut", good[:end])
        for place in _spread(length, 12):
            yield Forgery("byte put in", good[:place] + b"\x5a" + good[place:])
            yield Forgery("byte taken out", good[:place] + good[place + 1 :])
        for place in _spread(length, 14)[1:-1]:
            yield Forgery("halves of two", good[:place] + self.relayed[place:])
        for version in (0, 2, 3, 255, 256, 65535):
            yield Forgery("newer container", good[:6] + version.to_bytes(2, "big") + good[8:])
        yield Forgery("something behind it", good + b"\0")
        yield Forgery("twice", good + good)

    # -- around the seal -------------------------------------------------------------------------------------

    def resealed(self) -> Iterator[Forgery]:
        """Whoever knows the laptop's public key can seal; without the sender's secret that is all he can do."""
        sealed = container.disclose(self.good, "good")
        for place in _spread(len(sealed) * 8, SEALED_FLIPS):
            yield Forgery("damaged under a fresh checksum", container.enclose(_flipped(sealed, place)))
        plain = self._plain(self.good)
        for place in _spread(len(plain) * 8, INSIDE_FLIPS):
            yield Forgery("flipped inside and sealed anew", self._seal(_flipped(plain, place)))
        for end in _spread(len(plain), 24):
            yield Forgery("cut inside and sealed anew", self._seal(plain[:end]))
        inside = self._inside(self.good)
        for secret in (make_keys().signing_secret, self._told.cash.store.bundling.keys().signing_secret):
            keys = replace(self._told.office.store.bundling.keys(), signing_secret=secret)
            yield Forgery("signed by somebody else", self._signed(inside.manifest, inside.sections, keys))

    # -- what a relay could do -----------------------------------------------------------------------------

    def altered_by_a_relay(self) -> Iterator[Forgery]:
        """Records of the office, altered by the cash desk, which is on the roster and signs with its own key.

        What the laptop has already it passes over, whatever comes along under that number.
        """
        inside = self._inside(self.relayed)
        rows, author = _rows(inside), self._told.office.author
        known = self._told.laptop.store.bundling.vector()[author].number
        others = [place for place, row in enumerate(rows) if row[0] == author and row[1] > known]
        for place in others:
            for field, values in _ALTERED.items():
                for value in values:
                    altered = value(rows[place][field])
                    if altered != rows[place][field]:
                        yield self._with_rows("record altered", inside, _replaced(rows, place, field, altered))
            yield self._with_rows("record left out", inside, rows[:place] + rows[place + 1 :])
            if place + 1 in others:
                turned = [*rows[:place], rows[place + 1], rows[place], *rows[place + 2 :]]
                yield self._with_rows("records turned round", inside, turned)
        invented = [self._told.office.author, rows[others[-1]][1] + 1, *rows[others[-1]][2:]]
        yield self._with_rows("record invented", inside, [*rows, invented])
        yield self._with_rows("record of an unknown author", inside, [*rows, [4711, 1, *rows[-1][2:]]])

    # -- what a manifest could say -------------------------------------------------------------------------

    def told_wrongly(self) -> Iterator[Forgery]:
        """Signed with the office's own key: a broken or malicious program there must not harm anybody either."""
        inside, keys = self._inside(self.good), self._told.office.store.bundling.keys()
        manifest, author = inside.manifest, self._told.office.author
        number, signature = manifest.heads[author]
        sections = manifest.sections
        for way, changes in (
            ("of another office", {"office": b"another-office-1"}),
            ("for somebody else", {"recipients": (self._told.cash.author,)}),
            ("for nobody", {"recipients": ()}),
            ("in the name of another", {"sender": self._told.cash.author}),
            ("in the name of nobody", {"sender": 4711}),
            ("on top of what never came", {"base": {**manifest.base, author: number + 5}}),
            ("on top of the laptop's own future", {"base": {**manifest.base, self._told.laptop.author: 10**6}}),
            ("with another past of mine", {"have": {**manifest.have, self._told.laptop.author: (1, b"\0" * 6)}}),
            ("with another past of its own", {"have": {**manifest.have, author: (1, b"\0" * 6)}}),
            ("without a head", {"heads": {}}),
            ("with an empty signature", {"heads": {author: (number, b"")}}),
            ("with the head of before", {"heads": {author: (number - 1, signature)}}),
            ("without sections", {"sections": ()}),
            ("with a section too short", {"sections": tuple(_resized(each, -1) for each in sections)}),
            ("with a section too long", {"sections": tuple(_resized(each, 1) for each in sections)}),
            ("with a section that lies", {"sections": tuple(_unpacking_to(each, 1 << 40) for each in sections)}),
            ("with a section of another hash", {"sections": tuple(_hashed(each) for each in sections)}),
        ):
            altered = msgspec.structs.replace(manifest, **changes)
            yield Forgery(way, self._signed(altered, inside.sections, keys))
        shapes: tuple[Any, ...] = ([1], [[1] * 10], "x", {}, [[[]]], [["a"] * 10], 7, None, [[-1] + [0] * 9])
        for value in shapes:
            yield self._with_section("journal of another shape", inside, value)
        for depth in (200, 5_000):
            nested: bytes = b"\x91" * depth + b"\xc0"
            yield self._with_packed("journal without end", inside, nested, len(nested))
        yield self._with_packed("bomb", inside, bytes(1 << 24), 1 << 10)

    # -- from others -----------------------------------------------------------------------------------------

    def from_others(self) -> Iterator[Forgery]:
        """Good bundles of the wrong people, or for them."""
        told = self._told
        yield Forgery("unknown sender", told.stranger.send(told.laptop).read_bytes())
        yield Forgery("another office", told.foreign.send(told.laptop).read_bytes())
        yield Forgery("retired sender", told.retired.send(told.laptop).read_bytes())
        for receiver in (told.cash, told.retired):
            yield Forgery("for another workstation", told.office.send(receiver).read_bytes())
        loaded = told.office.path.parent / "Biuro-0004.teczka"
        for path in sorted(told.office.path.parent.glob("*.teczka")):
            if told.laptop.store.bundling.is_known_bundle(self._inside_of(path)):
                yield Forgery("sent twice", path.read_bytes())
                loaded = path
        plain = self._plain(loaded.read_bytes())
        yield Forgery("sent twice, sealed anew", self._seal(plain))

    def something_else(self) -> Iterator[Forgery]:
        """Files that were never bundles."""
        for start in (b"", b"\xff\xd8\xff\xe0", b"%PDF-1.7\n", b"PK\x03\x04", b"SQLite format 3\0", b"TECZKA-JOIN\x01"):
            yield Forgery("something else", start + bytes(3_000) if start else b"")
        yield Forgery("something else", self._told.office.path.read_bytes()[:50_000])
        yield Forgery("header alone", self.good[:32])
        yield Forgery("empty seal", container.enclose(b""))
        yield Forgery("seal of something else", container.enclose(b"age-encryption.org/v1\n" + bytes(400)))
        for plain in (b"", bytes(64), bytes(68), bytes(5_000), b"\xff" * 5_000):
            yield Forgery("nothing of ours inside", self._seal(plain))

    # -- tools -----------------------------------------------------------------------------------------------

    def _plain(self, data: bytes) -> bytes:
        identity = pyrage.x25519.Identity.from_str(self._keys.sealing_secret)
        return bytes(pyrage.decrypt(container.disclose(data, "good"), [identity]))

    def _inside(self, data: bytes) -> Inside:
        return container.part(self._plain(data), "good")

    def _inside_of(self, path: Path) -> bytes:
        try:
            return self._inside(path.read_bytes()).manifest.id
        except pyrage.DecryptError:
            return b""

    def _seal(self, plain: bytes) -> bytes:
        receiver = pyrage.x25519.Recipient.from_str(self._keys.sealing_key)
        return container.enclose(pyrage.encrypt(plain, [receiver]))

    def _signed(self, manifest: Manifest, sections: dict[str, bytes], keys: StationKeys) -> bytes:
        return seal(manifest, list(sections.values()), keys, [self._keys.sealing_key])

    def _with_rows(self, way: str, inside: Inside, rows: Any) -> Forgery:
        return self._with_section(way, inside, rows, self._told.cash)

    def _with_section(self, way: str, inside: Inside, value: Any, signer: Station | None = None) -> Forgery:
        section, packed = container.pack_section(JOURNAL, value)
        kept = {name: part for name, part in inside.sections.items() if name == CONTENTS}
        told = (section, *(each for each in inside.manifest.sections if each.name == CONTENTS))
        manifest = msgspec.structs.replace(inside.manifest, sections=told)
        keys = (signer or self._told.office).store.bundling.keys()
        return Forgery(way, self._signed(manifest, {JOURNAL: packed, **kept}, keys))

    def _with_packed(self, way: str, inside: Inside, plain: bytes, unpacked: int) -> Forgery:
        packed = zstandard.ZstdCompressor(level=1, write_content_size=True).compress(plain)
        section = container.Section(JOURNAL, len(packed), unpacked, hashlib.blake2b(packed, digest_size=32).digest())
        manifest = msgspec.structs.replace(inside.manifest, sections=(section,))
        return Forgery(way, self._signed(manifest, {JOURNAL: packed}, self._told.office.store.bundling.keys()))


_ALTERED: dict[int, tuple[Any, ...]] = {
    1: (lambda number: number + 1, lambda number: number - 1),
    2: (lambda clock: clock + 1, lambda _clock: 0),
    3: (lambda _clerk: b"somebody-else-01", lambda _clerk: None),
    4: (lambda _scope: b"another-household"[:16],),
    5: (lambda schema: schema + 1, lambda _schema: 2**40),
    6: (lambda _causes: msgspec.msgpack.encode([[4711, 1]]), lambda _causes: b"\xc1"),
    7: (lambda salt: bytes(len(salt)), lambda _salt: None),
    9: (
        lambda body: body.replace(b"44 781", b"44 782"),
        lambda body: body + b"\0",
        lambda body: body[:-1],
        bytes.upper,
    ),
}
"""Place in a journal row -> what is written there instead."""


def _spread(length: int, count: int) -> list[int]:
    """So many places, evenly from the first to the last."""
    return sorted({place * (length - 1) // (count - 1) for place in range(count)})


def _flipped(data: bytes, bit: int) -> bytes:
    place, mask = bit // 8, 1 << bit % 8
    return data[:place] + bytes([data[place] ^ mask]) + data[place + 1 :]


def _rows(inside: Inside) -> list[list[Any]]:
    rows: list[list[Any]] = msgspec.msgpack.decode(zstandard.ZstdDecompressor().decompress(inside.sections[JOURNAL]))
    return rows


def _replaced(rows: list[list[Any]], place: int, field: int, value: object) -> list[list[Any]]:
    row = [*rows[place][:field], value, *rows[place][field + 1 :]]
    return [*rows[:place], row, *rows[place + 1 :]]


def _resized(section: container.Section, by: int) -> container.Section:
    return msgspec.structs.replace(section, size=section.size + by)


def _unpacking_to(section: container.Section, size: int) -> container.Section:
    return msgspec.structs.replace(section, unpacked=size)


def _hashed(section: container.Section) -> container.Section:
    return msgspec.structs.replace(section, digest=bytes(32))


def fault_of(laptop: Station, forgery: Forgery, folder: Path) -> tuple[str, str]:
    """The problem's code, and what was wrong about how the forgery was met; nothing where nothing was."""
    path, before = folder / "podejrzana.teczka", bytes_of(laptop)
    path.write_bytes(forgery.data)
    codes = []
    for meet in (laptop.preview, laptop.load):
        try:
            meet(path)
        except Problem as problem:
            codes.append(problem.code)
            words = words_of(problem)
            if not (words.what and words.why and words.now) or problem.code in words.why:
                return problem.code, "no sentence for it"
        else:
            return "", "accepted"
    if bytes_of(laptop) != before:
        return codes[0], "the office file has changed"
    return codes[0], "" if codes[0] == codes[1] else f"preview and loading differ: {codes}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="teczka-tampering-", dir=fast()))
    told = story(folder)
    ways: dict[str, Counter[str]] = {}
    wrong = []
    try:
        for forgery in Forger(told).all():
            code, fault = fault_of(told.laptop, forgery, folder)
            ways.setdefault(forgery.way, Counter())[code] += 1
            if fault:
                wrong.append(f"{forgery.way}: {fault} ({code})\n")
        told.laptop.load(told.office.send(told.laptop, folder / "dobra.teczka"))  # the truth still gets in
        if not told.laptop.health().is_well:
            wrong.append("the doctor found something\n")
    finally:
        told.close()
        shutil.rmtree(folder, ignore_errors=True)
    sys.stdout.writelines(f"{way}: {dict(counts)}\n" for way, counts in ways.items())
    sys.stdout.writelines(wrong)
    sys.stdout.write(f"{sum(counts.total() for counts in ways.values())} forgeries, {len(wrong)} met wrongly\n")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
