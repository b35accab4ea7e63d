"""What invented people live on: titles of income with plausible amounts (grosze a month, net)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.incomes import Income
from app.domain.records import RecordId
from app.services.demo_book import Book, Chance, happens


class Work(StrEnum):
    """How an adult stands on the labour market; minors have none."""

    NONE = "none"
    UNEMPLOYED = "unemployed"
    ODD_JOBS = "odd_jobs"
    EMPLOYED = "employed"
    DISABLED = "disabled"
    FARMER = "farmer"
    CARER = "carer"
    PENSIONER = "pensioner"


LABOUR = {
    Work.UNEMPLOYED: ("bezrobotna bez prawa do zasiłku", "bezrobotny bez prawa do zasiłku"),
    Work.ODD_JOBS: ("pracuje", "pracuje"),
    Work.EMPLOYED: ("pracuje", "pracuje"),
    Work.DISABLED: ("rencistka", "rencista"),
    Work.FARMER: ("rolniczka", "rolnik"),
    Work.CARER: ("poza rynkiem pracy", "poza rynkiem pracy"),
    Work.PENSIONER: ("emerytka", "emeryt"),
}
"""Words of the questionnaire for a woman and a man."""


@dataclass(frozen=True)
class Source:
    """Something one member gets every month. ``who`` is their place in the family, ``day`` the day it is paid."""

    who: int
    kind: str
    amount: int = 0
    costs: int = 0
    hectares: str = ""
    day: int = 15
    evidence: str = ""


_MINOR_UNTIL, _CHILD_UNTIL = 18, 21
"""Ages: a minor, and a child who may still be at school."""
_CHILD_ALLOWANCES = ((5, 9_500), (18, 12_400), (24, 13_500))
"""Family allowance by age (grosze): up to 5, up to 18, up to 24 while at school."""
_POOR = 90_000
"""Grosze a head: below it families of the demo also receive the family allowance."""


def invent_sources(people: Sequence[tuple[Work, int]], chance: Chance) -> tuple[Source, ...]:
    """Incomes of a family of (work, age); children bring what is paid for them."""
    sources = [source for who, (work, _) in enumerate(people) for source in _of_adult(who, work, chance)]
    is_poor = sum(source.amount for source in sources) < _POOR * len(people)
    has_one_parent = sum(age >= _CHILD_UNTIL for _, age in people) == 1
    for who, (work, age) in enumerate(people):
        if work is Work.NONE and age < _CHILD_UNTIL:
            sources += _of_child(who, age, is_poor=is_poor, is_with_one_parent=has_one_parent, chance=chance)
    if is_poor and happens(chance, 15):
        amount = chance.randrange(15_000, 42_000, 100)
        sources.append(Source(0, "housing_allowance", amount, day=10, evidence="decyzja Burmistrza"))
    return tuple(sources)


def _of_adult(who: int, work: Work, chance: Chance) -> list[Source]:
    invent = _INVENTORS.get(work)
    return invent(who, chance) if invent else []


def _wage(who: int, chance: Chance) -> list[Source]:
    net = chance.randrange(351_000, 420_000, 100) * chance.choice((4, 3, 2)) // 4
    return [Source(who, "wage", net, costs=25_000, day=28, evidence="zaświadczenie pracodawcy")]


def _odd_jobs(who: int, chance: Chance) -> list[Source]:
    return [Source(who, "contract_work", chance.randrange(40_000, 190_000, 1_000), day=20, evidence="oświadczenie")]


def _pension(who: int, chance: Chance) -> list[Source]:
    sources = [Source(who, "pension", chance.randrange(128_000, 265_000), day=5, evidence="odcinek ZUS")]
    if happens(chance, 20):
        sources.append(Source(who, "nursing_supplement", 34_822, day=5, evidence="odcinek ZUS"))
    return sources


def _disability(who: int, chance: Chance) -> list[Source]:
    sources = [Source(who, "nursing_allowance", 21_584, day=18, evidence="decyzja Burmistrza")]
    if kind := chance.choice(("disability_pension", "social_pension", "")):
        sources.append(Source(who, kind, chance.randrange(120_000, 172_000), day=5, evidence="odcinek ZUS"))
    return sources


def _farm(who: int, chance: Chance) -> list[Source]:
    hectares = chance.randrange(6_000, 42_000)
    area = f"{hectares // 10_000}.{hectares % 10_000:04d}"
    return [Source(who, "farm", hectares=area, evidence="zaświadczenie urzędu gminy")]


def _unemployment(who: int, chance: Chance) -> list[Source]:
    if not happens(chance, 15):
        return []
    amount = chance.randrange(108_000, 152_000)
    return [Source(who, "unemployment_benefit", amount, day=12, evidence="zaświadczenie urzędu pracy")]


def _care(who: int, _: Chance) -> list[Source]:
    return [Source(who, "care_benefit", 328_700, day=20, evidence="decyzja Burmistrza")]


_INVENTORS: dict[Work, Callable[[int, Chance], list[Source]]] = {
    Work.EMPLOYED: _wage,
    Work.ODD_JOBS: _odd_jobs,
    Work.PENSIONER: _pension,
    Work.DISABLED: _disability,
    Work.FARMER: _farm,
    Work.UNEMPLOYED: _unemployment,
    Work.CARER: _care,
}


def _of_child(who: int, age: int, *, is_poor: bool, is_with_one_parent: bool, chance: Chance) -> list[Source]:
    sources = []
    if age < _MINOR_UNTIL:
        sources.append(Source(who, "child_benefit", 80_000, day=14, evidence="odcinek ZUS"))
    if is_poor:
        amount = next(amount for limit, amount in _CHILD_ALLOWANCES if age <= limit)
        sources.append(Source(who, "family_allowance", amount, day=23, evidence="decyzja Burmistrza"))
    if is_with_one_parent and age < _MINOR_UNTIL and (kind := chance.choice(("maintenance", "maintenance_fund", ""))):
        amount = 50_000 if kind == "maintenance_fund" else chance.randrange(30_000, 80_000, 5_000)
        sources.append(Source(who, kind, amount, day=10, evidence="przelew"))
    return sources


def incomes_in(
    sources: Sequence[Source], person_ids: Sequence[RecordId], month: date, shown_on: date, book: Book
) -> tuple[Income, ...]:
    """What the family received in ``month``, as the clerk writes it down on ``shown_on``."""
    at = datetime(shown_on.year, shown_on.month, shown_on.day, 9)
    return tuple(
        Income(
            id=book.id_at(at),
            person_id=person_ids[source.who],
            kind=source.kind,
            amount=source.amount,
            costs=source.costs,
            hectares=source.hectares,
            received_on=None if source.hectares else _day_in(month, source.day),
            evidence=source.evidence,
            evidence_on=shown_on,
        )
        for source in sources
    )


def _day_in(month: date, day: int) -> date:
    """The day of payment; no source is paid after the 28th, which every month has."""
    return month.replace(day=day)
