"""Amounts in whole grosze: read as a clerk types them, written as a document prints them, rounded only on purpose."""

import re
from fractions import Fraction
from typing import TypeAlias

from app.domain import polish
from app.domain.problems import Refusal

Grosze: TypeAlias = int

HIGHEST: Grosze = 1_000_000_000
"""10 million złoty. Nothing a centre pays or a household receives in a month comes near; more is a slip of the hand."""

_SPACES = " \u00a0\u202f\u2009"  # plain, no-break, narrow no-break, thin: all of them separate thousands somewhere
_AMOUNT = re.compile(rf"(?P<zloty>[0-9]+|[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+)(?:[,.](?P<grosze>[0-9]{{1,2}}))?")
_UNIT = re.compile(rf"[{_SPACES}]*zł$", re.IGNORECASE)


class WrongAmount(Refusal):
    """What was typed is not an amount (facts: text)."""

    code = "wrong_amount"


class NegativeAmount(Refusal):
    """An amount below zero where only receipts, costs and payments are meant (facts: text)."""

    code = "negative_amount"


class AbsurdAmount(Refusal):
    """More than any household or office could mean (facts: text, highest in grosze)."""

    code = "absurd_amount"


def parse(text: str) -> Grosze:
    """Read ``1 248,00``, ``1248.00``, ``1 248 zł``; comma or dot marks the grosze, spaces the thousands.

    Dots for thousands (``1.248``) are refused: nobody can tell them from grosze typed with a dot.
    """
    bare = _UNIT.sub("", text.strip())
    if bare[:1] in ("-", "\u2212"):
        raise NegativeAmount(text=text)
    found = _AMOUNT.fullmatch(bare)
    if found is None:
        raise WrongAmount(text=text)
    zloty = re.sub(rf"[{_SPACES}]", "", found["zloty"]).lstrip("0") or "0"
    if len(zloty) > len(str(HIGHEST)):  # also keeps int() away from a million digits
        raise AbsurdAmount(text=text[:40], highest=HIGHEST)
    amount = int(zloty) * 100 + int((found["grosze"] or "").ljust(2, "0"))
    if amount > HIGHEST:
        raise AbsurdAmount(text=text, highest=HIGHEST)
    return amount


def plain(amount: Grosze) -> str:
    """For files and other programs: ``1248.00``."""
    sign = "-" if amount < 0 else ""
    return f"{sign}{abs(amount) // 100}.{abs(amount) % 100:02d}"


def written(amount: Grosze) -> str:
    """For people: ``1 248,00``, thousands apart by a no-break space."""
    sign = "-" if amount < 0 else ""
    thousands = f"{abs(amount) // 100:,}".replace(",", "\u00a0")
    return f"{sign}{thousands},{abs(amount) % 100:02d}"


def with_unit(amount: Grosze) -> str:
    """For people, with its unit that never falls to the next line: ``1 248,00 zł``."""
    return f"{written(amount)}\u00a0zł"


def percent(share: Fraction) -> str:
    """A share as people write it, two decimals at most: ``130%``, ``1,5%``."""
    whole, rest = divmod(half_up(share * 10_000), 100)
    return f"{whole},{rest:02d}".rstrip("0").rstrip(",") + "%" if rest else f"{whole}%"


def in_words(amount: Grosze) -> str:
    """For decisions and receipts: ``sześćset dziesięć złotych 50/100``."""
    if amount < 0:
        raise NegativeAmount(text=plain(amount))
    from num2words import num2words  # 40 ms, and only documents need it

    zloty = amount // 100
    name = polish.choose(zloty, ("złoty", "złote", "złotych"))
    return f"{num2words(zloty, lang='pl')} {name} {amount % 100:02d}/100"


def half_up(exact: Fraction) -> Grosze:
    """To the nearest grosz, halves away from zero."""
    return -half_up(-exact) if exact < 0 else (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def quotient(amount: Grosze, parts: int) -> Grosze:
    """One of ``parts`` equal parts to the nearest grosz; the same as ``half_up`` of a fraction, without making one."""
    return -quotient(-amount, parts) if amount < 0 else (2 * amount + parts) // (2 * parts)


def up(exact: Fraction) -> Grosze:
    """To the next whole grosz: for what the act calls "not lower than"."""
    return -(-exact.numerator // exact.denominator)


def down(exact: Fraction) -> Grosze:
    """Cut to the whole grosz: for what the act calls "not more than"."""
    return exact.numerator // exact.denominator
