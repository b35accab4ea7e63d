"""The screen of the fee for a care home: figures typed, relatives listed in their order, parts shown and printed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.domain.facts import HouseholdKind, Rank
from app.services.office import Office
from tests.little_office import CLERK
from tests.ui.drawn import table
from tests.ui.keys import press
from tests.ui.resolutions_room import Room
from ui.papers import PaperWindow
from ui.screens.carehome import CarehomePage
from ui.screens.carehome_relative import RelativeDialog


def nothing(_office: Office) -> None:
    """The little office as it is."""


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path, nothing, CLERK, ("decisions", "help", "care-home"))
    yield made
    made.close()


def page_of(room: Room) -> CarehomePage:
    page = room.open("care-home")
    assert isinstance(page, CarehomePage)
    page.cost.set_text("5000")
    page.income.set_text("3500")
    return page


def fill(dialog: RelativeDialog, name: str, income: str, people: int = 1, rank: Rank = Rank.DESCENDANT) -> None:
    dialog.name.set_text(name)
    dialog.rank.set_value(rank.value)
    dialog.household.set_value(HouseholdKind.FAMILY if people > 1 else HouseholdKind.SINGLE)
    dialog._choose()
    if people > 1:
        dialog.people.set_text(str(people))
    dialog.income.set_text(income)


def add(page: CarehomePage, name: str, income: str, people: int = 1, rank: Rank = Rank.DESCENDANT) -> None:
    dialog = page.edit(None)
    fill(dialog, name, income, people, rank)
    dialog.go.click()


def fees(page: CarehomePage) -> list[str]:
    shown = next(model for has_other, model in page.fees.items() if not page.tables[has_other].isHidden())
    return table(shown).replace("\u00a0", " ").replace(">", "").splitlines()[1:]


def test_the_parts_of_everybody_add_up_and_the_reasons_stand_below(room: Room) -> None:
    page = page_of(room)
    add(page, "Jan Kowalski", "8000", people=3)
    add(page, "Zofia Kowalska", "3800")
    page.away.set_text("14")
    page.host.set_value("Zofia Kowalska")
    page.go.click()
    room.wait()
    assert fees(page) == [
        "mieszkaniec | 2 450,00 | 1 343,55 | 2 450,00",
        "Jan Kowalski | 593,00 | 593,00 | 197,66",
        "Zofia Kowalska | 770,00 | 422,26 | 770,00",
        "gmina | 1 187,00 | 2 641,19 | 1 582,34",
        "razem | 5 000,00 | 5 000,00 | 5 000,00",
    ]
    words = page.steps.text().replace("\u00a0", " ")
    for wanted in ("Koszt i mieszkaniec", "Bliscy i gmina", "Ten miesiąc", "art. 63 ust. 1", "u osoby obowiązanej"):
        assert wanted in words
    assert not room.problems


def test_relatives_stand_in_their_order_and_are_changed_and_taken_out(room: Room) -> None:
    page = page_of(room)
    assert not page.nobody.isHidden()
    add(page, "Matka", "3100", rank=Rank.ASCENDANT)
    add(page, "Żona", "3330", rank=Rank.SPOUSE)
    assert [row.split(" | ")[0] for row in table(page.rows).splitlines()[1:]] == ["Żona", "Matka"]
    page.table.select(0)
    page.table.setFocus()
    press(page.table, Qt.Key.Key_Return)
    dialog = room.dialog(RelativeDialog)
    assert dialog.name.value() == "Żona"
    dialog.stance.set_value("refuses")
    dialog.relief.set_value("discretion")
    dialog._choose()
    assert (dialog.agreed.isHidden(), dialog.left.isHidden()) == (True, False)
    dialog.go.click()
    assert "odmowa wszystkiego, zwolnienie" in table(page.rows)
    page.table.select(1)
    press(page.table, Qt.Key.Key_Delete)
    assert page.rows.rowCount() == 1
    page.go.click()
    room.wait()
    assert fees(page)[1:] == ["Żona | 0,00 | 0,00", "gmina | 2 550,00 | 2 550,00", "razem | 5 000,00 | 5 000,00"]


def test_somebody_whom_nobody_obliges_pays_of_their_own_will(room: Room) -> None:
    page = page_of(room)
    dialog = page.edit(None)
    dialog.rank.set_value("voluntary")
    dialog._choose()
    shown = [name for name in ("pays", "income", "stance", "relief") if not getattr(dialog, name).isHidden()]
    assert shown == ["pays"]
    dialog.name.set_text("Siostra")
    dialog.go.click()
    assert dialog.pays.message.text() == "Wpisz kwotę."
    dialog.pays.set_text("500")
    dialog.go.click()
    add(page, "Zofia", "3800")
    assert [row.split(" | ")[0].strip("* ") for row in table(page.rows).splitlines()[1:]] == ["Zofia", "Siostra"]
    assert [page.host.combo.itemText(at) for at in range(page.host.combo.count())] == [
        "gdzie indziej, także w szpitalu",
        "u osoby obowiązanej: Zofia",
    ]
    page.go.click()
    room.wait()
    assert fees(page)[1:] == [
        "Zofia | 770,00 | 770,00",
        "Siostra | 500,00 | 500,00",
        "gmina | 1 280,00 | 1 280,00",
        "razem | 5 000,00 | 5 000,00",
    ]
    page.table.select(1)
    again = page.edit(page.table.selected())
    assert (again.rank.value(), again.pays.value()) == ("voluntary", 500_00)


def test_what_is_missing_is_said_where_it_belongs(room: Room) -> None:
    page = page_of(room)
    page.cost.set_text("")
    page.go.click()
    assert page.cost.message.text() == "Wpisz kwotę."
    add(page, "Jan Kowalski", "8000", people=3)
    dialog = page.edit(None)
    dialog.go.click()
    assert dialog.name.message.text() == "Wpisz imię i nazwisko."
    fill(dialog, "Jan Kowalski", "")
    dialog.go.click()
    assert dialog.name.message.text() == "Taka osoba już jest na liście."
    dialog.name.set_text("Ewa")
    dialog.go.click()
    assert dialog.income.message.text() == "Wpisz kwotę, także 0."
    dialog.cancel.click()
    page.cost.set_text("5000")
    page.days.set_text("31")
    page.month.set_text("11.2026")
    page.go.click()
    room.wait()
    assert [problem.code for problem in room.problems] == ["wrong_care_home_stay"]


def test_an_answer_to_other_figures_is_none_and_the_sheet_is_looked_at_first(room: Room) -> None:
    page = page_of(room)
    page.relief.set_value("veteran")
    page._fit()
    page.left.set_text("1000")
    page.go.click()
    room.wait()
    assert fees(page)[0] == "mieszkaniec | 1 000,00 | 1 000,00"
    assert page.print_out.isVisible()
    page.print_out.click()
    room.wait()
    paper = room.dialog(PaperWindow)
    assert paper.windowTitle() == "Opłata za pobyt w domu pomocy społecznej – wyliczenie"
    paper.close()
    add(page, "Zofia", "3800")
    assert page.print_out.isHidden()
    assert page.steps.isHidden()


def test_the_page_of_other_help_leads_here(room: Room) -> None:
    page = room.open("help")
    page.care_home.click()
    room.wait()
    opened = room.window.page("care-home")
    assert isinstance(opened, CarehomePage)
    assert opened.isVisible()
