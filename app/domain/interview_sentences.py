"""What was ticked and counted, as sentences: the beginning of a text that the worker goes on writing.

Wording is data: a box, an option or a group of the form ``says`` its sentence. Only the family and its income are put
into words here, because they are the same in every part. Nothing is invented: what was not answered is not mentioned.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.answer_words import in_words, option_in_words
from app.domain.answers import Value, amount_of, day_of, is_empty, keys_of, text_of
from app.domain.interview_facts import age_on
from app.domain.interview_filling import Filling
from app.domain.money import Grosze, with_unit
from app.domain.pesel import read_pesel
from app.domain.polish import choose, counted, listed
from app.domain.questionnaires import MONEY_TYPES, SILENT, Computed, Field, FieldType, Group, Segment

FAMILY = ""
"""The code of what is said of the household; everything else goes by the letter of its segment."""

_PERSONS = ("osoba", "osoby", "osób")
_YEARS = ("rok", "lata", "lat")


@dataclass(frozen=True)
class Told:
    """One segment in sentences: its letter (or ``FAMILY``), its short name, the text."""

    code: str
    title: str
    text: str


def told(filling: Filling) -> tuple[Told, ...]:
    """The household and its income, then every segment that says something, in the form's order."""
    found = [Told(FAMILY, "", " ".join(_sentence(text) for text in _family(filling)))]
    for segment in filling.segments:
        if segment.is_printed and not filling.is_left_out(segment):
            text = " ".join(_sentence(each) for each in _segment(filling, segment))
            found.append(Told(segment.code, segment.short, text))
    return tuple(each for each in found if each.text)


def _sentence(text: str) -> str:
    """With a capital letter and one full stop; what a person ended otherwise stays."""
    bare = text.strip()
    start = bare[:1].upper() + bare[1:]
    return start if start.endswith((".", "!", "?", "…")) else f"{start}."


# -- the household -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Member:
    name: str
    kinship: str
    age: int | None
    sources: str
    income: Grosze | None

    @property
    def words(self) -> str:
        who = f"{self.name} – {self.kinship}" if self.kinship else self.name
        return who if self.age is None else f"{who} ({counted(self.age, _YEARS)})"


def _family(filling: Filling) -> Iterator[str]:
    members = _members(filling)
    if not members:
        return
    if len(members) == 1:
        yield f"{members[0].words} prowadzi jednoosobowe gospodarstwo domowe"
    else:
        verb = "gospodarują" if choose(len(members), _PERSONS) == "osoby" else "gospodaruje"
        names = listed([member.words for member in members])
        yield f"Wspólnie {verb} {counted(len(members), _PERSONS)}: {names}"
    yield from _income(filling, members)


def _income(filling: Filling, members: list[_Member]) -> Iterator[str]:
    """Whose income it is and what it adds up to, beside the criterion of art. 8 ust. 1."""
    lines = [_source(member) for member in members if member.sources or member.income is not None]
    if lines:
        yield f"Źródła utrzymania: {'; '.join(lines)}"
    total, criterion = filling.household_income(), _worked_out(filling, Computed.CRITERION)
    each = _worked_out(filling, Computed.INCOME_PER_PERSON)
    if total is None:
        return
    is_more = len(members) > 1 and each is not None
    per_person = f", czyli {with_unit(each)} na osobę" if is_more and each is not None else ""
    yield f"Łączny dochód wynosi {with_unit(total)} miesięcznie{per_person}"
    if criterion is not None:
        stands = "przekracza kryterium dochodowe" if total > criterion else "nie przekracza kryterium dochodowego"
        yield f"Dochód {stands} ({with_unit(criterion)})"


def _source(member: _Member) -> str:
    if not member.income:
        return f"{member.name} – {member.sources or 'brak dochodu'}"
    source = f"{member.sources} " if member.sources else ""
    return f"{member.name} – {source}{with_unit(member.income)}"


def _worked_out(filling: Filling, kind: Computed) -> Grosze | None:
    """The amount as it stands in the form, overruled or not; worked out where the part has no box for it."""
    places = filling.questionnaire.places.values()
    asked = next((place.field for place in places if place.field.computed is kind), None)
    if asked is None:
        asked = Field(id="", label="", type=FieldType.COMPUTED_MONEY, computed=kind)
        return filling.computed(asked)
    return amount_of(filling.value(asked.id))


