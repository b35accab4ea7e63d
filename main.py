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
    from app.services.demo import DemoPlan
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


def office_of(store: "Store", progress: "Progress", calendar: "Calendar | None" = None) -> "Office":
    """The office of an open file, with whoever worked here last."""
    from app.domain.persons import Clerk
    from app.persistence.shelf import ResourceShelf
    from app.services.calendars import SystemCalendar
    from app.services.office import Office
    from app.services.sessions import NobodyHere, last_clerk, workstation_of

    shelf = ResourceShelf(RESOURCES)
    with store.reading() as file:
        clerks = sorted((c for c in file.find(Clerk) if c.is_active), key=lambda c: (c.last_name, c.first_name))
        workstation = workstation_of(file, store.author)
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


def show_window(arguments: argparse.Namespace) -> int:
    """The window on the user's own office."""
    from ui.application import run

    if arguments.demo:
        return run(demo_opener(arguments.persons))
    return run(opener(arguments.file or office_path()))


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
    return top


def main(words: Sequence[str] | None = None) -> int:
    """Run a command; gives the exit status."""
    arguments = parser().parse_args(words)
    command: Callable[[argparse.Namespace], int] = arguments.run
    return command(arguments)


if __name__ == "__main__":
    sys.exit(main())
