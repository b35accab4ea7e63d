"""Acts as letters cite them: each with the gazette that was right on the day of the letter.

A letter that was issued keeps the citation it was printed with; nothing here is asked again about the past.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.problems import Refusal


class NoCitation(Refusal):
    """No published text of the act is known for that day (facts: act, day)."""

    code = "no_citation"


@dataclass(frozen=True, kw_only=True)
class Publication:
    """Where the act is published from a day on, until the next row begins.

    ``starts_on`` is the day of publication in the gazette, not of entry into force: that is how offices cite.
    ``doubt`` says what was not verified, for the person who keeps the file. ``genitive`` is given where another
    act took the place of the former one from that day (the regulation on amounts).
    """

    starts_on: date
    gazette: str
    checked_on: date
    genitive: str = ""
    doubt: str = ""


@dataclass(frozen=True, kw_only=True)
class Act:
    """An act by its names: ``genitive`` after "na podstawie art. 8", ``short`` (genitive too) when named again."""

    id: str
    name: str
    genitive: str
    short: str
    publications: tuple[Publication, ...]


@dataclass(frozen=True)
class Citations:
    """All acts that letters name, by their id."""

    acts: Mapping[str, Act]

    def publication_on(self, act_id: str, day: date) -> Publication:
        """The row in force on ``day``; refuses a day before the first one rather than cite a wrong gazette."""
        act = self.acts.get(act_id)
        rows = [row for row in act.publications if row.starts_on <= day] if act else []
        if not rows:
            raise NoCitation(act=act.name if act else act_id, day=day)
        return rows[-1]

    def short(self, act_id: str) -> str:
        """``ustawy o pomocy społecznej``: the act once it has been cited in full."""
        act = self.acts.get(act_id)
        if act is None:
            raise NoCitation(act=act_id, day=None)
        return act.short


def cite(citations: Citations, act_id: str, day: date) -> str:
    """The act in the genitive with its gazette in brackets, as it is cited on ``day``."""
    row = citations.publication_on(act_id, day)
    return f"{row.genitive or citations.acts[act_id].genitive} ({row.gazette})"
