"""Teczka: the window of a social-assistance centre, or one of its commands without a window.

The one place that knows everyone: it joins the file, the law, the services and the screens. Commands that
need no window never import Qt.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from app.persistence.store import Store
    from app.services.beginnings import OwnedFile
    from app.services.demo import DemoPlan
    from app.services.exchange.compare import Preview
    from app.services.exchange.pack import Exported
    from app.services.office import Office
    from app.services.ports import Calendar, Progress

VERSION = "0.1.0"
RESOURCES = Path(__file__).resolve().parent / "resources"
ANSWERED, NOT_ALL_ANSWERED, WRONG_USAGE = 0, 1, 2

Opener = Callable[["Progress"], tuple["Office", Callable[[], None]]]


def office_path() -> Path:
    """Where this user's office file lies; ``TECZKA_FILE`` names another one."""
    if named := os.environ.get("TECZKA_FILE"):
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("Teczka", appauthor=False) / "urzad.teczka-db"


def office_of(store: "OwnedFile", progress: "Progress", calendar: "Calendar | None" = None) -> "Office":
    """The office of an open file, with whoever worked here last."""
    from app.domain.persons import Clerk
    from app.persistence.shelf import ResourceShelf
    from app.services.calendars import SystemCalendar
    from app.services.office import Office
    from app.services.sessions import NobodyHere, last_clerk, workstation_of

    shelf = ResourceShelf(RESOURCES)
    with store.reading() as file:
        clerks = sorted((c for c in file.find(Clerk) if c.is_active), key=lambda c: (c.last_name, c.first_name))
        workstation = workstation_of(file, store.bundling.author)
    clerk = last_clerk(clerks, store.meta("last_clerk"))
    if clerk is None:
        raise NobodyHere
    return Office(
        file=store,
        calendar=calendar or SystemCalendar(),
        clerk=clerk,
        workstation=workstation,
        law=shelf.law,
        shelf=shelf,
        progress=progress,
    )


def opener(path: Path, calendar: "Calendar | None" = None) -> Opener:
    """What opens an office file on the worker's thread."""

    def open_file(progress: "Progress") -> tuple["Office", Callable[[], None]]:
        from app.persistence.store import Store

        store = Store.open(path)
        try:
            return office_of(store, progress, calendar), store.close
        except BaseException:
            store.close()
            raise

    return open_file


def bare_office(store: "Store", progress: "Progress", calendar: "Calendar") -> "Office":
    """An office without people, for whoever founds or invents one."""
    from app.domain.persons import Clerk
    from app.domain.records import RecordId
    from app.persistence.shelf import ResourceShelf
    from app.services.office import Office

    shelf = ResourceShelf(RESOURCES)
    nobody = Clerk(id=RecordId(bytes(16)))
    return Office(store, calendar, nobody, "", shelf.law, shelf, progress)


def make_demo(path: Path, plan: "DemoPlan", progress: "Progress") -> None:
    """Invent the demo office into a file that is not there yet."""
    from app.persistence.store import StationKeys, Store
    from app.services.calendars import SetCalendar
    from app.services.demo import DEMO_NOW, build_demo
    from app.services.demo_office import DEMO_DESK, DEMO_OFFICE_ID

    keys = StationKeys(DEMO_DESK.signing_secret, DEMO_DESK.signing_key, DEMO_DESK.sealing_secret, DEMO_DESK.sealing_key)
    store = Store.create(path, keys, DEMO_OFFICE_ID)
    try:
        made = build_demo(bare_office(store, progress, SetCalendar(DEMO_NOW)), plan).value
        store.set_meta("last_clerk", bytes(made.worker.id))
    finally:
        store.close()


