"""How an amount was worked out from what its paper says: in another currency, or of a business (art. 8 ust. 5-8, 13).

The figures are kept as the note of the income line, in words that are read back, as those of a certificate are: whoever
looks at the history of the line reads them too. Amounts are grosze; of another currency, hundredths of its unit.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from app.domain import money, polish
from app.domain.law import Law
from app.domain.money import Grosze
from app.domain.problems import Refusal
from app.domain.sentences import Why

CURRENCIES: Mapping[str, int] = MappingProxyType(
    {
        **dict.fromkeys(("EUR", "GBP", "USD", "CHF", "CZK", "NOK", "SEK", "DKK", "UAH", "CAD", "AUD", "RON"), 1),
        **dict.fromkeys(("TRY", "ILS", "NZD", "CNY", "GEL", "MDL", "BYN"), 1),
        **dict.fromkeys(("HUF", "ISK", "JPY", "KRW", "INR"), 100),
    }
)
"""Currencies that a form offers, with the number of units that the bank's tables quote the rate for."""

_TABLE = re.compile(r"[0-9]{1,3}/[ABC]/NBP/(?P<year>[0-9]{4})")
_FOREIGN = re.compile(
    r"(?P<amount>[0-9]+,[0-9]{2}) (?P<currency>[A-Z]{3}), "
    r"kurs średni NBP (?P<rate>[0-9]+,[0-9]{4,6}) zł za (?P<units>[0-9]+), "
    r"tabela nr (?P<table>\S+) z (?P<day>[0-9]{2})\.(?P<month>[0-9]{2})\.(?P<year>[0-9]{4})"
)
_LONGEST = 9
"""Digits of a rate before its comma; more is a slip of the hand."""
MONTHS = 12
"""No business runs longer in a year."""
_FIRST_YEAR = 2000


class Taxation(StrEnum):
    """How a business is taxed, which decides what its income is and what proves it."""

    SCALE = "scale"
    """General rules, by the scale; income and tax may be joined with other income or a spouse's (ust. 6)."""
    LINEAR = "linear"
    """General rules at one rate; the return is the taxpayer's own and names nothing but the business."""
    LUMP_SUM = "lump_sum"
    """A lump sum on recorded revenue (ust. 5 pkt 2)."""
    CARD = "card"
    """A tax card (ust. 5 pkt 2)."""


_TAXED: Mapping[Taxation, str] = MappingProxyType(
    {
        Taxation.SCALE: "skala podatkowa",
        Taxation.LINEAR: "podatek liniowy",
        Taxation.LUMP_SUM: "ryczałt od przychodów ewidencjonowanych",
        Taxation.CARD: "karta podatkowa",
    }
)
"""In the words of the note."""
GENERAL = frozenset({Taxation.SCALE, Taxation.LINEAR})
"""Taxed by the income tax act itself (ust. 5 pkt 1)."""

_FIGURES: Mapping[str, str] = MappingProxyType(
    {
        "revenue": "przychód",
        "costs": "koszty",
        "other_income": "inne dochody",
        "tax": "podatek należny",
        "health": "składki zdrowotne",
        "social": "składki społeczne",
    }
)
_RETURN = re.compile(
    r"(?P<taxed>[^,]+), zeznanie za (?P<year>[0-9]{4}) r\., miesięcy działalności: (?P<months>[0-9]{1,2}); "
    + "; ".join(rf"{word} (?P<{name}>[0-9]+,[0-9]{{2}})" for name, word in _FIGURES.items())
)
_DECLARED = re.compile(r"(?P<taxed>[^,]+), kwota z oświadczenia")


class RateFault(StrEnum):
    """What is wrong with a rate that somebody enters."""

    CURRENCY = "currency"
    RATE = "rate"
    TABLE = "table"
    DAY = "day"


class WrongRate(Refusal):
    """An amount in another currency cannot be converted (facts: fault, a RateFault)."""

    code = "wrong_rate"


class ReturnFault(StrEnum):
    """What is wrong with the figures of a tax return."""

    MONTHS = "months"
    YEAR = "year"
    JOINED = "joined"


class WrongTaxReturn(Refusal):
    """No income of a business follows from these figures (facts: fault, a ReturnFault)."""

    code = "wrong_tax_return"


