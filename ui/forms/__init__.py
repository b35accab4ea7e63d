"""Fields to type into and to choose from; ``from ui.forms import MoneyField`` is enough."""

from ui.forms.choices import ChipField, ChoiceField, YesNoField
from ui.forms.days import DateField, MonthField
from ui.forms.fields import Field, LineField, TextField, Unread
from ui.forms.identity import AccountField, EmailField, PeselField, PhoneField, PostalCodeField
from ui.forms.long_text import LongText
from ui.forms.numbers import MoneyField, NumberField

__all__ = [
    "AccountField",
    "ChipField",
    "ChoiceField",
    "DateField",
    "EmailField",
    "Field",
    "LineField",
    "LongText",
    "MoneyField",
    "MonthField",
    "NumberField",
    "PeselField",
    "PhoneField",
    "PostalCodeField",
    "TextField",
    "Unread",
    "YesNoField",
]