def demo_opener(persons: int) -> Opener:
    """The invented office on the morning of 23 November 2026; invented once, copied afresh at every start."""

    def open_demo(progress: "Progress") -> tuple["Office", Callable[[], None]]:
        import shutil

        from platformdirs import user_cache_path

        from app.services.calendars import SetCalendar
        from app.services.demo import DEMO_NOW, DemoPlan

        folder = user_cache_path("Teczka", appauthor=False) / "demo"
        kept = folder / f"{VERSION}-{persons}.teczka-db"
        if not kept.exists():
            half = kept.with_suffix(".half")
            for old in (*folder.glob(f"{half.name}*"), *folder.glob(f"{kept.name}-*")):
                old.unlink()
            make_demo(half, DemoPlan(persons=persons), progress)
            half.rename(kept)
        shown = Path(tempfile.mkdtemp(prefix="teczka-demo-")) / "biuro-pokazowe.teczka-db"
        shutil.copyfile(kept, shown)
        office, close = opener(shown, SetCalendar(DEMO_NOW))(progress)

        def close_and_forget() -> None:
            close()
            shutil.rmtree(shown.parent, ignore_errors=True)

        return office, close_and_forget

    return open_demo


@contextmanager
def lines_of(name: str) -> Iterator[IO[bytes]]:
    """A file of lines, or standard input for ``-``."""
    if name == "-":
        yield sys.stdin.buffer
    else:
        with Path(name).open("rb") as file:
            yield file


def calculate(arguments: argparse.Namespace) -> int:
    """Facts in, findings out, a line each (contract ``calculate``)."""
    from app.persistence.shelf import ResourceShelf
    from app.services.calculation import calculate as answers

    law = ResourceShelf(RESOURCES).law
    is_all_answered = True
    out = sys.stdout.buffer
    try:
        with lines_of(arguments.facts) as lines:
            for answer in answers(lines, law):
                out.write(answer.text.encode() + b"\n")
                out.flush()
                is_all_answered &= answer.is_answered
    except FileNotFoundError:
        print(f"Nie ma pliku / no such file: {arguments.facts}", file=sys.stderr)
        return WRONG_USAGE
    return ANSWERED if is_all_answered else NOT_ALL_ANSWERED


@contextmanager
def open_for_command(arguments: argparse.Namespace) -> Iterator[tuple["Office", "Store"]]:
    """The office file for a command without a window; the window must be closed meanwhile."""
    from app.persistence.store import Store
    from app.services.office import Unwatched

    store = Store.open(arguments.file or office_path())
    try:
        yield office_of(store, Unwatched()), store
    finally:
        store.close()


def export(arguments: argparse.Namespace) -> int:
    """Write bundles for one workstation, or for all of them."""
    from app.services.exchange.pack import (
        ExportBundle,
        ExportBundles,
        NoSuchStation,
        export_bundle,
        export_bundles,
        other_stations,
    )

    with open_for_command(arguments) as (office, _):
        if arguments.station:
            wanted = arguments.station.casefold()
            station = next((each for each in other_stations(office) if each.name.casefold() == wanted), None)
            if station is None:
                raise NoSuchStation(name=arguments.station)
            written: tuple[Exported, ...] = (export_bundle(office, ExportBundle(station.id, arguments.folder)).value,)
        else:
            written = export_bundles(office, ExportBundles(arguments.folder)).value
        for bundle in written:
            print(f"{bundle.path}  →  {bundle.station.name}, {bundle.size} B, {bundle.records}")
    return ANSWERED


def preview(arguments: argparse.Namespace) -> int:
    """Say what a bundle would change; nothing is written."""
    from app.services.exchange.compare import PreviewBundle, preview_bundle

    with open_for_command(arguments) as (office, _):
        print_preview(preview_bundle(office, PreviewBundle(arguments.bundle)))
    return ANSWERED


def load(arguments: argparse.Namespace) -> int:
    """Load a bundle in one transaction, after a copy of the file was laid aside."""
    from app.services.exchange.apply import ApplyBundle, apply_bundle

    with open_for_command(arguments) as (office, _):
        print_preview(apply_bundle(office, ApplyBundle(arguments.bundle)).value.preview)
    return ANSWERED


def print_preview(found: "Preview") -> None:
    """Counts by fate, a line each, then what a person has to settle."""
    print(f"{found.name}: {found.sender}, {found.made_at:%Y-%m-%d %H:%M}, {found.size} B")
    for name, count in (
        ("wpisy dziennika / journal records", found.records),
        ("nowe osoby / new persons", len(found.new_persons)),
        ("zmienione pola / changed fields", found.changed_fields),
        ("ukończone wywiady / finished interviews", found.finished),
        ("sprzeczności / contradictions", len(found.contradictions)),
        ("może ta sama osoba / perhaps the same person", len(found.pairs)),
        ("odłożone / parked", len(found.parked)),
    ):
        print(f"  {count:6}  {name}")


