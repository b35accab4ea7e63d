"""Fields as they were typed, so that a half-filled form can be kept and shown again, mistakes included."""

from collections.abc import Mapping

from ui.forms.choices import ChipField, ChoiceField, YesNoField
from ui.forms.fields import Field, LineField
from ui.forms.long_text import LongText

Typed = dict[str, object]


def typed(fields: Mapping[str, Field]) -> Typed:
    """What stands in the fields, without those that are empty."""
    found = {name: _typed(field) for name, field in fields.items()}
    return {name: value for name, value in found.items() if value not in ("", None, [])}


def put_back(fields: Mapping[str, Field], values: Mapping[str, object]) -> None:
    """Show what was typed before; names that the form no longer has are passed over."""
    for name, field in fields.items():
        value = values.get(name)
        if isinstance(field, LineField):
            field.set_text(str(value or ""))
        elif isinstance(field, LongText):
            field.set_value(str(value or ""))
        elif isinstance(field, YesNoField):
            field.set_value(value)
        elif isinstance(field, ChipField):
            field.set_value(value if isinstance(value, list) else ())
        elif isinstance(field, ChoiceField):
            field.set_value(value)


def _typed(field: Field) -> object:
    if isinstance(field, LineField):
        return field.text()
    if isinstance(field, LongText):
        return field.writing.toPlainText()
    value = field.value()
    return list(value) if isinstance(value, tuple) else value
