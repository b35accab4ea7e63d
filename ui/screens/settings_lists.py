"""Ustawienia, Spisy: the lists of cases of each year, who numbers them; below them the lists of payments."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.register_keeping import PlanYear, YearPlan, plan_year
from app.services.registers import ListRegisters, Register, list_registers
from app.services.settings_views import SettingsView
from ui import look
from ui.forms import ChoiceField
from ui.i18n import _, ngettext
from ui.models.rows import Column, ListModel
from ui.parts import Banner, Button, Card, EmptyState, Span, TableView, Text
from ui.screen import DeskLike, Navigator
from ui.screens.settings_office import locked_words
from ui.screens.settings_payments import PaymentsCard
from ui.screens.settings_register_forms import HandOverDialog, NewListDialog, YearDialog

ALL_YEARS = 0


class ListsSection(QWidget):
    """Enter on a list hands it over; the buttons open lists, all of a year or one."""

    def __init__(self, desk: DeskLike, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self._view: SettingsView | None = None
        self._plan = YearPlan(0, ())
        self._registers: tuple[Register, ...] = ()
        self.locked, self.orphans = Banner("", "neutral"), Banner("", "bad")
        self.open_year = Button(_("Otwórz spisy…"), self.continue_year)
        self.open_one = Button(_("Nowy spis…"), self.write_new)
        self.year = ChoiceField("")
        self.year.combo.setAccessibleName(_("Rok spisów"))
        self.year.committed.connect(lambda _year: self._show_rows())
        self.rows = ListModel(_columns(), id_of=lambda row: row.case_list.id)
        self.table = TableView(self.rows, name=_("Spisy spraw"), fits_rows=True)
        self.table.opened.connect(self.hand_over)
        self.nothing = EmptyState(
            _("Nie ma jeszcze żadnego spisu"),
            _("Bez spisu sprawy czekają bez znaku. Otwórz pierwszy: „Nowy spis…”."),
        )
        self.how = Text(
            _(
                "Numery w spisie nadaje tylko jedno stanowisko, inaczej mogłyby się powtórzyć. "
                "Enter na spisie przekazuje go innemu stanowisku."
            ),
            "note",
            "muted",
            wrap=True,
        )
        self.payments = PaymentsCard(desk, navigator)
        self._lay_out()

    def _lay_out(self) -> None:
        acts = QHBoxLayout()
        acts.setSpacing(look.px(10))
        acts.addWidget(self.year, 0, Qt.AlignmentFlag.AlignVCenter)
        acts.addStretch(1)
        acts.addWidget(self.open_one)
        acts.addWidget(self.open_year)
        self.year.setMinimumWidth(look.px(150))
        card = Card(_("Spisy spraw"), spacing=8)
        card.add_layout(acts)
        card.add(self.table, self.nothing, self.how)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(look.GAP))
        for part in (self.locked, self.orphans, card, self.payments):
            column.addWidget(part)
        column.addStretch(1)
        for hidden in (self.locked, self.orphans, self.nothing):
            hidden.hide()

    # -- showing -------------------------------------------------------------------------------------------------

    def show_view(self, view: SettingsView) -> None:
        """Who may act; the lists themselves are asked for."""
        self._view = view
        reason = "" if view.may_configure else locked_words(view)
        self.locked.set_words(reason, "neutral")
        self.locked.setVisible(bool(reason))
        for part in (self.open_year, self.open_one, self.how):
            part.setVisible(not reason)
        self.ask()
        self.payments.show_view(view)

    def ask(self) -> None:
        """Read the lists and what could be opened next."""
        self._desk.ask(plan_year, PlanYear(), self._show_plan)
        self._desk.ask(list_registers, ListRegisters(), self._show)

    def _show_plan(self, plan: YearPlan) -> None:
        self._plan = plan
        self.open_year.setText(_("Otwórz spisy na rok {year}…").format(year=plan.year))
        done = _("Spisy na rok {year} są już otwarte.").format(year=plan.year)
        self.open_year.set_reason("" if plan.proposals else done)

    def _show(self, registers: tuple[Register, ...]) -> None:
        self._registers = registers
        years = sorted({each.case_list.year for each in registers}, reverse=True)
        options: list[tuple[Any, str]] = [(year, _("rok {year}").format(year=year)) for year in years]
        chosen = self.year.value()
        self.year.set_options([*options, (ALL_YEARS, _("wszystkie lata"))])
        if chosen is None or chosen not in (*years, ALL_YEARS):
            today = self._view.today.year if self._view is not None else 0
            self.year.set_value(today if today in years else years[0] if years else ALL_YEARS)
        orphans = [each.case_list.name for each in registers if each.is_orphan]
        self.orphans.set_words(
            _("Nikt nie nadaje numerów w spisach: {names}. Przekaż je stanowisku, które pracuje.").format(
                names=", ".join(orphans)
            ),
            "bad",
        )
        self.orphans.setVisible(bool(orphans))
        self._show_rows()

    def _show_rows(self) -> None:
        year = self.year.value()
        rows = [each for each in self._registers if year in (None, ALL_YEARS, each.case_list.year)]
        self.rows.set_rows(rows)
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(not self._registers)
        self.year.setVisible(bool(self._registers))

    # -- acting --------------------------------------------------------------------------------------------------

    def continue_year(self) -> None:
        """All lists of the last year, to be opened in the next."""
        YearDialog(self._desk, self._navigator, self._plan, self).open()

    def write_new(self) -> None:
        """One list that there was not before."""
        if self._view is not None:
            NewListDialog(self._desk, self._navigator, self._view, self).open()

    def hand_over(self, register: Register) -> None:
        if self._view is not None and self._view.may_configure:
            HandOverDialog(self._desk, self._navigator, register, self._view.stations, self).open()


def _columns() -> list[Column]:
    return [
        Column(_("Znak"), lambda row: row, format=_pattern, width=150),
        Column(_("Tytuł"), lambda row: row.case_list.title or "—", stretch=2, width=120, wraps=True),
        Column(_("Numery nadaje"), lambda row: row, format=_keeper, stretch=1, width=96),
        Column(_("Następny"), _next_number, is_right=True, width=84),
    ]


def _pattern(row: Register) -> tuple[Span, ...]:
    """The sign with a place for its number: ``MGOPS.5110.3.nr.2026``."""
    # i18n: the place of a number in the sign of a case
    hole = Span(_("nr"), "muted")
    return (Span(f"{row.case_list.name}.", is_strong=True), hole, Span(f".{row.case_list.year}", is_strong=True))


def _keeper(row: Register) -> tuple[Span, ...]:
    """Who numbers, and what is wrong there in words."""
    if row.is_orphan:
        return (Span(row.keeper or "—", "muted"), Span(_(" · wycofane"), "bad"))
    name = Span(row.keeper, is_strong=row.is_kept_here)
    if not row.waiting:
        return (name,)
    words = ngettext(" · {count} czeka na numer", " · {count} czeka na numer", row.waiting).format(count=row.waiting)
    return (name, Span(words, "warn"))


def _next_number(row: Register) -> str:
    """Only the keeper knows; elsewhere newer numbers may be on their way."""
    return str(row.last_number + 1) if row.is_kept_here else "—"
