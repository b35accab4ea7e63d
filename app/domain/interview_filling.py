"""One interview as it stands: which boxes are asked, which a segment lacks, and what the program works out itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from app.domain.answers import Answers, Value, amount_of, day_of, is_empty, keys_of, text_of
from app.domain.interview_facts import Circumstances, age_on
from app.domain.money import Grosze, half_up
from app.domain.pesel import read_pesel
from app.domain.questionnaires import SILENT, Computed, Condition, Field, Group, Questionnaire, Segment

ADULT_AGE = 18
"""Full age (Civil Code art. 10 § 1), for "małoletni" of the form."""


@dataclass(frozen=True)
class Filling:
    """One interview as it stands: the form, the answers, the segments left out, and what the office knows."""

    questionnaire: Questionnaire
    answers: Answers
    circumstances: Circumstances
    left_out: frozenset[str] = frozenset()

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The segments that are asked here, in the form's order."""
        return tuple(each for each in self.questionnaire.segments if self.holds(each.when))

    def is_begun(self, segment: Segment) -> bool:
        """Whether anything is answered in a segment."""
        return any(
            not is_empty(self.answers.get((asked.id, row)))
            for group in segment.groups
            for row in self.rows(group)
            for asked in group.fields
        )

    def is_on_paper(self, segment: Segment) -> bool:
        """Whether a segment is printed: those of the form always, an annex once something is written on it."""
        return segment.is_printed or (bool(segment.annex) and self.is_begun(segment) and not self.is_left_out(segment))

    def value(self, field_id: str, row: int = 0) -> Value:
        """What the box holds; a computed amount that nobody overruled is worked out."""
        given = self.answers.get((field_id, row))
        if not is_empty(given):
            return given
        place = self.questionnaire.places.get(field_id)
        if place is None:
            return None
        if place.field.id == place.group.rows_of:
            return place.field.options[row].key if row < len(place.field.options) else None
        return self.computed(place.field) if place.field.computed else None

    @cached_property
    def _rows(self) -> dict[str, tuple[int, ...]]:
        found: dict[str, set[int]] = {}
        for (field_id, row), value in self.answers.items():
            place = self.questionnaire.places.get(field_id)
            if place is not None and place.group.is_table and not is_empty(value):
                found.setdefault(place.group.id, set()).add(row)
        return {group_id: tuple(sorted(rows)) for group_id, rows in found.items()}

    def rows(self, group: Group) -> tuple[int, ...]:
        """Numbers of the rows that hold anything, in order; row 0 for boxes outside a table."""
        return self._rows.get(group.id, ()) if group.is_table else (0,)

    def column(self, meaning: str) -> tuple[tuple[int, Value], ...]:
        """Row number and value of each row of the column that stands for ``meaning``."""
        asked = self.questionnaire.meaning(meaning)
        if asked is None:
            return ()
        return tuple((row, self.value(asked.id, row)) for row in self.rows(self.questionnaire.places[asked.id].group))

    def holds(self, condition: Condition | None, asking: Group | None = None, row: int = 0) -> bool:
        """Whether a condition is met for a box of ``asking`` in ``row``; no condition is always met."""
        if condition is None:
            return True
        if condition.first_row:
            return asking is None or self.rows(asking)[:1] in ((), (row,))
        if condition.fact:
            return bool(self.facts.get(condition.fact))
        if condition.field:
            return any(_fits(condition, value) for value in self._looked_at(condition.field, asking, row))
        return (
            all(self.holds(part, asking, row) for part in condition.all_of)
            and (not condition.any_of or any(self.holds(part, asking, row) for part in condition.any_of))
            and not any(self.holds(part, asking, row) for part in condition.none_of)
        )

    def _looked_at(self, field_id: str, asking: Group | None, row: int) -> tuple[Value, ...]:
        group = self.questionnaire.places[field_id].group
        if group is asking or not group.is_table:
            return (self.value(field_id, row if group.is_table else 0),)
        return tuple(self.value(field_id, each) for each in self.rows(group)) or (None,)

    @cached_property
    def facts(self) -> Mapping[str, bool]:
        """Facts that conditions may name."""
        return MappingProxyType({"has_minors": any(age < ADULT_AGE for age in self.ages())})

    def ages(self) -> tuple[int, ...]:
        """Ages of the family on the day of the interview: from the family table, else as the office knows them."""
        pesels = dict(self.column("member.pesel"))
        dates = [
            day_of(value) or read_pesel(text_of(pesels.get(row))).born_on
            for row, value in self.column("member.born_on")
        ]
        born = [day for day in dates if day is not None]
        if not born:
            born = [person.born_on for person in self.circumstances.people if person.born_on is not None]
        return tuple(age_on(day, self.interview_on) for day in born)

    @cached_property
    def interview_on(self) -> date:
        """The day of the interview as answered, else as planned."""
        asked = self.questionnaire.meaning("dates.interview")
        answered = day_of(self.answers.get((asked.id, 0))) if asked else None
        return answered or self.circumstances.interview_on

    def is_shown(self, asked: Field, group: Group, row: int = 0) -> bool:
        """Whether the box is asked at all."""
        return self.holds(group.when, None) and self.holds(asked.when, group, row)

    def is_required(self, asked: Field, group: Group, row: int = 0) -> bool:
        """Whether a filled-in segment lacks something without this box."""
        if asked.type in SILENT or asked.is_later or group.is_later:
            return False
        if asked.meaning == "member.marital_status" and self._is_minor(row):
            return False
        return asked.required or (asked.required_when is not None and self.holds(asked.required_when, group, row))

    def _is_minor(self, row: int) -> bool:
        """Whether a row of the family table is about somebody under age, whom nobody asks for a marital status."""
        born, pesel = (dict(self.column(f"member.{name}")).get(row) for name in ("born_on", "pesel"))
        born_on = day_of(born) or read_pesel(text_of(pesel)).born_on
        return born_on is not None and age_on(born_on, self.interview_on) < ADULT_AGE

    def must_be_filled(self, segment: Segment) -> bool:
        """Whether the form makes the segment compulsory here."""
        return segment.required or (segment.required_when is not None and self.holds(segment.required_when))

    def is_left_out(self, segment: Segment) -> bool:
        """Whether the worker left the segment out; a compulsory one cannot be."""
        return segment.code in self.left_out and not self.must_be_filled(segment)

    def computed(self, asked: Field) -> Grosze | None:
        """The amount the program works out, in grosze; None when something for it is not known yet."""
        return _COMPUTED[asked.computed](self, asked) if asked.computed else None

    def household(self) -> tuple[int, ...]:
        """Rows of those who keep house with the interviewed person (the form parts others by a line)."""
        if self.questionnaire.meaning("member.household") is None:
            return tuple(row for row, _ in self.column("member.name"))
        numbers = self.column("member.household")
        if not numbers:
            return ()
        own = amount_of(numbers[0][1]) or 1
        return tuple(row for row, number in numbers if (amount_of(number) or 1) == own)

    @property
    def persons(self) -> int:
        """How many keep house together: by the family table, by the files where the part has no such table."""
        if self.questionnaire.meaning("member.name") is not None:
            return len(self.household())
        people = self.circumstances.people
        return sum(person.household == people[0].household for person in people)

    def household_income(self) -> Grosze | None:
        """Monthly income of the person's household, grosze; None before anybody's income is written down."""
        if self.questionnaire.meaning("member.income") is None:
            people, incomes = self.circumstances.people, self.circumstances.incomes
            own_incomes = [each for each in incomes if people[each.person].household == people[0].household]
            return sum(each.amount for each in own_incomes) if own_incomes else None
        own = self.household()
        amounts = [amount_of(value) for row, value in self.column("member.income") if row in own]
        known = [amount for amount in amounts if amount is not None]
        return sum(known) if known else None


