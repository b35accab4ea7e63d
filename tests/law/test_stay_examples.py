"""Runs the worked examples of a stay in a care home: ``tests/law/stay``."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import money
from app.domain.care_home_stay import (
    RESIDENT,
    Absence,
    Parts,
    Relief,
    ReliefGround,
    StayFacts,
    StayFees,
    WrongStay,
    assess_stay,
)
from app.domain.facts import CareHome, HouseholdKind, Rank, Relative, Surplus
from app.domain.months import part_of
from tests.the_law import LAW

Example = dict[str, Any]

FOLDER = Path(__file__).parent / "stay"
EXAMPLES = [
    example
    for path in sorted(FOLDER.glob("*.toml"))
    for example in tomllib.loads(path.read_text(encoding="utf-8"))["example"]
]


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["id"] for example in EXAMPLES])
def test_example_comes_out(example: Example) -> None:
    found = assess_stay(facts_of(example), LAW)
    told = tell(found)
    assert {key: told.get(key) for key in example["gives"]} == example["gives"]
    assert all(step.text and step.basis for step in found.why)
    assert found.full.total == money.parse(example["cost"])


def test_examples_have_sources_and_ids_of_their_own() -> None:
    ids = [example["id"] for example in EXAMPLES]
    assert len(ids) == len(set(ids))
    assert all(example["source"] and example["title"] and example["gives"] for example in EXAMPLES)


def facts_of(example: Example) -> StayFacts:
    absence = example.get("absence")
    return StayFacts(
        month=date.fromisoformat(example.get("month", "2026-11") + "-01"),
        home=CareHome(
            cost=money.parse(example["cost"]),
            resident_income=money.parse(example["resident_income"]),
            relatives=tuple(relative_of(each) for each in example["relatives"]),
        ),
        therapeutic_pay=money.parse(example.get("therapeutic_pay", "0")),
        pocket_money=money.parse(example.get("pocket_money", "0")),
        published_on=example.get("published_on"),
        is_minor=example.get("is_minor", False),
        reliefs={
            each["who"]: Relief(ReliefGround(each["ground"]), money.parse(each.get("fee", "0")))
            for each in example.get("reliefs", ())
        },
        voluntary={name: money.parse(amount) for name, amount in example.get("voluntary", {}).items()},
        absence=Absence(absence["days"], absence["used"], absence.get("host", "")) if absence else None,
        days=example.get("days"),
    )


def relative_of(given: Example) -> Relative:
    return Relative(
        id=given["id"],
        household=HouseholdKind(given["kind"]),
        people=given["people"],
        income=money.parse(given["income"]),
        rank=Rank(given["rank"]),
        refuses=given.get("refuses", False),
        agreed=money.parse(given["agreed"]) if "agreed" in given else None,
    )


def tell(found: StayFees) -> Example:
    """The fees in the words of the files."""
    told: Example = {
        "free_days": found.free_days,
        "due_total": money.plain(found.due.total),
        "cautions": [caution.code for caution in found.cautions],
        **{f"value_of_{step.code}": step.value for step in found.why},
    }
    for name, parts in (("full", found.full), ("due", found.due), ("other", found.other)):
        told |= _parts(name, parts) if parts is not None else {}
    return told


def _parts(name: str, parts: Parts) -> Example:
    each = {"resident": parts.resident, "gmina": parts.gmina, **parts.relatives}
    return {f"{name}_{who}": money.plain(amount) for who, amount in each.items()}


amounts = st.integers(min_value=0, max_value=1_000_000)
relatives = st.lists(
    st.builds(
        Relative,
        id=st.sampled_from("abcdef"),
        household=st.sampled_from(HouseholdKind),
        people=st.integers(min_value=1, max_value=5),
        income=amounts,
        rank=st.sampled_from(Rank),
        refuses=st.booleans(),
        agreed=st.none() | st.integers(min_value=0, max_value=100_000),
    ),
    max_size=5,
    unique_by=lambda relative: relative.id,
)


@given(
    cost=amounts,
    income=amounts,
    obliged=relatives,
    surplus=st.sampled_from(Surplus),
    left=st.integers(min_value=0, max_value=50_000),
    days=st.tuples(
        st.integers(min_value=0, max_value=15),
        st.integers(min_value=0, max_value=30),
        st.none() | st.integers(min_value=15, max_value=30),
        st.booleans(),
    ),
)
def test_the_parts_add_up_whatever_happens(
    cost: int,
    income: int,
    obliged: list[Relative],
    surplus: Surplus,
    left: int,
    days: tuple[int, int, int | None, bool],
) -> None:
    """With relief, absence and a part of the month; relief of one never raises what another one pays."""
    away, used, stayed, is_minor = days
    home = CareHome(cost=cost, resident_income=income, relatives=tuple(obliged), surplus=surplus)
    host = obliged[0].id if obliged else ""
    month, absence = date(2026, 11, 1), Absence(away, used, host)
    before = assess_stay(StayFacts(month=month, home=home, days=stayed, is_minor=is_minor, absence=absence), LAW)
    assert before.full.total == cost
    assert before.due.total == part_of(cost, month, stayed or 30)
    assert min(before.due.gmina, before.due.resident, *before.due.relatives.values()) >= 0
    relief = Relief(ReliefGround.DISCRETION, left)
    for payer in (RESIDENT, *(each.id for each in obliged)):
        after = assess_stay(StayFacts(month=month, home=home, reliefs={payer: relief}), LAW).full
        assert after.total == cost
        assert all(after.relatives[each.id] == before.full.relatives[each.id] for each in obliged if each.id != payer)


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"days": 31}, "days"),
        ({"days": 10, "absence": Absence(11)}, "absence"),
        ({"absence": Absence(1, 0, "sąsiad")}, "host"),
        ({"voluntary": {"syn": 100}}, "names"),
        ({"voluntary": {"siostra": 100}, "absence": Absence(1, 0, "siostra")}, "host"),
        ({"reliefs": {"syn": Relief(ReliefGround.VETERAN)}}, "relief"),
        ({"reliefs": {"": Relief(ReliefGround.RIGHT)}}, "relief"),
        ({"reliefs": {"sąsiad": Relief(ReliefGround.DISCRETION)}}, "relief"),
        ({"reliefs": {"syn": Relief(ReliefGround.RIGHT, 1)}}, "full"),
    ],
)
def test_days_and_relief_that_cannot_be_are_refused(wrong: Example, fault: str) -> None:
    son = Relative("syn", HouseholdKind.SINGLE, 1, 400_000, Rank.DESCENDANT)
    home = CareHome(cost=500_000, resident_income=300_000, relatives=(son,))
    with pytest.raises(WrongStay) as refused:
        assess_stay(StayFacts(month=date(2026, 11, 1), home=home, **wrong), LAW)
    assert refused.value.facts["fault"] == fault
