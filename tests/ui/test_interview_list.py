"""The list of visits: what is to be held, in hand, over; plans; what a crash interrupted."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.interviews import Interview
from app.domain.persons import Person, Sex
from app.domain.records import RecordId
from app.services.interview_answers import AnswerQuestion, answer_question
from tests.little_office import CLERK
from tests.ui.kitchen import (
    Kitchen,
    kitchen,
)
from ui.forms import ChoiceField
from ui.i18n import set_language
from ui.papers import PaperWindow
from ui.screens.interview_blank import BlankDialog
from ui.screens.interview_plan import PlanDialog, VisitDialog
from ui.screens.interview_words import at_whom

NOBODY = RecordId(bytes(16))


# -- the list ------------------------------------------------------------------------------------------------------


def test_the_list_counts_names_and_opens(room: Kitchen, interview: Interview) -> None:
    page = room.list()
    assert (page.title.subtitle.text(), page.go.text()) == ("1 wywiad", "Rozpocznij wywiad")
    cells = [page.model.index(0, column).data() for column in range(page.model.columnCount())]
    assert cells[:5] == [
        "do 24.11 · 8 dni rob.",
        "Wiśniewska Anna",
        "bez znaku",
        "Wola Przedborska 14",
        "nie zaplanowano",
    ]
    page.table.opened.emit(page.model.row_at(0))
    room.settle()
    assert room.window.current_id() == "interview"
    room.order(answer_question, AnswerQuestion(interview.id, "p1a_first_name", 0, '"Anna"'))
    page = room.list(visits="begun")
    assert page.go.text() == "Kontynuuj wywiad"
    page.search.line.setText("kowal")
    page.ask()
    room.settle()
    assert page.nothing.title.text() == "Nie ma takiego wywiadu"


def test_a_visit_is_planned_from_the_list_and_the_past_is_refused(room: Kitchen) -> None:
    page = room.list()
    page.ask_plan()
    room.settle()
    dialog = room.dialog(PlanDialog)
    dialog.go.click()
    assert "Wpisz dzień wizyty." in dialog._objection.text.words()
    dialog.day.line.setText("11.11.2026")
    dialog.go.click()
    room.settle()
    assert "Ten dzień już minął." in dialog._objection.text.words()
    dialog.day.line.setText("16.11.2026")
    dialog.hour.line.setText("930")
    dialog.go.click()
    room.settle()
    assert page.model.index(0, 4).data() == "16.11.2026 9:30"
    page.ask_plan()
    room.settle()
    room.dialog(PlanDialog)._order(None)
    room.settle()
    assert page.model.index(0, 4).data() == "nie zaplanowano"


def test_a_visit_to_come_is_put_on_another_part_and_with_a_relative(room: Kitchen, interview: Interview) -> None:
    page = room.list()
    page.ask_plan()
    room.settle()
    dialog = room.dialog(PlanDialog)
    assert dialog.parts.part.value() == "I"
    assert "Wzór odtworzony" in dialog.parts.part.message.text()
    assert not dialog.parts.relative.isVisibleTo(dialog)
    assert dialog.parts.part.combo.itemText(3).startswith("IV: aktualizacja")
    choose(dialog.parts.part, "II")
    assert dialog.parts.relative.isVisibleTo(dialog)
    assert [dialog.parts.relative.combo.itemText(at) for at in range(3)] == [
        "osoba spoza kartoteki", "Jan Wiśniewski", "Zofia Wiśniewska"
    ]  # fmt: skip
    dialog.parts.relative.combo.setCurrentIndex(2)
    dialog.day.line.setText("16.11.2026")
    dialog.go.click()
    room.settle()
    assert page.model.index(0, 1).data() == "Wiśniewska Zofia"
    assert page.model.index(0, 5).data() == "II"
    opened = room.open(interview_id=interview.id)
    assert opened.title.title.text() == "Wywiad: Zofia Wiśniewska"
    assert opened.view is not None
    assert opened.view.form.part == "II"


def test_a_visit_that_has_begun_keeps_its_part(room: Kitchen, interview: Interview) -> None:
    room.order(answer_question, AnswerQuestion(interview.id, "p1a_first_name", 0, '"Anna"'))
    page = room.list(visits="begun")
    page.ask_plan()
    room.settle()
    dialog = room.dialog(PlanDialog)
    assert dialog.parts is None
    dialog.day.line.setText("16.11.2026")
    dialog.go.click()
    room.settle()
    assert page.model.index(0, 5).data() == "I"


def test_one_more_visit_is_added_from_the_list(room: Kitchen) -> None:
    page = room.list()
    page.again.click()
    room.settle()
    dialog = room.dialog(VisitDialog)
    assert dialog.parts.part.value() == "I"
    assert dialog.parts.part.message.text() == "Wizyta na części I już czeka w tej sprawie. Na pewno jeszcze jedna?"
    choose(dialog.parts.part, "IV")
    assert dialog.parts.part.message.text().startswith("Nie ma zakończonego wywiadu części I")
    choose(dialog.parts.part, "VIII")
    assert "Na pewno" not in dialog.parts.part.message.text()
    dialog.go.click()
    room.settle()
    assert [page.model.index(row, 5).data() for row in range(page.model.rowCount())] == ["I", "VIII"]


def choose(field: ChoiceField, key: str) -> None:
    """As from the list with the mouse."""
    field.combo.setCurrentIndex(field.combo.findData(key))
    field.combo.activated.emit(field.combo.currentIndex())


@pytest.mark.parametrize(("typed", "shown"), [("9", "9:00"), ("930", "9:30"), ("14.05", "14:05"), ("25:00", "")])
def test_hours_are_read_as_they_are_typed(qtbot: QtBot, typed: str, shown: str) -> None:
    from ui.screens.interview_plan import HourField

    field = HourField("Godzina")
    qtbot.addWidget(field)
    field.line.setText(typed)
    value = field.value()
    assert (field.write(value) if value is not None else "") == shown


def test_an_interview_that_a_crash_interrupted_is_offered_in_the_list(
    qtbot: QtBot, visited: tuple[Path, Interview]
) -> None:
    path, interview = visited
    with kitchen(qtbot, path) as room:
        room.open(interview_id=interview.id)
        room.desk.close()  # the program ends without leaving the page
    with kitchen(qtbot, path) as room:
        page = room.list()
        assert not page.interrupted.isHidden()
        page.interrupted.text.followed.emit(interview.id.hex())
        room.settle()
        assert room.window.current_id() == "interview"
        assert room.list().interrupted.isHidden()


def test_a_clerk_sees_the_visits_of_all_and_a_worker_his_own(qtbot: QtBot, visited: tuple[Path, Interview]) -> None:
    path, _ = visited
    with kitchen(qtbot, path) as room:
        assert room.list().whose.current() == "mine"
    with kitchen(qtbot, path, CLERK) as room:
        page = room.list()
        assert (page.whose.current(), page.model.rowCount()) == ("all", 1)


def test_a_blank_form_is_chosen_by_part_and_version_and_printed_from_the_list(room: Kitchen) -> None:
    room.list().blank.click()
    room.settle()
    dialog = room.dialog(BlankDialog)
    assert (dialog.part.value(), dialog.version.value()) == ("I", "2021")
    assert dialog.known.text() == "Wpisz dane z kartoteki: Anna Wiśniewska"
    assert "Wzór odtworzony" in dialog.version.message.text()
    choose(dialog.part, "IV")
    choose(dialog.version, "2026")
    assert dialog.version.combo.currentText() == "2026, dla wywiadów od 5.03.2027"
    assert dialog.version.message.text() == ""
    dialog.known.setChecked(True)
    dialog.go.click()
    room.settle()
    paper = room.dialog(PaperWindow)
    assert paper.windowTitle().startswith("Część IV: aktualizacja")
    paper.close()


def test_an_annex_has_one_version_and_nothing_of_the_family(room: Kitchen) -> None:
    room.list().blank.click()
    room.settle()
    dialog = room.dialog(BlankDialog)
    choose(dialog.part, "Z3")
    assert not any(each.isVisibleTo(dialog) for each in (dialog.version, dialog.known, dialog.assets))
    dialog.go.click()
    room.settle()
    paper = room.dialog(PaperWindow)
    assert paper.windowTitle() == "Oświadczenie o stanie majątkowym (załącznik nr 3)"
    paper.close()


def test_a_blank_form_needs_no_visit(room: Kitchen) -> None:
    page = room.list(visits="finished")
    page.blank.click()
    room.settle()
    dialog = room.dialog(BlankDialog)
    assert not dialog.known.isVisibleTo(dialog)
    dialog.reject()


@pytest.mark.parametrize(
    ("person", "said"),
    [
        (Person(id=NOBODY, first_name="Jan", last_name="Łuczak", sex=Sex.MALE), "Wywiad u Jana Łuczaka"),
        (Person(id=NOBODY, first_name="Jan", last_name="Łuczak"), "Wywiad: Jan Łuczak"),
        (Person(id=NOBODY, first_name="Jan", last_name="Gołąb", name_genitive="Jana Gołąba"), "Wywiad u Jana Gołąba"),
    ],
)
def test_names_are_bent_only_where_the_sex_or_a_person_says_how(person: Person, said: str) -> None:
    assert at_whom(person) == said
    set_language("en")
    assert at_whom(person) == f"Interview: {person.full_name}"


def test_who_does_not_visit_families_only_looks(qtbot: QtBot, visited: tuple[Path, Interview]) -> None:
    with kitchen(qtbot, visited[0], clerk=CLERK) as made:
        page = made.list()
        assert page.go.text() == "Zobacz wywiad"
