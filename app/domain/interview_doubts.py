"""Values that are questioned. A doubt never blocks: old papers carry real errors and real lives are odd."""

import re
from collections.abc import Iterator
from datetime import date

from app.domain.answers import Answers, Value, amount_of, day_of, is_empty, keys_of, text_of
from app.domain.interview_comparison import matching_rows
from app.domain.interview_facts import age_on
from app.domain.interview_filling import Filling
from app.domain.interview_rules import Finding, FindingKind
from app.domain.money import Grosze
from app.domain.pesel import Pesel, read_pesel
from app.domain.questionnaires import MONEY_TYPES, FieldType, Place

JUMP = 5
"""An amount at least five times, or at most a fifth of what it was last time is asked about again."""

OLDEST_AGE = 110
_POSTCODE = re.compile(r"[0-9]{2}-[0-9]{3}")
_PHONE_DIGITS = 9
NO_PROOF_OF_INCOME = frozenset({"1", "2", "3", "5", "6", "12", "14", "20", "21"})
"""Points of art. 107 ust. 5b whose documents say nothing about income."""


def doubts(filling: Filling, previous: Answers | None = None) -> tuple[Finding, ...]:
    """Everything worth asking once more, in the form's order."""
    asked = {segment.code for segment in filling.segments if not filling.is_left_out(segment)}
    last: dict[str, dict[int, int | None]] = {}
    found: list[Finding] = []
    for place in filling.questionnaire.places.values():
        if place.segment.code in asked:
            if place.group.id not in last:
                last[place.group.id] = matching_rows(filling, previous or {}, place.group)
            for row, before in last[place.group.id].items():
                if filling.is_shown(place.field, place.group, row):
                    key = (place.field.id, before) if before is not None else None
                    found += _about(filling, place, row, (previous or {}).get(key) if key else None)
    found += [finding for check in _ACROSS for finding in check(filling)]
    order = {field_id: position for position, field_id in enumerate(filling.questionnaire.places)}
    return tuple(sorted(found, key=lambda finding: (order.get(finding.field_id, len(order)), finding.row)))


def _doubt(filling: Filling, code: str, field_id: str, row: int = 0, **facts: object) -> Finding:
    segment = filling.questionnaire.places[field_id].segment.code
    return Finding(FindingKind.DOUBT, code, segment, field_id, row, facts)


def _about(filling: Filling, place: Place, row: int, last: Value) -> Iterator[Finding]:
    """Doubts about one box by itself; ``last`` is what was answered in it last time."""
    field_id, kind = place.field.id, place.field.type
    text = text_of(filling.value(field_id, row))
    if kind in MONEY_TYPES:
        yield from _amount(filling, place, row, last)
    elif kind is FieldType.PESEL and read_pesel(text).fault:
        yield _doubt(filling, "wrong_pesel", field_id, row, pesel=text)
    elif kind is FieldType.PHONE and text and len(re.sub(r"\D", "", text)) < _PHONE_DIGITS:
        yield _doubt(filling, "short_phone", field_id, row)
    elif place.field.meaning == "address.postal_code" and text and not _POSTCODE.fullmatch(text):
        yield _doubt(filling, "wrong_postcode", field_id, row)
    elif place.field.is_past:
        yield from _past(filling, place, row)


def _amount(filling: Filling, place: Place, row: int, last: Value) -> Iterator[Finding]:
    field_id = place.field.id
    now = amount_of(filling.value(field_id, row))
    before = amount_of(last)
    if now and before and (times := _jump(before, now)):
        code = "amount_rose" if now > before else "amount_fell"
        yield _doubt(filling, code, field_id, row, before=before, times=times)
    if place.field.computed and not is_empty(filling.answers.get((field_id, row))):
        worked_out = filling.computed(place.field)
        reason = filling.answers.get((place.field.reason_id, row))
        if worked_out is not None and worked_out != now and is_empty(reason):
            yield _doubt(filling, "overruled_without_reason", field_id, row, computed=worked_out)


def _jump(before: Grosze, now: Grosze) -> int:
    """How many whole times more or less; 0 when the change is not worth a question."""
    more, less = max(before, now), min(before, now)
    return _nearest(more, less) if more >= JUMP * less else 0


def _nearest(more: int, less: int) -> int:
    """The nearest whole quotient."""
    return (2 * more + less) // (2 * less)