class Foreign(NamedTuple):
    """An amount in another currency at the mean rate of the national bank: ``rate`` złoty for ``units`` of it.

    ``table`` is the number of the bank's table, ``table_on`` its day (art. 8 ust. 13: that of the decision).
    """

    amount: int
    currency: str
    rate: Fraction
    units: int
    table: str
    table_on: date

    @property
    def worked_out(self) -> Grosze:
        """In złoty, half up to the grosz."""
        return money.half_up(self.amount * self.rate / self.units)

    @property
    def amount_written(self) -> str:
        """For people: "187,50 EUR"."""
        return f"{money.written(self.amount)}\u00a0{self.currency}"

    @property
    def rate_written(self) -> str:
        """As the table prints it, four places at least: "4,2512"."""
        whole, rest = divmod(money.half_up(self.rate * 1_000_000), 1_000_000)
        places = f"{rest:06d}"
        return f"{whole},{places[:4]}{places[4:].rstrip('0')}"

    @property
    def note(self) -> str:
        return (
            f"{_kept(self.amount)} {self.currency}, kurs średni NBP {self.rate_written} zł za {self.units}, "
            f"tabela nr {self.table} z {self.table_on:%d.%m.%Y}"
        )


class TaxReturn(NamedTuple):
    """A business taxed by the general rules, as the tax office certifies the return of the year before (ust. 5 pkt 1).

    ``other_income`` are all other incomes of the same return, the spouse's too (ust. 6); ``social`` are contributions
    deducted from income and not put into the costs, ``health`` those connected with the business.
    """

    taxation: Taxation
    year: int
    months: int
    revenue: Grosze
    costs: Grosze
    tax: Grosze
    health: Grosze = 0
    social: Grosze = 0
    other_income: Grosze = 0

    @property
    def profit(self) -> Grosze:
        """Revenue less costs; below zero where the business lost."""
        return self.revenue - self.costs

    @property
    def own_tax(self) -> Fraction:
        """Of the tax due the part that the business is of all incomes of the return; a loss bears none (ust. 6)."""
        if self.profit <= 0:
            return Fraction(0)
        return Fraction(self.tax * self.profit, self.profit + self.other_income)

    @property
    def of_year(self) -> Fraction:
        """What is left of the year, before it is divided; below zero where the burdens are higher."""
        return self.profit - self.own_tax - self.health - self.social

    @property
    def worked_out(self) -> Grosze:
        """A month, half up to the grosz; a loss is no income and lessens no other one."""
        return max(money.half_up(self.of_year / self.months), 0)

    @property
    def note(self) -> str:
        figures = "; ".join(f"{word} {_kept(getattr(self, name))}" for name, word in _FIGURES.items())
        return f"{_TAXED[self.taxation]}, zeznanie za {self.year} r., miesięcy działalności: {self.months}; {figures}"


class Declared(NamedTuple):
    """A business whose income is what the person declares: a lump-sum tax, or no business in the year before."""

    taxation: Taxation

    @property
    def worked_out(self) -> None:
        """Nothing follows from the form of taxation; the amount is the declared one."""

    @property
    def note(self) -> str:
        return f"{_TAXED[self.taxation]}, kwota z oświadczenia"


Workings: TypeAlias = Foreign | TaxReturn | Declared


def read_workings(note: str) -> Workings | None:
    """From a note back into figures; None for a note in somebody's own words."""
    if (found := _FOREIGN.fullmatch(note)) is not None:
        return _foreign(found)
    taxed = {word: taxation for taxation, word in _TAXED.items()}
    if (found := _RETURN.fullmatch(note)) is not None and found["taxed"] in taxed and int(found["months"]):
        figures = {name: _figure(found[name]) for name in _FIGURES}
        return TaxReturn(taxed[found["taxed"]], int(found["year"]), int(found["months"]), **figures)
    if (found := _DECLARED.fullmatch(note)) is not None and found["taxed"] in taxed:
        return Declared(taxed[found["taxed"]])
    return None


def check_workings(workings: Workings, today: date) -> None:
    """Refuse figures from which nothing follows: a rate of no table, a year that is not over, an impossible return."""
    fault: RateFault | ReturnFault | None = None
    match workings:
        case Foreign():
            fault = _fault_of_rate(workings, today)
            if fault is not None:
                raise WrongRate(fault=fault.value)
        case TaxReturn():
            if not 1 <= workings.months <= MONTHS:
                fault = ReturnFault.MONTHS
            elif not _FIRST_YEAR <= workings.year < today.year:
                fault = ReturnFault.YEAR
            elif workings.other_income and workings.taxation is not Taxation.SCALE:
                fault = ReturnFault.JOINED
            if fault is not None:
                raise WrongTaxReturn(fault=fault.value)


