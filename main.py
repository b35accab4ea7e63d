"""Teczka: the window of a social-assistance centre, or one of its commands without a window.

The one place that knows everyone: it joins the file, the law, the services and the screens. Commands that
need no window never import Qt.
"""

import functools
import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from app.domain.records import RecordId
    from app.services.demo import DemoPlan
    from app.services.office import Office
    from app.services.office_files import OfficeFiles, OwnedFile
    from app.services.ports import Calendar, Progress
    from app.services.vault.entering import Entered

VERSION = "0.1.0"
RESOURCES = Path(__file__).resolve().parent / "resources"
ANSWERED, NOT_ALL_ANSWERED, NOT_DONE = 0, 1, 2
"""Exit statuses: all well; something was found or could not be answered; nothing was done (also wrong usage)."""
INTERRUPTED = 130

Opener = Callable[["Progress"], tuple["Office", Callable[[], None]]]


def office_path() -> Path:
    """Where this user's office file lies; ``TECZKA_FILE`` names another one."""
    if named := os.environ.get("TECZKA_FILE"):
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("Teczka", appauthor=False) / "urzad.teczka-db"


def office_files() -> "OfficeFiles":
    """What makes and opens office files; loaded when the first one is wanted."""
    from app.persistence.store import Store

    return Store


def office_of(
    store: "OwnedFile",
    progress: "Progress",
    calendar: "Calendar | None" = None,
    clerk_id: "RecordId | None" = None,
) -> "Office":
    """The office of an open file: of an encrypted one with whoever signed in, else with whoever worked here last."""
    from app.persistence.shelf import ResourceShelf
    from app.services.calendars import SystemCalendar
    from app.services.office import Office
    from app.services.sessions import NobodyHere, WaitsForWelcome, clerks_of, last_clerk, workstation_of

    if not store.bundling.office_id:
        raise WaitsForWelcome
    shelf = ResourceShelf(RESOURCES)
    with store.reading() as file:
        clerks = clerks_of(file)
        workstation = workstation_of(file, store.bundling.author)
    if not clerks:
        raise NobodyHere
    if store.key is not None:
        from app.services.vault.entering import signed_in

        clerk = signed_in(clerks, clerk_id)
    else:
        clerk = last_clerk(clerks, store.meta("last_clerk")) or clerks[0]
    return Office(
        file=store,
        calendar=calendar or SystemCalendar(),
        clerk=clerk,
        workstation=workstation,
        law=shelf.law,
        shelf=shelf,
        progress=progress,
    )


def opener(
    path: Path,
    calendar: "Calendar | None" = None,
    marks: Path | None = None,
    entered: 'Callable[[], "Entered | None"]' = lambda: None,
) -> Opener:
    """What opens an office file on the worker's thread; ``marks`` tells a restored or copied file from the one here.

    ``entered`` says, when the file is opened, who has signed in and what the key is; None for a file without one.
    """

    def open_file(progress: "Progress") -> tuple["Office", Callable[[], None]]:
        from app.persistence.store import Store

        who = entered()
        store = Store.open(path, None if who is None else who.key)
        try:
            if marks is not None and store.bundling.office_id:
                from app.services.exchange.identity import watch_identity

                watch_identity(store, marks)
            return office_of(store, progress, calendar, None if who is None else who.clerk_id), store.close
        except BaseException:
            store.close()
            raise

    return open_file


