"""Before there is an office on this computer: each step on real files, and a step that fails leaves nothing behind."""

import shutil
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import zstandard

import main
from app.domain.cases import CaseList
from app.domain.persons import Clerk
from app.domain.problems import Problem
from app.domain.records import new_id
from app.domain.roles import Role
from app.persistence.faults import DiskFull
from app.persistence.store import Store
from app.services.beginnings import Asked, Beginning, OfficeIsThere
from app.services.calendars import SystemCalendar
from app.services.exchange import container
from app.services.exchange.container import BundleTooLarge
from app.services.exchange.files import CannotWrite
from app.services.exchange.joining import AdmitStation, NotAWelcome, WelcomeExchanged, admit_station, request_in
from app.services.exchange.open import NotForUs
from app.services.exchange.pack import ExportBundles, export_bundles, seal
from app.services.exchange.standings import ListStations, list_stations
from app.services.exchange.stations import FoundOffice, StationUnnamed, fingerprint, make_keys
from app.services.office import Office, Unwatched
from app.services.registers import ListRegisters, WrongListName, list_registers
from app.services.sessions import AskIdentity, ClerkLeft, NobodyHere, WaitsForWelcome, ask_identity
from app.services.vault.entering import Entered, names_at
from app.services.vault.keyring_file import keys_beside
from tests.hindrances import small_disk
from tests.little_office import SETTINGS
from tests.stations import Station, founded
from tests.vault import CHEAP, PASSPHRASE, signed_in_at

HEAD = Clerk(
    id=new_id(),
    first_name="Ewa",
    last_name="Zielińska",
    first_name_vocative="Ewo",
    position="kierownik",
    role=Role.HEAD,
)
CLASSES = {"periodic_allowance": "5110", "purpose_allowance": "", "permanent_allowance": " 5111 "}
REQUEST = FoundOffice("Biuro", HEAD.full_name, SETTINGS, (HEAD,))


def beginning_at(path: Path, entered: Entered | None = None) -> Beginning:
    return Beginning(
        path, Store, lambda file, clerk_id: main.office_of(file, Unwatched(), clerk_id=clerk_id), entered, CHEAP
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where this computer's office will be; its folder is not there yet."""
    return tmp_path / "dane" / "urzad.teczka-db"


@pytest.fixture
def beginning(path: Path) -> Beginning:
    return beginning_at(path)


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Station]:
    """The administrator's workstation of an office that works already."""
    with closing(founded(tmp_path, "Centrala")) as station:
        yield station


def opened(path: Path) -> tuple[Office, Store]:
    office, close = main.opener(path, entered=lambda: signed_in_at(path))(Unwatched())
    assert isinstance(office.file, Store)
    assert close == office.file.close
    return office, office.file


def left_in(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir()) if folder.exists() else []


# -- founding --------------------------------------------------------------------------------------------------------


def test_a_founded_office_has_its_name_its_head_and_its_lists(beginning: Beginning, path: Path) -> None:
    beginning.found(REQUEST, CLASSES, PASSPHRASE)
    office, store = opened(path)
    with closing(store):
        who = ask_identity(office, AskIdentity())
        assert (who.office_name, who.clerk, who.workstation) == ("M-GOPS w Przedborzu", HEAD, "Biuro")
        lists = {
            register.case_list.benefit: register.case_list.class_symbol
            for register in list_registers(office, ListRegisters())
        }
        assert lists == {"periodic_allowance": "5110", "permanent_allowance": "5111"}
        with office.reading() as file:
            assert {each.year for each in file.find(CaseList)} == {SystemCalendar().today().year}
        assert list_stations(office, ListStations()) == (), "nobody else takes part yet"
    assert left_in(path.parent) == [path.name, keys_beside(path).name]


@pytest.mark.parametrize(
    ("request_", "classes", "problem"),
    [
        (REQUEST, {"periodic_allowance": "klasa pierwsza"}, WrongListName),
        (replace(REQUEST, settings={**SETTINGS, "cell": "M/GOPS"}), CLASSES, WrongListName),
    ],
    ids=["class", "cell"],
)
def test_what_cannot_be_founded_leaves_nothing_and_can_be_tried_again(
    request_: FoundOffice, classes: dict[str, str], problem: type[Problem], beginning: Beginning, path: Path
) -> None:
    with pytest.raises(problem):
        beginning.found(request_, classes, PASSPHRASE)
    assert left_in(path.parent) == []
    beginning.found(REQUEST, CLASSES, PASSPHRASE)
    assert path.exists()


def test_nothing_is_founded_over_an_office(beginning: Beginning, path: Path) -> None:
    beginning.found(REQUEST, CLASSES, PASSPHRASE)
    before = path.read_bytes()
    with pytest.raises(OfficeIsThere):
        beginning.found(REQUEST, CLASSES, PASSPHRASE)
    with pytest.raises(OfficeIsThere):
        beginning.ask_to_join("Laptop", "M. Lis", path.parent, PASSPHRASE)
    assert path.read_bytes() == before


