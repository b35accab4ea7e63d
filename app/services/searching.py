"""What the field at the top finds while somebody types."""

from dataclasses import dataclass

from app.domain.cases import Case
from app.services.office import Office
from app.services.ports import Hit
from app.services.same_person import one_person

_PERSONS = 12
_CASES = 8


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
    """Persons in the order of the alphabet; their cases, the one whose sign was typed first, then the newest."""

    persons: tuple[Hit, ...]
    cases: tuple[FoundCase, ...]


def find_anything(office: Office, request: FindAnything) -> FoundThings:
    """Persons whose name, PESEL, address, phone or sign begins with the typed words, and their cases."""
    with office.reading() as file:
        hits = file.search(request.text, _PERSONS)
        cases = [
            FoundCase(case, hit.name)
            for hit in hits
            for each in one_person(file, hit.id)
            for case in file.find(Case, person_id=each)
        ]
    sign = request.text.strip().upper()
    cases.sort(key=lambda found: (found.case.sign.upper().startswith(sign), found.case.opened_on), reverse=True)
    return FoundThings(tuple(hits), tuple(cases[:_CASES]))
