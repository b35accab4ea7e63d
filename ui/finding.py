"""What the field at the top found, in the words of its list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.i18n import _
from ui.palette import CASES, PERSONS, Found

if TYPE_CHECKING:
    from app.services.ports import Hit
    from app.services.searching import FoundCase, FoundThings


def written_out(things: FoundThings) -> list[Found]:
    """Persons, then cases; the other way round where a sign was typed."""
    persons, cases = map(_person, things.persons), map(_case, things.cases)
    return [*cases, *persons] if things.is_sign else [*persons, *cases]


def _person(hit: Hit) -> Found:
    note = " · ".join(part for part in (hit.pesel, hit.place) if part)
    return Found(PERSONS, hit.name, note, "person", {"person_id": hit.id})


def _case(found: FoundCase) -> Found:
    return Found(CASES, found.case.sign or _("bez znaku"), found.person, "case", {"case_id": found.case.id})