def test_what_a_killed_founding_left_behind_is_no_hindrance(beginning: Beginning, path: Path) -> None:
    path.parent.mkdir()
    path.with_name(path.name + ".half").write_bytes(b"half")
    assert beginning.waiting() is None
    beginning.found(REQUEST, CLASSES, PASSPHRASE)
    assert left_in(path.parent) == [path.name, keys_beside(path).name]


def test_a_full_disk_leaves_nothing_of_a_founding(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "200k") as is_mounted:
        if not is_mounted:
            pytest.skip("only root may mount a small disk")
        with pytest.raises(DiskFull):
            beginning_at(tmp_path / "disk" / "urzad.teczka-db").found(REQUEST, CLASSES, PASSPHRASE)
        assert left_in(tmp_path / "disk") == []


# -- joining ---------------------------------------------------------------------------------------------------------


def test_a_workstation_joins_by_two_files_and_a_telephone_call(
    beginning: Beginning, path: Path, host: Station, tmp_path: Path
) -> None:
    asked = beginning.ask_to_join("Laptop Północ", "Maria Lis", tmp_path, PASSPHRASE)
    assert asked.path is not None
    assert asked.path.parent == tmp_path
    with pytest.raises(WaitsForWelcome):
        opened(path)

    welcome = admit_station(host.office, AdmitStation(asked.path, asked.fingerprint, tmp_path)).value
    assert beginning.sender_of(welcome) == digits_of(host)
    beginning.join(welcome, digits_of(host), Unwatched())

    assert beginning.waiting() is None
    office, store = opened(path)
    with closing(store):
        assert office.workstation == "Laptop Północ"
        assert store.bundling.digest() == host.digest()


def test_who_waits_is_known_after_a_restart(beginning: Beginning, path: Path, tmp_path: Path) -> None:
    asked = beginning.ask_to_join("Laptop", "M. Lis", tmp_path, PASSPHRASE)
    assert signed_in_at(path).clerk_id is None, "nobody is known to a file that waits"
    again = beginning_at(path, signed_in_at(path)).waiting()
    assert again is not None
    assert (again.path, again.fingerprint) == (None, asked.fingerprint)


def test_asking_again_asks_with_the_same_keys(beginning: Beginning, host: Station, tmp_path: Path) -> None:
    """The first request may be under way already, and its welcome must fit."""
    first = beginning.ask_to_join("Laptop", "M. Lis", tmp_path, PASSPHRASE)
    assert first.path is not None
    kept = shutil.copyfile(first.path, tmp_path / "kept.teczka-join")
    second = beginning.ask_to_join("Laptop Północ", "Maria Lis", tmp_path, PASSPHRASE)
    assert second.fingerprint == first.fingerprint
    welcome = admit_station(host.office, AdmitStation(kept, first.fingerprint, tmp_path)).value
    beginning.join(welcome, digits_of(host), Unwatched())
    assert beginning.waiting() is None


def test_a_request_that_cannot_be_written_leaves_no_file(beginning: Beginning, path: Path, tmp_path: Path) -> None:
    no_folder = tmp_path / "notatka.txt"
    no_folder.write_text("", encoding="utf-8")
    with pytest.raises(CannotWrite):
        beginning.ask_to_join("Laptop", "M. Lis", no_folder, PASSPHRASE)
    assert left_in(path.parent) == []


def test_who_waits_may_found_an_office_instead(beginning: Beginning, path: Path, tmp_path: Path) -> None:
    beginning.ask_to_join("Laptop", "M. Lis", tmp_path, PASSPHRASE)
    beginning.found(REQUEST, CLASSES, PASSPHRASE)
    office, store = opened(path)
    with closing(store):
        assert office.clerk == HEAD


def test_a_founding_that_fails_leaves_who_waits_waiting(beginning: Beginning, tmp_path: Path) -> None:
    asked = beginning.ask_to_join("Laptop", "M. Lis", tmp_path, PASSPHRASE)
    with pytest.raises(WrongListName):
        beginning.found(REQUEST, {"periodic_allowance": "?"}, PASSPHRASE)
    waiting = beginning.waiting()
    assert waiting is not None
    assert waiting.fingerprint == asked.fingerprint


def digits_of(host: Station) -> str:
    return fingerprint(host.store.bundling.keys().public)


