"""One worker, one thing after another; answers, changes and problems come back on the GUI thread."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.domain.persons import Person
from app.domain.problems import Problem
from app.domain.records import RecordId
from app.persistence.faults import FileMissing
from app.persistence.store import Store
from app.services.office import Done, Office, OurMistake, Stopped
from app.services.ports import Changes
from app.services.sessions import AskIdentity, ListClerks, ask_identity, list_clerks
from tests.ui.opened import demo_opener, opener
from ui import i18n
from ui.desk import Desk

FIRST = "512 000 001"


@dataclass(frozen=True)
class SetPhone:
    """Write a person's number."""

    person_id: RecordId
    phone: str


@dataclass(frozen=True)
class AskPerson:
    """Read a person; None for the first one."""

    person_id: RecordId | None = None


def ask_person(office: Office, request: AskPerson) -> Person:
    with office.reading() as file:
        return file.get(Person, request.person_id) if request.person_id else file.find(Person)[0]


def set_phone(office: Office, request: SetPhone) -> Done[str]:
    with office.work("telefon") as work:
        person = work.get(Person, request.person_id)
        work.change(person, replace(person, phone=request.phone))
        return Done(request.phone, work.commit())


def refuse(_office: Office, _request: object) -> Done[None]:
    raise Stopped


def slip(_office: Office, _request: object) -> Done[None]:
    raise ZeroDivisionError


def begin_and_slip(office: Office, request: SetPhone) -> Done[None]:
    """Our mistake in the middle of a change."""
    with office.work("telefon") as work:
        person = work.get(Person, request.person_id)
        work.change(person, replace(person, phone=request.phone))
        raise ZeroDivisionError


def on_which_thread(_office: Office, _request: object) -> str:
    return threading.current_thread().name


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    with closing(Desk(demo_opener(tmp_path))) as opened:
        opened.start(lambda _office: None)
        qtbot.waitUntil(lambda: opened.is_idle)
        yield opened


@pytest.fixture
def answer(desk: Desk, qtbot: QtBot) -> Callable[..., Any]:
    """Ask and wait for the answer."""

    def ask(service: Callable[..., Any], request: object) -> Any:
        heard: list[Any] = []
        desk.ask(service, request, heard.append)
        qtbot.waitUntil(lambda: desk.is_idle)
        (said,) = heard
        return said

    return ask


def test_what_is_asked_after_an_order_shows_what_it_did(
    desk: Desk, answer: Callable[..., Any], qtbot: QtBot, heard: list[Any]
) -> None:
    person = answer(ask_person, AskPerson())
    desk.order(set_phone, SetPhone(person.id, FIRST))
    desk.ask(ask_person, AskPerson(person.id), lambda found: heard.append(found.phone))
    desk.order(set_phone, SetPhone(person.id, "512 000 002"))
    desk.ask(ask_person, AskPerson(person.id), lambda found: heard.append(found.phone))
    qtbot.waitUntil(lambda: desk.is_idle)
    assert heard == [FIRST, "512 000 002"]


def test_services_run_on_the_worker_and_answers_come_on_the_gui_thread(
    desk: Desk, answer: Callable[..., Any], qtbot: QtBot, heard: list[Any]
) -> None:
    assert answer(on_which_thread, AskPerson()) == "office-file"
    desk.ask(on_which_thread, AskPerson(), lambda _name: heard.append(threading.current_thread()))
    qtbot.waitUntil(lambda: desk.is_idle)
    assert heard == [threading.main_thread()]


def test_an_order_gives_its_value_and_then_changed_fires_once(
    desk: Desk, answer: Callable[..., Any], qtbot: QtBot, heard: list[Any]
) -> None:
    person = answer(ask_person, AskPerson())
    desk.changed.connect(heard.append)
    desk.order(set_phone, SetPhone(person.id, FIRST), heard.append)
    qtbot.waitUntil(lambda: desk.is_idle)
    value, changes = heard
    assert value == FIRST
    assert isinstance(changes, Changes)
    assert changes.touches(Person)
    assert changes.touched[Person] == {person.id}


def test_an_order_that_changes_nothing_is_not_announced(
    desk: Desk, answer: Callable[..., Any], qtbot: QtBot, heard: list[Any]
) -> None:
    person = answer(ask_person, AskPerson())
    desk.changed.connect(heard.append)
    desk.order(set_phone, SetPhone(person.id, person.phone))
    qtbot.waitUntil(lambda: desk.is_idle)
    assert heard == []


def test_a_problem_goes_to_whoever_asked_for_it(desk: Desk, qtbot: QtBot, heard: list[Any]) -> None:
    taken: list[Problem] = []
    desk.problem.connect(heard.append)
    desk.order(refuse, None, heard.append, taken.append)
    qtbot.waitUntil(lambda: desk.is_idle)
    assert heard == []
    assert [type(problem) for problem in taken] == [Stopped]


def test_a_problem_that_nobody_took_goes_to_the_window(desk: Desk, qtbot: QtBot, heard: list[Any]) -> None:
    desk.problem.connect(heard.append)
    desk.ask(refuse, None, lambda _answer: pytest.fail("there is no answer"))
    qtbot.waitUntil(lambda: desk.is_idle)
    assert [type(problem) for problem in heard] == [Stopped]


