"""What can be wrong inside one form, said so that whoever wrote its file finds the line."""

from string import Formatter

from app.domain.questionnaires import Condition, Field, FieldType, Questionnaire


def faults(form: Questionnaire) -> list[str]:
    """What is wrong inside one form: doubled ids, conditions on unknown fields or options, tables without a key."""
    ids = [field.id for segment in form.segments for field in segment.fields]
    found = [f"field {id_} stands twice" for id_ in dict.fromkeys(ids) if ids.count(id_) > 1]
    codes = [segment.code for segment in form.segments]
    found += [f"segment {code} stands twice" for code in dict.fromkeys(codes) if codes.count(code) > 1]
    for segment in form.segments:
        found += _condition_faults(form, f"segment {segment.code}", segment.required_when)
        found += _condition_faults(form, f"segment {segment.code}", segment.when)
        if segment.annex and segment.is_printed:
            found.append(f"segment {segment.code}: an annex is a paper of its own, not printed inside the form")
        for group in segment.groups:
            found += _condition_faults(form, f"group {group.id}", group.when)
            columns = {field.id for field in group.fields} | {""}
            found += [
                f"group {group.id}: {name} is none of its fields" for name in {group.key, group.rows_of} - columns
            ]
            found += _hole_faults(f"group {group.id}", group.says, {"answers"})
            for field in group.fields:
                found += _field_faults(form, field)
    return found


def _hole_faults(where: str, says: str, allowed: set[str]) -> list[str]:
    """Holes of a sentence that nothing fills."""
    try:
        holes = {name for _text, name, *_rest in Formatter().parse(says) if name is not None}
    except ValueError as error:
        return [f"{where}: its sentence cannot be read: {error}"]
    return [f"{where}: its sentence has an unknown hole {{{name}}}" for name in sorted(holes - allowed)]


def _field_faults(form: Questionnaire, field: Field) -> list[str]:
    where = f"field {field.id}"
    found = _condition_faults(form, where, field.when) + _condition_faults(form, where, field.required_when)
    if (field.type in (FieldType.SINGLE, FieldType.MULTI)) != bool(field.options):
        found.append(f"{where}: options belong to single and multi, and only to them")
    if (field.type is FieldType.COMPUTED_MONEY) != (field.computed is not None):
        found.append(f"{where}: computed belongs to computed_money, and only to it")
    found += [f"{where}: sums unknown field {part}" for part in field.sum_of if part not in form.places]
    expected = {option.expects for option in field.options if option.expects}
    found += [f"{where}: expects unknown segment {code}" for code in sorted(expected) if form.segment(code) is None]
    if field.unit and field.type is not FieldType.DECIMAL:
        found.append(f"{where}: a unit belongs to a decimal")
    if bool(field.recalls) != bool(field.unchanged) or (field.unchanged and "{day}" not in field.unchanged):
        found.append(f"{where}: recalls and unchanged come together, and unchanged names the {{day}}")
    for says in (field.says, field.says_not, *(option.says for option in field.options)):
        found += _hole_faults(where, says, {"value", "who"})
    if field.exclusive and field.option(field.exclusive) is None:
        found.append(f"{where}: exclusive option {field.exclusive} is not one of its options")
    return found


def _condition_faults(form: Questionnaire, where: str, condition: Condition | None) -> list[str]:
    if condition is None:
        return []
    found = []
    place = form.places.get(condition.field)
    if condition.field and place is None:
        found.append(f"{where}: condition on unknown field {condition.field}")
    if place is not None and place.field.options:
        equals = condition.equals if isinstance(condition.equals, tuple) else (condition.equals,)
        keys = [key for key in (*equals, condition.has) if isinstance(key, str) and key]
        found += [f"{where}: {condition.field} has no option {key}" for key in keys if place.field.option(key) is None]
    for part in condition.parts:
        found += _condition_faults(form, where, part)
    return found