def _past(filling: Filling, place: Place, row: int) -> Iterator[Finding]:
    day = day_of(filling.value(place.field.id, row))
    today = filling.circumstances.today
    if day is None:
        return
    if day > today:
        yield _doubt(filling, "future_date", place.field.id, row, day=day)
    elif age_on(day, today) > OLDEST_AGE:
        yield _doubt(filling, "very_old_date", place.field.id, row, day=day)


def _family(filling: Filling) -> Iterator[Finding]:
    """The rows of the family table against each other and against their own PESEL."""
    name, number = filling.questionnaire.meaning("member.name"), filling.questionnaire.meaning("member.pesel")
    if name is None or number is None:
        return
    rows = filling.rows(filling.questionnaire.places[name.id].group)
    seen: dict[str, int] = {}
    for row in rows:
        pesel = read_pesel(text_of(filling.value(number.id, row)))
        if pesel.number in seen:
            yield _doubt(filling, "same_pesel_twice", number.id, row)
        elif pesel.number:
            seen[pesel.number] = row
            yield from _pesel_against_row(filling, pesel, row)
    yield from _first_row(filling, rows)


def _pesel_against_row(filling: Filling, pesel: Pesel, row: int) -> Iterator[Finding]:
    form = filling.questionnaire
    born, sex = form.meaning("member.born_on"), form.meaning("member.sex")
    if born is not None and pesel.born_on is not None:
        day = day_of(filling.value(born.id, row))
        if day is not None and day != pesel.born_on:
            yield _doubt(filling, "birth_date_against_pesel", born.id, row, born_on=pesel.born_on)
    if sex is not None and pesel.sex is not None:
        given = filling.value(sex.id, row)
        if not is_empty(given) and given != pesel.sex:
            yield _doubt(filling, "sex_against_pesel", sex.id, row)


def _person(filling: Filling) -> Iterator[Finding]:
    """The interviewed person's own number against their day of birth and against the files, in every part."""
    form, known = filling.questionnaire, filling.circumstances.people[:1]
    number, born = form.meaning("person.pesel"), form.meaning("person.born_on")
    pesel = read_pesel(text_of(filling.value(number.id))) if number is not None else None
    if number is not None and pesel is not None and pesel.number and known:
        on_file = read_pesel(known[0].pesel).number
        if on_file and on_file != pesel.number:
            yield _doubt(filling, "pesel_against_files", number.id)
    if born is None or (day := day_of(filling.value(born.id))) is None:
        return
    told = (pesel.born_on if pesel is not None else None) or (known[0].born_on if known else None)
    if told is not None and told != day:
        is_of_number = pesel is not None and pesel.born_on is not None
        code = "birth_date_against_pesel" if is_of_number else "birth_date_against_files"
        yield _doubt(filling, code, born.id, born_on=told)


def _first_row(filling: Filling, rows: tuple[int, ...]) -> Iterator[Finding]:
    """Row 1 is the interviewed person, and kinship to oneself is left blank."""
    form = filling.questionnaire
    kinship, name = form.meaning("member.kinship"), form.meaning("member.name")
    own = [form.meaning("person.first_name"), form.meaning("person.last_name")]
    if not rows or kinship is None or name is None:
        return
    if not is_empty(filling.value(kinship.id, rows[0])):
        yield _doubt(filling, "kinship_to_oneself", kinship.id, rows[0])
    parts = [text_of(filling.value(part.id)) for part in own if part is not None]
    in_table = text_of(filling.value(name.id, rows[0])).casefold()
    if all(parts) and in_table and any(part.casefold() not in in_table for part in parts):
        yield _doubt(filling, "first_row_is_another", name.id, rows[0], name=" ".join(parts))


def _incomes(filling: Filling) -> Iterator[Finding]:
    """Income that nothing proves yet: neither a document in the interview nor one on record."""
    form = filling.questionnaire
    amount, name = form.meaning("member.income"), form.meaning("member.name")
    source = form.meaning("member.income_kind")
    proved = _proved_names(filling)
    if amount is None or name is None or source is None:
        yield from _whole_income(filling, proved)
        return
    for row in filling.rows(form.places[amount.id].group):
        who = text_of(filling.value(name.id, row))
        earned = amount_of(filling.value(amount.id, row))
        if earned and "brak dochodu" in text_of(filling.value(source.id, row)).casefold():
            yield _doubt(filling, "no_income_with_amount", amount.id, row)
        if earned and who and not any(who.casefold() in names or not names for names in proved):
            yield _doubt(filling, "income_without_document", amount.id, row, name=who)


