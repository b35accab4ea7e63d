"""A law file that is wrong stops the program with its name and place; the shipped ones are right (tests/domain)."""

import shutil
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from app.persistence.law_files import WrongLawFile, read_law
from tests.the_law import FOLDER, LAW


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shipped law, to be spoiled."""
    return Path(shutil.copytree(FOLDER, tmp_path / "law"))


def test_reads_a_further_file_of_any_subject(folder: Path) -> None:
    (folder / "zz.toml").write_text(
        """
        checked_on = 2026-11-20
        [values.care_price]
        label = "stawka za godzinę"
        series = [
            { from = 2026-01-01, to = 2026-06-30, amount = "1 234,50", basis = "uchwała nr 1" },
            { from = 2026-08-01, percent = "12.5", basis = "uchwała nr 2", checked_on = 2026-11-24 },
        ]
        """,
        encoding="utf-8",
    )
    law = read_law(folder)
    assert law.value_on("care_price", date(2026, 6, 30)).grosze == 1234_50
    assert law.find_on("care_price", date(2026, 7, 31)) is None
    assert law.value_on("care_price", date(2026, 8, 1)).number == Fraction(1, 8)
    assert [value.checked_on for value in law.values["care_price"]] == [date(2026, 11, 20), date(2026, 11, 24)]
    assert law.income_kinds == LAW.income_kinds


VALUE = 'checked_on = 2026-11-20\n[values.x]\nlabel = "x"\nseries = '


@pytest.mark.parametrize(
    ("text", "place", "why"),
    [
        ("[values", "", "Expected"),
        ("\xff", "", "utf-8"),
        ("[amounts.x]", "", "amounts"),
        ('[values.x]\nlabel = "x"\nseries = []', "values.x", "checked_on"),
        (VALUE + "[]", "values.x", "no row"),
        (VALUE + '[{ from = 2026-01-01, amount = "1.00" }]', "values.x", "basis"),
        (VALUE + '[{ from = 2026-01-01, amount = "1.00", basis = " " }]', "values.x", "basis is empty"),
        (VALUE + '[{ from = 2026-01-01, amount = "1.2.3", basis = "b" }]', "values.x", "wrong_amount"),
        (VALUE + '[{ from = 2026-01-01, amount = 1.0, basis = "b" }]', "values.x", "Expected `str"),
        (VALUE + '[{ from = 2026-01-01, percent = "x", basis = "b" }]', "values.x", "not a number"),
        (VALUE + '[{ from = 2026-01-01, basis = "b" }]', "values.x", "needs one of"),
        (VALUE + '[{ from = 2026-01-01, number = "1", percent = "5", basis = "b" }]', "values.x", "needs one of"),
        (VALUE + '[{ from = "2026-13-01", number = "1", basis = "b" }]', "values.x", "date"),
        (
            VALUE
            + '[{ from = 2026-02-01, number = "1", basis = "b" }, { from = 2026-01-01, number = "2", basis = "b" }]',
            "values.x",
            "do not rise",
        ),
        (
            VALUE + '[{ from = 2026-01-01, to = 2026-03-01, number = "1", basis = "b" }, '
            '{ from = 2026-02-01, number = "2", basis = "b" }]',
            "values.x",
            "do not rise",
        ),
        (VALUE + '[{ from = 2026-02-01, to = 2026-01-01, number = "1", basis = "b" }]', "values.x", "do not rise"),
        ('checked_on = 2026-11-20\n[values.criterion_single]\nlabel = "x"', "values.criterion_single", "given twice"),
        ('[deadlines.tea]\nlabel = "x"\nseries = []', "deadlines.tea", "no deadline"),
        ('[income_kinds.wage]\nlabel = "x"', "income_kinds.wage", "given twice"),
        ('[income_kinds.x]\nlabel = ""', "income_kinds.x", "label is empty"),
        ('[income_kinds.x]\nlabel = "x"\nshape = "round"', "income_kinds.x", "round"),
        ('[income_kinds.x]\nlabel = "x"\nsize = 5', "income_kinds.x", "size"),
        ('[sentences.x]\ntext = "x"', "sentences.x", "no step"),
    ],
)
def test_names_the_file_and_the_place_that_is_wrong(folder: Path, text: str, place: str, why: str) -> None:
    (folder / "zz.toml").write_bytes(text.encode("latin-1" if text == "\xff" else "utf-8"))
    with pytest.raises(WrongLawFile) as refused:
        read_law(folder)
    assert (refused.value.facts["file"], refused.value.facts["place"]) == ("zz.toml", place)
    assert why in str(refused.value.facts["why"])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Rodzina liczy {osoby}.", "{osoby} is not offered; it may use people"),
        ("Rodzina liczy {people.__class__}.", "is not offered"),
        ("Rodzina liczy {people:>9}.", "is not offered"),
        ("Rodzina liczy {people.", "expected '}'"),
        ("", "text is empty"),
    ],
)
def test_a_sentence_uses_only_what_its_step_offers(folder: Path, text: str, why: str) -> None:
    reasons = folder / "reasons.toml"
    shipped = reasons.read_text(encoding="utf-8")
    reasons.write_text(shipped.replace("Rodzina liczy {people}.", text), encoding="utf-8")
    with pytest.raises(WrongLawFile) as refused:
        read_law(folder)
    assert (refused.value.facts["file"], refused.value.facts["place"]) == ("reasons.toml", "sentences.people_family")
    assert why in str(refused.value.facts["why"])


@pytest.mark.parametrize(
    ("file", "missing"),
    [
        ("criteria.toml", "values.criterion_single"),
        ("deadlines.toml", "deadlines.interview"),
        ("reasons.toml", "sentences.income_month"),
    ],
)
def test_does_not_start_on_half_a_law(folder: Path, file: str, missing: str) -> None:
    (folder / file).unlink()
    with pytest.raises(WrongLawFile) as refused:
        read_law(folder)
    assert (refused.value.facts["place"], refused.value.facts["why"]) == (missing, "missing")
