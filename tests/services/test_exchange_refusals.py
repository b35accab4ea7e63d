"""Everything that can be wrong with a bundle ends in one clear Problem, and the file stays as it was."""

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import msgspec
import pyrage
import pytest
import zstandard

from app.domain.bundles import Entry, Head, link, seal_body
from app.domain.offices import Workstation
from app.domain.records import new_id
from app.services.exchange import container
from app.services.exchange.accept import ContentCut
from app.services.exchange.container import (
    JOURNAL,
    BundleCut,
    BundleDamaged,
    BundleTooLarge,
    BundleTooNew,
    Manifest,
    NotABundle,
    Section,
)
from app.services.exchange.open import BundleForged, CannotRead, ForeignBundle, NotForUs, RetiredSender, UnknownSender
from app.services.exchange.pack import seal, sign_head
from app.services.exchange.stations import RetireStation, make_keys, retire_station
from tests.stations import Station, bytes_of, change, founded, joined, refused

BAD = (BundleCut, BundleDamaged, BundleForged, BundleTooNew, NotABundle, NotForUs)


def written(path: Path, data: bytes) -> Path:
    made = path.with_name("altered.teczka")
    made.write_bytes(data)
    return made


def reopened(station: Station, sender: Station, path: Path) -> tuple[Manifest, dict[str, bytes]]:
    """The inside of a bundle, as its receiver sees it."""
    sealed = container.disclose(path.read_bytes(), path.name)
    secret = pyrage.x25519.Identity.from_str(station.store.bundling.keys().sealing_secret)
    inside = container.part(pyrage.decrypt(sealed, [secret]), path.name)
    assert inside.manifest.sender == sender.author
    return inside.manifest, inside.sections


def resealed(
    path: Path,
    manifest: Manifest,
    sections: list[bytes],
    signer: Station,
    receiver: Station,
    secret: bytes | None = None,
) -> Path:
    keys = signer.store.bundling.keys()
    if secret is not None:
        keys = replace(keys, signing_secret=secret)
    return written(path, seal(manifest, sections, keys, [receiver.store.bundling.keys().sealing_key]))


# -- the file itself ---------------------------------------------------------------------------------------------------