def day_of_rate(decided_on: date) -> date:
    """The day of the bank's table for a decision of that day: the same, else the last one before with a table."""
    from app.domain.deadlines import day_before, is_working_day  # only a line in another currency asks for it

    day = decided_on
    while not is_working_day(day):
        day = day_before(day)
    return day


def rates_to_renew(workings: Iterable[Workings | None], decided_on: date) -> tuple[Foreign, ...]:
    """What was converted at the rate of another day than the decision's (art. 8 ust. 13)."""
    converted = [each for each in workings if isinstance(each, Foreign)]
    if not converted:
        return ()
    wanted = day_of_rate(decided_on)
    return tuple(each for each in converted if each.table_on != wanted)


def steps_of(workings: Workings, name: str, label: str, law: Law) -> tuple[Why, ...]:
    """The sentences that lead to the amount, before the one that says whether it counts."""
    whose = {"name": name, "label": label}
    match workings:
        case Foreign():
            units = f" : {workings.units}" if workings.units > 1 else ""
            product = f"{workings.amount_written} × {workings.rate_written}\u00a0zł{units}"
            bank = {"table": workings.table, "table_on": polish.day(workings.table_on)}
            worked_out = {"product": product, "amount": money.with_unit(workings.worked_out)}
            return (law.say("income_foreign", money.plain(workings.worked_out), **whose, **bank, **worked_out),)
        case Declared(Taxation.LUMP_SUM | Taxation.CARD as taxation):
            return (law.say(f"income_declared_{taxation}", **whose),)
        case Declared():
            return (law.say("income_declared_new", **whose),)
        case TaxReturn():
            return tuple(_return_steps(workings, whose, law))


def _return_steps(of: TaxReturn, whose: dict[str, str], law: Law) -> Iterator[Why]:
    """The part of a joint tax, the year, the month."""
    own_tax = money.half_up(of.own_tax)
    if of.other_income and of.profit > 0:
        parts = {"tax": of.tax, "profit": of.profit, "all": of.profit + of.other_income, "own_tax": own_tax}
        told = {key: money.with_unit(amount) for key, amount in parts.items()}
        yield law.say("income_business_tax", money.plain(own_tax), **whose, **told)
    burdens = {"costs": of.costs, "tax": own_tax, "health": of.health, "social": of.social}
    reductions = [
        law.say(f"burden_{code}", amount=money.with_unit(amount)).text for code, amount in burdens.items() if amount
    ]
    left = money.half_up(of.of_year)
    year = whose | {
        "year": str(of.year),
        "taxed": _TAXED[of.taxation],
        "revenue": money.with_unit(of.revenue),
        "reductions": polish.listed(reductions) if reductions else law.say("burden_none").text,
        "left": money.with_unit(left),
    }
    yield law.say("income_business_year", money.plain(left), **year)
    if left < 0:
        yield law.say("income_business_loss", "0.00", **whose)
        return
    months = polish.counted(of.months, ("miesiąc", "miesiące", "miesięcy"))
    month = {"left": year["left"], "months": months, "amount": money.with_unit(of.worked_out)}
    yield law.say("income_business_month", money.plain(of.worked_out), **whose, **month)


def _fault_of_rate(foreign: Foreign, today: date) -> RateFault | None:
    found = _TABLE.fullmatch(foreign.table)
    if not re.fullmatch(r"[A-Z]{3}", foreign.currency) or foreign.currency == "PLN":
        return RateFault.CURRENCY
    if foreign.rate <= 0 or foreign.units < 1 or len(str(int(foreign.rate))) > _LONGEST:
        return RateFault.RATE
    if found is None or int(found["year"]) != foreign.table_on.year:
        return RateFault.TABLE
    return RateFault.DAY if foreign.table_on > today else None


def _foreign(found: re.Match[str]) -> Foreign | None:
    try:
        table_on = date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
    rate, units = Fraction(found["rate"].replace(",", ".")), int(found["units"])
    return Foreign(_figure(found["amount"]), found["currency"], rate, max(units, 1), found["table"], table_on)


def _kept(amount: int) -> str:
    """As the note holds it, without blanks: "90000,00"."""
    return f"{amount // 100},{amount % 100:02d}"


def _figure(text: str) -> int:
    return int(text.replace(",", ""))
