"""What speaks against a letter as it is drafted: some of it stops the letter, the rest is said before it is made.

A letter that reaches the wrong hands, or carries the words of another case, cannot be taken back; so each of these is
looked at before a letter is made for good. Whether a fact is missing is the business of the template.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.money import Grosze, WrongAmount, parse, with_unit

OF_AGE = 18
CITATION_GOOD_FOR = timedelta(days=183)
"""After half a year somebody should look whether the act was changed; texts of the code changed twice in 2025."""
TELLING = re.compile(
    r"zasił|pomoc\w*\s+społ|\bops\b|okresow|celow|\bstał[yea]\b|posił|opiekuńcz|bezdomn|niepełnospr|alkohol|chorob|ubóstw|\bdps\b",
    re.IGNORECASE,
)
"""Words by which whoever sees an envelope or a transfer learns of the kind of help (social assistance act art. 100)."""
_AMOUNT = re.compile(r"\d[\d\s\u00a0]*,\d{2}(?=\s*zł)")


class Concern(StrEnum):
    """What was found."""

    ADDRESSEE_DEAD = "addressee_dead"
    TELLING_ADDRESS = "telling_address"
    UNFILLED = "unfilled"
    MINOR = "minor"
    REPRESENTED = "represented"
    DANGER = "danger"
    OTHER_AMOUNT = "other_amount"
    STRANGER = "stranger"
    PAST_DAY = "past_day"
    OLD_CITATION = "old_citation"


STOPS = frozenset({Concern.ADDRESSEE_DEAD, Concern.UNFILLED})
"""With one of these no letter is made. A name that only sounds telling (pani Stała) must not stop a letter."""


@dataclass(frozen=True)
class Finding:
    """A concern and what it is about: a word, a day, an amount."""

    concern: Concern
    about: str = ""

    @property
    def stops(self) -> bool:
        """Whether the letter must not be made."""
        return self.concern in STOPS


@dataclass(frozen=True, kw_only=True)
class LetterToGuard:
    """What is looked at. ``typed`` are the words of the clerk, ``amounts`` and ``days`` what was entered as such.

    ``is_to_party`` is false for letters to a body and for papers of the file; ``name`` is who stands on the envelope.
    ``days`` lie ahead by their meaning (a term). ``decided`` is the amount of the issued decision, None where there is
    none. ``citations`` are the acts with the day on which somebody last looked whether they were changed.
    """

    today: date
    is_to_party: bool
    party_died_on: date | None = None
    party_age: int | None = None
    applies_as: str = ""
    dangers: Sequence[str] = ()
    name: str = ""
    typed: Sequence[str] = ()
    open_places: Sequence[str] = ()
    strangers: Sequence[str] = ()
    amounts: Sequence[Grosze] = ()
    decided: Grosze | None = None
    days: Sequence[date] = ()
    citations: Sequence[tuple[str, date]] = ()


def guard(letter: LetterToGuard) -> tuple[Finding, ...]:
    """Everything that was found, what stops the letter first."""
    return tuple(sorted(_found(letter), key=lambda each: not each.stops))


def amounts_in(text: str) -> Iterator[Grosze]:
    """Amounts that were written out: ``610,50 zł``."""
    for written in _AMOUNT.findall(text):
        try:
            yield parse(written)
        except WrongAmount:
            continue


def _found(letter: LetterToGuard) -> Iterator[Finding]:
    if letter.is_to_party:
        yield from _addressee(letter)
    yield from (Finding(Concern.UNFILLED, place) for place in letter.open_places)
    yield from (Finding(Concern.STRANGER, word) for word in letter.strangers)
    if letter.decided:
        said = dict.fromkeys((*letter.amounts, *(each for text in letter.typed for each in amounts_in(text))))
        yield from (
            Finding(Concern.OTHER_AMOUNT, f"{with_unit(each)} / {with_unit(letter.decided)}")
            for each in said
            if each != letter.decided
        )
    yield from (Finding(Concern.PAST_DAY, day.isoformat()) for day in letter.days if day < letter.today)
    yield from (
        Finding(Concern.OLD_CITATION, act)
        for act, checked_on in letter.citations
        if letter.today - checked_on > CITATION_GOOD_FOR
    )


def _addressee(letter: LetterToGuard) -> Iterator[Finding]:
    """Whether the party may be written to at all, and at this address."""
    if letter.party_died_on is not None:
        yield Finding(Concern.ADDRESSEE_DEAD, letter.party_died_on.isoformat())
    if telling := TELLING.search(letter.name):
        yield Finding(Concern.TELLING_ADDRESS, telling[0])
    if letter.party_age is not None and letter.party_age < OF_AGE:
        yield Finding(Concern.MINOR)
    if letter.applies_as.strip():
        yield Finding(Concern.REPRESENTED, letter.applies_as.strip())
    if letter.dangers:
        yield Finding(Concern.DANGER, letter.dangers[0])
