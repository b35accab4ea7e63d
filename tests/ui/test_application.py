"""The program over a real office file: who works here, in which language, what the field at the top finds."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.domain.persons import Clerk, Person
from app.domain.records import RecordId
from app.persistence.store import Store
from app.services.sessions import AskIdentity, ListClerks, ask_identity, list_clerks
from tests.demo import demo_file
from tests.ui.keys import press, type_text
from tests.ui.opened import opener
from tests.ui.phone_pages import page, running, settle, started
from tests.ui.test_desk import AskPerson, SetPhone, ask_person, set_phone
from ui import i18n
from ui.application import Program
from ui.hatch import Hatch
from ui.palette import Found
from ui.screens.intake import IntakePage


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return demo_file(tmp_path / "biuro.teczka-db")


@pytest.fixture
def program(path: Path, qtbot: QtBot) -> Iterator[Program]:
    with running(path, qtbot) as made:
        yield made


# -- who works here --------------------------------------------------------------------------------------------------


def test_the_program_opens_the_file_and_says_who_works_here(program: Program) -> None:
    assert program.window.windowTitle() == "Teczka — M-GOPS w Przedborzu"
    assert program.window.rail.identity.accessibleName().startswith("Katarzyna Nowak, referent")
    assert program.window.rail.identity.accessibleName().endswith("Biuro")
    assert program.window.current_id() == "today"


def test_the_top_bar_says_that_nothing_was_exchanged_yet(program: Program, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: program.window.topbar.exchange.text() == "Jeszcze bez wymiany")


def menu_of(program: Program, qtbot: QtBot) -> QMenu:
    """Open the menu at the user block by keyboard."""
    program.window.rail.identity.setFocus()
    press(program.window.rail.identity, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.window.findChild(QMenu) is not None)
    menu = program.window.findChild(QMenu)
    assert isinstance(menu, QMenu)
    return menu


def texts(menu: QMenu) -> list[str]:
    return ["—" if action.isSeparator() else action.text() for action in menu.actions()]


def test_the_user_block_offers_clerks_and_languages(program: Program, qtbot: QtBot) -> None:
    menu = menu_of(program, qtbot)
    offered = texts(menu)
    assert offered[-3:] == ["—", "Polski", "English"]
    names = [text.split(" — ")[0] for text in offered[:-3]]
    assert len(names) == 6
    assert (names[0], names[-1]) == ("Paweł Gil", "Ewa Zielińska")
    assert [action.text().split(" — ")[0] for action in menu.actions() if action.isChecked()] == [
        "Katarzyna Nowak",
        "Polski",
    ]
    menu.close()


def test_somebody_else_sits_down_by_keyboard_and_is_here_after_a_restart(
    program: Program, path: Path, qtbot: QtBot
) -> None:
    menu = menu_of(program, qtbot)
    assert menu.activeAction() is menu.actions()[0]
    while menu.activeAction().text().split(" — ")[0] != "Ewa Zielińska":
        press(menu, Qt.Key.Key_Down)
    press(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.window.rail.identity.text() == "Ewa Zielińska")
    settle(program, qtbot)
    assert program.window.current_id() == "today"
    program.close()
    with closing(Store.open(path)) as store:
        remembered = store.meta("last_clerk")
    assert program.clerk is not None
    assert remembered == bytes(program.clerk.id)


def test_what_is_done_from_now_on_is_done_by_who_sat_down(program: Program, qtbot: QtBot, heard: list[Any]) -> None:
    clerks: list[Any] = []
    program.desk.identity_changed.connect(clerks.append)
    menu = menu_of(program, qtbot)
    next(action for action in menu.actions() if action.text().startswith("Maria Lis")).trigger()
    menu.close()
    settle(program, qtbot)
    program.desk.ask(ask_identity, AskIdentity(), heard.append)
    settle(program, qtbot)
    assert [clerk.full_name for clerk in clerks] == ["Maria Lis"]
    assert heard[0].clerk.full_name == "Maria Lis"


def test_what_one_clerk_typed_is_kept_for_them_and_shown_to_nobody_else(path: Path, qtbot: QtBot) -> None:
    program = Program(opener(path))
    program.window.show()
    program.start()
    qtbot.waitUntil(lambda: program.desk.is_idle and program.clerk is not None)
    first = program.clerk
    assert first is not None
    found: list[list[Clerk]] = []
    program.desk.ask(list_clerks, ListClerks(), found.append)
    program.desk.settle()
    other = next(clerk for clerk in found[0] if clerk.id != first.id)
    program.window.open("new-application")
    program.desk.settle()
    _intake(program).person.fields.last_name.set_value("Tajemnicki")
    program.sit_down(other)
    program.desk.settle()
    qtbot.waitUntil(lambda: program.clerk is not None and program.clerk.id == other.id)
    program.window.open("new-application")
    program.desk.settle()
    assert _intake(program).person.fields.last_name.value() is None
    program.sit_down(first)
    program.desk.settle()
    program.window.open("new-application")
    program.desk.settle()
    assert _intake(program).person.fields.last_name.value() == "Tajemnicki"
    program.close()


def _intake(program: Program) -> IntakePage:
    page = program.window.page("new-application")
    assert isinstance(page, IntakePage)
    return page


def test_a_clerk_with_an_ampersand_in_the_post_is_written_whole(program: Program) -> None:
    assert program.clerk is not None
    program._show_clerks([replace(program.clerk, position="kadry & płace")])
    menu = program.window.findChild(QMenu)
    assert isinstance(menu, QMenu)
    assert texts(menu)[0] == "Katarzyna Nowak — kadry && płace"
    menu.close()


# -- which language --------------------------------------------------------------------------------------------------


def choose_english(program: Program, qtbot: QtBot) -> None:
    menu = menu_of(program, qtbot)
    next(action for action in menu.actions() if action.text() == "English").trigger()
    menu.close()
    qtbot.waitUntil(lambda: i18n.language() == "en")
    settle(program, qtbot)


def test_the_window_is_built_anew_in_english_where_one_was(program: Program, qtbot: QtBot) -> None:
    program.window.open("cases", case_id=7)
    settle(program, qtbot)
    old = program.window
    old.resize(1100, 700)
    choose_english(program, qtbot)
    assert program.window is not old
    assert program.window.isVisible()
    assert (program.window.width(), program.window.height()) == (1100, 700)
    assert [button.text() for button in program.window.rail.buttons] == ["Today", "Cases"]
    assert (program.window.current_id(), page(program).args) == ("cases", [{"case_id": 7}])
    assert page(program).title == "Cases"
    assert program.window.rail.identity.text() == "Katarzyna Nowak"


def test_what_was_typed_is_saved_before_the_language_changes(program: Program, qtbot: QtBot) -> None:
    page(program).line.setText("512 000 001")
    choose_english(program, qtbot)
    assert page(program).line.text() == "512 000 001"


def test_the_old_window_goes_when_nothing_is_on_its_way_to_it(program: Program, qtbot: QtBot) -> None:
    with qtbot.waitSignal(program.window.destroyed):
        choose_english(program, qtbot)


def test_the_language_is_remembered_for_the_next_start(program: Program, path: Path, qtbot: QtBot) -> None:
    choose_english(program, qtbot)
    program.close()
    i18n.set_language("pl")
    with closing(started(path, qtbot)) as again:
        assert i18n.language() == "en"
        assert [button.text() for button in again.window.rail.buttons] == ["Today", "Cases"]
        assert again.window.current_id() == "today"
        again.window.deleteLater()


def test_every_screen_survives_a_change_of_language(path: Path, qtbot: QtBot) -> None:
    with closing(Program(opener(path))) as program:
        program.start()
        settle(program, qtbot)
        listed = [screen.id for screen in program.window.screens.values() if not screen.under]
        person, case = found_for(program, "wiśniewska anna", qtbot)[:2]
        for _round in ("before", "after"):
            for screen_id in listed:
                program.window.open(screen_id)
                settle(program, qtbot)
            for found in (person, case):
                program.window.open(found.screen_id, **found.args)
                settle(program, qtbot)
            with qtbot.waitSignal(program.window.destroyed):
                program.speak("en" if i18n.language() == "pl" else "pl")
            settle(program, qtbot)
            assert program.window.current_id() == case.screen_id
            program.desk.order(set_phone, SetPhone(RecordId(person.args["person_id"]), f"512 000 {len(listed)}"))
            settle(program, qtbot)
        program.window.deleteLater()


def test_a_shut_hatch_lets_nothing_through(program: Program, qtbot: QtBot, heard: list[Any]) -> None:
    open_, shut = Hatch(program.desk), Hatch(program.desk)
    for number, hatch in enumerate((open_, shut)):
        hatch.changed.connect(lambda _changes, number=number: heard.append(number))
    shut.shut()
    people: list[Person] = []
    open_.ask(ask_person, AskPerson(), people.append)
    settle(program, qtbot)
    open_.order(set_phone, SetPhone(people[0].id, "512 000 008"))
    shut.order(set_phone, SetPhone(people[0].id, "512 000 009"))
    shut.ask(ask_person, AskPerson(), lambda _person: pytest.fail("answered"))
    open_.ask(ask_person, AskPerson(), people.append)
    settle(program, qtbot)
    assert people[1].phone == "512 000 008"
    assert heard == [0]


def test_changes_reach_the_new_window_once(program: Program, qtbot: QtBot) -> None:
    choose_english(program, qtbot)
    seen: list[Any] = []
    program.desk.changed.connect(seen.append)
    page(program).line.setText("512 000 002")
    page(program).leaving()
    settle(program, qtbot)
    assert len(seen) == 1


# -- the field at the top --------------------------------------------------------------------------------------------


def found_for(program: Program, text: str, qtbot: QtBot) -> Sequence[Found]:
    heard: list[Sequence[Found]] = []
    program.find(text, heard.append)
    settle(program, qtbot)
    (found,) = heard
    return found


def test_the_field_finds_a_person_and_the_cases(program: Program, qtbot: QtBot) -> None:
    person, *cases = found_for(program, "wiśniewska anna", qtbot)
    assert (person.group, person.title, person.screen_id) == ("persons", "Wiśniewska Anna", "person")
    assert "92031401242" in person.note
    assert set(person.args) == {"person_id"}
    assert cases
    assert all(found.group == "cases" and set(found.args) == {"case_id"} for found in cases)
    assert any(found.title.startswith("MGOPS.") for found in cases)


def test_nothing_typed_finds_nothing(program: Program, qtbot: QtBot) -> None:
    assert found_for(program, "", qtbot) == []


def test_a_person_is_found_with_the_keyboard_alone(program: Program, qtbot: QtBot) -> None:
    press(program.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    type_text(field, "wisn")
    settle(program, qtbot)
    rows = program.window.search_list.findChildren(QWidget)
    assert rows
    assert program.window.search_list.isVisible()
