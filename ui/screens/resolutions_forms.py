"""Forms for what the council has set: one amount, one table of fees."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.fee_tables import OF_SINGLE, FeeBand, FeePurpose, FeeTable
from app.domain.local_law import LocalName, LocalValue
from app.services.local_law import SetFeeTable, SetLocalAmount, set_fee_table, set_local_amount
from app.services.recalculation import LocalChange, Recalculate, Recalculation, recalculate
from ui import look
from ui.forms import ChoiceField, DateField, Field, MoneyField, NumberField, TextField
from ui.forms.form_dialog import FormDialog
from ui.i18n import _, amount
from ui.parts import Button, Text
from ui.screen import DeskLike
from ui.screens.recalculation_words import effect_words

BANDS = 8
FEW_BANDS = 3
"""So many lines are there at first; the next one comes when the last is written into."""
_SHARES = frozenset({LocalName.PERIODIC_SHARE, LocalName.MEAL_SHARE})


def name_words() -> Mapping[LocalName, str]:
    """What each amount is."""
    return {
        LocalName.PERIODIC_SINGLE: _("zasiłek okresowy: kryterium osoby samotnie gospodarującej"),
        LocalName.PERIODIC_FAMILY: _("zasiłek okresowy: kryterium na osobę w rodzinie"),
        LocalName.PURPOSE_SINGLE: _("zasiłek celowy: kryterium osoby samotnie gospodarującej"),
        LocalName.PURPOSE_FAMILY: _("zasiłek celowy: kryterium na osobę w rodzinie"),
        LocalName.PERIODIC_SHARE: _("zasiłek okresowy: najmniejsza część różnicy"),
        LocalName.MEAL_SHARE: _("posiłek w szkole i w domu: część kryterium"),
    }


def purpose_words() -> Mapping[FeePurpose, str]:
    """What each table is for."""
    return {
        FeePurpose.CARE_SERVICES: _("usługi opiekuńcze (art. 50 ust. 6)"),
        FeePurpose.CENTRE: _("ośrodek wsparcia (art. 97 ust. 5)"),
        FeePurpose.SHELTER: _("schronisko (art. 97 ust. 5)"),
        FeePurpose.FLAT: _("mieszkanie treningowe lub wspomagane (art. 97 ust. 5)"),
        FeePurpose.SHORT_HOUR: _("wsparcie krótkoterminowe dzienne (art. 97a)"),
        FeePurpose.SHORT_DAY: _("wsparcie krótkoterminowe całodobowe (art. 97a)"),
        FeePurpose.REPAYMENT: _("zwrot wydatków (art. 96 ust. 4)"),
        FeePurpose.INDEPENDENCE: _("zasiłek na usamodzielnienie (art. 43 ust. 10)"),
    }


def price_words(purpose: FeePurpose) -> str:
    """What its price is of."""
    return {
        FeePurpose.CENTRE: _("Stawka za dzień"),
        FeePurpose.SHELTER: _("Stawka za dzień"),
        FeePurpose.FLAT: _("Stawka za miesiąc"),
        FeePurpose.SHORT_DAY: _("Stawka za dzień"),
        FeePurpose.INDEPENDENCE: _("Najwyższa kwota"),
    }.get(purpose, _("Cena godziny"))


class _ResolutionDialog(FormDialog):
    """Number, day and period of a resolution, below what it sets."""

    def _add_resolution(self) -> None:
        self.number = TextField(_("Numer uchwały"), placeholder="XX/120/2026")
        self.passed_on = DateField(_("Z dnia"))
        self.starts_on = DateField(_("Obowiązuje od"))
        self.ends_on = DateField(_("Obowiązuje do"), hint=_("Puste: do odwołania."))
        self.add(self.number, self.passed_on)
        self.add(self.starts_on, self.ends_on)

    def _missing(self, *fields: tuple[Field, str]) -> bool:
        """Say at the first empty field what is wanted."""
        for field, words in fields:
            if not field.value():
                self.refuse(field, words)
                return True
        return False

    def _days(self) -> tuple[date, date] | None:
        """Day of the resolution and first day; None where one is missing, which its field then says."""
        if self._missing(
            (self.number, _("Wpisz numer uchwały.")),
            (self.passed_on, _("Wpisz dzień.")),
            (self.starts_on, _("Wpisz dzień.")),
        ):
            return None
        passed_on, starts_on = self.passed_on.value(), self.starts_on.value()
        return (passed_on, starts_on) if passed_on and starts_on else None


class AmountDialog(_ResolutionDialog):
    """One amount; it can be tried on the running decisions before it is saved."""

    def __init__(self, desk: DeskLike, parent: QWidget) -> None:
        note = _("Kwota obowiązuje zamiast ustawowej tylko przy tym świadczeniu i tylko wtedy, gdy jest wyższa.")
        super().__init__(_("Kwota z uchwały"), _("Zapisz"), self._save, parent, note=note)
        self._desk = desk
        self.name = ChoiceField(_("Co podwyższono"), list(name_words().items()))
        self.money = MoneyField(_("Kwota"))
        self.share = NumberField(_("Procent"), unit="%", decimals=2, least=1, most=1000)
        self.add(self.name)
        self.add(self.money)
        self.add_over(self.share, self.money)
        self._add_resolution()
        self.try_it = Button(_("Sprawdź skutek"), self.ask)
        self.add_button(self.try_it)
        self.answer = Text("", "note", "muted", wrap=True)
        self.add(self.answer)
        self.answer.hide()
        self.name.committed.connect(lambda _name: self._choose())
        self._choose()

    def _choose(self) -> None:
        is_share = self.name.value() in _SHARES
        self.share.setVisible(is_share)
        self.money.setVisible(not is_share)

    def _value(self) -> LocalValue | None:
        """The amount as it was typed; None where something is missing, which its field then says."""
        if self._missing((self.name, _("Wybierz pozycję z listy."))):
            return None
        name = LocalName(self.name.value())
        field: Field = self.share if name in _SHARES else self.money
        if self._missing((field, _("Wpisz kwotę."))):
            return None
        days = self._days()
        if days is None:
            return None
        held = Fraction(field.value()) / 100 if name in _SHARES else int(field.value())
        passed_on, starts_on = days
        return LocalValue(
            name=name,
            held=held,
            starts_on=starts_on,
            ends_on=self.ends_on.value(),
            number=self.number.value() or "",
            passed_on=passed_on,
        )

    def ask(self) -> None:
        """What the amount would do to running decisions, before anything is written."""
        value = self._value()
        if value is not None:
            month = value.starts_on.replace(day=1)
            request = Recalculate(cause=LocalChange(value), from_month=month)
            self._desk.ask(recalculate, request, self._tell, self.object)

    def _tell(self, found: Recalculation) -> None:
        self.answer.setText(effect_words(found, amount(found.difference)))
        self.answer.show()

    def _save(self) -> None:
        value = self._value()
        if value is not None:
            self._desk.order(set_local_amount, SetLocalAmount(value), lambda _law: self.accept(), self.object)


class FeeTableDialog(_ResolutionDialog):
    """What it is for, the price and up to eight bands; a band without an upper limit is the last one."""

    def __init__(self, desk: DeskLike, parent: QWidget) -> None:
        super().__init__(_("Tabela z uchwały"), _("Zapisz"), self._save, parent)
        self._desk = desk
        self.purpose = ChoiceField(_("Czego dotyczy"), list(purpose_words().items()))
        self.purpose.set_value(FeePurpose.CARE_SERVICES)
        self.price = MoneyField(_("Cena godziny"))
        self.add(self.purpose)
        self.add(self.price)
        self._add_resolution()
        self.holder = holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(10))
        grid.setVerticalSpacing(look.px(4))
        titles = (_("Do (% kryterium)"), _("Samotnie gospodarująca"), _("W rodzinie"))
        for place, title in enumerate(titles):
            grid.addWidget(Text(title, "label"), 0, place)
        self.bands = [[self._cell(title, line) for title in titles] for line in range(1, BANDS + 1)]
        for line, cells in enumerate(self.bands, start=1):
            for place, cell in enumerate(cells):
                grid.addWidget(cell, line, place)
        self.add(holder)
        self._lines = FEW_BANDS
        for cells in self.bands:
            for cell in cells:
                cell.changed.connect(lambda _value: self._grow())
        self._grow()
        self.setMinimumWidth(look.px(560))
        self.purpose.changed.connect(lambda _purpose: self._choose())
        self._choose()

    def _chosen(self) -> FeePurpose:
        return FeePurpose(self.purpose.value() or FeePurpose.CARE_SERVICES)

    def _choose(self) -> None:
        """A price and bands only where the resolution has them."""
        purpose = self._chosen()
        self.price.setVisible(purpose.has_price)
        self.price.set_label(price_words(purpose))
        self.holder.setVisible(purpose.has_bands)
        self.set_note(_bands_words(purpose) if purpose.has_bands else "")
        self._column.activate()
        self._fit()

    def _grow(self) -> None:
        """A line more than are filled, as many as a resolution may have."""
        filled = [at for at, cells in enumerate(self.bands, 1) if any(cell.text() for cell in cells)]
        self._lines = min(max(self._lines, filled[-1] + 1 if filled else 0), BANDS)
        for at, cells in enumerate(self.bands):
            for cell in cells:
                cell.setVisible(at < self._lines)
        self._column.activate()
        self._fit()

    def _cell(self, title: str, line: int) -> NumberField:
        field = NumberField("", unit="%", decimals=2, most=10_000)
        field.line.setAccessibleName(_("{title}, pasmo {number}").format(title=title, number=line))
        return field

    def _table(self) -> FeeTable | None:
        purpose = self._chosen()
        if purpose.has_price and self._missing((self.price, _("Wpisz kwotę."))):
            return None
        days = self._days()
        if days is None:
            return None
        lines = self.bands if purpose.has_bands else []
        bands = [cells for cells in lines if any(cell.value() is not None for cell in cells)]
        for _limit, *shares in bands:
            for cell in shares:
                if cell.value() is None:
                    self.refuse(cell, _("Wpisz procent."))
                    return None
        passed_on, starts_on = days
        return FeeTable(
            purpose=purpose,
            price=(self.price.value() or 0) if purpose.has_price else 0,
            bands=tuple(
                FeeBand(
                    limit=_share(limit) if limit.value() is not None else None,
                    single=_share(single),
                    family=_share(family),
                )
                for limit, single, family in bands
            ),
            starts_on=starts_on,
            ends_on=self.ends_on.value(),
            number=self.number.value() or "",
            passed_on=passed_on,
            of_single=purpose in OF_SINGLE,
        )

    def _save(self) -> None:
        table = self._table()
        if table is not None:
            self._desk.order(set_fee_table, SetFeeTable(table), lambda _law: self.accept(), self.object)


def _bands_words(purpose: FeePurpose) -> str:
    """What the limits and shares of its bands are."""
    if purpose is FeePurpose.REPAYMENT:
        what = _("Pasma mówią, jaka część wydatków wraca; do 100% kryterium nie wraca nic (art. 96 ust. 2).")
    elif purpose in OF_SINGLE:
        what = _(
            "Pasma mówią, jaką część stawki płaci osoba; granice liczy się od kryterium osoby samotnie gospodarującej."
        )
    else:
        what = _("Pasma mówią, jaką część stawki płaci osoba.")
    rule = _("Granica pasma to procent kryterium i należy do tego pasma. W ostatnim paśmie zostaw ją pustą.")
    return f"{what} {rule}"


def _share(field: NumberField) -> Fraction:
    return Fraction(field.value() or 0) / 100
