"""Random answers that a person could have given: one strategy for each type of box, and for a whole form."""

from collections.abc import Callable
from datetime import date

from hypothesis import strategies as st

from app.domain.answers import Key, Value
from app.domain.questionnaires import SILENT, Field, FieldType, Questionnaire

ROWS = 2
"""Rows that a table of random answers has."""

WORDS = st.text("aąbcćdeęłnńoóśuwyzźż ABC,.;-–/()0123456789", min_size=1, max_size=60).map(str.strip).filter(bool)
DAYS = st.dates(date(1930, 1, 1), date(2027, 3, 1))


def _decimal(whole: int, part: int) -> str:
    return f"{whole}.{part:02d}" if part else str(whole)


def _period(first: date, last: date) -> str:
    return "/".join(day.isoformat() for day in sorted((first, last)))


def _keys(asked: Field) -> st.SearchStrategy[str]:
    return st.sampled_from([option.key for option in asked.options])


_STRATEGIES: dict[FieldType, Callable[[Field], st.SearchStrategy[Value]]] = {
    FieldType.TEXT: lambda _asked: WORDS,
    FieldType.LONG_TEXT: lambda _asked: st.lists(WORDS, min_size=1, max_size=4).map("\n".join),
    FieldType.MONEY: lambda _asked: st.integers(0, 99_999_999),
    FieldType.COMPUTED_MONEY: lambda _asked: st.integers(0, 99_999_999),
    FieldType.DATE: lambda _asked: DAYS.map(date.isoformat),
    FieldType.MONTH: lambda _asked: DAYS.map(lambda day: f"{day:%Y-%m}"),
    FieldType.PERIOD: lambda _asked: st.builds(_period, DAYS, DAYS),
    FieldType.INTEGER: lambda _asked: st.integers(0, 9_999),
    FieldType.DECIMAL: lambda _asked: st.builds(_decimal, st.integers(0, 99_999), st.integers(0, 99)),
    FieldType.PESEL: lambda _asked: st.sampled_from(["92031401242", "17250203464", "92030412346"]),
    FieldType.PHONE: lambda _asked: st.sampled_from(["447812260", "601224918", "+380441234567"]),
    FieldType.YES_NO: lambda _asked: st.booleans(),
    FieldType.ATTACHMENT: lambda _asked: st.booleans(),
    FieldType.SINGLE: _keys,
    FieldType.MULTI: lambda asked: st.lists(_keys(asked), min_size=1, unique=True).map(
        lambda keys: (
            tuple(option.key for option in asked.options if option.key in keys and option.key != asked.exclusive)
            or (asked.options[0].key,)
        )
    ),
}


def answer_to(asked: Field) -> st.SearchStrategy[Value]:
    """Something that fits the box."""
    return _STRATEGIES[asked.type](asked)


def boxes(form: Questionnaire) -> list[tuple[Field, int]]:
    """Every box that somebody answers, the cells of two rows of each table, all fixed rows."""
    return [
        (place.field, row)
        for place in form.places.values()
        if place.field.type not in SILENT and place.field.id != place.group.rows_of
        for row in range(place.group.fixed_rows or (ROWS if place.group.is_table else 1))
    ]


@st.composite
def whole_forms(draw: st.DrawFn, form: Questionnaire) -> dict[Key, Value]:
    """A form with every box answered."""
    return {(asked.id, row): draw(answer_to(asked)) for asked, row in boxes(form)}