def _whole_income(filling: Filling, proved: list[str]) -> Iterator[Finding]:
    """A part without a table of people asks for one amount: every income on record is proved, or it is questioned."""
    form, known = filling.questionnaire, filling.circumstances.incomes
    asked = form.meaning("plan.income") or form.meaning("plan.income_per_person")
    if asked is None or not amount_of(filling.value(asked.id)):
        return
    if "" not in proved and (not proved or any(each.amount and not each.has_document for each in known)):
        yield _doubt(filling, "income_without_document", asked.id)


def _proved_names(filling: Filling) -> list[str]:
    """Whom the documents about income name; an empty text is a document that names nobody and so may be anyone's."""
    kind, whose = filling.questionnaire.meaning("document.kind"), filling.questionnaire.meaning("document.person")
    known = filling.circumstances
    names = [known.people[income.person].full_name.casefold() for income in known.incomes if income.has_document]
    if kind is None or whose is None:
        return names
    for row, value in filling.column("document.kind"):
        if not is_empty(value) and value not in NO_PROOF_OF_INCOME:
            names.append(text_of(filling.value(whose.id, row)).casefold())
    return names


def _work(filling: Filling) -> Iterator[Finding]:
    """A benefit of the labour office cannot be drawn, lost and out of reach at once."""
    form = filling.questionnaire
    drawn, none = form.meaning("unemployed.benefit"), form.meaning("unemployed.no_right")
    if drawn is None or none is None:
        return
    for row in filling.rows(form.places[drawn.id].group):
        if filling.value(drawn.id, row) is True and filling.value(none.id, row) is True:
            yield _doubt(filling, "benefit_without_right", none.id, row)


def _expenses(filling: Filling) -> Iterator[Finding]:
    """What a family spends above its income it gets from somewhere."""
    total = filling.questionnaire.meaning("expenses.total")
    income = filling.household_income()
    spent = amount_of(filling.value(total.id)) if total else None
    if total is not None and spent and income and spent > income:
        yield _doubt(filling, "expenses_above_income", total.id, income=income, expenses=spent)


def _grounds(filling: Filling) -> Iterator[Finding]:
    """Grounds of art. 7 against the rest of the form; poverty alone opens no money benefit (art. 8 ust. 1)."""
    form = filling.questionnaire
    asked, problems = form.meaning("grounds"), form.meaning("relations.problems")
    if asked is None:
        return
    chosen = keys_of(filling.value(asked.id))
    if chosen == ("7.1",):
        yield _doubt(filling, "poverty_alone", asked.id)
    for key in chosen:
        option = asked.option(key)
        segment = form.segment(option.expects) if option else None
        if option and segment and filling.is_left_out(segment):
            yield _doubt(filling, "ground_without_segment", asked.id, ground=option.label, segment=segment.code)
    if problems is None:
        return
    is_violent = "domestic_violence" in keys_of(filling.value(problems.id)) and _is_shown(filling, problems.id)
    if is_violent:
        yield _doubt(filling, "blue_card", problems.id)
    if is_violent and chosen and "7.7" not in chosen:
        yield _doubt(filling, "violence_not_in_grounds", asked.id)


def _is_shown(filling: Filling, field_id: str) -> bool:
    place = filling.questionnaire.places[field_id]
    return filling.is_shown(place.field, place.group)


def _dates(filling: Filling) -> Iterator[Finding]:
    """The interview against the report, the signature and the form in force."""
    form = filling.questionnaire
    interview, report, signature = (form.meaning(f"dates.{name}") for name in ("interview", "report", "signature"))
    if interview is None:
        return
    held = day_of(filling.value(interview.id))
    if held is None:
        return
    if not form.is_in_force_on(held):
        yield _doubt(filling, "another_form_in_force", interview.id, version=form.version, day=held)
    if report is not None and (reported := _day(filling, report.id)) and reported > held:
        yield _doubt(filling, "report_after_interview", report.id, day=reported)
    if signature is not None and (signed := _day(filling, signature.id)) and signed < held:
        yield _doubt(filling, "signed_before_interview", signature.id, day=signed)


def _day(filling: Filling, field_id: str) -> date | None:
    return day_of(filling.value(field_id))


def _returning(filling: Filling) -> Iterator[Finding]:
    """A person helped before usually gets the update (part IV), not the first interview."""
    asked = filling.questionnaire.meaning("help.used_before")
    if asked is not None and filling.value(asked.id) is True:
        yield _doubt(filling, "returning_client", asked.id)


_ACROSS = (_person, _family, _incomes, _work, _expenses, _grounds, _dates, _returning)
