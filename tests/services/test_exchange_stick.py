"""A stick that is pulled out, exchanged or full: a clear word each, nothing half, and the next try works."""

from pathlib import Path

import pytest

from app.domain.offices import Workstation
from app.services.exchange.apply import ApplyBundle, apply_bundle
from app.services.exchange.compare import PreviewBundle, preview_bundle
from app.services.exchange.container import BundleCut, BundleDamaged, NotABundle
from app.services.exchange.files import CannotWrite, write_file
from app.services.exchange.open import AlreadyLoaded, CannotRead
from app.services.exchange.pack import ExportBundles, export_bundles
from tests.hindrances import fill, small_disk
from tests.stations import Station, anna, bytes_of, change, joined, refused


def test_pulled_out_between_preview_and_loading(stations: list[Station], bundle: Path) -> None:
    laptop = stations[1]
    whole = bundle.read_bytes()
    assert preview_bundle(laptop.office, PreviewBundle(bundle)).changed_fields == 1
    before = bytes_of(laptop)
    for left, problem in ((None, CannotRead), (whole[:200], BundleCut), (b"", NotABundle), (whole[::-1], NotABundle)):
        bundle.unlink(missing_ok=True)
        if left is not None:
            bundle.write_bytes(left)
        with pytest.raises(problem) as caught:
            apply_bundle(laptop.office, ApplyBundle(bundle))
        assert caught.value.facts["name"] == bundle.name
        assert bytes_of(laptop) == before
    bundle.write_bytes(whole)
    laptop.load(bundle)
    assert anna(laptop).phone == "44 781 22 06"


def test_overwritten_between_preview_and_loading(stations: list[Station], bundle: Path) -> None:
    """What is loaded is what lies there then, checked anew; never half of one bundle and half of another."""
    office, laptop = stations
    preview_bundle(laptop.office, PreviewBundle(bundle))
    older = bundle.read_bytes()
    change(office, phone="44 781 22 99")
    newer = office.send(laptop).read_bytes()
    bundle.write_bytes(newer[:-100])
    refused(laptop, bundle, BundleCut)
    bundle.write_bytes(newer[: len(newer) // 2] + older[len(newer) // 2 :])
    refused(laptop, bundle, BundleCut, BundleDamaged)
    bundle.write_bytes(newer)
    laptop.load(bundle)
    assert anna(laptop).phone == "44 781 22 99"
    refused(laptop, bundle, AlreadyLoaded)


def test_pulled_out_while_writing_for_everybody(stations: list[Station], tmp_path: Path) -> None:
    """The second of two folders takes nothing: the first bundle is whole, the second one is written at the next try."""
    office, laptop = stations
    cash = joined(tmp_path, "Kasa", office)
    change(office, phone="44 781 22 06")
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "laptop-polnoc").write_text("a file where a folder belongs", encoding="utf-8")
    with pytest.raises(CannotWrite):
        export_bundles(office.office, ExportBundles(stick))
    (there,) = (stick / "kasa").iterdir()
    cash.load(there)
    (stick / "laptop-polnoc").unlink()
    written = {each.station.name: each.path for each in export_bundles(office.office, ExportBundles(stick)).value}
    laptop.load(written["Laptop Północ"])
    cash.load(written["Kasa"])
    assert laptop.digest() == cash.digest() == office.digest()
    cash.close()


def test_a_full_stick_keeps_its_bundle_of_before(stations: list[Station], tmp_path: Path) -> None:
    office, laptop = stations
    with office.store.reading() as file:
        (receiver,) = file.find(Workstation, author=laptop.author)
    assert receiver.sealing_key
    with small_disk(tmp_path / "stick", "64k") as is_mounted:
        if not is_mounted:
            pytest.skip("only root may mount a small disk")
        older = tmp_path / "stick" / "biuro.teczka"
        office.send(laptop, older)
        before = older.read_bytes()
        fill(tmp_path / "stick")
        with pytest.raises(CannotWrite) as caught:
            write_file(older, bytes(40_000))
        assert caught.value.facts == {"name": "biuro.teczka", "is_full": True}
        assert older.read_bytes() == before
        assert not older.with_name("biuro.teczka.part").exists()
        laptop.load(older)