@pytest.mark.logs
def test_a_mistake_of_ours_is_said_once_and_takes_its_change_back(
    desk: Desk, answer: Callable[..., Any], qtbot: QtBot, heard: list[Any]
) -> None:
    person = answer(ask_person, AskPerson())
    desk.crashed.connect(heard.append)
    desk.problem.connect(heard.append)
    desk.changed.connect(heard.append)
    desk.order(begin_and_slip, SetPhone(person.id, FIRST), heard.append, heard.append)
    qtbot.waitUntil(lambda: desk.is_idle)
    assert [type(crash) for crash in heard] == [ZeroDivisionError, OurMistake]  # shown once; the form hears of it too
    assert answer(ask_person, AskPerson(person.id)) == person


@pytest.mark.logs
def test_a_page_that_fails_to_show_an_answer_keeps_nobody_from_hearing_of_the_change(
    desk: Desk, answer: Callable[..., Any], qtbot: QtBot, heard: list[Any]
) -> None:
    person = answer(ask_person, AskPerson())
    crashes: list[Any] = []
    desk.crashed.connect(crashes.append)
    desk.changed.connect(heard.append)
    desk.order(set_phone, SetPhone(person.id, FIRST), lambda _value: [].pop())
    qtbot.waitUntil(lambda: desk.is_idle)
    assert [type(crash) for crash in crashes] == [IndexError]
    assert len(heard) == 1


def test_long_work_tells_how_far_it_is_and_can_be_stopped(desk: Desk, qtbot: QtBot, heard: list[Any]) -> None:
    def long_work(office: Office, _request: object) -> Done[None]:
        for step in range(2_000):
            office.progress.step("Liczę", step / 2_000)
            threading.Event().wait(0.005)
        raise AssertionError("nobody stopped it")

    told: list[tuple[str, float]] = []
    desk.busy.connect(lambda text, done: told.append((text, done)))
    desk.busy.connect(lambda text, _done: desk.stop() if text else None)
    desk.order(long_work, None, None, heard.append)
    qtbot.waitUntil(lambda: desk.is_idle)
    assert [type(problem) for problem in heard] == [Stopped]
    assert told[0][0] == "Liczę"
    assert told[-1][0] == "", "the window must hear that it is over"


def test_steps_are_told_in_the_language_of_the_window(desk: Desk, qtbot: QtBot, heard: list[Any]) -> None:
    def load(office: Office, _request: object) -> None:
        office.progress.step("Łączenie zmian", 0.5)
        threading.Event().wait(0.3)

    i18n.set_language("en")
    desk.busy.connect(lambda text, _done: heard.append(text))
    desk.ask(load, None, lambda _answer: None)
    qtbot.waitUntil(lambda: desk.is_idle)
    assert heard[0] == "Merging changes"


def test_a_wish_to_stop_that_came_too_late_stops_nothing_else(
    desk: Desk, answer: Callable[..., Any], heard: list[Any]
) -> None:
    def one_step(office: Office, _request: object) -> str:
        office.progress.step("Liczę", 0.5)
        return "ready"

    desk.problem.connect(heard.append)
    desk.stop()
    assert answer(one_step, None) == "ready"
    assert heard == []


def test_somebody_else_sits_down(desk: Desk, answer: Callable[..., Any], qtbot: QtBot, heard: list[Any]) -> None:
    clerks = answer(list_clerks, ListClerks())
    other = next(clerk for clerk in clerks if clerk.initials == "EZ")
    desk.identity_changed.connect(heard.append)
    desk.sit_down(other)
    qtbot.waitUntil(lambda: desk.is_idle)
    assert heard == [other]
    assert answer(ask_identity, AskIdentity()).clerk == other


def test_closing_finishes_what_was_ordered(tmp_path: Path, qtbot: QtBot) -> None:
    desk = Desk(demo_opener(tmp_path))
    people: list[Person] = []
    desk.start(lambda _office: None)
    desk.ask(ask_person, AskPerson(), people.append)
    qtbot.waitUntil(lambda: desk.is_idle)
    for number in range(20):
        desk.order(set_phone, SetPhone(people[0].id, f"512 000 0{number:02d}"))
    desk.close()
    with closing(Store.open(tmp_path / "biuro.teczka-db")) as store, store.reading() as file:
        assert file.get(Person, people[0].id).phone == "512 000 019"


def test_settling_waits_and_tells_what_stopped_an_order(
    desk: Desk, answer: Callable[..., Any], heard: list[Any]
) -> None:
    person = answer(ask_person, AskPerson())
    desk.order(set_phone, SetPhone(person.id, FIRST), lambda _value: desk.order(refuse, None, None, heard.append))
    failures = desk.settle()
    assert desk.is_idle
    assert [type(failure) for failure in failures] == [Stopped]
    assert failures == heard
    assert desk.settle() == [], "told once"


def test_a_desk_that_was_never_started_closes_and_settles() -> None:
    desk = Desk(lambda _progress: pytest.fail("nobody asked to open"))
    assert desk.settle() == []
    desk.close()


def test_a_file_that_cannot_be_opened_is_a_problem_and_can_be_tried_again(
    tmp_path: Path, qtbot: QtBot, heard: list[Any]
) -> None:
    away, path = tmp_path / "away.teczka-db", tmp_path / "biuro.teczka-db"
    demo_opener(tmp_path)
    path.rename(away)
    with closing(Desk(opener(path))) as desk:
        desk.start(heard.append, heard.append)
        qtbot.waitUntil(lambda: desk.is_idle)
        assert [type(problem) for problem in heard] == [FileMissing]
        away.rename(path)
        desk.start(heard.append, heard.append)
        qtbot.waitUntil(lambda: desk.is_idle)
        assert isinstance(heard[-1], Office)
