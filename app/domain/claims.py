"""Kinds of help that somebody may apply for, in the order of the act.

A kind of ``app.domain.benefits.WITH_LETTER`` is worked out and decided by the program; the others are registered,
visited and filed, and the case says honestly that their amount is worked out on paper.
"""

from dataclasses import dataclass

from app.domain.benefits import BY_CODE, WITH_LETTER
from app.domain.problems import Refusal


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One kind of help: its name in Polish, the same after "przyznania", and its article."""

    code: str
    label: str
    genitive: str
    article: str
    is_calculable: bool = False
    is_discretionary: bool = False
    """Whether the act lets the office choose whether to help; such cases are fit for mediation (KPA art. 96a § 1a)."""


class UnknownClaim(Refusal):
    """No such kind of help (facts: benefit)."""

    code = "unknown_claim"


_KINDS = ("permanent_allowance", "periodic_allowance", "purpose_allowance", "special_purpose_allowance")
"""Money benefits: their names are those of ``app.domain.benefits``."""

_OTHERS: tuple[Claim, ...] = (
    Claim(code="shelter", label="schronienie", genitive="schronienia", article="art. 48a"),
    Claim(code="meal", label="posiłek", genitive="posiłku", article="art. 48b"),
    Claim(code="care_services", label="usługi opiekuńcze", genitive="usług opiekuńczych", article="art. 50"),
    Claim(
        code="care_home",
        label="miejsce w domu pomocy społecznej",
        genitive="miejsca w domu pomocy społecznej",
        article="art. 54",
    ),
    Claim(code="other_help", label="inna pomoc", genitive="innej pomocy", article="art. 36", is_discretionary=True),
)


def _claim(code: str) -> Claim:
    kind = BY_CODE[code]
    return Claim(
        code=code,
        label=kind.label,
        genitive=kind.genitive,
        article=kind.article,
        is_calculable=code in WITH_LETTER,
        is_discretionary=kind.is_discretionary,
    )


CLAIMS: tuple[Claim, ...] = (*(_claim(code) for code in _KINDS), *_OTHERS)
_BY_CODE = {claim.code: claim for claim in CLAIMS}


def claim_of(code: str) -> Claim:
    """The kind of help with this code."""
    try:
        return _BY_CODE[code]
    except KeyError:
        raise UnknownClaim(benefit=code) from None


def label_of(code: str) -> str:
    """Its name, or the code itself for a kind that a newer program registered."""
    claim = _BY_CODE.get(code)
    return claim.label if claim is not None else code
