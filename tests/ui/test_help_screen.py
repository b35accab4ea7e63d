"""The page of other help: fields of the chosen kind, and the answer with its steps."""

from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from app.domain.assessments import Assessment, Form, Standing, Task
from app.domain.benefits import repayment
from app.domain.help_kinds import HELP, RULES
from app.domain.problems import Refusal, Trouble
from app.services.office import Office
from tests.little_office import CLERK
from tests.ui.resolutions_room import Room
from ui.screens.help import HelpPage
from ui.screens.help_fields import asks_of


def nothing(_office: Office) -> None:
    """The little office as it is."""


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path, nothing, CLERK)
    yield made
    made.close()


def page_of(room: Room) -> HelpPage:
    page = room.open("help")
    assert isinstance(page, HelpPage)
    return page


def choose(page: HelpPage, code: str) -> None:
    page.kind.set_value(code)
    page.kind.committed.emit(code)


def shown(part: QWidget) -> str:
    return " ".join(label.text() for label in part.findChildren(QLabel)).replace("\u00a0", " ")


def test_the_act_is_as_wide_as_its_words(room: Room) -> None:
    for screen, name in (("help", "go"), ("resolutions", "add_fees")):
        button = getattr(room.open(screen), name)
        assert button.isVisible()
        assert button.width() <= button.sizeHint().width() + 4


def test_a_refusal_stays_until_one_goes_elsewhere_and_a_failure_longer(room: Room) -> None:
    class Refused(Refusal):
        code = "unheard_of"

    class Failed(Trouble):
        code = "unheard_of_too"

    notices = room.window.notices
    room.open("help")
    room.desk.problem.emit(Refused())
    assert not notices._clock.isActive()
    assert notices.text()
    room.open("resolutions")
    assert notices.text() == ""
    room.desk.problem.emit(Failed())
    room.open("help")
    assert notices.text()


def test_a_shelter_is_worked_out_with_its_steps(room: Room) -> None:
    page = page_of(room)
    assert not page.go.isEnabled()
    choose(page, "shelter")
    page.go.click()
    assert page.fields["form"].message.text() == "Uzupełnij to pole."
    page.fields["form"].set_value("with_care")
    page.fields["has_contract"].set_value(True)
    page.income.set_text("900")
    page.go.click()
    room.wait()
    assert page.head.text().replace("\u00a0", " ") == "Opłata osoby: najwyżej 450,00 zł"
    words = page.steps.text().replace("\u00a0", " ")
    assert "50% × 900,00 zł = 450,00 zł" in words
    assert "art. 97 ust. 1a" in words
    page.month.set_text("")
    page.go.click()
    assert page.month.message.text() == "Wpisz miesiąc, na przykład 01.2028."
    assert not room.problems


def test_a_choice_is_shown_its_bounds_and_asked_for_its_reason(room: Room) -> None:
    page = page_of(room)
    choose(page, "shelter")
    page.fields["form"].set_value("with_care")
    page.fields["has_contract"].set_value(True)
    page.income.set_text("900")
    page.go.click()
    room.wait()
    assert page.choice.isVisible()
    assert page.choice.amount.message.text().replace("\u00a0", " ") == "najwyżej 450,00 zł"
    page.choice.go.click()
    assert page.choice.amount.message.text() == "Wpisz kwotę."
    page.choice.amount.set_text("460")
    page.choice.go.click()
    assert page.choice.reason.message.text() == "Napisz, z czego wynika wybrana kwota."
    page.choice.reason.set_value("Osoba spłaca zaległy czynsz.")
    page.choice.go.click()
    room.wait()
    assert "najwyżej 450,00 zł" in shown(page.choice).replace("<br>", " ")
    page.choice.amount.set_text("300")
    page.choice.go.click()
    room.wait()
    assert page.head.text().replace("\u00a0", " ") == "Wybrano: 300,00 zł"
    assert "Powód wyboru: Osoba spłaca zaległy czynsz." in page.steps.text()
    assert not page.choice._objection.isVisible()
    choose(page, "burial")
    assert not page.choice.isVisible()


def test_a_kind_without_income_does_not_ask_for_it(room: Room) -> None:
    page = page_of(room)
    choose(page, "guardian_pay")
    assert page.income.isHidden()
    for name, value in {"set_by_court": "700", "applied_on": "3.11.2026", "order_final_on": "3.11.2026"}.items():
        page.fields[name].set_text(value)  # type: ignore[attr-defined]  # each of them is a field of one line
    page.fields["average_pay"].set_value(5801_50)
    page.fields["average_pay_source"].set_value("komunikat GUS")
    page.go.click()
    room.wait()
    assert "⚠ Sąd ustalił 700,00 zł" in shown(page.answer)
    choose(page, "burial")
    assert page.head.text() == ""
    page.fields["died_on"].set_text("10.11.2026")  # type: ignore[attr-defined]  # a field of one line
    page.fields["does_somebody_bury"].set_value(True)
    page.go.click()
    room.wait()
    assert page.head.text() == "Nie przysługuje."


def test_services_without_a_table_say_what_is_missing(room: Room) -> None:
    page = page_of(room)
    choose(page, "care_services")
    page.fields["form"].set_value("ordinary")
    page.fields["needs_help"].set_value(True)
    page.fields["is_lone"].set_value(True)
    page.fields["hours"].set_text("10")  # type: ignore[attr-defined]  # a field of one line
    page.go.click()
    room.wait()
    assert [problem.code for problem in room.problems] == ["no_fee_table"]


def test_what_is_asked_back_is_not_called_a_fee(room: Room) -> None:
    page = page_of(room)
    choose(page, "repayment")
    page.fields["owing"].set_value("relative")
    page.fields["granted"].set_value(600_00)
    page.fields["is_repaid_otherwise"].set_value(True)
    page.go.click()
    room.wait()
    assert [problem.code for problem in room.problems] == ["no_fee_table"]
    claim = replace(repayment.HELP, label="zwrot")
    not_due = Assessment(kind=claim, standing=Standing.NOT_DUE, task=Task.OWN, form=Form.DECISION)
    page._show(not_due)
    assert page.head.text() == "Nie podlega zwrotowi."
    page._show(replace(not_due, standing=Standing.DUE, is_fee=True, amount=360_00))
    assert page.head.text().replace("\u00a0", " ") == "Do zwrotu: 360,00 zł"
    assert "podlega zwrotowi" in shown(page.answer)


@pytest.mark.parametrize("code", [kind.code for kind in HELP])
def test_every_field_of_a_kind_is_asked_and_none_besides(code: str, room: Room) -> None:
    made: Any = RULES[code][0]
    wanted = {each.name for each in fields(made)} - {"claim", "person", "month"}
    assert {ask.name for ask in asks_of(code)} == wanted == set(get_type_hints(made)) - {"claim", "person", "month"}
    page = page_of(room)
    choose(page, code)
    assert set(page.fields) == wanted
