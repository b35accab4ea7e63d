"""The council's resolutions at their screen: tried before they are saved, taken back, only by the head."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.little_office import CLERK, HEAD
from tests.ui.drawn import table
from tests.ui.keys import type_text
from tests.ui.resolutions_room import Room, decided
from ui.forms import LineField
from ui.screens.resolutions import ResolutionsPage
from ui.screens.resolutions_forms import AmountDialog, FeeTableDialog


@pytest.fixture
def head(tmp_path: Path) -> Iterator[Room]:
    room = Room(tmp_path, decided, HEAD)
    yield room
    room.close()


def page_of(room: Room) -> ResolutionsPage:
    page = room.open("resolutions")
    assert isinstance(page, ResolutionsPage)
    return page


def fill(dialog: AmountDialog | FeeTableDialog, number: str = "XX/120/2026", until: str = "") -> None:
    values: list[tuple[LineField, str]] = [
        (dialog.number, number),
        (dialog.passed_on, "20.11.2026"),
        (dialog.starts_on, "1.01.2027"),
        (dialog.ends_on, until),
    ]
    for field, text in values:
        field.set_text(text)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_an_amount_is_tried_saved_taken_back_and_put_back(head: Room) -> None:
    page = page_of(head)
    dialog = page.write_amount()
    dialog.go.click()
    assert dialog.name.message.text() == "Wybierz pozycję z listy."
    dialog.name.set_value("periodic_criterion_family")
    dialog.go.click()
    assert dialog.money.message.text() == "Wpisz kwotę."
    dialog.money.set_text("1000")
    dialog.go.click()
    assert dialog.number.message.text() == "Wpisz numer uchwały."
    fill(dialog)
    dialog.try_it.click()
    head.wait()
    assert plain(dialog.answer.text()) == "sprawdzono 1 decyzję · zmieniłaby się 1 · razem 176,00 zł"
    dialog.go.click()
    head.wait()
    assert not head.has_dialog(AmountDialog)
    (row,) = plain(table(page.rows)).splitlines()[1:]
    assert "zasiłek okresowy: kryterium na osobę w rodzinie" in row
    assert row.endswith("1 000,00 zł | 1.01.2027 | bez końca | nr XX/120/2026 z 20.11.2026")
    page.take_back.click()
    head.wait()
    assert head.notice() == "Wycofano: zasiłek okresowy: kryterium na osobę w rodzinie."
    assert page.rows.rowCount() == 0
    head.window.notices._act()
    head.wait()
    assert page.rows.rowCount() == 1
    assert not head.problems


def test_an_amount_that_raises_nothing_is_refused_where_it_was_typed(head: Room) -> None:
    dialog = page_of(head).write_amount()
    dialog.name.set_value("periodic_minimum_share")
    dialog.name.committed.emit("periodic_minimum_share")
    assert (dialog.money.isHidden(), dialog.share.isHidden()) == (True, False)
    dialog.share.set_text("50")
    fill(dialog)
    dialog.go.click()
    head.wait()
    assert "Uchwała może tylko podwyższyć wartość z ustawy (50%)." in dialog._objection.text.words()
    dialog.share.set_text("60")
    dialog.go.click()
    head.wait()
    assert not head.has_dialog(AmountDialog)


def test_a_table_of_fees_is_whole_or_refused(head: Room) -> None:
    page = page_of(head)
    dialog = page.write_fees()
    dialog.price.set_text("40")
    fill(dialog)
    dialog.bands[0][0].set_text("100")
    dialog.bands[0][1].set_text("0")
    dialog.go.click()
    assert dialog.bands[0][2].message.text() == "Wpisz procent."
    dialog.bands[0][2].set_text("0")
    dialog.go.click()
    head.wait()
    assert "ostatnie pasmo nie może mieć górnej granicy" in dialog._objection.text.words()
    assert [cells[0].isHidden() for cells in dialog.bands] == [False] * 3 + [True] * 5
    type_text(dialog.bands[2][0].line, "9")
    assert not dialog.bands[3][0].isHidden()
    dialog.bands[2][0].set_text("")
    for cell, text in zip(dialog.bands[1], ("", "25", "35,5"), strict=True):
        cell.set_text(text)
    dialog.go.click()
    head.wait()
    (row,) = plain(table(page.fees)).splitlines()[1:]
    assert "usługi opiekuńcze (art. 50 ust. 6) | >40,00 zł za godzinę | >2 | 1.01.2027 | bez końca" in row
    assert plain(page.bands.text()) == (
        "do 100% kryterium: 0% samotnie gospodarująca, 0% w rodzinie; "
        "powyżej: 25% samotnie gospodarująca, 35,5% w rodzinie"
    )


def test_each_purpose_asks_for_its_own_and_a_mistake_is_taken_back_and_put_back(head: Room) -> None:
    page = page_of(head)
    dialog = page.write_fees()
    asked = {}
    for purpose in ("care_services_fee", "training_flat_fee", "repayment_scale", "independence_highest"):
        dialog.purpose.set_value(purpose)
        dialog._choose()
        label = dialog.price.label.text() if dialog.price.isVisible() else ""
        asked[purpose] = (label, dialog.holder.isVisible())
    assert asked == {
        "care_services_fee": ("Cena godziny", True),
        "training_flat_fee": ("Stawka za miesiąc", True),
        "repayment_scale": ("", True),
        "independence_highest": ("Najwyższa kwota", False),
    }
    dialog.go.click()
    assert dialog.price.message.text() == "Wpisz kwotę."
    dialog.price.set_text("5000")
    fill(dialog)
    dialog.go.click()
    head.wait()
    second = page.write_fees()
    second.purpose.set_value("repayment_scale")
    second._choose()
    assert "jaka część wydatków wraca" in second._note.text()
    fill(second)
    for cells, texts in zip(second.bands, (("100", "0", "0"), ("", "100", "100")), strict=False):
        for cell, text in zip(cells, texts, strict=True):
            cell.set_text(text)
    second.go.click()
    head.wait()
    rows = plain(table(page.fees)).splitlines()[1:]
    assert [row.replace("*", "").split(" | ")[:3] for row in rows] == [
        ["zwrot wydatków (art. 96 ust. 4)", ">–", ">2"],
        ["zasiłek na usamodzielnienie (art. 43 ust. 10)", ">najwyżej 5 000,00 zł", ">–"],
    ]
    page.fee_table.select(0)
    page.take_back_fees.click()
    head.wait()
    assert page.fees.rowCount() == 1
    head.window.notices._act()
    head.wait()
    assert page.fees.rowCount() == 2
    assert not head.problems


def test_a_clerk_reads_but_does_not_write(tmp_path: Path) -> None:
    room = Room(tmp_path, decided, CLERK)
    page = page_of(room)
    assert not page.add_amount.isEnabled()
    assert page.add_fees.toolTip() == "Uchwały wpisuje kierownik."
    assert page.title.subtitle.text().endswith("zwrotów. Uchwały wpisuje kierownik.")
    room.close()
