"""An answer as the form writes it: the words of its options, ``12.11.2026``, ``540,00``, ``48,5 m²``."""

from app.domain.answers import Answers, Value, amount_of, day_of, is_empty, keys_of, period_of, text_of
from app.domain.money import written
from app.domain.phones import written_phone
from app.domain.questionnaires import MONEY_TYPES, Field, FieldType


def in_words(asked: Field, value: Value, answers: Answers | None = None, row: int = 0) -> str:
    """What to print in the box; with ``answers``, the words beside chosen options too. Empty for an empty box."""
    if is_empty(value):
        return ""
    if asked.type is FieldType.YES_NO:
        return "tak" if value is True else "nie"
    if asked.type is FieldType.ATTACHMENT:
        return "dołączono" if value is True else "nie dołączono"
    if asked.options:
        labels = [option_in_words(asked, key, answers or {}, row) for key in keys_of(value)]
        return ", ".join(label for label in labels if label)
    return _plain(asked, value)


def _plain(asked: Field, value: Value) -> str:
    amount, day = amount_of(value), day_of(value)
    if asked.type in MONEY_TYPES and amount is not None:
        return written(amount)
    if asked.type is FieldType.DATE and day is not None:
        return f"{day:%d.%m.%Y}"
    if asked.type is FieldType.MONTH and day is not None:
        return f"{day:%m.%Y}"
    if asked.type is FieldType.PERIOD and (period := period_of(value)) is not None:
        first, last = (f"{end:%d.%m.%Y}" if end else "" for end in period)
        return f"{first} – {last}" if first and last else f"od {first}" if first else f"do {last}"
    text = text_of(value) if isinstance(value, str) else str(value)
    if asked.type is FieldType.DECIMAL:
        return f"{text.replace('.', ',')}\N{NO-BREAK SPACE}{asked.unit}".strip()
    return written_phone(text) if asked.type is FieldType.PHONE else text


def option_in_words(asked: Field, key: str, answers: Answers, row: int = 0) -> str:
    """An option with the word beside it, if one was written: ``dorośli: 2``."""
    option = asked.option(key)
    label = option.label if option else key
    detail = text_of(answers.get((asked.detail_id(key), row)))
    return f"{label}: {detail}" if asked.detail and detail else label
