"""The questionnaire of the family interview as data: what is asked, in which order, and when.

A form is never code. Each part and version is one file in ``resources/questionnaires``, chosen by the day of the
interview, so that a new form is shipped as a file and an old interview keeps the form it was made on. The field
names of these classes are the keys of those files.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from app.domain.problems import Refusal


class FieldType(StrEnum):
    """What a box holds; as JSON: text, whole grosze, ``2026-11-12``, ``2026-11``, true, a key or keys of options.

    A decimal is the text ``48.5``, exact; a period is ``2024-09-01/2026-06-30``, either end of which may be open;
    an attachment is true once the paper that the form asks for was handed in.
    """

    TEXT = "text"
    LONG_TEXT = "long_text"
    MONEY = "money"
    COMPUTED_MONEY = "computed_money"
    DATE = "date"
    MONTH = "month"
    INTEGER = "integer"
    DECIMAL = "decimal"
    PERIOD = "period"
    PESEL = "pesel"
    PHONE = "phone"
    YES_NO = "yes_no"
    SINGLE = "single"
    MULTI = "multi"
    ATTACHMENT = "attachment"
    ROW_NUMBER = "row_number"
    STATEMENT = "statement"
    SIGNATURE = "signature"


SILENT = frozenset({FieldType.ROW_NUMBER, FieldType.STATEMENT, FieldType.SIGNATURE})
"""Types that nobody types into: counted by the program, printed as they are, or written by hand on paper."""

MONEY_TYPES = frozenset({FieldType.MONEY, FieldType.COMPUTED_MONEY})


class Standing(StrEnum):
    """How sure we are that this is the form: read in the gazette, our inference, or read in an older form only."""

    CERTAIN = "certain"
    LIKELY = "likely"
    OLDER_FORM = "older_form"


class Computed(StrEnum):
    """How the program works out an amount that the worker may still overrule with a reason."""

    SUM = "sum"
    HOUSEHOLD_INCOME = "household_income"
    INCOME_PER_PERSON = "income_per_person"
    CRITERION = "criterion"


@dataclass(frozen=True)
class Condition:
    """When something is asked. Exactly one kind of test is set.

    ``field`` names the box looked at: of the same row inside one table, of any row from outside it. ``equals`` wants
    that value (or one of several), ``has`` an option among the chosen ones, ``filled`` any answer, ``mentions`` one of
    these pieces of a text. ``fact`` names a fact of the interview (``has_minors``), ``first_row`` the first table row.
    """

    field: str = ""
    equals: bool | str | tuple[str, ...] | None = None
    has: str = ""
    filled: bool = False
    mentions: tuple[str, ...] = ()
    fact: str = ""
    first_row: bool = False
    all_of: tuple["Condition", ...] = ()
    any_of: tuple["Condition", ...] = ()
    none_of: tuple["Condition", ...] = ()

    @property
    def parts(self) -> tuple["Condition", ...]:
        """The conditions inside this one."""
        return self.all_of + self.any_of + self.none_of

    def fields(self) -> Iterator[str]:
        """Every field id that the condition looks at."""
        yield from [self.field] if self.field else []
        for part in self.parts:
            yield from part.fields()


@dataclass(frozen=True)
class Option:
    """One thing to choose. ``key`` is stored and outlives rewording; grounds are keyed by the point of art. 7.

    ``expects`` names the segment that should say more about it ("bezrobocie" and the segment on work). ``short`` is
    what the screen says where the official wording quotes a whole act, ``says`` the choice as a sentence.
    """

    key: str
    label: str
    short: str = ""
    expects: str = ""
    says: str = ""

    @property
    def name(self) -> str:
        """What the option is called on the screen."""
        return self.short or self.label


@dataclass(frozen=True)
class Field:
    """One box. ``label`` is the official wording for paper, ``short`` what the screen says above the box.

    ``required`` means: once its segment is filled in; the form itself demands segments, never boxes.
    ``meaning`` ties a box to what the office already knows, whatever the part calls it. ``detail`` names a word or
    number that may stand beside each chosen option. ``exclusive`` is the option that rules the others out.
    ``is_fresh`` boxes are asked anew each time and never carried over. ``is_later`` boxes are filled in after the
    interview is finished, so they are neither missing nor sealed. ``words`` puts a record's value into the form's word.
    ``unit`` stands after a number. A box of an update that asks how a field of life has changed names in ``recalls``
    the groups and boxes of the first interview about it, in ``unchanged`` the sentence for "nothing did" (hole: day).
    ``says`` is the answer as a sentence without its full stop (holes: value, who), ``says_not`` that of a "nie".
    """

    id: str
    label: str
    type: FieldType
    short: str = ""
    hint: str = ""
    options: tuple[Option, ...] = ()
    detail: str = ""
    exclusive: str = ""
    suggestions: tuple[str, ...] = ()
    words: dict[str, str] | None = None
    when: Condition | None = None
    required: bool = False
    required_when: Condition | None = None
    computed: Computed | None = None
    sum_of: tuple[str, ...] = ()
    meaning: str = ""
    initial: int | None = None
    is_past: bool = False
    is_fresh: bool = False
    is_later: bool = False
    is_wide: bool = False
    lines: int = 4
    unit: str = ""
    recalls: tuple[str, ...] = ()
    unchanged: str = ""
    says: str = ""
    says_not: str = ""
    standing: Standing | None = None

    @property
    def name(self) -> str:
        """What the box is called on the screen."""
        return self.short or self.label

    def option(self, key: str) -> Option | None:
        """The option stored under ``key``."""
        return next((option for option in self.options if option.key == key), None)

    def detail_id(self, key: str) -> str:
        """Field id under which the word beside a chosen option is answered."""
        return f"{self.id}.{key}"

    @property
    def reason_id(self) -> str:
        """Field id under which the worker answers why a computed amount was overruled."""
        return f"{self.id}.reason"


@dataclass(frozen=True)
class Group:
    """Boxes that stand together; a table when it ``repeats`` or when its rows are the options of ``rows_of``.

    Row numbers name rows and are never used again: removing a row empties it and leaves a gap. ``key`` is the column
    by which a row is known again next time, ``printed_rows`` how many rows the paper has at least. ``says`` is a
    sentence that lists what no sentence of a box says (hole: answers).
    """

    id: str
    title: str
    fields: tuple[Field, ...]
    number: str = ""
    repeats: bool = False
    rows_of: str = ""
    needs_row: bool = False
    printed_rows: int = 0
    key: str = ""
    says: str = ""
    when: Condition | None = None
    is_later: bool = False

    @property
    def is_table(self) -> bool:
        """Whether the boxes come in rows."""
        return self.repeats or bool(self.rows_of)

    @property
    def fixed_rows(self) -> int:
        """How many rows a table has when the form fixes them; 0 when rows are added freely."""
        return next((len(field.options) for field in self.fields if field.id == self.rows_of), 0)


@dataclass(frozen=True)
class Segment:
    """A lettered part of the form. Compulsory ones may not be left out; the others are the worker's judgement.

    ``when`` hides a segment that is not asked at all. ``annex`` is the title of a paper of its own that is printed
    behind the form once something is written on it; ``act`` names its source. ``is_workers``: the worker's own words.
    """

    code: str
    title: str
    short: str
    groups: tuple[Group, ...]
    required: bool = False
    required_when: Condition | None = None
    is_printed: bool = True
    is_workers: bool = False
    note: str = ""
    when: Condition | None = None
    annex: str = ""
    act: str = ""
    standing: Standing | None = None

    @property
    def is_later(self) -> bool:
        """Whether all of it is filled in after the interview, so that nobody is asked for it now."""
        return all(group.is_later for group in self.groups)

    @property
    def fields(self) -> tuple[Field, ...]:
        """All boxes, in the form's order."""
        return tuple(field for group in self.groups for field in group.fields)


