"""A council's amounts laid over the law: only upwards, only for the benefits it may touch, only while in force."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.fee_tables import (
    FeeBand,
    FeePurpose,
    FeeTable,
    FeeTableFault,
    NoFeeTable,
    WrongFeeTable,
    check_table,
    find_table,
    read_tables,
    table_on,
    write_tables,
)
from app.domain.law import Parameter, UnknownOn
from app.domain.local_law import (
    LocalFault,
    LocalName,
    LocalValue,
    WrongLocalAmount,
    check_local,
    lay_over,
    read_rows,
    with_value,
    write_rows,
)
from tests.the_law import LAW

RAISED = LocalValue(
    name=LocalName.PURPOSE_SINGLE,
    held=1515_00,
    starts_on=date(2025, 3, 1),
    ends_on=date(2026, 12, 31),
    number="XX/120/2025",
    passed_on=date(2025, 2, 12),
)
days = st.dates(min_value=date(2015, 10, 1), max_value=date(2030, 12, 31))


def single(benefit: str, day: date, *rows: LocalValue, at_place_of_stay: bool = False) -> int:
    here = lay_over(LAW, rows, benefit, at_place_of_stay=at_place_of_stay)
    return here.value_on(Parameter.CRITERION_SINGLE, day).grosze


@pytest.mark.parametrize(
    ("day", "amount"),
    [
        (date(2024, 12, 31), 776_00),
        (date(2025, 2, 28), 1010_00),
        (date(2025, 3, 1), 1515_00),
        (date(2026, 12, 31), 1515_00),
        (date(2027, 1, 1), 1010_00),
    ],
)
def test_it_holds_from_day_to_day(day: date, amount: int) -> None:
    assert single("purpose_allowance", day, RAISED) == amount


def test_only_the_benefits_of_article_8_are_raised_and_never_at_the_place_of_stay() -> None:
    day = date(2026, 11, 1)
    assert single("permanent_allowance", day, RAISED) == single("periodic_allowance", day, RAISED) == 1010_00
    assert single("purpose_allowance", day, RAISED, at_place_of_stay=True) == 1010_00


def test_the_resolution_is_named_where_the_amount_is() -> None:
    here = lay_over(LAW, [RAISED], "purpose_allowance")
    value = here.value_on(Parameter.CRITERION_SINGLE, date(2026, 11, 1))
    assert (value.starts_on, value.ends_on) == (date(2025, 3, 1), date(2026, 12, 31))
    assert value.basis == "uchwała nr XX/120/2025 z 12.02.2025, art. 8 ust. 2"
    assert here.value_on(Parameter.CRITERION_SINGLE, date(2027, 1, 1)).basis == "Dz.U. 2024 poz. 1044"


def test_a_criterion_that_overtakes_the_resolution_holds() -> None:
    later = with_value(LAW, Parameter.CRITERION_SINGLE, 1600_00, date(2026, 6, 1), "nowe")
    here = lay_over(later, [RAISED], "purpose_allowance")
    assert here.value_on(Parameter.CRITERION_SINGLE, date(2026, 5, 31)).grosze == 1515_00
    assert here.value_on(Parameter.CRITERION_SINGLE, date(2026, 6, 1)).grosze == 1600_00


def test_the_minimum_share_of_the_periodic_allowance_may_be_raised() -> None:
    share = replace(RAISED, name=LocalName.PERIODIC_SHARE, held=Fraction(3, 5), ends_on=None)
    check_local(LAW, share)
    here = lay_over(LAW, [share], "periodic_allowance")
    assert here.value_on(Parameter.PERIODIC_SHARE, date(2026, 11, 1)).number == Fraction(3, 5)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"number": "  "}, LocalFault.NO_RESOLUTION),
        ({"ends_on": date(2025, 2, 28)}, LocalFault.BACKWARDS),
        ({"held": 1010_00}, LocalFault.NOT_RAISED),
        ({"held": Fraction(3, 2)}, LocalFault.NOT_RAISED),
    ],
)
def test_what_cannot_be_relied_on_is_refused(changes: dict[str, object], fault: LocalFault) -> None:
    with pytest.raises(WrongLocalAmount) as refused:
        check_local(LAW, replace(RAISED, **changes))  # type: ignore[arg-type]  # named per case
    assert refused.value.facts["fault"] == fault.value


def test_two_amounts_never_hold_on_one_day() -> None:
    with pytest.raises(WrongLocalAmount, match="overlap"):
        check_local(LAW, replace(RAISED, starts_on=date(2026, 12, 31), ends_on=None), [RAISED])
    check_local(LAW, replace(RAISED, starts_on=date(2027, 1, 1), ends_on=None), [RAISED])


def test_rows_come_back_as_they_were_written() -> None:
    rows = (RAISED, replace(RAISED, starts_on=date(2027, 1, 1), ends_on=None))
    assert read_rows(LocalName.PURPOSE_SINGLE, write_rows(rows)) == rows
    share = replace(RAISED, name=LocalName.PERIODIC_SHARE, held=Fraction(2, 3))
    assert read_rows(LocalName.PERIODIC_SHARE, write_rows([share])) == (share,)


@given(day=days, start=days, length=st.integers(min_value=0, max_value=2000), held=st.integers(1, 500_000))
def test_laying_over_never_lowers_and_touches_only_its_own_days(day: date, start: date, length: int, held: int) -> None:
    row = replace(RAISED, held=held, starts_on=start, ends_on=start + timedelta(days=length))
    own, here = single("purpose_allowance", day), single("purpose_allowance", day, row)
    assert here == (max(own, held) if row.covers(day) else own)


@pytest.mark.parametrize("name", sorted(LAW.values))
def test_a_day_outside_the_known_range_is_an_error_that_names_the_value(name: str) -> None:
    series = LAW.values[name]
    before = series[0].starts_on - timedelta(days=1)
    with pytest.raises(UnknownOn) as refused:
        LAW.value_on(name, before)
    assert (refused.value.facts["name"], refused.value.facts["day"]) == (name, before)
    assert refused.value.facts["label"] == series[0].label
    if series[-1].ends_on is not None:
        with pytest.raises(UnknownOn):
            LAW.value_on(name, series[-1].ends_on + timedelta(days=1))


def test_every_value_has_its_act_and_the_day_it_was_checked() -> None:
    assert all(value.basis and value.checked_on for series in LAW.values.values() for value in series)


HALF, ALL, NOTHING = Fraction(1, 2), Fraction(1), Fraction(0)
TABLE = FeeTable(
    price=40_00,
    bands=(
        FeeBand(limit=ALL, single=NOTHING, family=NOTHING),
        FeeBand(limit=2 * ALL, single=HALF, family=HALF),
        FeeBand(limit=None, single=ALL, family=ALL),
    ),
    starts_on=date(2026, 1, 1),
    ends_on=date(2026, 12, 31),
    number="XXX/1/2025",
    passed_on=date(2025, 12, 1),
)


def test_a_table_without_gaps_is_accepted_and_comes_back() -> None:
    check_table(TABLE)
    assert read_tables(write_tables([TABLE])) == (TABLE,)
    assert table_on([TABLE], date(2026, 12, 31)) is TABLE


def test_a_day_without_a_table_is_an_error_that_names_the_day() -> None:
    with pytest.raises(NoFeeTable) as refused:
        table_on([TABLE], date(2027, 1, 1))
    assert refused.value.facts["day"] == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"number": ""}, FeeTableFault.NO_RESOLUTION),
        ({"ends_on": date(2025, 12, 31)}, FeeTableFault.BACKWARDS),
        ({"price": 0}, FeeTableFault.NO_PRICE),
        ({"bands": ()}, FeeTableFault.BANDS),
        ({"bands": TABLE.bands[:2]}, FeeTableFault.BANDS),
        ({"bands": (TABLE.bands[1], TABLE.bands[0], TABLE.bands[2])}, FeeTableFault.BANDS),
        ({"bands": (replace(TABLE.bands[0], single=ALL), *TABLE.bands[1:])}, FeeTableFault.SHARES),
        ({"bands": (*TABLE.bands[:2], replace(TABLE.bands[2], family=2 * ALL))}, FeeTableFault.SHARES),
        ({"purpose": FeePurpose.SHELTER, "price": 0}, FeeTableFault.NO_PRICE),
        ({"purpose": FeePurpose.REPAYMENT, "bands": ()}, FeeTableFault.BANDS),
        ({"purpose": FeePurpose.INDEPENDENCE}, FeeTableFault.BANDS),
    ],
)
def test_a_table_with_a_fault_is_refused(changes: dict[str, object], fault: FeeTableFault) -> None:
    with pytest.raises(WrongFeeTable) as refused:
        check_table(replace(TABLE, **changes))  # type: ignore[arg-type]  # named per case
    assert refused.value.facts["fault"] == fault.value


def test_a_scale_has_no_price_an_amount_no_bands_and_each_is_found_by_what_it_is_for() -> None:
    scale = replace(TABLE, purpose=FeePurpose.REPAYMENT, price=0)
    amount = replace(TABLE, purpose=FeePurpose.INDEPENDENCE, price=5000_00, bands=())
    for table in (scale, amount):
        check_table(table)
        assert read_tables(write_tables([table]), table.purpose) == (table,)
    day = date(2026, 11, 1)
    assert find_table([TABLE, scale, amount], day, FeePurpose.INDEPENDENCE) is amount
    assert find_table([TABLE], day, FeePurpose.SHELTER) is None
    with pytest.raises(NoFeeTable) as refused:
        table_on([TABLE], day, FeePurpose.REPAYMENT)
    assert refused.value.facts["purpose"] == "repayment_scale"
