"""A small form in a window of its own: its act is begun once, and again only after something was said against it."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.incomes import Income
from app.domain.records import RecordId
from app.services.applications import take_application
from app.services.incomes import write_income
from tests.little_office import annas_application
from tests.ui import drawn
from tests.ui.case_desk import view_of
from tests.ui.counter import Counter, office_file
from tests.ui.intake_desk import everything
from ui.forms import TextField
from ui.forms.form_dialog import FormDialog
from ui.screens import case_income_form
from ui.screens.case_income_form import IncomeDialog


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = Counter(office_file(tmp_path), now=datetime(2026, 11, 3, 11, 30))
    yield counter
    counter.close()


@pytest.fixture
def dialog(counter: Counter) -> IncomeDialog:
    case_id: RecordId = counter.order(take_application, annas_application()).case.id
    page = counter.open("case", case_id=case_id)
    made = IncomeDialog(counter.desk, view_of(counter, case_id), page)
    made.show()
    made.kind.set_value("wage")
    made.person.set_value(view_of(counter, case_id).person.id.hex())
    counter.type(made.amount, "500")
    counter.type(made.received_on, "10.10.2026")
    return made


def test_enter_pressed_twice_writes_once(counter: Counter, dialog: IncomeDialog) -> None:
    dialog._run()
    dialog._run()
    counter.wait()
    assert [income.amount for income in everything(counter, Income)] == [50_000]


def test_after_an_objection_it_can_be_tried_again(counter: Counter, dialog: IncomeDialog) -> None:
    counter.type(dialog.received_on, "4.11.2026")
    dialog._run()
    counter.wait()
    assert dialog.go.isEnabled()
    counter.type(dialog.received_on, "10.10.2026")
    dialog._run()
    counter.wait()
    assert len(everything(counter, Income)) == 1


@pytest.mark.logs
def test_a_mistake_of_ours_leaves_the_form_usable(
    counter: Counter, dialog: IncomeDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slip(_office: object, _request: object) -> None:
        raise OverflowError

    monkeypatch.setattr(case_income_form, "write_income", slip)
    dialog._run()
    counter.wait()
    assert dialog.go.isEnabled()
    monkeypatch.setattr(case_income_form, "write_income", write_income)
    dialog._run()
    counter.wait()
    assert len(everything(counter, Income)) == 1


def test_it_is_no_higher_than_its_words_and_grows_with_them(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    note = "Kwota obowiązuje zamiast ustawowej tylko przy tym świadczeniu i tylko wtedy, gdy jest wyższa. " * 2
    form = FormDialog("Kwota z uchwały", "Zapisz", lambda: None, window, note=note)
    form.add(TextField("Numer uchwały"), TextField("Z dnia"))
    form.show()
    QApplication.processEvents()
    low, gap = form.height(), form.go.y() - form._grid.geometry().bottom()
    assert gap <= 40
    form.complain("Nie zapisano kwoty. Uchwały z tym numerem już wpisano; popraw numer albo dzień uchwały. " * 3)
    QApplication.processEvents()
    assert form.height() > low
    assert form._objection.height() >= form._objection.heightForWidth(form._objection.width())
    assert drawn.cut_labels(form) == []
    form.close()


def test_it_opens_as_high_as_its_words_and_shrinks_when_an_objection_goes(qtbot: QtBot) -> None:
    """Also where a long note needs fewer lines than Qt thinks before it knows the width."""
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = FormDialog("Nagłówek", "Zapisz", lambda: None, parent, note="Zdanie o tym, co się stanie. " * 8)
    dialog.add(TextField("Pole"))
    dialog.show()
    QApplication.processEvents()
    opened = dialog.height()
    assert opened == dialog._column.totalHeightForWidth(dialog.width())
    dialog.complain("Dlatego się nie udało. " * 6)
    QApplication.processEvents()
    assert dialog.height() > opened
    dialog.withdraw()
    QApplication.processEvents()
    assert dialog.height() == opened
    dialog.close()