@dataclass(frozen=True)
class Place:
    """Where a field stands."""

    segment: Segment
    group: Group
    field: Field


@dataclass(frozen=True)
class Questionnaire:
    """One part of the form in one version, binding from ``in_force_from`` to ``in_force_to`` (both included).

    ``purpose`` says in a few words whom the part is for.
    """

    part: str
    version: str
    title: str
    act: str
    in_force_from: date
    segments: tuple[Segment, ...]
    subtitle: str = ""
    in_force_to: date | None = None
    standing: Standing = Standing.CERTAIN
    note: str = ""
    purpose: str = ""

    def is_in_force_on(self, day: date) -> bool:
        """Whether an interview held on ``day`` belongs on this form."""
        return self.in_force_from <= day and (self.in_force_to is None or day <= self.in_force_to)

    @cached_property
    def places(self) -> MappingProxyType[str, Place]:
        """Every field by its id, in the form's order."""
        return MappingProxyType(
            {
                field.id: Place(segment, group, field)
                for segment in self.segments
                for group in segment.groups
                for field in group.fields
            }
        )

    @cached_property
    def _meanings(self) -> dict[str, Field]:
        named = (place.field for place in self.places.values() if place.field.meaning)
        return {field.meaning: field for field in reversed(tuple(named))}

    def meaning(self, name: str) -> Field | None:
        """The field that holds what ``name`` stands for, if this part asks it; the first one that does."""
        return self._meanings.get(name)

    @property
    def lists_interviewed(self) -> bool:
        """Whether the first row of the family table is the interviewed person; part VI lists only the others."""
        kinship = self.meaning("member.kinship")
        return kinship is None or not kinship.required

    def segment(self, code: str) -> Segment | None:
        """The segment with this letter."""
        return next((segment for segment in self.segments if segment.code == code), None)

    def standing_of(self, field: Field) -> Standing:
        """How sure we are of one box: its own mark, else that of its segment, else that of the form."""
        place = self.places.get(field.id)
        return field.standing or (place.segment.standing if place else None) or self.standing


class NoQuestionnaire(Refusal):
    """There is no form of this part for the day or version (facts: part, day or version)."""

    code = "no_questionnaire"


@dataclass(frozen=True)
class Questionnaires:
    """All forms that the program knows."""

    forms: tuple[Questionnaire, ...]

    def questionnaire_on(self, part: str, day: date) -> Questionnaire:
        """The form that binds an interview held on ``day``."""
        for form in self.forms:
            if form.part == part and form.is_in_force_on(day):
                return form
        raise NoQuestionnaire(part=part, day=day)

    def questionnaires_on(self, day: date) -> tuple[Questionnaire, ...]:
        """Every part that can be filled in on ``day``, in the order of the parts."""
        return tuple(form for form in self.forms if form.is_in_force_on(day))

    def version(self, part: str, version: str) -> Questionnaire:
        """The form an old interview was made on."""
        for form in self.forms:
            if form.part == part and form.version == version:
                return form
        raise NoQuestionnaire(part=part, version=version)

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that can be filled in, in the order of the files."""
        return tuple(dict.fromkeys(form.part for form in self.forms))
