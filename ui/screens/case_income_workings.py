"""The figures of a paper that an amount follows from: another currency, the tax return of a business."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from app.domain.income_kinds import Shape
from app.domain.income_workings import (
    CURRENCIES,
    GENERAL,
    Declared,
    Foreign,
    ReturnFault,
    Taxation,
    TaxReturn,
    Workings,
    WrongRate,
    WrongTaxReturn,
    day_of_rate,
)
from app.domain.problems import Problem
from ui.forms import ChoiceField, DateField, Field, MoneyField, NumberField, TextField
from ui.i18n import _, amount, numeric_day
from ui.parts import Text

ZLOTY = "PLN"
_NEW = "new"
"""General rules, but no business in the year before."""
_RETURNS = frozenset({Taxation.SCALE.value, Taxation.LINEAR.value})
Gap = tuple[Field, str]
"""The first field that lacks something, and what it lacks."""


class CurrencyPart:
    """The currency, and for another one than złoty the amount in it, the bank's rate, the table and its day."""

    def __init__(self, today: date, changed: Callable[[], None]) -> None:
        self._today, self._has_units = today, 1
        self.currency = ChoiceField(_("Waluta"), [(ZLOTY, _("złoty")), *_currencies()])
        self.currency.set_value(ZLOTY)
        self.foreign = NumberField(_("Kwota w walucie"), decimals=2, most=99_999_999)
        self.rate = NumberField(_("Kurs średni NBP"), decimals=6, most=999_999)
        self.table = TextField(_("Numer tabeli"), placeholder="227/A/NBP/2026", longest=20)
        self.table_on = DateField(_("Z dnia"), today=today, latest=today)
        self.told = Text("", "note", "muted", wrap=True)
        self.currency.changed.connect(lambda _currency: changed())
        for field in (self.foreign, self.rate, self.table_on):
            field.changed.connect(lambda _value: self.tell())

    @property
    def is_foreign(self) -> bool:
        return not self.currency.isHidden() and self.currency.value() not in (None, ZLOTY)

    def fit(self, shape: Shape | None) -> None:
        """Offered wherever an amount is received; the rest only for another currency."""
        self.currency.setVisible(shape in (Shape.RECEIPT, Shape.ONE_OFF, Shape.ARREARS))
        units = CURRENCIES.get(self.currency.value() or "", 1)
        self.rate.set_label(_("Kurs średni NBP za {units}").format(units=units) if units > 1 else _("Kurs średni NBP"))
        for part in (self.foreign, self.rate, self.table, self.table_on, self.told):
            part.setVisible(self.is_foreign)
        if self.is_foreign and self.table_on.value() is None:
            self.table_on.set_value(day_of_rate(self._today))
        self.tell()

    def show(self, workings: Workings | None) -> None:
        """What was written once."""
        if isinstance(workings, Foreign):
            self.currency.set_value(workings.currency)
            self.foreign.set_value(Decimal(workings.amount) / 100)
            self.rate.set_value(Decimal(workings.rate_written.replace(",", ".")))
            self.table.set_value(workings.table)
            self.table_on.set_value(workings.table_on)

    def workings(self) -> Foreign | Gap:
        """The figures, or the first field that lacks one."""
        for field, words in (
            (self.foreign, _("Wpisz kwotę.")),
            (self.rate, _("Wpisz kurs.")),
            (self.table, _("Wpisz numer tabeli.")),
            (self.table_on, _("Wpisz dzień.")),
        ):
            if not field.value():
                return field, words
        read = self._read()
        return (self.rate, _("Wpisz kurs.")) if read is None else read

    def _read(self) -> Foreign | None:
        foreign, rate, day = self.foreign.value(), self.rate.value(), self.table_on.value()
        if foreign is None or not rate or day is None:
            return None
        currency = str(self.currency.value())
        table = (self.table.value() or "").strip().upper()
        return Foreign(int(foreign * 100), currency, Fraction(rate), CURRENCIES.get(currency, 1), table, day)

    def tell(self) -> None:
        """The amount in złoty, and from which day the rate has to be."""
        wanted = day_of_rate(self._today)
        told = [_("Kurs ma być z dnia wydania decyzji (art. 8 ust. 13), dziś z {day}.").format(day=numeric_day(wanted))]
        found = self._read()
        if found is not None:
            told.insert(0, _("W złotych: {amount}.").format(amount=amount(found.worked_out)))
        self.told.setText(" ".join(told))

    def field_of(self, problem: Problem) -> Field | None:
        """Where the figures were refused."""
        faults = {"currency": self.currency, "rate": self.rate, "table": self.table, "day": self.table_on}
        return faults.get(str(problem.facts["fault"])) if isinstance(problem, WrongRate) else None


