"""No lock-in: with a workstation's exported key any age program opens what was sealed for it."""

import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.domain.roles import NotAllowed
from app.services.exchange.files import CannotWrite
from app.services.exchange.own_key import ExportKey, export_key
from tests.little_office import CLERK, at_desk
from tests.services.test_bundle_format import inside
from tests.stations import Station, change, office_and_laptop


@pytest.fixture
def stations(tmp_path: Path) -> Iterator[list[Station]]:
    made = office_and_laptop(tmp_path)
    yield made
    for station in made:
        station.close()


def sealed_part(bundle: Path) -> bytes:
    """``tail -c +33``, as the description of the format says."""
    return bundle.read_bytes()[32:]


def test_the_exported_key_opens_a_bundle_and_the_signature_fits(stations: list[Station], tmp_path: Path) -> None:
    office, laptop = stations
    change(office, "z rozmowy telefonicznej", phone="44 781 22 06")
    bundle = office.send(laptop)
    path = export_key(laptop.office, ExportKey(tmp_path / "klucz.txt"))
    created, public, secret = path.read_text(encoding="utf-8").splitlines()
    assert created.startswith("# created: 2026-11-12T")
    assert public == f"# public key: {laptop.store.bundling.keys().sealing_key}"
    plain = pyrage.decrypt(sealed_part(bundle), [pyrage.x25519.Identity.from_str(secret)])
    signature, signed, _manifest, sections = inside(bundle.read_bytes(), secret)
    assert plain.startswith(signature)
    key = Ed25519PublicKey.from_public_bytes(office.store.bundling.keys().signing_key)
    key.verify(signature, b"teczka bundle 1\0" + signed)
    assert b"44 781 22 06" in sections["journal"][-1][9]


@pytest.mark.skipif(shutil.which("age") is None, reason="the age program is not installed here")
def test_the_age_program_opens_it(stations: list[Station], tmp_path: Path) -> None:
    """The very command of ``resources/docs/bundle-format.md``."""
    office, laptop = stations
    change(office, phone="44 781 22 06")
    bundle = office.send(laptop)
    path = export_key(laptop.office, ExportKey(tmp_path / "klucz.txt"))
    opened = subprocess.run(["age", "-d", "-i", str(path)], input=sealed_part(bundle), capture_output=True, check=True)
    secret = laptop.store.bundling.keys().sealing_secret
    assert opened.stdout == pyrage.decrypt(sealed_part(bundle), [pyrage.x25519.Identity.from_str(secret)])
    assert opened.stdout.startswith(inside(bundle.read_bytes(), secret)[0])


def test_the_key_is_for_its_owner_alone(stations: list[Station], tmp_path: Path) -> None:
    laptop = stations[1]
    path = export_key(laptop.office, ExportKey(tmp_path / "klucz.txt"))
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(NotAllowed):
        export_key(at_desk(laptop.office, CLERK), ExportKey(tmp_path / "drugi.txt"))
    with pytest.raises(CannotWrite):
        export_key(laptop.office, ExportKey(path / "w-pliku.txt"))
    assert [each.name for each in tmp_path.glob("*.txt")] == ["klucz.txt"]
