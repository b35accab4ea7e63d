"""Which field shows a box of the questionnaire, and how its value and the stored answer become each other."""

from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter

from app.domain.answer_typing import is_readable
from app.domain.answers import Value, day_of, keys_of
from app.domain.questionnaires import Field as Asked
from app.domain.questionnaires import FieldType
from ui import look
from ui.forms import (
    ChipField,
    ChoiceField,
    DateField,
    Field,
    LineField,
    LongText,
    MoneyField,
    MonthField,
    NumberField,
    PeselField,
    PhoneField,
    TextField,
    YesNoField,
)
from ui.forms.periods import PeriodField
from ui.parts.segments import ChipButton

MOST_CHIPS = 5
LONGEST_CHIP = 34
MOST_LINES_AT_FIRST = 8
TOUCH_HEIGHT = look.CONTROL_HEIGHT
"""A chip takes a finger as well as the fields around it."""
LONGEST_ANSWER = 1000
MOST_DECIMALS, MOST_DECIMAL = 4, 999_999_999


def field_for(asked: Asked, today: date) -> Field:
    """The field that fits a box."""
    field = _field_for(asked, today)
    if asked.suggestions and isinstance(field, LineField):
        words = QCompleter(list(asked.suggestions), field)
        words.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        words.setFilterMode(Qt.MatchFlag.MatchContains)
        field.line.setCompleter(words)
        words.activated.connect(field.line.textEdited)
    for chip in field.findChildren(ChipButton):
        chip.setMinimumHeight(look.px(TOUCH_HEIGHT))
        chip.setAccessibleName(f"{asked.name}: {chip.text()}")
        chip.setToolTip(chip.text() if len(chip.text()) > LONGEST_CHIP else "")
    return field


def _field_for(asked: Asked, today: date) -> Field:
    name, hint = asked.name, asked.hint
    if asked.type in (FieldType.YES_NO, FieldType.ATTACHMENT):
        return YesNoField(name, hint=hint)
    if asked.options:
        return _choice(asked)
    if asked.type is FieldType.LONG_TEXT:
        return LongText(name, hint=hint, lines=min(asked.lines, MOST_LINES_AT_FIRST))
    if asked.type is FieldType.DATE:
        return DateField(name, today=today, hint=hint)
    if asked.type is FieldType.DECIMAL:
        return NumberField(name, unit=asked.unit, decimals=MOST_DECIMALS, most=MOST_DECIMAL, hint=hint)
    simple: dict[FieldType, type[LineField]] = {
        FieldType.MONEY: MoneyField,
        FieldType.COMPUTED_MONEY: MoneyField,
        FieldType.MONTH: MonthField,
        FieldType.INTEGER: NumberField,
        FieldType.PERIOD: PeriodField,
        FieldType.PESEL: PeselField,
        FieldType.PHONE: PhoneField,
    }
    kind = simple.get(asked.type)
    return kind(name, hint=hint) if kind is not None else TextField(name, hint=hint, longest=LONGEST_ANSWER)


def _choice(asked: Asked) -> Field:
    """Few short options are chips, many are a list with an empty first line, because an answer can be taken back."""
    options = [(option.key, option.name) for option in asked.options]
    if is_chips(asked):
        return ChipField(asked.name, options, is_single=asked.type is FieldType.SINGLE, hint=asked.hint)
    return ChoiceField(asked.name, [("", ""), *options], hint=asked.hint)


def is_chips(asked: Asked) -> bool:
    """Whether the options of a box stand side by side instead of in a list."""
    is_short = len(asked.options) <= MOST_CHIPS and all(len(each.name) <= LONGEST_CHIP for each in asked.options)
    return asked.type is FieldType.MULTI or is_short


def answer_in(field: Field, asked: Asked) -> Value:
    """What the field holds, as it is stored; a line that cannot be read is stored as typed."""
    value = field.value()
    if isinstance(field, ChipField) and not isinstance(field, YesNoField):
        return (value or None) if asked.type is FieldType.MULTI else next(iter(value), None)
    if value is None and isinstance(field, LineField):
        return field.text().strip() or None
    if isinstance(value, date):
        return value.isoformat() if asked.type is FieldType.DATE else f"{value:%Y-%m}"
    if isinstance(value, Decimal):
        return f"{value:f}" if asked.type is FieldType.DECIMAL else int(value)
    return value or None if isinstance(value, str) else value


def show_answer(field: Field, asked: Asked, value: Value) -> None:
    """Show a stored answer; one that cannot be read is shown as it was typed, with the objection to it."""
    if not is_readable(asked, value) and isinstance(field, LineField):
        field.set_text(str(value))
        return
    if asked.type in (FieldType.DATE, FieldType.MONTH):
        field.set_value(day_of(value))
    elif asked.type is FieldType.DECIMAL:
        field.set_value(Decimal(value) if isinstance(value, str) and value else None)
    elif isinstance(field, ChoiceField):
        field.set_value(value or "")
    elif asked.type is FieldType.SINGLE:
        field.set_value(keys_of(value))
    else:
        field.set_value(value)