class BusinessPart:
    """The form of taxation, what proves it, and for the general rules the seven figures of the tax office."""

    def __init__(self, today: date, changed: Callable[[], None]) -> None:
        self.taxation = ChoiceField(_("Forma opodatkowania"), _taxations())
        self.year = NumberField(_("Zeznanie za rok"), least=2000, most=2100)
        self.year.set_value(Decimal(today.year - 1))
        self.months = NumberField(_("Miesiące działalności"), least=1, most=12)
        self.since = DateField(_("Liczy się od dnia"), today=today, latest=today)
        self.revenue = MoneyField(_("Przychód"))
        self.costs = MoneyField(_("Koszty uzyskania"))
        self.tax = MoneyField(_("Podatek należny"))
        self.social = MoneyField(_("Składki społeczne"))
        self.social.set_hint(_("Odliczone, poza kosztami."))
        self.health = MoneyField(_("Składki zdrowotne"))
        self.health.set_hint(_("Związane z działalnością."))
        self.other_income = MoneyField(_("Inne dochody w zeznaniu"))
        self.other_income.set_hint(_("Także małżonka, gdy wspólne."))
        self.told = Text("", "note", "muted", wrap=True)
        self.taxation.changed.connect(lambda _taxation: changed())
        self.figures = (self.revenue, self.costs, self.tax, self.social, self.health, self.other_income)
        for field in (*self.figures, self.year, self.months):
            field.changed.connect(lambda _value: self.tell())

    @property
    def asks_return(self) -> bool:
        """Whether the income follows from a tax return."""
        return not self.taxation.isHidden() and self.taxation.value() in _RETURNS

    @property
    def is_declared(self) -> bool:
        return not self.taxation.isHidden() and self.taxation.value() is not None and not self.asks_return

    def fit(self, shape: Shape | None) -> None:
        """For a business only."""
        self.taxation.setVisible(shape is Shape.AVERAGE)
        for field in (self.year, self.months, self.since, *self.figures, self.told):
            field.setVisible(self.asks_return)
        self.other_income.setVisible(self.asks_return and self.taxation.value() == Taxation.SCALE.value)
        if self.taxation.value() is not None:
            self.taxation.set_refused("")
        self.taxation.set_hint(_proof(self.taxation.value()))
        self.tell()

    def show(self, workings: Workings | None) -> None:
        """What was written once."""
        match workings:
            case Declared():
                self.taxation.set_value(_NEW if workings.taxation in GENERAL else workings.taxation.value)
            case TaxReturn():
                self.taxation.set_value(workings.taxation.value)
                self.year.set_value(Decimal(workings.year))
                self.months.set_value(Decimal(workings.months))
                for name in ("revenue", "costs", "tax", "social", "health", "other_income"):
                    field: MoneyField = getattr(self, name)
                    field.set_value(getattr(workings, name))

    def workings(self) -> TaxReturn | Declared | Gap:
        """The figures, or the first field that lacks one; contributions and other incomes may be none."""
        if self.is_declared:
            code = self.taxation.value()
            return Declared(Taxation.SCALE if code == _NEW else Taxation(code))
        for field, words in (
            (self.year, _("Wpisz rok.")),
            (self.months, _("Wpisz liczbę miesięcy.")),
            (self.revenue, _("Wpisz kwotę.")),
            (self.costs, _("Wpisz kwotę, także 0.")),
            (self.tax, _("Wpisz kwotę, także 0.")),
        ):
            if field.value() is None:
                return field, words
        read = self._read()
        return (self.months, _("Wpisz liczbę miesięcy.")) if read is None else read

    def _read(self) -> TaxReturn | None:
        year, months = self.year.whole(), self.months.whole()
        revenue, costs, tax = self.revenue.value(), self.costs.value(), self.tax.value()
        if not year or not months or revenue is None or costs is None or tax is None:
            return None
        return TaxReturn(
            Taxation(self.taxation.value()),
            year,
            months,
            revenue,
            costs,
            tax,
            health=self.health.value() or 0,
            social=self.social.value() or 0,
            other_income=0 if self.other_income.isHidden() else self.other_income.value() or 0,
        )

    def tell(self) -> None:
        """The income of a month as far as the figures go, with the part of a joint tax."""
        found = self._read() if self.asks_return else None
        if found is None:
            self.told.setText(_("Dochód miesięczny policzy się z tych kwot."))
            return
        told = [_("Dochód miesięczny: {amount}.").format(amount=amount(found.worked_out))]
        if found.other_income:
            part = amount(int(found.own_tax + Fraction(1, 2)))
            told.append(_("Podatek od działalności: {amount} (art. 8 ust. 6).").format(amount=part))
        if found.of_year < 0:
            told.append(_("Strata liczy się jako zero i nie zmniejsza innych dochodów."))
        self.told.setText(" ".join(told))

    def field_of(self, problem: Problem) -> Field | None:
        """Where the figures were refused."""
        if not isinstance(problem, WrongTaxReturn):
            return None
        faults: dict[str, Field] = {
            ReturnFault.MONTHS: self.months,
            ReturnFault.YEAR: self.year,
            ReturnFault.JOINED: self.other_income,
        }
        return faults.get(str(problem.facts["fault"]))


