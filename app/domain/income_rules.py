"""What of each income line counts, how much of it, and by which point of the act (social assistance act art. 8).

Nothing here adds up a household; `app.domain.findings.establish` does.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from app.domain import money, polish
from app.domain.income_kinds import Exclusion, IncomeKind, Shape
from app.domain.law import Consulted, Parameter
from app.domain.money import Grosze
from app.domain.months import add_months
from app.domain.problems import Refusal
from app.domain.readings import DEFAULTS, Arrears, Land, OneOffCriterion, Question
from app.domain.sentences import Why

if TYPE_CHECKING:
    from app.domain.income_workings import Workings

T = TypeVar("T")


class IncomeLine(NamedTuple):
    """One receipt, monthly average or piece of land of one member; amounts are grosze, net, as paid out.

    ``costs`` are the costs of obtaining revenue (only titles that have them), ``maintenance_paid`` what reached
    people outside the household, ``hectares`` converted hectares, ``months`` how many months arrears were due for.
    ``workings`` is how ``amount`` was worked out from the paper, where it is not what the paper says.
    """

    member: str
    kind: str
    amount: Grosze = 0
    received_on: date | None = None
    costs: Grosze = 0
    maintenance_paid: Grosze = 0
    source_lost_on: date | None = None
    hectares: Fraction | None = None
    months: int | None = None
    evidence: str = ""
    workings: "Workings | None" = None


class JudgedLine(NamedTuple):
    """A line with what it adds to the income (grosze, 0 when it does not count) and the sentence that says why.

    ``added`` may be negative when deductions exceed this receipt; a person's whole income never is. ``before`` are the
    steps by which the amount itself was worked out.
    """

    line: IncomeLine
    kind: IncomeKind
    added: Grosze
    is_counted: bool
    why: Why
    before: tuple[Why, ...] = ()


class Circumstances(NamedTuple):
    """Everything outside a line that decides about it.

    ``marks`` are the benefit's code and, for money benefits, ``money``. ``criterion`` is the household's own in
    the month of the benefit (grosze), made of ``people`` times one of the law's values. ``hectares`` is all land of the
    counted members, ``own_hectares`` that of each.
    """

    consulted: Consulted
    income_month: date
    decided_on: date
    marks: frozenset[str]
    criterion: Grosze
    hectares: Fraction
    names: Mapping[str, str]
    left_out: frozenset[str]
    applied_on: date
    people: int
    criterion_name: str
    own_hectares: Mapping[str, Fraction]


class IncompleteIncome(Refusal):
    """A line lacks what its title needs (facts: kind, label, field)."""

    code = "incomplete_income"


def month_of_income(applied_on: date, lines: Iterable[IncomeLine]) -> tuple[date, date | None]:
    """First day of the month whose income counts, and the loss that chose it (art. 8 ust. 3).

    The month before the application; the month of the application itself for the whole household when a source
    was lost since the beginning of the month before.
    """
    own = applied_on.replace(day=1)
    before = add_months(own, -1)
    lost = [
        line.source_lost_on for line in lines if line.source_lost_on and before <= line.source_lost_on <= applied_on
    ]
    return (own, max(lost)) if lost else (before, None)


def lower_pay(applied_on: date, receipts: Iterable[tuple[str, str, date | None, Grosze]]) -> str:
    """The title of which somebody got less in the month of the application than in the one before; "" for none.

    A receipt is person, title, day, amount. Whoever got nothing yet in the month of the application got no lower pay.
    """
    own = applied_on.replace(day=1)
    before = add_months(own, -1)
    sums: dict[tuple[str, str], dict[date, Grosze]] = {}
    for person, kind, received_on, amount in receipts:
        if received_on is not None and received_on.replace(day=1) in (before, own):
            months = sums.setdefault((person, kind), {before: 0, own: 0})
            months[received_on.replace(day=1)] += amount
    return next((kind for (_, kind), months in sums.items() if months[before] > months[own] > 0), "")


def first_of_arrears(received_on: date, months: int, reading: str) -> date:
    """The first month in which a share of arrears counts; backward means the months up to the one before receipt."""
    received_in = received_on.replace(day=1)
    if reading == Arrears.FORWARD_NEXT:
        return add_months(received_in, 1)
    return add_months(received_in, -months) if reading == Arrears.BACKWARD else received_in


def judge(line: IncomeLine, about: Circumstances) -> JudgedLine:
    """Decide about one line; exclusions come before months, so a clerk always reads the stronger reason."""
    judged = _Judgement(line, about).reach()
    return judged if line.workings is None else judged._replace(before=_steps_before(line.workings, judged, about))


def _steps_before(workings: "Workings", judged: JudgedLine, about: Circumstances) -> tuple[Why, ...]:
    """How the amount was worked out; of a line that counts for nothing nobody asks that."""
    if not judged.is_counted:
        return ()
    from app.domain.income_workings import steps_of  # few lines have workings, and a line of facts never

    member = judged.line.member
    return steps_of(workings, about.names.get(member, member), judged.kind.label, about.consulted.law)


class _Judgement:
    """One line on its way to a verdict."""

    def __init__(self, line: IncomeLine, about: Circumstances) -> None:
        self.line = line
        self.about = about
        self.law = about.consulted.law
        self.kind = self.law.income_kind(line.kind)
        self.described = self._describe()

    def reach(self) -> JudgedLine:
        if self.line.member in self.about.left_out:
            return self._left("income_of_left_out")
        for exclusion in self.kind.exclusions:
            reaches = exclusion.reaches(self.about.marks, self.about.consulted.day, self.about.decided_on)
            if reaches and not self._is_read_away(exclusion):
                return self._left("income_not_counted", basis=exclusion.basis, extra=exclusion.note)
        return self._by_shape()

    def _is_read_away(self, exclusion: Exclusion) -> bool:
        """Whether the office reads the silent act so that this exclusion does not exist."""
        if not exclusion.question:
            return False
        question = Question(exclusion.question)
        return self.about.consulted.read(question) != DEFAULTS[question]

    def _by_shape(self) -> JudgedLine:
        match self.kind.shape:
            case Shape.RECEIPT:
                return self._receipt()
            case Shape.AVERAGE:
                return self._average()
            case Shape.FARM:
                return self._farm()
            case Shape.ONE_OFF:
                return self._one_off()
            case Shape.ARREARS:
                return self._arrears()

    def _receipt(self) -> JudgedLine:
        """Counts in its own month, less costs of obtaining it (since 30 May 2021) and maintenance paid (ust. 3)."""
        if self._received_in() != self.about.income_month:
            return self._left_for_month()
        costs = self.line.costs if self.kind.has_costs else 0
        deducted = self.law.find_on(Parameter.COSTS_DEDUCTED, self.about.income_month)
        extra = self.kind.note
        if costs and deducted is None:
            since = polish.day(self.law.values[Parameter.COSTS_DEDUCTED][0].starts_on)
            extra = self.law.say("income_costs_too_early", costs=money.with_unit(costs), since=since).text
            costs = 0
        points = [point for point, amount in (("1", costs), ("3", self.line.maintenance_paid)) if amount]
        basis = f"art. 8 ust. 3 pkt {' i '.join(points)}" if points else "art. 8 ust. 3"
        added = self._reduced(self.line.amount, costs)
        return self._counted("income_counted", added, basis=basis, extra=extra)

    def _average(self) -> JudgedLine:
        """A business counts with its monthly average whatever month is looked at (ust. 5)."""
        added = self._reduced(self.line.amount)
        return self._counted("income_counted", added, basis=self._with_maintenance("art. 8 ust. 5"))

    def _farm(self) -> JudgedLine:
        """Nothing below the limit of the whole household, from it on every hectare (ust. 9, ust. 4 pkt 6)."""
        limit = self.about.consulted.value(Parameter.FARM_LIMIT).number
        land = self._land(limit)
        if land < limit:
            return self._left("income_farm_small", hectares=_in_hectares(land), limit=_in_hectares(limit))
        hectares = self._needed(self.line.hectares, "hectares")
        rate = self.about.consulted.value(Parameter.INCOME_PER_HECTARE).grosze
        gross = money.half_up(hectares * rate)
        return self._counted(
            "income_farm",
            self._reduced(gross),
            basis=self._with_maintenance("art. 8 ust. 9"),
            hectares=_in_hectares(hectares),
            rate=money.with_unit(rate),
            gross=money.with_unit(gross),
        )

    def _land(self, limit: Fraction) -> Fraction:
        """The land that the limit looks at: everybody's, or the owner's alone; asked where the two fall apart."""
        whole, own = self.about.hectares, self.about.own_hectares.get(self.line.member, self.about.hectares)
        if own < limit <= whole and self.about.consulted.read(Question.LAND) == Land.PERSON:
            return own
        return whole

    def _one_off(self) -> JudgedLine:
        """Above the multiple of the household's criterion a twelfth in each of twelve months (ust. 11)."""
        consulted = self.about.consulted
        threshold = money.half_up(consulted.value(Parameter.ONE_OFF_MULTIPLE).number * self._one_off_criterion())
        net = self._reduced(self.line.amount)
        limit = money.with_unit(threshold)
        if net > threshold:
            months = int(consulted.value(Parameter.ONE_OFF_MONTHS).number)
            return self._spread("income_one_off", net, months, self._received_in(), threshold=limit)
        if self._received_in() != self.about.income_month:
            return self._left_for_month()
        return self._counted("income_one_off_whole", net, threshold=limit)

    def _one_off_criterion(self) -> Grosze:
        """The household's criterion of the benefit's month, or of the month of receipt; asked where they differ."""
        about, consulted = self.about, self.about.consulted
        if not consulted.law.readings:
            return about.criterion
        then = consulted.law.find_on(about.criterion_name, self._received_in())
        if then is None or then.grosze * about.people == about.criterion:
            return about.criterion
        if consulted.read(Question.ONE_OFF_CRITERION) == OneOffCriterion.BENEFIT_MONTH:
            return about.criterion
        return then.grosze * about.people

    def _arrears(self) -> JudgedLine:
        """Equal parts for as many months as it covers, usually forward from receipt (ust. 12, NSA I OSK 243/20)."""
        months = self._needed(self.line.months or None, "months")
        covered = polish.counted(months, ("miesiąca", "miesięcy", "miesięcy"))
        reading = self.about.consulted.read(Question.ARREARS, self.about.applied_on)
        first = first_of_arrears(self._received_in(), months, reading)
        return self._spread("income_arrears", self._reduced(self.line.amount), months, first, months=covered)

    def _spread(self, code: str, net: Grosze, parts: int, first: date, **holes: str) -> JudgedLine:
        """One of ``parts`` equal parts in the ``first`` month and in each after it; nothing in any other month."""
        share = money.quotient(net, parts)
        holes |= {
            "share": money.with_unit(share),
            "first": polish.of_month(first),
            "last": polish.of_month(add_months(first, parts - 1)),
        }
        if first <= self.about.income_month < add_months(first, parts):
            return self._counted(f"{code}_share", share, **holes)
        return self._left(f"{code}_outside", **holes)

    def _reduced(self, gross: Grosze, costs: Grosze = 0) -> Grosze:
        """What costs and maintenance leave of ``gross``; the description then shows the subtraction."""
        net = gross - costs - self.line.maintenance_paid
        reductions = [
            self.law.say(code, amount=money.with_unit(amount)).text
            for code, amount in (("reduction_costs", costs), ("reduction_maintenance", self.line.maintenance_paid))
            if amount
        ]
        if reductions:
            holes = {"line": self.described, "reductions": polish.listed(reductions), "net": money.with_unit(net)}
            self.described = self.law.say("line_reduced", **holes).text
        return net

    def _describe(self) -> str:
        """Whose, what, how much, when, shown by which document."""
        holes = {"name": self.about.names.get(self.line.member, self.line.member), "label": self.kind.label}
        match self.kind.shape:
            case Shape.FARM:
                code, holes["hectares"] = "line_farm", _in_hectares(self._needed(self.line.hectares, "hectares"))
            case Shape.AVERAGE:
                code, holes["amount"] = "line_average", money.with_unit(self.line.amount)
            case _:
                code, holes["amount"] = "line_receipt", money.with_unit(self.line.amount)
                holes["received_on"] = polish.day(self._needed(self.line.received_on, "received_on"))
        text = self.law.say(code, **holes).text
        if self.line.evidence:
            text = self.law.say("line_evidence", line=text, evidence=self.line.evidence).text
        return text

    def _counted(self, code: str, added: Grosze, *, basis: str = "", extra: str = "", **holes: str) -> JudgedLine:
        why = self._say(code, added, basis, extra, holes)
        return JudgedLine(line=self.line, kind=self.kind, added=added, is_counted=True, why=why)

    def _left(self, code: str, *, basis: str = "", extra: str = "", **holes: str) -> JudgedLine:
        why = self._say(code, 0, basis, extra, holes)
        return JudgedLine(line=self.line, kind=self.kind, added=0, is_counted=False, why=why)

    def _say(self, code: str, added: Grosze, basis: str, extra: str, holes: dict[str, str]) -> Why:
        why = self.law.say(code, money.plain(added), basis=basis, line=self.described, **holes)
        return why._replace(text=f"{why.text} {extra}") if extra else why

    def _left_for_month(self) -> JudgedLine:
        return self._left("income_other_month", income_month=polish.month(self.about.income_month))

    def _with_maintenance(self, basis: str) -> str:
        return f"{basis} i ust. 3 pkt 3" if self.line.maintenance_paid else basis

    def _received_in(self) -> date:
        return self._needed(self.line.received_on, "received_on").replace(day=1)

    def _needed(self, value: T | None, field: str) -> T:
        if value is None:
            raise IncompleteIncome(kind=self.kind.code, label=self.kind.label, field=field)
        return value


def _in_hectares(area: Fraction) -> str:
    """As the land register writes it, four decimals at most: "2,3456", "1"."""
    whole, rest = divmod(money.half_up(area * 10_000), 10_000)
    return f"{whole},{rest:04d}".rstrip("0").rstrip(",")