def doctor(arguments: argparse.Namespace) -> int:
    """Look the file over and print the digest that workstations with the same data share."""
    with open_for_command(arguments) as (office, store):
        findings = store.bundling.checks(is_deep=arguments.deep)
        for check in findings:
            print(f"{'ok ' if not check.findings else '!! '} {check.name}")
            for finding in check.findings:
                print(f"     {finding}")
        print(f"{office.workstation}: {store.bundling.digest()}")
    return NOT_ALL_ANSWERED if any(check.findings for check in findings) else ANSWERED


def show_window(arguments: argparse.Namespace) -> int:
    """The window: on the demo office, on the user's own, or on the first start."""
    from ui.application import run, run_first_start

    demo = demo_opener(arguments.persons)
    if arguments.demo:
        return run(demo)
    from app.persistence.store import Store
    from app.services.beginnings import Beginning
    from app.services.office import Unwatched

    path = arguments.file or office_path()
    beginning = Beginning(path, Store, lambda file: office_of(file, Unwatched()))
    return run(opener(path)) if beginning.is_over() else run_first_start(beginning, opener(path), demo)


def parser() -> argparse.ArgumentParser:
    """Every command, told in Polish and in English."""
    top = argparse.ArgumentParser(
        prog="teczka",
        description="Teczka: sprawy ośrodka pomocy społecznej, bez sieci. Bez polecenia otwiera okno. / "
        "Case files of a social-assistance centre; without a command it opens the window.",
    )
    top.add_argument("--version", action="version", version=VERSION)
    top.add_argument("--file", type=Path, help="inny plik urzędu / another office file")
    top.add_argument("--demo", action="store_true", help="zmyślony urząd pokazowy / an invented office to look at")
    top.add_argument("--persons", type=int, default=1_000, help="ile osób w urzędzie pokazowym / size of the demo")
    top.set_defaults(run=show_window)
    commands = top.add_subparsers(title="polecenia / commands", metavar="")
    facts = commands.add_parser("calculate", help="fakty → ustalenia, wiersz po wierszu / facts in, findings out")
    facts.add_argument("facts", metavar="FACTS.jsonl", help="plik albo '-' / a file, or '-' for standard input")
    facts.set_defaults(run=calculate)
    exchange = commands.add_parser("exchange", help="paczki między stanowiskami / bundles between workstations")
    ways = exchange.add_subparsers(title="czynności / acts", metavar="", required=True)
    out = ways.add_parser("export", help="zapisz paczki / write bundles")
    out.add_argument("folder", type=Path)
    out.add_argument("--station", default="", help="tylko dla tego stanowiska / for this workstation only")
    out.set_defaults(run=export)
    for name, run, words in (
        ("preview", preview, "co zmieni paczka / what a bundle would change"),
        ("import", load, "wczytaj paczkę / load a bundle"),
    ):
        way = ways.add_parser(name, help=words)
        way.add_argument("bundle", type=Path)
        way.set_defaults(run=run)
    look = commands.add_parser("doctor", help="sprawdź plik, podaj skrót treści / check the file, print its digest")
    look.add_argument("--deep", action="store_true", help="odtwórz dziennik / replay the journal too")
    look.set_defaults(run=doctor)
    return top


def main(words: Sequence[str] | None = None) -> int:
    """Run a command; gives the exit status."""
    arguments = parser().parse_args(words)
    command: Callable[[argparse.Namespace], int] = arguments.run
    from app.domain.problems import Problem

    try:
        return command(arguments)
    except Problem as problem:
        from ui.wording import words_of

        print(words_of(problem).text, file=sys.stderr)
        return WRONG_USAGE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nobody reads on; leave without a word
        return NOT_ALL_ANSWERED


if __name__ == "__main__":
    sys.exit(main())
