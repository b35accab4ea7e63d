"""Who may be the same human being: the warning before a person is written down twice."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.pesel import read_pesel
from app.domain.records import RecordId
from app.domain.spelling import fold, sounds, spellings
from app.services.office import Office
from app.services.ports import Hit, Reading

_NEAR_NAME = 87.0  # of 100: one slip of the hand in a name of usual length
_SHOWN = 5
_LOOKED_AT = 200


class Likeness(StrEnum):
    """Why two records may be one person, strongest first."""

    SAME_PESEL = "same_pesel"
    NEAR_PESEL = "near_pesel"
    SAME_NAME_AND_BIRTH = "same_name_and_birth"
    SAME_NAME = "same_name"
    NEAR_NAME = "near_name"


@dataclass(frozen=True)
class FindSimilar:
    """Ask who in the files is like what has been typed so far; ``except_id`` is the person being edited."""

    first_name: str = ""
    last_name: str = ""
    pesel: str = ""
    born_on: date | None = None
    except_id: RecordId | None = None


@dataclass(frozen=True)
class Similar:
    """Somebody in the files, and why they may be meant."""

    hit: Hit
    likeness: Likeness


def find_similar(office: Office, request: FindSimilar) -> tuple[Similar, ...]:
    """At most five persons who may be the typed one, the likeliest first."""
    with office.reading() as file:
        return similar_in(file, request)


def similar_in(file: Reading, request: FindSimilar) -> tuple[Similar, ...]:
    """The same inside an open reading."""
    found = {}
    for hit in _candidates(file, request):
        likeness = _likeness(hit, request) if hit.id != request.except_id else None
        if likeness is not None:
            found[hit.id] = Similar(hit, likeness)
    order = list(Likeness)
    return tuple(sorted(found.values(), key=lambda each: order.index(each.likeness))[:_SHOWN])


def _candidates(file: Reading, request: FindSimilar) -> list[Hit]:
    """Whoever shares the beginnings of the names, as this or another hand writes them, or of the PESEL.

    All are cut short, so that slips stay inside.
    """
    hits: list[Hit] = []
    if fold(request.first_name) and fold(request.last_name):
        firsts, lasts = spellings(request.first_name), spellings(request.last_name)
        wanted = {f"{last[:3]} {first[:2]}" for last in lasts for first in firsts}
        wanted |= {f"{last[:1]} {first[:4]}" for last in lasts for first in firsts}
        for each in sorted(wanted):
            hits += file.search(each, _LOOKED_AT)
    number = read_pesel(request.pesel).number
    if len(number) >= 6:  # noqa: PLR2004 - the six digits of the birth date
        hits += file.search(number[:6], _LOOKED_AT)
    elif request.born_on is not None:
        hits += file.search(f"{request.born_on:%y%m%d}", _LOOKED_AT)
    return hits


def _likeness(hit: Hit, request: FindSimilar) -> Likeness | None:
    from rapidfuzz.distance import OSA  # 30 ms, and only a new person needs it

    number = read_pesel(request.pesel).number
    if number and hit.pesel:
        if number == hit.pesel:
            return Likeness.SAME_PESEL
        if len(number) == len(hit.pesel) and OSA.distance(number, hit.pesel) == 1:
            return Likeness.NEAR_PESEL
    typed, known = fold(f"{request.last_name} {request.first_name}"), fold(hit.name)
    if closeness(f"{request.last_name} {request.first_name}", hit.name) < _NEAR_NAME:
        return None
    born = request.born_on.isoformat() if request.born_on else ""
    if born and hit.born_on and born != hit.born_on:
        return None
    if typed == known:
        return Likeness.SAME_NAME_AND_BIRTH if born and born == hit.born_on else Likeness.SAME_NAME
    return Likeness.NEAR_NAME


def closeness(one: str, other: str) -> float:
    """Of 100: how near two names are where they sound most alike; Szewczenko and Shevchenko are one."""
    from rapidfuzz import fuzz  # 30 ms, and only a new person needs it

    return max(fuzz.ratio(each, known) for each in sounds(one) for known in sounds(other))
