"""Papers of a case and rows of the questionnaire: the list of evidence, and what a disability certificate says.

A certificate is a paper of the person it is about: its title carries the degree, its note the issuer, the number and
the last day, so that the next interview and the permanent allowance find them again. Identity documents have no place
here: no copy of one is kept.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from app.domain.answers import Key, Value
from app.domain.case_course import PaperKind
from app.domain.interview_facts import KnownPaper
from app.domain.interview_filling import Filling
from app.domain.questionnaires import Group

IDENTITY, CERTIFICATE, OTHER = "1", "6", "5d"
"""Points of art. 107 ust. 5b, as the questionnaire stores them; other papers are those of ust. 5d."""

POINTS: Mapping[str, str] = MappingProxyType(
    {
        PaperKind.INCOME_CERTIFICATE: "7",
        PaperKind.ASSETS_STATEMENT: "20",
        PaperKind.LABOUR_OFFICE: "13",
        PaperKind.DISABILITY: CERTIFICATE,
        PaperKind.COURT: "21",
        PaperKind.MEDICAL: OTHER,
        PaperKind.STATEMENT: OTHER,
    }
)
"""Which point of the list a paper of the case answers; other kinds prove nothing about the family."""

_INCOME_POINTS = ("4", "7", "8", "10", "17", "18", "19")
KINDS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(_INCOME_POINTS, PaperKind.INCOME_CERTIFICATE),
        CERTIFICATE: PaperKind.DISABILITY,
        "13": PaperKind.LABOUR_OFFICE,
        "20": PaperKind.ASSETS_STATEMENT,
        "21": PaperKind.COURT,
    }
)
"""What kind of paper a point of the list is in the case; the others are papers without a kind of their own."""

_TITLE = "Orzeczenie o niepełnosprawności"
_NOTE = re.compile(
    r"(?:Organ: (?P<issuer>[^;]*))?(?:; )?(?:nr (?P<number>.*?))?(?:; )?(?:od (?P<since>\d\d\.\d\d\.\d{4}))?"
    r"(?:; )?(?:ważne do (?P<until>\d\d\.\d\d\.\d{4}))?"
)
DEGREES: Mapping[str, str] = MappingProxyType(
    {
        "severe": "znaczny stopień niepełnosprawności",
        "moderate": "umiarkowany stopień niepełnosprawności",
        "total": "całkowita niezdolność do pracy",
        "first_group": "I grupa inwalidów",
        "second_group": "II grupa inwalidów",
        "light": "lekki stopień niepełnosprawności",
        "partial": "częściowa niezdolność do pracy",
        "child": "orzeczenie osoby do 16. roku życia",
    }
)
"""What a certificate may say, in its own words."""

_INCAPABLE = re.compile(
    r"\bznaczn|\bumiarkowan|\b(?:I|II|1|2|pierwsz\w*|drug\w*) grup|grupa (?:I|II|1|2)\b|całkowit\w* niezdoln"
)
"""Degrees that are total incapacity for work (art. 6 pkt 1 of the social assistance act)."""


@dataclass(frozen=True)
class Certificate:
    """What a disability certificate says: the degree, who issued it, its number, its last day (None: no end).

    ``since`` is the day from which the degree holds; None where it is not told, and so holds from before the claim.
    """

    degree: str = ""
    issuer: str = ""
    number: str = ""
    until: date | None = None
    since: date | None = None

    @property
    def title(self) -> str:
        """As the paper is called in the case."""
        return f"{_TITLE}: {self.degree}" if self.degree else _TITLE

    @property
    def note(self) -> str:
        """Issuer, number, first and last day, as they are read back."""
        parts = (
            f"Organ: {self.issuer.replace(';', ',')}" if self.issuer else "",
            f"nr {self.number.replace(';', ',')}" if self.number else "",
            f"od {self.since:%d.%m.%Y}" if self.since else "",
            f"ważne do {self.until:%d.%m.%Y}" if self.until else "",
        )
        return "; ".join(part for part in parts if part)

    @property
    def is_incapacity(self) -> bool:
        """Whether this degree is total incapacity for work; "częściowa niezdolność" and "lekki" are not."""
        return _INCAPABLE.search(self.degree) is not None

    def is_valid_on(self, day: date) -> bool:
        """Whether it has not run out."""
        return self.until is None or self.until >= day


def read_certificate(title: str, note: str) -> Certificate:
    """From a paper back into boxes; a note in somebody's own words stays out of them."""
    _head, _colon, degree = title.partition(": ")
    found = _NOTE.fullmatch(note)
    if found is None:
        return Certificate(degree.strip())
    days = _day(found["until"]), _day(found["since"])
    return Certificate(degree.strip(), found["issuer"] or "", found["number"] or "", *days)


def _day(text: str | None) -> date | None:
    """The written last day; None where there is none in the calendar."""
    if text is None:
        return None
    day, month, year = (int(part) for part in text.split("."))
    try:
        return date(year, month, day)
    except ValueError:
        return None


def paper_proposals(filling: Filling) -> dict[Key, Value]:
    """Rows for the list of evidence and for the table of disability, each only while it is empty."""
    offered: dict[Key, Value] = {}
    evidence = [each for each in filling.circumstances.papers if each.kind in POINTS]
    for row, paper in enumerate(evidence if _is_empty(filling, "document.kind") else ()):
        said = {"kind": POINTS[paper.kind], "person": _name(filling, paper), "reference": paper.reference}
        offered |= _row(filling, "document", row, said)
    certificates = [each for each in filling.circumstances.papers if each.kind == PaperKind.DISABILITY]
    named = [each for each in certificates if each.person is not None]
    for row, paper in enumerate(named if _is_empty(filling, "disabled.name") else ()):
        read = read_certificate(paper.title, paper.note)
        month = f"{paper.dated_on:%Y-%m}" if paper.dated_on else None
        said = {"name": _name(filling, paper), "degree": read.degree, "issuer": read.issuer, "number": read.number}
        offered |= _row(filling, "disabled", row, {**said, "month": month})
    return offered


def group_of(filling: Filling, meaning: str) -> Group | None:
    """The table that a column stands in, where the part has it and asks for it."""
    asked = filling.questionnaire.meaning(meaning)
    if asked is None:
        return None
    place = filling.questionnaire.places[asked.id]
    return None if filling.is_left_out(place.segment) else place.group


def _is_empty(filling: Filling, meaning: str) -> bool:
    group = group_of(filling, meaning)
    return group is not None and not filling.rows(group)


def _name(filling: Filling, paper: KnownPaper) -> str:
    return filling.circumstances.people[paper.person].full_name if paper.person is not None else ""


def _row(filling: Filling, table: str, row: int, said: Mapping[str, Value]) -> dict[Key, Value]:
    columns = ((filling.questionnaire.meaning(f"{table}.{name}"), value) for name, value in said.items())
    return {(asked.id, row): value for asked, value in columns if asked is not None and value}