def bomb_for(asked: Asked) -> Path:
    """What somebody who knows only the request can write: a welcome of his own that unpacks to half a gibibyte."""
    assert asked.path is not None
    stranger = make_keys()
    bomb = zstandard.ZstdCompressor(level=1).compress(bytes(1 << 29))
    section = container.Section(container.JOURNAL, len(bomb), 1 << 29, container._section_digest(bomb))
    keys = request_in(asked.path).keys
    manifest = container.Manifest(
        office=b"office", id=b"id", sender=stranger.author, recipients=(keys.author,), made=0, counter=1, schema=1,
        base={}, have={}, heads={}, sections=(section,), roster=((stranger.signing_key, stranger.sealing_key),),
    )  # fmt: skip
    path = asked.path.with_name("podrzucona-witamy.teczka")
    path.write_bytes(seal(manifest, [bomb], stranger, [keys.sealing_key]))
    return path


def test_nothing_is_unpacked_before_the_digits_were_compared(
    beginning: Beginning, host: Station, tmp_path: Path
) -> None:
    welcome = bomb_for(beginning.ask_to_join("Laptop", "M. Lis", tmp_path, PASSPHRASE))
    tracemalloc.start()
    told = beginning.sender_of(welcome)
    assert told != digits_of(host)
    with pytest.raises(WelcomeExchanged):
        beginning.join(welcome, digits_of(host), Unwatched())
    with pytest.raises(BundleTooLarge):
        beginning.join(welcome, told, Unwatched())
    highest = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert highest < 1 << 26
    assert beginning.waiting() is not None


def wrong_welcomes(host: Station, folder: Path) -> dict[str, Path]:
    """Files that a person may choose by mistake."""
    other = beginning_at(folder / "inne" / "urzad.teczka-db")
    asked = other.ask_to_join("Laptop Południe", "T. Kos", folder, PASSPHRASE)
    assert asked.path is not None
    for_another = admit_station(host.office, AdmitStation(asked.path, asked.fingerprint, folder)).value
    cut = folder / "ucieta.teczka"
    cut.write_bytes(for_another.read_bytes()[:-40])
    text = folder / "list.teczka"
    text.write_text("Szanowni Państwo", encoding="utf-8")
    return {"request": asked.path, "for another": for_another, "cut": cut, "text": text, "gone": folder / "gone.teczka"}


@pytest.mark.parametrize("which", ["request", "for another", "cut", "text", "gone"])
def test_a_wrong_welcome_is_refused_and_the_right_one_still_fits(
    which: str, beginning: Beginning, path: Path, host: Station, tmp_path: Path
) -> None:
    asked = beginning.ask_to_join("Laptop Północ", "Maria Lis", tmp_path, PASSPHRASE)
    assert asked.path is not None
    wrong = wrong_welcomes(host, tmp_path)[which]
    with pytest.raises(Problem):
        beginning.sender_of(wrong)
    with pytest.raises(Problem):
        beginning.join(wrong, digits_of(host), Unwatched())
    assert beginning.waiting() is not None
    right = admit_station(host.office, AdmitStation(asked.path, asked.fingerprint, tmp_path)).value
    beginning.join(right, digits_of(host), Unwatched())
    with closing(opened(path)[1]) as store:
        assert store.bundling.digest() == host.digest()


def test_an_ordinary_bundle_is_no_welcome(beginning: Beginning, host: Station, tmp_path: Path) -> None:
    asked = beginning.ask_to_join("Laptop Północ", "Maria Lis", tmp_path, PASSPHRASE)
    assert asked.path is not None
    admit_station(host.office, AdmitStation(asked.path, asked.fingerprint, tmp_path))
    (bundle,) = export_bundles(host.later(minutes=1).office, ExportBundles(tmp_path)).value
    with pytest.raises((NotAWelcome, NotForUs)):
        beginning.join(bundle.path, digits_of(host), Unwatched())
    assert beginning.waiting() is not None


def test_a_workstation_without_a_name_is_not_admitted(beginning: Beginning, host: Station, tmp_path: Path) -> None:
    asked = beginning.ask_to_join("   ", "M. Lis", tmp_path, PASSPHRASE)
    assert asked.path is not None
    with pytest.raises(StationUnnamed):
        admit_station(host.office, AdmitStation(asked.path, asked.fingerprint, tmp_path))


def test_an_office_whose_people_all_left_says_so(beginning: Beginning, path: Path) -> None:
    beginning.found(REQUEST, CLASSES, PASSPHRASE)
    office, store = opened(path)
    with closing(store), office.work("odejście") as work:
        work.change(office.clerk, replace(office.clerk, is_active=False))
        work.commit()
    with pytest.raises(ClerkLeft):
        opened(path)
    assert [each.name for each in names_at(path)] == [HEAD.full_name], "the last way in stays where there is no sheet"
    key = beginning.entered.key if beginning.entered is not None else None
    with closing(Store.open(path, key)) as store, pytest.raises(NobodyHere):
        main.office_of(store, Unwatched(), clerk_id=HEAD.id)