def bare_office(store: "OwnedFile", progress: "Progress", calendar: "Calendar") -> "Office":
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
    import tempfile
    from dataclasses import replace

    from app.persistence.store import SUFFIX, Store
    from app.services.calendars import SetCalendar
    from app.services.demo import DEMO_NOW, LARGEST_WITH_SHEETS, build_demo
    from app.services.demo_exchange import disagree, equip_laptop
    from app.services.demo_office import DEMO_DESK, DEMO_LAPTOP, DEMO_OFFICE_ID

    with ExitStack() as files:
        store = files.enter_context(closing(Store.create(path, DEMO_DESK, DEMO_OFFICE_ID)))
        office = bare_office(store, progress, SetCalendar(DEMO_NOW))
        made = build_demo(office, plan).value
        store.set_meta("last_clerk", bytes(made.clerk.id))
        if plan.has_story and plan.persons <= LARGEST_WITH_SHEETS:
            folder = Path(files.enter_context(tempfile.TemporaryDirectory(prefix="teczka-laptop-")))
            laptop = files.enter_context(closing(Store.create(folder / f"laptop{SUFFIX}", DEMO_LAPTOP, b"")))
            at_desk = replace(office, clerk=made.clerk, workstation=DEMO_DESK.name)
            equip_laptop(at_desk, laptop)
            disagree(at_desk, laptop)


def demo_opener(persons: int) -> Opener:
    """The invented office on the morning of 23 November 2026; invented once, copied afresh at every start."""

    def open_demo(progress: "Progress") -> tuple["Office", Callable[[], None]]:
        import shutil
        import tempfile

        from platformdirs import user_cache_path

        from app.persistence.store import SUFFIX
        from app.services.calendars import SetCalendar
        from app.services.demo import DEMO_NOW, DemoPlan

        kept = user_cache_path("Teczka", appauthor=False, ensure_exists=True) / f"demo-{VERSION}-{persons}{SUFFIX}"
        if not kept.exists():
            with tempfile.TemporaryDirectory(dir=kept.parent) as folder:
                made = Path(folder) / kept.name
                make_demo(made, DemoPlan(persons=persons), progress)
                made.replace(kept)
        shown = Path(tempfile.mkdtemp(prefix="teczka-demo-")) / f"biuro-pokazowe{SUFFIX}"

        def forget() -> None:
            shutil.rmtree(shown.parent, ignore_errors=True)

        try:
            shutil.copyfile(kept, shown)
            office, close = opener(shown, SetCalendar(DEMO_NOW))(progress)
        except BaseException:
            forget()
            raise

        def close_and_forget() -> None:
            close()
            forget()

        return office, close_and_forget

    return open_demo


def calculate(facts: str) -> int:
    """Facts in, findings out, a line each (contract ``calculate``); ``-`` is standard input."""
    gc.disable()  # all that is loaded now stays: looking for rubbish among it would take a fifth of the start
    from app.persistence.shelf import ResourceShelf
    from app.services.calculation import answer_all

    law = ResourceShelf(RESOURCES).findings_law
    gc.freeze()
    gc.enable()
    with ExitStack() as stack:
        try:
            lines = sys.stdin.buffer if facts == "-" else stack.enter_context(Path(facts).open("rb"))
        except OSError as error:
            from ui.command_line import unreadable

            print(unreadable(facts, error), file=sys.stderr)
            return NOT_DONE
        return ANSWERED if answer_all(lines, law, sys.stdout.buffer) else NOT_ALL_ANSWERED


@contextmanager
def open_for_command(arguments: "argparse.Namespace") -> Iterator["Office"]:
    """The office file for a command without a window; the window must be closed meanwhile."""
    from app.services.office import Unwatched
    from ui.vault_commands import entered_for_command

    path = arguments.file or office_path()
    who = entered_for_command(path, office_files, arguments, os.environ)
    store = office_files().open(path, None if who is None else who.key)
    try:
        yield office_of(store, Unwatched(), clerk_id=None if who is None else who.clerk_id)
    finally:
        store.close()


def exchange(arguments: "argparse.Namespace") -> int:
    """Write, preview and load bundles, or write the own key."""
    from ui.exchange_commands import WAYS

    with open_for_command(arguments) as office:
        print(*WAYS[arguments.way](office, arguments), sep="\n")
    return ANSWERED


