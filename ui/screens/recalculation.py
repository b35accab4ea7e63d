"""What new amounts, a mended rule or the end of a source would change in running decisions, and drafts of that."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.law import Parameter
from app.domain.law_amounts import NewAmount
from app.domain.recalculating import stretches_of
from app.services.recalculation import (
    AskRecalculation,
    Cause,
    ClosedSource,
    CorrectedRule,
    NewAmounts,
    NoteRecalculation,
    Recalculate,
    Recalculation,
    RecalculationChoices,
    Refreshed,
    RefreshOpenDrafts,
    Touched,
    ask_recalculation,
    note_recalculation,
    recalculate,
    refresh_open_drafts,
)
from ui import look
from ui.forms import ChoiceField, DateField, Field, MoneyField, MonthField, TextField
from ui.forms.form_dialog import FormDialog
from ui.i18n import NBSP, _, ngettext, number
from ui.models.rows import ListModel
from ui.parts import Button, Card, EmptyState, PageTitle, SegmentTabs, TableView, Text
from ui.screen import DeskLike, Navigator
from ui.screens.income_change import IncomeChangeDialog
from ui.screens.recalculation_drafts import ask_for_drafts
from ui.screens.recalculation_words import columns, effect_words, run_words, signed, trouble_words

RULE, AMOUNTS, SOURCE = "rule", "amounts", "source"


class RecalculationPage(QWidget):
    """A cause above, the decisions that it touches below, before and after by month."""

    def __init__(self, desk: DeskLike, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self._found: Recalculation | None = None
        self._asked = ""
        self._caused_by: Cause = CorrectedRule()
        self._coming_from: date | None = None
        self.title = PageTitle(
            _("Ponowne obliczenie"),
            crumbs=[(_("Decyzje"), "decisions"), (_("Ponowne obliczenie"), "")],
            actions=[
                Button(_("Zmiana dochodu…"), self.check_change),
                Button(_("Kwoty ustawowe…"), lambda: navigator.open("law-amounts")),
                Button(_("Uchwały rady…"), lambda: navigator.open("resolutions")),
                Button(_("Odczytania przepisów…"), lambda: navigator.open("readings")),
            ],
        )
        self.title.followed.connect(lambda _target: navigator.open("decisions"))
        self.rows = ListModel(columns(), id_of=lambda row: row.decision_id)
        self.table = TableView(self.rows, name=_("Decyzje, które by się zmieniły"))
        self.table.opened.connect(lambda row: navigator.open("case", case_id=row.case_id))
        self.table.picked.connect(self._explain)
        self.nothing = EmptyState(
            _("Nic jeszcze nie obliczono"),
            _("Wybierz, co się zmieniło. Program pokaże, które decyzje by się zmieniły; sam niczego nie zmieni."),
            icon="decisions",
        )
        self.reason = Text("", "note", "muted", wrap=True)
        self.note = Button(_("Zapisz w przebiegu spraw"), self.write_notes)
        self.change = Button(_("Przygotuj projekty zmian…"), self.draft_changes, kind="primary")
        self.drafts = Button(_("Odśwież otwarte projekty…"), self.refresh_drafts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(look.GAP))
        for part, stretch in ((self.title, 0), (self._cause_card(), 0), (self._answer_card(), 1)):
            column.addWidget(part, stretch)

    def opened(self, *, cause: str = "", **_args: Any) -> None:
        """Offer the month after today's and the titles of income; ``cause`` is the tab to begin with."""
        if cause:
            self.tabs.show_segment(cause)
        self._desk.ask(ask_recalculation, AskRecalculation(), self._offer)

    # -- laying out -------------------------------------------------------------------------------------------------

    def _cause_card(self) -> Card:
        self.tabs = SegmentTabs(
            [
                (RULE, _("Poprawka w programie")),
                (AMOUNTS, _("Nowe kryterium")),
                (SOURCE, _("Koniec źródła dochodu")),
            ]
        )
        self.tabs.changed.connect(lambda _key: self._show_fields())
        self.month = MonthField(_("Od miesiąca"))
        self.single = MoneyField(_("Osoba samotnie gospodarująca"))
        self.family = MoneyField(_("Osoba w rodzinie"))
        self.act = TextField(_("Podstawa"), placeholder=_("numer i dzień aktu"))
        self.kind = ChoiceField(_("Źródło dochodu"))
        self.closed_on = DateField(_("Ostatni dzień wypłaty"))
        self.go = Button(_("Oblicz"), self.ask, kind="primary")
        self._own: dict[str, tuple[Field, ...]] = {
            RULE: (),
            AMOUNTS: (self.single, self.family, self.act),
            SOURCE: (self.kind, self.closed_on),
        }
        fields = QHBoxLayout()
        fields.setSpacing(look.px(12))
        for field in (self.month, *self._own[AMOUNTS], *self._own[SOURCE]):
            fields.addWidget(field, 2, Qt.AlignmentFlag.AlignTop)
        fields.addStretch(1)
        self.month.setMaximumWidth(look.px(200))
        head = QHBoxLayout()
        head.setSpacing(look.px(12))
        head.addWidget(self.tabs, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.go, 0, Qt.AlignmentFlag.AlignVCenter)
        card = Card(_("Co się zmieniło?"), spacing=10)
        card.add_layout(head)
        card.add_layout(fields)
        self._show_fields()
        return card

    def _answer_card(self) -> Card:
        card = Card(spacing=8)
        self._pile = QStackedWidget()
        self._pile.addWidget(self.nothing)
        self._pile.addWidget(self.table)
        card.add(self._pile, stretch=1)
        foot = QHBoxLayout()
        foot.setSpacing(look.px(10))
        foot.addWidget(self.reason, 1)
        foot.addWidget(self.drafts, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self.note, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self.change, 0, Qt.AlignmentFlag.AlignTop)
        card.add_layout(foot)
        self.note.hide()
        self.change.hide()
        return card

    def _show_fields(self) -> None:
        chosen = self.tabs.current()
        if chosen == AMOUNTS and self._coming_from is not None:
            self.month.set_value(self._coming_from)
            self._coming_from = None
        for key, fields in self._own.items():
            for field in fields:
                field.setVisible(key == chosen)

    # -- asking -----------------------------------------------------------------------------------------------------

    def _offer(self, choices: RecalculationChoices) -> None:
        if self.month.value() is None:
            self.month.set_value(choices.next_month)
        self._offer_amounts(choices.coming)
        self.kind.set_options(list(choices.kinds))
        reason = "" if choices.is_allowed else _("Robi to osoba, która przygotowuje decyzje.")
        for button in (self.go, self.note, self.change, self.drafts):
            button.set_reason(reason)

    def _offer_amounts(self, coming: Sequence[NewAmount]) -> None:
        """What the office has entered of a regulation need not be typed again; what somebody typed stays."""
        fields: dict[str, MoneyField] = {
            Parameter.CRITERION_SINGLE: self.single,
            Parameter.CRITERION_FAMILY: self.family,
        }
        for row in coming:
            field = fields.get(row.name)
            if field is not None and field.value() is None:
                field.set_value(row.amount)
                self.act.set_value(self.act.value() or row.basis)
                self._coming_from = row.starts_on
        self._show_fields()

    def ask(self) -> None:
        """Go through all running decisions; the panel of progress can stop it."""
        month, cause = self.month.value(), self._cause()
        self.month.set_refused("" if month is not None else _("Wpisz miesiąc, na przykład 01.2028."))
        if month is None or cause is None:
            self._forget()
        else:
            why, request = self._why(), Recalculate(cause=cause, from_month=month)
            self._desk.ask(recalculate, request, lambda found: self._show(found, why, cause))

    def _cause(self) -> Cause | None:
        """The cause as it was typed; None where something is missing, which the fields then say."""
        match self.tabs.current():
            case "amounts":
                return self._amounts()
            case "source":
                return self._source()
            case _:
                return CorrectedRule()

    def _amounts(self) -> Cause | None:
        single, family, act = self.single.value(), self.family.value(), self.act.value()
        self.single.set_refused("" if single else _("Wpisz kwotę."))
        self.family.set_refused("" if family else _("Wpisz kwotę."))
        self.act.set_refused("" if act else _("Napisz, z czego wynika kwota."))
        if not single or not family or not act:
            return None
        return NewAmounts(amounts=(("criterion_single", single), ("criterion_family", family)), basis=act)

    def _source(self) -> Cause | None:
        kind, closed_on = self.kind.value(), self.closed_on.value()
        self.kind.set_refused("" if kind else _("Wybierz pozycję z listy."))
        self.closed_on.set_refused("" if closed_on else _("Wpisz dzień."))
        return ClosedSource(kind, closed_on) if kind and closed_on else None

    def _forget(self) -> None:
        """An answer to an earlier question may not stand below one that could not be asked."""
        self._found = None
        self.rows.set_rows(())
        self._pile.setCurrentIndex(0)
        self.title.set_title(_("Ponowne obliczenie"))
        self.nothing.set(_("Nic jeszcze nie obliczono"), _("Popraw pola zaznaczone na czerwono i oblicz jeszcze raz."))
        self.note.hide()
        self.change.hide()
        self.reason.setText("")

    # -- showing ----------------------------------------------------------------------------------------------------

    def _show(self, found: Recalculation, why: str, cause: Cause) -> None:
        self._found, self._asked, self._caused_by = found, why, cause
        self.rows.set_rows(found.touched)
        self._pile.setCurrentIndex(1 if found.touched else 0)
        self.title.set_title(_("Ponowne obliczenie"), effect_words(found, signed(found.difference)))
        self.nothing.set(
            _("Żadna decyzja by się nie zmieniła"),
            _("Kwoty, które są wypłacane, zgadzają się z tym, co wynikałoby z tej zmiany."),
        )
        self.note.setVisible(bool(found.touched))
        self.change.setVisible(any(not row.trouble for row in found.touched))
        self.reason.setText("")
        if found.touched:
            self.table.select(0)

    def _explain(self, row: Touched | None) -> None:
        """Months and the step that tells why, for the row that the cursor is on."""
        if row is None:
            self.reason.setText("")
            return
        told = [
            run_words(first, last) for first, last in stretches_of(row.effect.months) if first.before != first.after
        ]
        basis = row.effect.basis.replace(" ", NBSP)
        why = f"{row.effect.reason.rstrip('.')} ({basis})." if basis else row.effect.reason
        self.reason.setText("\n".join([*told, why] if told else [trouble_words()]))

    def check_change(self) -> IncomeChangeDialog:
        """One person's change of income, before anything is decided."""
        dialog = IncomeChangeDialog(self._desk, self)
        dialog.open()
        return dialog

    def write_notes(self) -> None:
        """A line in the course of every case that would change; those that could not be worked out get none."""
        if self._found is not None:
            touched = tuple(row for row in self._found.touched if not row.trouble)
            self._desk.order(note_recalculation, NoteRecalculation(touched=touched, why=self._asked), self._noted)

    def draft_changes(self) -> None:
        """One draft for each decision that would change, once somebody has read what that means."""
        if self._found is not None:
            ask_for_drafts(self._desk, self._navigator, self._found.touched, self._caused_by, self)

    def refresh_drafts(self) -> None:
        """Open drafts take over what the rules say today, once somebody has read what that changes."""

        def refresh() -> None:
            dialog.accept()
            self._desk.order(refresh_open_drafts, RefreshOpenDrafts(), self._refreshed)

        note = _(
            "Zmienią się kwoty w projektach, które nie są jeszcze u kierownika, także zwróconych z uwagą. "
            "Projektów przekazanych i wydanych decyzji to nie zmieni."
        )
        dialog = FormDialog(_("Odśwież otwarte projekty"), _("Odśwież projekty"), refresh, self, note=note)
        dialog.open()

    def _noted(self, count: int) -> None:
        words = ngettext("Zapisano w {count} sprawie.", "Zapisano w {count} sprawach.", count)
        self._navigator.notice(words.format(count=number(count)) if count else _("Wszystko było już zapisane."))

    def _refreshed(self, done: Refreshed) -> None:
        words = ngettext("Odświeżono {count} projekt.", "Odświeżono {count} projektów.", done.drafts)
        self._navigator.notice(words.format(count=number(done.drafts)) if done.drafts else _("Projekty są aktualne."))

    def _why(self) -> str:
        """The cause for the course of a case; empty for a mended rule, which the course names itself."""
        match self.tabs.current():
            case "amounts":
                return str(self.act.value() or "")
            case "source":
                return self.kind.combo.currentText()
            case _:
                return ""
