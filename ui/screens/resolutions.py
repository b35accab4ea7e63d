"""What the commune's council has set: raised amounts, tables of fees and repayments, each with its resolution."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain import money
from app.domain.fee_tables import FeePurpose, FeeTable
from app.domain.local_law import LocalValue
from app.domain.offices import Setting
from app.services.local_law import (
    AskLocalLaw,
    LocalLaw,
    SetFeeTable,
    SetLocalAmount,
    TakeBackFeeTable,
    TakeBackLocalAmount,
    ask_local_law,
    set_fee_table,
    set_local_amount,
    take_back_fee_table,
    take_back_local_amount,
)
from app.services.ports import Changes
from ui import look
from ui.i18n import _, amount, numeric_day
from ui.models.rows import Column, ListModel
from ui.parts import Button, Card, EmptyState, PageTitle, TableView, Text
from ui.screen import DeskLike, Navigator
from ui.screens.resolutions_forms import AmountDialog, FeeTableDialog, name_words, purpose_words


class ResolutionsPage(QWidget):
    """Two short lists; only the head adds to them."""

    def __init__(self, desk: DeskLike, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self.title = PageTitle(
            _("Uchwały rady"),
            _("Kwoty, które rada gminy podwyższyła, oraz jej tabele opłat i zwrotów."),
            crumbs=[(_("Decyzje"), "decisions"), (_("Ponowne obliczenie"), "recalculation"), (_("Uchwały rady"), "")],
        )
        self.title.followed.connect(navigator.open)
        self.rows = ListModel(_amount_columns(), id_of=lambda row: (row.name, row.starts_on))
        self.table = TableView(self.rows, name=_("Kwoty z uchwał"))
        self.fees = ListModel(_fee_columns(), id_of=lambda row: (row.purpose, row.starts_on))
        self.fee_table = TableView(self.fees, name=_("Tabele opłat i zwrotów"))
        self.add_amount = Button(_("Dodaj kwotę…"), self.write_amount)
        self.take_back = Button(_("Wycofaj"), self.withdraw)
        self.add_fees = Button(_("Dodaj tabelę…"), self.write_fees)
        self.take_back_fees = Button(_("Wycofaj"), self.withdraw_fees)
        self.bands = Text("", "note", "muted", wrap=True)
        self.fee_table.picked.connect(self._tell_bands)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(look.GAP))
        column.addWidget(self.title)
        amounts, self._amounts = self._card(
            _("Podwyższone kwoty"),
            self.table,
            EmptyState(
                _("Obowiązują kwoty z ustawy"), _("Rada może podwyższyć kryterium zasiłku okresowego i celowego.")
            ),
            (self.take_back, self.add_amount),
        )
        fees, self._fees = self._card(
            _("Tabele opłat i zwrotów"),
            self.fee_table,
            EmptyState(
                _("Nie ma tabel z uchwał"),
                _("Bez nich program nie obliczy opłaty za usługi (art. 50 ust. 6) ani zwrotu (art. 96 ust. 4)."),
            ),
            (self.take_back_fees, self.add_fees),
            self.bands,
        )
        column.addWidget(amounts, 1)
        column.addWidget(fees, 1)
        desk.changed.connect(self._hear)

    def opened(self, **_args: Any) -> None:
        self.refresh()

    def refresh(self) -> None:
        self._desk.ask(ask_local_law, AskLocalLaw(), self._show)

    def _card(
        self, title: str, table: TableView, nothing: EmptyState, acts: Sequence[Button], words: Text | None = None
    ) -> tuple[Card, QStackedWidget]:
        card = Card(title, spacing=8)
        pile = QStackedWidget()
        pile.addWidget(nothing)
        pile.addWidget(table)
        card.add(pile, stretch=1)
        row = QHBoxLayout()
        row.setSpacing(look.px(10))
        room = QWidget()  # stays, with or without words, so that a button is as wide as its own
        inside = QVBoxLayout(room)
        inside.setContentsMargins(0, 0, 0, 0)
        if words is not None:
            inside.addWidget(words)
        row.addWidget(room, 1)
        for act in acts:
            row.addWidget(act, 0, Qt.AlignmentFlag.AlignTop)
        card.add_layout(row)
        return card, pile

    def _hear(self, changes: Changes) -> None:
        if changes.touches(Setting) and self.isVisible():
            self.refresh()

    def _show(self, law: LocalLaw) -> None:
        self.rows.set_rows(law.values)
        self.fees.set_rows(law.fee_tables)
        self._amounts.setCurrentIndex(1 if law.values else 0)
        self._fees.setCurrentIndex(1 if law.fee_tables else 0)
        reason = "" if law.may_set else _("Uchwały wpisuje kierownik.")
        for button in (self.add_amount, self.take_back, self.add_fees, self.take_back_fees):
            button.set_reason(reason)
        about = _("Kwoty, które rada gminy podwyższyła, oraz jej tabele opłat i zwrotów.")
        self.title.set_title(_("Uchwały rady"), f"{about} {reason}".strip())
        self.take_back.setVisible(bool(law.values))
        self.take_back_fees.setVisible(bool(law.fee_tables))
        if law.values:
            self.table.select(0)
        if law.fee_tables:
            self.fee_table.select(len(law.fee_tables) - 1)
        self.bands.setVisible(bool(law.fee_tables))

    def _tell_bands(self, table: FeeTable | None) -> None:
        """The bands of the chosen table, one after another."""
        told = []
        for band in table.bands if table is not None else ():
            share = _("{single} samotnie gospodarująca, {family} w rodzinie").format(
                single=money.percent(band.single), family=money.percent(band.family)
            )
            limit = (
                _("do {limit} kryterium").format(limit=money.percent(band.limit))
                if band.limit is not None
                else _("powyżej")
            )
            told.append(f"{limit}: {share}")
        self.bands.setText("; ".join(told))

    # -- acts -------------------------------------------------------------------------------------------------------

    def write_amount(self) -> AmountDialog:
        """A new amount, tried on the running decisions before it is saved."""
        dialog = AmountDialog(self._desk, self)
        dialog.open()
        return dialog

    def write_fees(self) -> FeeTableDialog:
        """A new table of fees."""
        dialog = FeeTableDialog(self._desk, self)
        dialog.open()
        return dialog

    def withdraw(self) -> None:
        """Take the chosen amount out; the notice can put it back."""
        row = self.table.selected()
        if row is None:
            return
        words = _("Wycofano: {what}.").format(what=name_words()[row.name])
        self._desk.order(
            take_back_local_amount,
            TakeBackLocalAmount(row.name, row.starts_on),
            lambda _law: self._navigator.notice(words, action=_("Cofnij"), on_action=lambda: self._put_back(row)),
        )

    def withdraw_fees(self) -> None:
        """Take the chosen table out; the notice can put it back."""
        table = self.fee_table.selected()
        if table is None:
            return
        words = _("Wycofano: {what}.").format(what=purpose_words()[table.purpose])
        self._desk.order(
            take_back_fee_table,
            TakeBackFeeTable(table.purpose, table.starts_on),
            lambda _law: self._navigator.notice(
                words, action=_("Cofnij"), on_action=lambda: self._desk.order(set_fee_table, SetFeeTable(table))
            ),
        )

    def _put_back(self, row: LocalValue) -> None:
        self._desk.order(set_local_amount, SetLocalAmount(row))


def _amount_columns() -> Sequence[Column]:
    return [
        Column(_("Kwota"), lambda row: name_words()[row.name], ink="strong", stretch=2, width=220, wraps=True),
        Column(_("Wysokość"), _held, is_right=True, width=110),
        Column(_("Od"), lambda row: numeric_day(row.starts_on), width=100),
        Column(_("Do"), _end, width=110),
        Column(_("Uchwała"), _resolution, stretch=1, width=180, ink="muted"),
    ]


def _fee_columns() -> Sequence[Column]:
    return [
        Column(
            _("Czego dotyczy"), lambda row: purpose_words()[row.purpose], ink="strong", stretch=2, width=220, wraps=True
        ),
        Column(_("Stawka"), _price, is_right=True, width=150),
        Column(_("Pasma"), lambda row: str(len(row.bands) or "–"), is_right=True, width=70),
        Column(_("Od"), lambda row: numeric_day(row.starts_on), width=100),
        Column(_("Do"), _end, width=110),
        Column(_("Uchwała"), _resolution, stretch=1, width=180, ink="muted"),
    ]


def _price(row: FeeTable) -> str:
    """With what it is the price of, in the words of its field."""
    if not row.purpose.has_price:
        return "–"
    unit = {
        FeePurpose.CARE_SERVICES: _("{amount} za godzinę"),
        FeePurpose.SHORT_HOUR: _("{amount} za godzinę"),
        FeePurpose.FLAT: _("{amount} za miesiąc"),
        FeePurpose.INDEPENDENCE: _("najwyżej {amount}"),
    }.get(row.purpose, _("{amount} za dzień"))
    return unit.format(amount=amount(row.price))


def _held(row: LocalValue) -> str:
    return amount(row.held) if isinstance(row.held, int) else money.percent(row.held)


def _end(row: LocalValue | FeeTable) -> str:
    return numeric_day(row.ends_on) if row.ends_on is not None else _("bez końca")


def _resolution(row: LocalValue | FeeTable) -> str:
    return _("nr {number} z {day}").format(number=row.number, day=numeric_day(row.passed_on))
