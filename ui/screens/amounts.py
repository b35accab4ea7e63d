"""The amounts of the act that regulations verify: what holds, since when, and what the office has entered."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.offices import Setting
from app.services.law_amounts import (
    AmountNow,
    AskLawAmounts,
    EnterLawAmounts,
    LawAmounts,
    TakeBackLawAmounts,
    ask_law_amounts,
    enter_law_amounts,
    take_back_law_amounts,
)
from app.services.ports import Changes
from ui import look
from ui.i18n import _, amount, numeric_day
from ui.models.rows import Column, ListModel
from ui.parts import Button, Card, PageTitle, TableView, Text
from ui.screen import DeskLike, Navigator
from ui.screens.amounts_form import AmountsDialog


class AmountsPage(QWidget):
    """One list; only the head adds a regulation to it."""

    def __init__(self, desk: DeskLike, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self._found: LawAmounts | None = None
        self.title = PageTitle(
            _("Kwoty ustawowe"),
            crumbs=[(_("Decyzje"), "decisions"), (_("Ponowne obliczenie"), "recalculation"), (_("Kwoty ustawowe"), "")],
        )
        self.title.followed.connect(navigator.open)
        self.rows = ListModel(_columns(), id_of=lambda row: row.name)
        self.table = TableView(self.rows, name=_("Kwoty, które zmienia rozporządzenie"))
        self.note = Text("", "note", "muted", wrap=True)
        self.take_back = Button(_("Wycofaj wpisane"), self.withdraw)
        self.enter = Button(_("Wpisz rozporządzenie…"), self.write, kind="primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(look.GAP))
        column.addWidget(self.title)
        card = Card(spacing=8)
        card.add(self.table, stretch=1)
        foot = QHBoxLayout()
        foot.setSpacing(look.px(10))
        foot.addWidget(self.note, 1)
        foot.addWidget(self.take_back)
        foot.addWidget(self.enter)
        card.add_layout(foot)
        column.addWidget(card, 1)
        desk.changed.connect(self._hear)

    def opened(self, **_args: Any) -> None:
        self.refresh()

    def refresh(self) -> None:
        self._desk.ask(ask_law_amounts, AskLawAmounts(), self._show)

    def _hear(self, changes: Changes) -> None:
        if changes.touches(Setting) and self.isVisible():
            self.refresh()

    def _show(self, found: LawAmounts) -> None:
        self._found = found
        self.rows.set_rows(found.amounts)
        reason = "" if found.may_set else _("Rozporządzenie wpisuje kierownik.")
        about = _("Kryteria i kwoty weryfikowane co trzy lata (art. 9). Nowe można wpisać przed aktualizacją programu.")
        self.title.set_title(_("Kwoty ustawowe"), f"{about} {reason}".strip())
        self.enter.set_reason(reason)
        self.take_back.set_reason(reason)
        self.take_back.setVisible(_latest(found) is not None)
        differing = [row for row in found.amounts for typed in row.passed_over if not _agrees(row, typed.amount)]
        self.note.setText(
            _("Program podaje inną kwotę niż wpisana w ośrodku: {what}. Obowiązuje kwota z programu.").format(
                what="; ".join(map(_name, differing))
            )
            if differing
            else ""
        )
        self.table.select(0)

    # -- acts -------------------------------------------------------------------------------------------------------

    def write(self) -> AmountsDialog | None:
        """The amounts of a new regulation, tried on the running decisions before they are entered."""
        if self._found is None or not self.enter.isEnabled():
            return None
        dialog = AmountsDialog(self._desk, self._found, self._entered, self)
        dialog.open()
        return dialog

    def _entered(self) -> None:
        self._navigator.notice(
            _("Wpisano kwoty. Wydane decyzje zostają bez zmian, dopóki ich nie zmienisz."),
            action=_("Oblicz ponownie"),
            on_action=lambda: self._navigator.open("recalculation", cause="amounts"),
        )

    def withdraw(self) -> None:
        """Take the regulation that was entered last out; the notice can put it back."""
        found = self._found
        starts_on = _latest(found) if found is not None else None
        if found is None or starts_on is None:
            return
        typed = [row for each in found.amounts for row in each.entered if row.starts_on == starts_on]
        back = EnterLawAmounts(
            amounts=tuple((row.name, row.amount) for row in typed), starts_on=starts_on, basis=typed[0].basis
        )
        words = _("Wycofano kwoty obowiązujące od {day}.").format(day=numeric_day(starts_on))
        self._desk.order(
            take_back_law_amounts,
            TakeBackLawAmounts(starts_on),
            lambda _all: self._navigator.notice(
                words, action=_("Cofnij"), on_action=lambda: self._desk.order(enter_law_amounts, back)
            ),
        )


def _latest(found: LawAmounts) -> date | None:
    """The first day of the regulation that was entered last and still speaks."""
    return max((row.starts_on for each in found.amounts for row in each.entered), default=None)


def _agrees(row: AmountNow, typed: int) -> bool:
    return typed in {value.grosze for value in (row.now, row.coming) if value is not None}


def _name(row: AmountNow) -> str:
    """Without the article, which has its own column."""
    return row.label.partition(" (")[0]


def _article(row: AmountNow) -> str:
    return row.label.partition(" (")[2].rstrip(")")


def _columns() -> Sequence[Column]:
    return [
        Column(_("Kwota"), _name, stretch=3, width=250, wraps=True),
        Column(_("Przepis"), _article, stretch=1, width=150, ink="muted", gives_way=True),
        Column(_("Obowiązuje"), lambda row: amount(row.now.grosze), is_right=True, width=120),
        Column(_("Od"), lambda row: numeric_day(row.now.starts_on), width=100),
        Column(_("Akt"), lambda row: row.now.basis, stretch=1, width=160, ink="muted", gives_way=True),
        Column(_("Będzie"), lambda row: amount(row.coming.grosze) if row.coming else "", is_right=True, width=120),
        Column(_("Od"), lambda row: numeric_day(row.coming.starts_on) if row.coming else "", width=100),
    ]