def test_every_flipped_byte_is_noticed(stations: list[Station], bundle: Path) -> None:
    laptop = stations[1]
    whole, before = bundle.read_bytes(), bytes_of(laptop)
    step = max(1, len(whole) // 60)
    for place in [*range(40), *range(40, len(whole), step), len(whole) - 1]:
        flipped = written(bundle, whole[:place] + bytes([whole[place] ^ 0x41]) + whole[place + 1 :])
        with pytest.raises(BAD):
            laptop.load(flipped)
    assert bytes_of(laptop) == before


def test_every_cut_is_noticed(stations: list[Station], bundle: Path) -> None:
    laptop = stations[1]
    whole, before = bundle.read_bytes(), bytes_of(laptop)
    length = len(whole)
    for end in [0, 1, 5, 6, 31, 32, 33, *range(40, length, max(1, length // 40)), length - 1]:
        with pytest.raises(NotABundle if end == 0 else BundleCut):
            laptop.load(written(bundle, whole[:end]))
    with pytest.raises(BundleDamaged):
        laptop.load(written(bundle, whole + b"\0"))
    assert bytes_of(laptop) == before


def test_something_else_altogether(stations: list[Station], tmp_path: Path) -> None:
    laptop = stations[1]
    photo = tmp_path / "zdjecie.jpg"
    photo.write_bytes(b"\xff\xd8\xff" + bytes(5000))
    refused(laptop, photo, NotABundle)
    refused(laptop, tmp_path / "nie-ma.teczka", CannotRead)
    refused(laptop, tmp_path, CannotRead)


def test_a_newer_program_wrote_it(stations: list[Station], bundle: Path) -> None:
    _office, laptop = stations
    data = bundle.read_bytes()
    refused(laptop, written(bundle, data[:6] + b"\0\2" + data[8:]), BundleTooNew)


# -- who sent it, and for whom -----------------------------------------------------------------------------------------


def test_for_another_workstation(stations: list[Station], tmp_path: Path) -> None:
    office, laptop = stations
    cash = joined(tmp_path, "Kasa", office)
    refused(laptop, office.send(cash), NotForUs)
    manifest, sections = reopened(cash, office, office.send(cash))
    readdressed = resealed(tmp_path / "x", manifest, list(sections.values()), office, laptop)
    refused(laptop, readdressed, NotForUs)
    cash.close()


def test_from_another_office(stations: list[Station], tmp_path: Path) -> None:
    laptop = stations[1]
    other = founded(tmp_path, "Gdzie indziej", b"office-somewhere")
    with other.office.work("obce") as work:
        work.add(_roster_entry(laptop))
        work.commit()
    refused(laptop, other.send(laptop), ForeignBundle)
    other.close()


def _roster_entry(station: Station) -> Workstation:
    keys = station.store.bundling.keys()
    return Workstation(
        id=new_id(), name="x", author=station.author, signing_key=keys.signing_key, sealing_key=keys.sealing_key
    )


def test_from_somebody_who_is_not_on_the_roster(stations: list[Station], tmp_path: Path) -> None:
    office, laptop = stations
    stranger = founded(tmp_path, "Nieznajomy", office.store.bundling.office_id)
    with stranger.office.work("podstęp") as work:
        work.add(_roster_entry(laptop))
        work.commit()
    refused(laptop, stranger.send(laptop), UnknownSender)
    stranger.close()


def test_from_a_retired_workstation(stations: list[Station]) -> None:
    office, laptop = stations
    with office.office.reading() as file:
        (station,) = file.find(Workstation, author=laptop.author)
    retire_station(office.office, RetireStation(station.id))
    change(laptop, phone="601 224 918")
    problem = refused(office, laptop.send(office), RetiredSender)
    assert problem.facts["station"] == "Laptop Północ"


def test_sealed_anew_by_somebody_who_knows_our_public_key(stations: list[Station], bundle: Path) -> None:
    office, laptop = stations
    manifest, sections = reopened(laptop, office, bundle)
    secret = make_keys().signing_secret
    refused(laptop, resealed(bundle, manifest, list(sections.values()), office, laptop, secret), BundleForged)


@pytest.mark.parametrize("says_it_is_a_rest", [False, True])
def test_a_relay_cannot_alter_another_authors_record(
    stations: list[Station], tmp_path: Path, *, says_it_is_a_rest: bool
) -> None:
    """Nor by saying that something in it was erased, where nobody ever ordered that."""
    office, laptop = stations
    cash = joined(tmp_path, "Kasa", office)
    change(laptop, phone="601 224 918")
    cash.load(office.send(cash))
    office.load(laptop.send(office))
    manifest, sections = reopened(cash, office, office.send(cash))
    rows = msgspec.msgpack.decode(zstandard.ZstdDecompressor().decompress(sections[JOURNAL]))
    own = next(row for row in rows if row[0] == laptop.author)
    if says_it_is_a_rest:
        own[7], own[8] = None, seal_body(own[9], own[7])
    own[9] = own[9].replace(b"601 224 918", b"601 224 919")
    section, packed = container.pack_section(JOURNAL, rows)
    told = msgspec.structs.replace(manifest, sections=(section,))
    problem = ContentCut if says_it_is_a_rest else BundleForged
    refused(cash, resealed(tmp_path / "x", told, [packed], office, cash), problem)
    cash.close()


def test_records_without_their_authors_word(stations: list[Station], bundle: Path) -> None:
    office, laptop = stations
    manifest, sections = reopened(laptop, office, bundle)
    for told in (
        msgspec.structs.replace(manifest, heads={}),
        msgspec.structs.replace(manifest, heads={office.author: (manifest.heads[office.author][0], bytes(64))}),
        msgspec.structs.replace(manifest, heads={office.author: (1, manifest.heads[office.author][1])}),
    ):
        refused(laptop, resealed(bundle, told, list(sections.values()), office, laptop), BundleForged)


def test_records_left_out_or_turned_round(stations: list[Station], bundle: Path) -> None:
    office, laptop = stations
    change(office, email="e")
    bundle = office.send(laptop)
    manifest, sections = reopened(laptop, office, bundle)
    rows = msgspec.msgpack.decode(zstandard.ZstdDecompressor().decompress(sections[JOURNAL]))
    for wrong in (rows[:-1], rows[:-2] + rows[-1:], rows[:-2] + rows[:-3:-1]):
        section, packed = container.pack_section(JOURNAL, wrong)
        told = msgspec.structs.replace(manifest, sections=(section,))
        refused(laptop, resealed(bundle, told, [packed], office, laptop), BundleForged)


def test_a_section_that_unpacks_to_more_than_it_says(stations: list[Station], bundle: Path) -> None:
    office, laptop = stations
    manifest, _sections = reopened(laptop, office, bundle)
    bomb = zstandard.ZstdCompressor(level=1).compress(bytes(1 << 24))
    for unpacked, problem in ((1 << 10, BundleDamaged), (1 << 40, BundleTooLarge)):
        section = Section(JOURNAL, len(bomb), unpacked, container._section_digest(bomb))
        told = msgspec.structs.replace(manifest, sections=(section,))
        refused(laptop, resealed(bundle, told, [bomb], office, laptop), problem)


@pytest.mark.parametrize("value", [[1], [[1] * 10], [[-1, 0, 0, None, None, 1, None, b"", None, b""]], "x", [[2**70]]])
def test_a_journal_of_the_wrong_shape(stations: list[Station], bundle: Path, value: Any) -> None:
    office, laptop = stations
    manifest, _sections = reopened(laptop, office, bundle)
    try:
        section, packed = container.pack_section(JOURNAL, value)
    except OverflowError:
        return
    told = msgspec.structs.replace(manifest, sections=(section,))
    refused(laptop, resealed(bundle, told, [packed], office, laptop), BundleDamaged)


# -- what only the author himself could have written -------------------------------------------------------------------


def by_its_author(bundle: Path, author: Station, receiver: Station, **wrong: Any) -> Path:
    """The bundle with other facts in its last record, under the author's own word: a program gone astray wrote it."""
    manifest, sections = reopened(receiver, author, bundle)
    rows = msgspec.msgpack.decode(zstandard.ZstdDecompressor().decompress(sections[JOURNAL]))
    names = [field.name for field in fields(Entry)]
    entries = [Entry(**dict(zip(names, row, strict=True)) | {"digest": seal_body(row[9], row[7])}) for row in rows]
    entries[-1] = replace(entries[-1], **wrong)
    known = receiver.store.bundling.vector()[author.author]
    chain = known.chain
    for entry in entries:
        chain = link(chain, entry) if entry.number > known.number else chain
    head = sign_head(author.store.bundling.keys(), manifest.office, Head(entries[-1].number, chain))
    section, packed = container.pack_section(JOURNAL, container.rows_of(entries))
    heads = {author.author: (head.number, head.signature)}
    told = msgspec.structs.replace(manifest, sections=(section,), heads=heads)
    return resealed(bundle, told, [packed], author, receiver)


def test_numbers_without_a_hole(stations: list[Station], bundle: Path) -> None:
    office, laptop = stations
    number = office.store.bundling.vector()[office.author].number
    refused(laptop, by_its_author(bundle, office, laptop, number=number + 1), BundleForged)
    laptop.load(by_its_author(bundle, office, laptop))


@pytest.mark.parametrize("causes", [[("laptop", 99)], [("nobody", 1)], "x"])
def test_nothing_is_known_before_what_its_author_had_heard(stations: list[Station], bundle: Path, causes: Any) -> None:
    office, laptop = stations
    authors = {"laptop": laptop.author, "nobody": 7}
    told = causes if isinstance(causes, str) else [(authors[who], number) for who, number in causes]
    packed = msgspec.msgpack.encode(told)
    refused(laptop, by_its_author(bundle, office, laptop, causes=packed), BundleForged)