def _taxations() -> Sequence[tuple[str, str]]:
    return [
        (Taxation.SCALE.value, _("skala podatkowa, z zeznania za poprzedni rok")),
        (Taxation.LINEAR.value, _("podatek liniowy, z zeznania za poprzedni rok")),
        (_NEW, _("skala albo liniowy, w poprzednim roku bez działalności")),
        (Taxation.LUMP_SUM.value, _("ryczałt od przychodów ewidencjonowanych")),
        (Taxation.CARD.value, _("karta podatkowa")),
    ]


def _proof(code: str | None) -> str:
    """Which papers show it (art. 8 ust. 5, 7, 8)."""
    if code is None:
        return _("Od niej zależy, z czego ustala się dochód (art. 8 ust. 5).")
    if code in _RETURNS:
        return _("Dowód: zaświadczenie naczelnika urzędu skarbowego z tymi kwotami (art. 8 ust. 7).")
    if code == _NEW:
        return _("Dowód: oświadczenie o dochodzie miesięcznym (art. 8 ust. 5 pkt 1).")
    return _(
        "Dowód: oświadczenie o dochodzie miesięcznym, zaświadczenie urzędu skarbowego o formie opodatkowania "
        "i dowód opłacenia składek w ZUS (art. 8 ust. 5 pkt 2 i ust. 8)."
    )


def _currencies() -> Sequence[tuple[str, str]]:
    names = {
        "EUR": _("euro"),
        "GBP": _("funt szterling"),
        "USD": _("dolar amerykański"),
        "CHF": _("frank szwajcarski"),
        "CZK": _("korona czeska"),
        "NOK": _("korona norweska"),
        "SEK": _("korona szwedzka"),
        "DKK": _("korona duńska"),
        "UAH": _("hrywna"),
        "HUF": _("forint"),
        "ISK": _("korona islandzka"),
        "CAD": _("dolar kanadyjski"),
        "AUD": _("dolar australijski"),
    }
    first = [(code, f"{code}, {name}") for code, name in names.items()]
    return [*first, *((code, code) for code in CURRENCIES if code not in names)]