def _fits(condition: Condition, value: Value) -> bool:
    if condition.has:
        return condition.has in keys_of(value)
    if condition.mentions:
        written = text_of(value).casefold()
        return any(piece.casefold() in written for piece in condition.mentions)
    if condition.filled:
        return not is_empty(value)
    if isinstance(condition.equals, tuple):
        return value in condition.equals
    return value is not None and type(value) is type(condition.equals) and value == condition.equals


def _sum(filling: Filling, asked: Field) -> Grosze | None:
    amounts = [amount_of(filling.value(part)) for part in asked.sum_of if _is_asked(filling, part)]
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def _is_asked(filling: Filling, field_id: str) -> bool:
    place = filling.questionnaire.places[field_id]
    return filling.is_shown(place.field, place.group)


def _per_person(filling: Filling, _asked: Field) -> Grosze | None:
    """Income divided by the persons of the household, to the nearest grosz: for display, comparisons use exact sums."""
    total = filling.questionnaire.meaning("plan.income")
    income = amount_of(filling.value(total.id)) if total else filling.household_income()
    persons = filling.persons
    return half_up(Fraction(income, persons)) if income is not None and persons else None


def _criterion(filling: Filling, _asked: Field) -> Grosze | None:
    """Art. 8 ust. 1: one amount for a person alone; for a family the sum of the amounts of its persons (pkt 3)."""
    persons = filling.persons
    alone, each = filling.circumstances.criterion_alone, filling.circumstances.criterion_in_family
    if not persons or alone is None or each is None:
        return None
    return alone if persons == 1 else persons * each


_COMPUTED: dict[Computed, Callable[[Filling, Field], Grosze | None]] = {
    Computed.SUM: _sum,
    Computed.HOUSEHOLD_INCOME: lambda filling, _asked: filling.household_income(),
    Computed.INCOME_PER_PERSON: _per_person,
    Computed.CRITERION: _criterion,
}
