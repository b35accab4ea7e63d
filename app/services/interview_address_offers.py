"""Addresses of an interview beside those of the files: residence box by box, the others as one written line."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from app.domain.answers import text_of
from app.domain.interview_filling import Filling
from app.domain.persons import Address, AddressKind, Person
from app.domain.records import Record, new_id
from app.domain.spelling import fold
from app.services.interview_offer import Obstacle, Offer, OfferCode, OnRecord

_POST = re.compile(r"(?P<first>.+?),\s*(?P<code>\d{2}-\d{3})\s+(?P<town>\S.*)")
_FLAT = r"(?:\s?/\s?|,?\s+(?:m|mieszk\w*|lok|lokal)\b\.?\s*)(?P<flat>[^\s,]+)"
_HOME = re.compile(
    rf"(?P<name>[^,]*?[^\d,])\s+(?P<house>\d[^\s,/]*(?:\s[A-Z])?)(?:{_FLAT})?",
    re.IGNORECASE,
)
_STREET = re.compile(r"(?:ul\.|al\.|pl\.|os\.|aleja|plac|osiedle|rynek)(?:\s|$)", re.IGNORECASE)
_WRITTEN = (
    ("address.correspondence", AddressKind.CORRESPONDENCE, OfferCode.CORRESPONDENCE),
    ("address.stay", AddressKind.STAY, OfferCode.STAY),
)


def address_offers(filling: Filling, record: OnRecord) -> Iterator[Offer]:
    """Where the person lives, where letters go, where a homeless person stays."""
    yield from _residence(filling, record)
    for meaning, kind, code in _WRITTEN:
        yield from _written(filling, record, meaning, kind, code)


def read_line(line: str) -> dict[str, str] | None:
    """``ul. Polna 4 m. 2, 97-570 Przedbórz`` in its parts; None for what is not written like an address.

    Without a word for a street the name is that of a village, and the town is its post office.
    """
    post = _POST.fullmatch(" ".join(line.split()))
    home = _HOME.fullmatch(post["first"]) if post is not None else None
    if post is None or home is None:
        return None
    is_street = bool(_STREET.match(home["name"]))
    return {
        "street": home["name"] if is_street else "",
        "locality": post["town"] if is_street else home["name"],
        "post_town": "" if is_street or fold(home["name"]) == fold(post["town"]) else post["town"],
        "house": home["house"],
        "flat": home["flat"] or "",
        "postal_code": post["code"],
    }


def _written(filling: Filling, record: OnRecord, meaning: str, kind: AddressKind, code: OfferCode) -> Iterator[Offer]:
    """One box for a whole address: taken over where it can be read, else told for somebody to write it down."""
    person, before, now = record.family[0][0], record.others.get(kind), _answered(filling, meaning)
    stood = ", ".join(before.lines) if before is not None else ""
    if not now or fold(now) == fold(stood):
        return
    parts: Any = read_line(now)
    if parts is None:
        yield Offer(code=code, name=person.full_name, before=stood, now=now, obstacle=Obstacle.UNREAD)
        return
    since = filling.interview_on
    fresh = Address(id=new_id(), person_id=person.id, kind=kind, from_on=since if before is not None else None, **parts)
    changes: tuple[tuple[Record | None, Record], ...] = ((None, fresh),)
    if before is not None and before.from_on is not None and before.from_on >= since:
        changes = ((before, replace(before, **parts)),)
    elif before is not None:
        changes = ((before, replace(before, to_on=since - timedelta(days=1))), *changes)
    yield Offer(code=code, name=person.full_name, before=stood, now=now, changes=changes)


_ADDRESS = ("postal_code", "locality", "street", "house", "flat")


def _residence(filling: Filling, record: OnRecord) -> Iterator[Offer]:
    """Another residence holds from the day of the interview; a part that was only missing is filled in."""
    person, before = record.family[0][0], record.address
    parts: dict[str, Any] = {name: _answered(filling, f"address.{name}") for name in _ADDRESS}
    if not parts["locality"]:
        return
    if before is None:
        fresh = Address(id=new_id(), person_id=person.id, **parts)
        yield _moved(person, "", fresh, ((None, fresh),))
        return
    differing = [name for name in _ADDRESS if fold(getattr(before, name)) != fold(parts[name])]
    if not differing:
        return
    since = filling.interview_on
    is_filled_in = not any(getattr(before, name) for name in differing)
    if is_filled_in or (before.from_on is not None and before.from_on >= since):
        after = replace(before, **parts)
        yield _moved(person, _line(before), after, ((before, after),))
        return
    has_same_post = parts["postal_code"] == before.postal_code
    fresh = Address(
        id=new_id(), person_id=person.id, post_town=before.post_town if has_same_post else "", from_on=since, **parts
    )
    ended = replace(before, to_on=since - timedelta(days=1))
    yield _moved(person, _line(before), fresh, ((before, ended), (None, fresh)))


def _answered(filling: Filling, meaning: str) -> str:
    asked = filling.questionnaire.meaning(meaning)
    return text_of(filling.value(asked.id)) if asked is not None else ""


def _moved(person: Person, before: str, after: Address, changes: tuple[tuple[Record | None, Record], ...]) -> Offer:
    return Offer(code=OfferCode.ADDRESS, name=person.full_name, before=before, now=_line(after), changes=changes)


def _line(address: Address) -> str:
    return ", ".join(address.lines)
