"""An interview beside the last one and beside what the office knows: what changed, what may be taken over.

Nothing is taken over by itself. Proposals become answers when the worker accepts them, so that every answer on the
paper was asked in this interview.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain.answer_typing import typed
from app.domain.answers import Answers, Key, Value, is_empty, text_of
from app.domain.interview_facts import KnownPerson
from app.domain.interview_filling import Filling
from app.domain.interview_papers import paper_proposals
from app.domain.questionnaires import SILENT, Field, Group, Place, Questionnaire, Segment


class ChangeKind(StrEnum):
    """How a box stands beside its last answer."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    NEW = "new"
    UNANSWERED = "unanswered"


@dataclass(frozen=True)
class Difference:
    """One box then and now. ``row`` is the row of now, or of then when the row is gone."""

    kind: ChangeKind
    field_id: str
    row: int
    before: Value
    now: Value


def matching_rows(filling: Filling, previous: Answers, group: Group) -> dict[int, int | None]:
    """Which row of last time each row is: known again by the key column, else by its number; None for a new one."""
    rows = filling.rows(group)
    if not group.is_table or not group.key:
        return {row: row for row in rows}
    known: dict[str, int] = {}
    for (field_id, row), value in previous.items():
        if field_id == group.key and not is_empty(value):
            known.setdefault(text_of(value).casefold(), row)
    return {row: _matching(filling, previous, group.key, known, row) for row in rows}


def _matching(filling: Filling, previous: Answers, name: str, known: Mapping[str, int], row: int) -> int | None:
    if key := text_of(filling.value(name, row)).casefold():
        return known.get(key)
    return row if is_empty(previous.get((name, row))) else None


def compare(filling: Filling, previous: Answers, segment: Segment) -> tuple[Difference, ...]:
    """Every box of a segment that was answered last time or is answered now, in the form's order."""
    found: list[Difference] = []
    for group in segment.groups:
        for asked, row, before_row in _pairs(filling, previous, group):
            if asked.unchanged:
                continue
            before = previous.get((asked.id, before_row)) if before_row is not None else None
            now = filling.value(asked.id, row) if row is not None else None
            if (kind := _kind(before, now, is_row_here=row is not None)) is not None:
                at = row if row is not None else before_row
                found.append(Difference(kind, asked.id, at or 0, before, now))
    return tuple(found)


def _pairs(filling: Filling, previous: Answers, group: Group) -> Iterator[tuple[Field, int | None, int | None]]:
    """Fields with their row now and their row last time; None where the row does not exist."""
    asked = _boxes(group)
    matches = matching_rows(filling, previous, group)
    gone = [row for row in _rows_of(previous, group) if row not in matches.values()] if group.is_table else []
    for row, before_row in (*matches.items(), *((None, row) for row in gone)):
        for field in asked:
            if row is None or filling.is_shown(field, group, row):
                yield field, row, before_row


def _boxes(group: Group) -> list[Field]:
    """The boxes of a group that somebody answers."""
    return [field for field in group.fields if field.type not in SILENT and field.id != group.rows_of]


def _kind(before: Value, now: Value, *, is_row_here: bool) -> ChangeKind | None:
    if is_empty(before):
        return None if is_empty(now) else ChangeKind.NEW
    if is_empty(now):
        return ChangeKind.UNANSWERED if is_row_here else ChangeKind.GONE
    return ChangeKind.SAME if now == before else ChangeKind.CHANGED


def _rows_of(answers: Answers, group: Group) -> tuple[int, ...]:
    ids = {field.id for field in group.fields}
    return tuple(sorted({row for (field_id, row), value in answers.items() if field_id in ids and not is_empty(value)}))


def carried(filling: Filling, previous: Answers, group: Group) -> dict[Key, Value]:
    """Answers of last time that fit the boxes of a group still empty now; what must be asked anew is left out."""
    if group.is_later:
        return {}
    fields = [field for field in _boxes(group) if not field.is_fresh]
    if group.is_table and not filling.rows(group):
        rows = {row: row for row in _rows_of(previous, group)}
    else:
        matched = matching_rows(filling, previous, group)
        rows = {row: before for row, before in matched.items() if before is not None}
    offered = {
        (name, row): previous.get((name, before))
        for row, before in rows.items()
        for field in fields
        for name in _names(field)
        if is_empty(filling.answers.get((field.id, row)))
    }
    return _fitting(filling, group, {key: value for key, value in offered.items() if not is_empty(value)})


def _names(field: Field) -> tuple[str, ...]:
    """The ids under which a field is answered, the words beside its options included."""
    return (field.id, *(field.detail_id(option.key) for option in field.options if field.detail))


