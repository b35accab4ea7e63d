"""A visit with a relative who lives elsewhere: found in the files by a few letters, kept with the visit."""

from app.domain.interviews import Interview
from app.services.persons import AddPerson, add_person
from tests.little_office import somebody
from tests.ui.kitchen import Kitchen
from tests.ui.test_interview_list import choose
from ui.screens.interview_plan import PlanDialog


def planning(room: Kitchen) -> PlanDialog:
    page = room.list()
    page.ask_plan()
    room.settle()
    dialog: PlanDialog = room.dialog(PlanDialog)
    return dialog


def seek(room: Kitchen, dialog: PlanDialog, text: str) -> list[str]:
    assert dialog.parts is not None
    dialog.parts.search.line.setText(text)
    room.settle()
    combo = dialog.parts.relative.combo
    return [combo.itemText(at) for at in range(combo.count())]


def test_a_relative_outside_the_household_is_found_and_the_visit_is_held_with_them(
    room: Kitchen, interview: Interview
) -> None:
    for first in ("Stanisław", "Józefa"):
        room.order(add_person, AddPerson(somebody(first, "Żak")))
    dialog = planning(room)
    assert dialog.parts is not None
    assert not dialog.parts.search.isVisibleTo(dialog)
    choose(dialog.parts.part, "II")
    assert dialog.parts.search.isVisibleTo(dialog)
    assert len(seek(room, dialog, "zak")) == 5
    assert dialog.parts.search.message.text() == "Znaleziono 2 osoby: wybierz powyżej."
    assert dialog.parts.relative.value() == "", "of two nobody is chosen for the worker"
    assert seek(room, dialog, "zak sta")[0].startswith("Żak Stanisław")
    assert seek(room, dialog, "nikt taki")[0] == "osoba spoza kartoteki"
    assert dialog.parts.search.message.text() == "Nikogo takiego nie ma w kartotece."
    seek(room, dialog, "zak sta")
    dialog.day.line.setText("16.11.2026")
    dialog.go.click()
    room.settle()
    page = room.list()
    assert page.model.index(0, 1).data() == "Żak Stanisław"
    again = planning(room)
    assert again.parts is not None
    assert again.parts.relative.combo.currentText() == "Stanisław Żak", "known from the visit, without a search"
    opened = room.open(interview_id=interview.id)
    assert opened.title.title.text() == "Wywiad: Stanisław Żak"