def _members(filling: Filling) -> list[_Member]:
    """By the family table; by the files where the part has none."""
    form, on = filling.questionnaire, filling.interview_on
    if form.meaning("member.name") is None:
        known = filling.circumstances
        return [
            _Member(
                person.full_name,
                "",
                age_on(person.born_on, on) if person.born_on else None,
                ", ".join(dict.fromkeys(each.source for each in known.incomes if each.person == place)),
                sum(each.amount for each in known.incomes if each.person == place) or None,
            )
            for place, person in enumerate(known.people)
            if person.household == known.people[0].household
        ]
    return [_member(filling, row) for row in filling.household() if _cell(filling, "name", row)]


def _member(filling: Filling, row: int) -> _Member:
    born = day_of(_value(filling, "born_on", row)) or read_pesel(_cell(filling, "pesel", row)).born_on
    return _Member(
        _cell(filling, "name", row),
        _cell(filling, "kinship", row),
        age_on(born, filling.interview_on) if born is not None and born <= filling.interview_on else None,
        _cell(filling, "income_kind", row),
        amount_of(_value(filling, "income", row)),
    )


def _value(filling: Filling, meaning: str, row: int) -> Value:
    asked = filling.questionnaire.meaning(f"member.{meaning}")
    return filling.value(asked.id, row) if asked is not None else None


def _cell(filling: Filling, meaning: str, row: int) -> str:
    return text_of(_value(filling, meaning, row)).strip()


# -- a segment ---------------------------------------------------------------------------------------------------


def _segment(filling: Filling, segment: Segment) -> Iterator[str]:
    who = "rodzina" if filling.persons > 1 else "osoba"
    for group in segment.groups:
        if not filling.holds(group.when):
            continue
        if not group.is_table:
            for asked in group.fields:
                if filling.is_shown(asked, group) and (said := _said(filling, asked, who)):
                    yield said
        if group.says and (answers := _answers(filling, group)):
            yield group.says.format(answers=answers)


def _said(filling: Filling, asked: Field, who: str) -> str:
    """The sentence of one box, empty when it has none or was not answered."""
    value = filling.value(asked.id)
    if is_empty(value):
        return ""
    chosen = [option for key in keys_of(value) if (option := asked.option(key))] if asked.options else []
    own = next((option.says for option in chosen if option.says and len(chosen) == 1), "")
    says = own or (asked.says_not if value is False else asked.says)
    return says.format(value=_words(filling, asked, value), who=who) if says else ""


def _words(filling: Filling, asked: Field, value: Value) -> str:
    """The answer inside a sentence: options in a row, amounts with their unit, no second full stop."""
    amount = amount_of(value)
    if asked.type in MONEY_TYPES and amount is not None:
        return with_unit(amount)
    if asked.type is FieldType.MULTI:
        return listed([option_in_words(asked, key, filling.answers) for key in keys_of(value)])
    words = in_words(asked, value, filling.answers)
    return words if asked.type is FieldType.LONG_TEXT else words.rstrip(".")


def _answers(filling: Filling, group: Group) -> str:
    """A group in one line; rows of a table one after the other."""
    if group.is_table:
        return "; ".join(line for row in filling.rows(group) if (line := _row(filling, group, row)))
    boxes = [asked for asked in group.fields if not asked.says and filling.is_shown(asked, group)]
    pairs = [(asked, filling.value(asked.id)) for asked in boxes if asked.type not in SILENT]
    return ", ".join(
        f"{_lower(asked.name)} {_words(filling, asked, value)}" for asked, value in pairs if not is_empty(value)
    )


def _row(filling: Filling, group: Group, row: int) -> str:
    """Whom it is about, then what was said of them; a "nie" is not mentioned."""
    said: list[str] = []
    for asked in group.fields:
        value = filling.value(asked.id, row)
        if asked.type in SILENT or is_empty(value) or value is False or asked.id in (group.key, group.rows_of):
            continue
        if value is True:
            said.append(_lower(asked.name))
        else:
            words = in_words(asked, value, filling.answers, row) if asked.type not in MONEY_TYPES else ""
            said.append(words or _words(filling, asked, value))
    who = text_of(filling.value(group.key, row)) if group.key else ""
    return " – ".join(part for part in (who, ", ".join(said)) if part)


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]
