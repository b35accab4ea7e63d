"""What the field at the top finds while somebody types."""

import re
from dataclasses import dataclass

from app.domain.cases import Case
from app.services.office import Office
from app.services.ports import Hit, Listing, Reading
from app.services.same_person import one_person

_PERSONS = 12
_CASES = 8
_SIGNED = 200
_SIGN = re.compile(r"(?:[A-Z0-9-]+\.)*[0-9]+\.[0-9]+[0-9.]*")


@dataclass(frozen=True)
class FindAnything:
    """Ask for persons and cases by what was typed so far."""

    text: str


@dataclass(frozen=True)
class FoundCase:
    """A case of somebody who was found."""

    case: Case
    person: str


@dataclass(frozen=True)
class FoundThings:
    """Persons in the order of the alphabet; their cases, the newest first.

    ``is_sign``: what was typed is a sign or a piece of one; the cases that bear it come before everything else.
    """

    persons: tuple[Hit, ...]
    cases: tuple[FoundCase, ...]
    is_sign: bool = False


def find_anything(office: Office, request: FindAnything) -> FoundThings:
    """Persons whose name, PESEL, address, phone or sign begins with the typed words, and their cases."""
    text = request.text.strip().upper()
    with office.reading() as file:
        signed = _signed(file, text)
        hits = file.search(request.text, _PERSONS)
        cases = [
            FoundCase(case, hit.name)
            for hit in hits
            for each in one_person(file, hit.id)
            for case in file.find(Case, person_id=each)
        ]
    cases.sort(key=lambda found: found.case.opened_on, reverse=True)
    known = {found.case.id for found in signed}
    cases = [*signed, *(found for found in cases if found.case.id not in known)]
    return FoundThings(tuple(hits), tuple(cases[:_CASES]), is_sign=bool(signed))


def _signed(file: Reading, text: str) -> list[FoundCase]:
    """Cases whose sign has the typed piece: as whole parts of it before anywhere in it, then the newest sign."""
    if not _SIGN.fullmatch(text):
        return []
    listing = Listing("cases", "sign", is_descending=True, text=text)
    rows = file.page(listing, file.keys(listing)[:_SIGNED])
    found = file.many(Case, [row[0] for row in rows])
    names = {row[0]: f"{row[3] or ''} {row[4] or ''}".strip() for row in rows}
    cases = [FoundCase(found[row[0]], names[row[0]]) for row in rows]
    return sorted(cases, key=lambda each: f".{text.strip('.')}." not in f".{each.case.sign.upper()}.")