def doctor(arguments: "argparse.Namespace") -> int:
    """Look the file over and print the digest that workstations with the same data share."""
    from app.services.exchange.examining import ExamineFile, examine_file
    from ui.command_line import health_lines

    with open_for_command(arguments) as office:
        health = examine_file(office, ExamineFile(is_deep=arguments.deep))
        print(*health_lines(health, office.workstation), sep="\n")
    return ANSWERED if health.is_well else NOT_ALL_ANSWERED


def vault(arguments: "argparse.Namespace") -> int:
    """Encrypt a file that anybody can read, or write a copy that anybody can read."""
    from ui.vault_commands import encrypt, write_plain

    if arguments.way == "encrypt":
        print(*encrypt(arguments.file or office_path(), office_files(), arguments, os.environ), sep="\n")
        return ANSWERED
    with open_for_command(arguments) as office:
        print(write_plain(office, arguments))
    return ANSWERED


def tour(arguments: "argparse.Namespace") -> int:
    """Walk a day of the office by itself and leave pictures, papers and bundles."""
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY") and sys.platform.startswith("linux"):
        os.environ["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM") or "offscreen"
    import tempfile

    from app.persistence.store import Store
    from app.services.calendars import SetCalendar
    from app.services.demo_tour import EQUIPPED_AT, prepare_tour
    from app.services.office import Unwatched
    from ui.command_line import tour_lines
    from ui.tour import DESK, LAPTOP, Tour, TourStation
    from ui.tour_steps import STEPS

    arguments.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="teczka-tour-") as folder:
        calendar = SetCalendar(EQUIPPED_AT)
        files = prepare_tour(Path(folder), Store, lambda file: bare_office(file, Unwatched(), calendar))
        stations = [
            TourStation(name, path, functools.partial(opener, path))
            for name, path in ((DESK, files.desk), (LAPTOP, files.laptop))
        ]
        Tour(stations, arguments.out, files.plan, files.foreign, told=print).walk(STEPS)
    print(*tour_lines(arguments.out), sep="\n")
    return ANSWERED


def show_window(arguments: "argparse.Namespace") -> int:
    """The window: on the demo office, on the user's own, or on the first start."""
    from platformdirs import user_log_path, user_state_path

    from ui.starting import start_quickly

    start_quickly()
    from ui.log_file import keep_log
    from ui.running import run

    keep_log(user_log_path("Teczka", appauthor=False), VERSION)
    demo = demo_opener(arguments.persons)
    if arguments.demo:
        return run(demo, is_demo=True)
    from app.services.office import Unwatched
    from ui.opening import Opening

    path = arguments.file or office_path()
    marks = user_state_path("Teczka", appauthor=False) / "marks"
    of = functools.partial(opener, path, None, marks)
    return Opening(path, office_files, lambda file, who: office_of(file, Unwatched(), None, who), of, demo).start()


def _asked(words: Sequence[str]) -> Callable[[], int]:
    """What to run. ``calculate FACTS`` is told without the parser, whose words take longer than an answer."""
    match words:
        case ["calculate", facts] if facts == "-" or not facts.startswith("-"):
            return functools.partial(calculate, facts)
    from ui.command_line import parser

    commands = {"window": show_window, "tour": tour, "calculate": lambda told: calculate(told.facts), "doctor": doctor}
    arguments = parser(VERSION, {**commands, "exchange": exchange, "vault": vault}).parse_args(words)
    return functools.partial(arguments.run, arguments)


def main(words: Sequence[str] | None = None) -> int:
    """Run a command; gives the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that has no "ł" shows a question mark, not a traceback
    run = _asked(sys.argv[1:] if words is None else words)
    from app.domain.problems import Problem

    try:
        status = run()
        if sys.stdout is not None:
            sys.stdout.flush()
    except Problem as problem:
        from ui.command_line import refused

        print(refused(problem), file=sys.stderr)
        return NOT_DONE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nobody reads on; leave without a word
        return NOT_ALL_ANSWERED
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


if __name__ == "__main__":
    sys.exit(main())