def _fitting(filling: Filling, group: Group, offered: dict[Key, Value]) -> dict[Key, Value]:
    """Only what would be asked after taking over, and only options that this version of the form still has."""
    after = Filling(filling.questionnaire, {**filling.answers, **offered}, filling.circumstances, filling.left_out)
    places = filling.questionnaire.places
    fitting = {}
    for (name, row), value in offered.items():
        field = places[name.split(".", maxsplit=1)[0]].field
        if after.is_shown(field, group, row) and (name != field.id or _is_still_offered(field, value)):
            fitting[name, row] = value
    return fitting


def _is_still_offered(field: Field, value: Value) -> bool:
    if not field.options:
        return True
    keys = value if isinstance(value, tuple) else (value,)
    return all(isinstance(key, str) and field.option(key) is not None for key in keys)


def proposals(filling: Filling) -> dict[Key, Value]:
    """What the office knows for boxes that are still empty: person, address, family, incomes, days, stamp."""
    offered = {**_simple(filling), **_members(filling), **paper_proposals(filling)}
    return {key: value for key, value in offered.items() if not is_empty(value) and is_empty(filling.answers.get(key))}


def _takes_proposals(filling: Filling, place: Place) -> bool:
    """An annex is begun by a person, never by what the office knows."""
    return place.segment in filling.segments and (not place.segment.annex or filling.is_begun(place.segment))


DAYS_OF_VISIT = ("dates.interview", "dates.held", "dates.conclusions", "dates.statement")


def _simple(filling: Filling) -> dict[Key, Value]:
    known = filling.circumstances
    words: dict[str, Value] = {
        "office.stamp": known.office_stamp,
        "address.correspondence": known.correspondence_address,
        "address.stay": known.stay_address,
        **dict.fromkeys(DAYS_OF_VISIT, known.interview_on.isoformat()),
        "dates.report": known.reported_on.isoformat() if known.reported_on else None,
        "applicant": known.applicant,
        "place.office": known.office_town,
        "office.name": known.office_stamp,
        "plan.place_date": f"{known.office_town}, {known.interview_on:%d.%m.%Y}" if known.office_town else None,
    }
    if known.people:
        person = known.people[0]
        for name in ("first_name", "last_name", "citizenship", "identity_document", "pesel", "phone"):
            words[f"person.{name}"] = getattr(person, name)
        words["person.full_name"] = person.full_name
        words["person.born_on"] = person.born_on.isoformat() if person.born_on else None
        words["person.number"] = person.pesel or person.identity_document
        words["family.size"] = filling.persons
    if known.address is not None:
        for name in ("postal_code", "locality", "street", "house", "flat"):
            words[f"address.{name}"] = getattr(known.address, name)
        words["address.line"] = known.address.line
        words["place.interview"] = known.address.locality
    return {
        (place.field.id, 0): _as_typed(place.field, words[place.field.meaning])
        for place in filling.questionnaire.places.values()
        if place.field.meaning in words and _takes_proposals(filling, place)
    }


def _as_typed(asked: Field, value: Value) -> Value:
    """A value of a record in the shape of its box: a telephone number as digits."""
    return typed(asked, value) if isinstance(value, str) else value


def _members(filling: Filling) -> dict[Key, Value]:
    """One row of the family table for each person on record, the interviewed person first; only into an empty table.

    A part whose table is about the others leaves the interviewed person out.
    """
    form = filling.questionnaire
    name = form.meaning("member.name")
    if name is None or filling.rows(form.places[name.id].group):
        return {}
    offered: dict[Key, Value] = {}
    left_out = 0 if form.lists_interviewed else 1
    for place, person in enumerate(filling.circumstances.people[left_out:], start=left_out):
        row = place - left_out
        incomes = [income for income in filling.circumstances.incomes if income.person == place]
        words: dict[str, Value] = {
            "name": person.full_name,
            "sex": person.sex.value if person.sex else None,
            "born_on": person.born_on.isoformat() if person.born_on else None,
            "pesel": person.pesel,
            "marital_status": person.marital_status,
            "kinship": _kinship(form, person) if place else None,
            "occupation": person.occupation,
            "household": person.household,
            "income_kind": ", ".join(dict.fromkeys(income.source for income in incomes)),
            "income": sum(income.amount for income in incomes) if incomes else None,
        }
        for meaning, value in words.items():
            if asked := form.meaning(f"member.{meaning}"):
                offered[asked.id, row] = value
    return offered


def _kinship(form: Questionnaire, person: KnownPerson) -> str:
    """Kinship in the form's own word, which differs by sex; empty when the record does not say it."""
    asked = form.meaning("member.kinship")
    words = (asked.words if asked else None) or {}
    return words.get(f"{person.relation}.{person.sex}", "") if person.sex else ""
