"""Kinds of help that somebody may apply for, in the order of the act.

A kind of ``app.domain.benefits.WITH_LETTER`` is worked out and decided by the program; the others are registered,
visited and filed, and the case says honestly that their amount is worked out on paper.
"""

from dataclasses import dataclass

from app.domain.benefits import WITH_LETTER
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


_REGISTERED: tuple[tuple[str, str, str, str], ...] = (
    ("permanent_allowance", "zasiłek stały", "zasiłku stałego", "art. 37"),
    ("periodic_allowance", "zasiłek okresowy", "zasiłku okresowego", "art. 38"),
    ("purpose_allowance", "zasiłek celowy", "zasiłku celowego", "art. 39"),
    ("special_purpose_allowance", "specjalny zasiłek celowy", "specjalnego zasiłku celowego", "art. 41 pkt 1"),
    ("shelter", "schronienie", "schronienia", "art. 48a"),
    ("meal", "posiłek", "posiłku", "art. 48b"),
    ("care_services", "usługi opiekuńcze", "usług opiekuńczych", "art. 50"),
    ("care_home", "miejsce w domu pomocy społecznej", "miejsca w domu pomocy społecznej", "art. 54"),
    ("other_help", "inna pomoc", "innej pomocy", "art. 36"),
)


_DISCRETIONARY = frozenset({"purpose_allowance", "special_purpose_allowance", "other_help"})


def _claim(code: str, label: str, genitive: str, article: str) -> Claim:
    kind = WITH_LETTER.get(code)
    return Claim(
        code=code,
        label=kind.label if kind else label,
        genitive=kind.genitive if kind else genitive,
        article=kind.article if kind else article,
        is_calculable=kind is not None,
        is_discretionary=code in _DISCRETIONARY,
    )


CLAIMS: tuple[Claim, ...] = tuple(_claim(*row) for row in _REGISTERED)
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
