"""The contract ``calculate``: each key, each error code, and nothing that a line can hold stops the answers."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.benefits import KINDS
from app.services.calculation import calculate
from app.services.facts_fields import WrongFacts
from app.services.facts_reading import read_claim
from tests.services.calculation_lines import Facts, answer, claim, facts, put, receipt
from tests.the_law import LAW


def test_the_family_of_the_day_gets_the_findings_of_the_contract() -> None:
    given, found = answer(facts())
    why, parameters = found.pop("why"), found.pop("parameters")
    assert given.is_answered
    assert found == {
        "id": "wiśniewska-1",
        "right": True,
        "income_month": "2026-10",
        "payable_from": "2026-11",
        "people": 3,
        "income": "1248.00",
        "income_per_person": "416.00",
        "criterion": "2469.00",
        "lowest": "610.50",
        "highest": "1221.00",
        "amount": None,
        "warnings": [],
    }
    assert parameters["criterion_family"] == {"value": "823.00", "from": "2025-01-01", "basis": "Dz.U. 2024 poz. 1044"}
    assert {frozenset(step) for step in why} == {frozenset({"code", "text", "value", "basis"})}
    assert [step["code"] for step in why] == [
        "income_month",
        "people_family",
        *["income_counted"] * 4,
        *["income_not_counted"] * 2,
        "income_sum_family",
        "criterion_family",
        "periodic_income_below",
        "periodic_difference",
        "periodic_share",
        "periodic_highest",
        "periodic_from",
    ]


def test_without_a_right_there_are_no_amounts_and_the_reason_is_last() -> None:
    given, found = answer(facts(incomes=[receipt("anna", "wage", "5000.00")]))
    assert given.is_answered
    assert (found["right"], found["lowest"], found["highest"], found["amount"]) == (False, None, None, None)
    assert found["why"][-1]["code"] == "periodic_income_above"


def test_days_default_to_the_application() -> None:
    line = facts(complete_on=None)
    del line["decided_on"], line["reasons"]
    assert answer(line)[1]["payable_from"] == "2026-11"


def test_payable_from_follows_the_papers_and_leaves_the_right_alone() -> None:
    found = answer(facts(complete_on="2026-12-02"))[1]
    assert (found["payable_from"], found["right"], found["income_month"]) == ("2026-12", True, "2026-10")


def test_poverty_alone_adds_a_warning() -> None:
    found = answer(facts(reasons=["7.1"]))[1]
    assert [warning["code"] for warning in found["warnings"]] == ["poverty_alone"]
    assert found["right"] is True


def income(field: str, **line: object) -> tuple[str, Facts]:
    """Facts with this one income, and the path of its field."""
    return f"incomes[0].{field}", facts(incomes=[{"member": "anna", **line}])


DAY = "2026-10-15"
BREACHES: list[tuple[str, str, Facts | bytes]] = [
    ("unreadable_line", "", b""),
    ("unreadable_line", "", b"{"),
    ("unreadable_line", "", b"\xff\xfe"),
    ("unreadable_line", "", b"[]"),
    ("unreadable_line", "", b"null"),
    ("unreadable_line", "", b"[" * 100_000),
    ("unreadable_line", "", b'{"id": ' * 100_000),
    ("unreadable_line", "", b'{"id": "x", "amount": NaN}'),
    ("unreadable_line", "", b'{"id": "x", "amount": ' + b"9" * 10_000 + b"}"),
    ("unreadable_line", "", b'{"id": "x", "id": "y"}'),
    ("unreadable_line", *put("id", 5)),
    ("unreadable_line", *put("household", [])),
    ("unreadable_line", *put("household.members", {})),
    ("unreadable_line", *put("household.members[1]", 5)),
    ("unreadable_line", *put("household.members[1].id", "anna")),
    ("unknown_kind", *put("household.members[0].sex", "x")),
    ("unknown_kind", *put("household.members[0].incapacity", "partial")),
    ("unreadable_line", *put("household.members[2].counted", 1)),
    ("unreadable_line", *put("household.kind", "single")),
    ("unreadable_line", *put("incomes[0]", "wage")),
    ("unreadable_line", *put("reasons[0]", 7.4)),
    ("missing_field", "id", b"{}"),
    ("missing_field", *put("benefit", None)),
    ("missing_field", *put("applied_on", None)),
    ("missing_field", *put("month", None)),
    ("missing_field", *put("applicant", None)),
    ("missing_field", *put("incomes", None)),
    ("missing_field", *put("household", None)),
    ("missing_field", *put("household.kind", None)),
    ("missing_field", *put("household.members[1].born_on", None)),
    ("missing_field", *put("incomes[2].amount", None)),
    ("missing_field", *put("incomes[2].kind", None)),
    ("missing_field", *put("incomes[0].member", None)),
    ("missing_field", *put("incomes[0].received_on", None)),
    ("missing_field", *income("months", kind="arrears", amount="1.00", received_on=DAY)),
    ("missing_field", *income("hectares", kind="farm")),
    ("unknown_field", *put("incme", [])),
    ("unknown_field", *put("household.size", 3)),
    ("unknown_field", *put("household.members[0].age", 34)),
    ("unknown_field", *put("incomes[1].gross", "1.00")),
    ("unknown_field", *income("costs", kind="pension", amount="1.00", received_on=DAY, costs="1.00")),
    ("unknown_field", *income("received_on", kind="business", amount="1.00", received_on=DAY)),
    ("unknown_field", *income("amount", kind="farm", amount="1.00", hectares="1.5")),
    ("unknown_benefit", *put("benefit", "housing_allowance")),
    ("unknown_benefit", *put("benefit", ["periodic_allowance"])),
    ("unknown_kind", *put("household.kind", "couple")),
    ("unknown_kind", *put("incomes[0].kind", "lottery")),
    ("unknown_kind", *put("incomes[0].kind", {})),
    ("unknown_member", *put("applicant", "ewa")),
    ("unknown_member", *put("incomes[0].member", "ewa")),
    ("unknown_member", *put("incomes[0].member", [])),
    ("bad_amount", *put("incomes[2].amount", 124.0)),
    ("bad_amount", *put("incomes[2].amount", 124)),
    ("bad_amount", *put("incomes[2].amount", "124")),
    ("bad_amount", *put("incomes[2].amount", "124,00")),
    ("bad_amount", *put("incomes[2].amount", "-124.00")),
    ("bad_amount", *put("incomes[2].amount", "124.00\n")),
    ("bad_amount", *put("incomes[2].amount", "9" * 5000 + ".00")),
    ("bad_amount", *income("costs", kind="wage", amount="1.00", received_on=DAY, costs=1)),
    ("bad_amount", *income("hectares", kind="farm", hectares=1.5)),
    ("bad_amount", *income("hectares", kind="farm", hectares="1.23456")),
    ("bad_amount", *income("months", kind="arrears", amount="1.00", received_on=DAY, months=0)),
    ("bad_amount", *income("months", kind="arrears", amount="1.00", received_on=DAY, months=True)),
    ("bad_amount", *income("months", kind="arrears", amount="1.00", received_on=DAY, months=10**9)),
    ("bad_date", *put("applied_on", "3.11.2026")),
    ("bad_date", *put("applied_on", "20261103")),
    ("bad_date", *put("applied_on", "2026-02-31")),
    ("bad_date", *put("applied_on", "0001-01-01")),
    ("bad_date", *put("applied_on", "9999-12-31")),
    ("bad_date", *put("complete_on", 20261116)),
    ("bad_date", *put("month", "2026-13")),
    ("bad_date", *put("month", "2026-11-01")),
    ("bad_date", *put("incomes[0].source_lost_on", "x")),
    ("month_out_of_range", *put("month", "1999-11")),
    ("month_out_of_range", *put("month", "2012-09")),
]


@pytest.mark.parametrize(
    ("code", "field", "line"), BREACHES, ids=[f"{at} {code} {field}" for at, (code, field, _) in enumerate(BREACHES)]
)
def test_each_breach_has_its_code_and_its_field(code: str, field: str, line: Facts | bytes) -> None:
    given, found = answer(line)
    assert not given.is_answered
    assert (found["error"]["code"], found["error"]["field"]) == (code, field)
    assert found["error"]["message"]
    assert set(found) == {"id", "error"}


def test_every_code_of_the_contract_is_tried() -> None:
    assert {code for code, _, _ in BREACHES} | {"member_left_out"} == {
        *("unreadable_line", "missing_field", "unknown_field", "unknown_benefit", "unknown_kind", "unknown_member"),
        *("member_left_out", "bad_amount", "bad_date", "month_out_of_range"),
    }


def test_a_household_of_which_nobody_is_counted_has_no_members() -> None:
    line = facts()
    for member in line["household"]["members"]:
        member["counted"] = False
    assert answer(line)[1]["error"]["field"] == "household.members"


def test_a_breach_is_refused_with_its_place_before_anything_is_worked_out() -> None:
    with pytest.raises(WrongFacts) as refused:
        read_claim(put("incomes[2].amount", 124)[1], LAW)
    assert refused.value.facts == {"error": "bad_amount", "field": "incomes[2].amount"}


def test_the_id_is_given_back_with_an_error_too() -> None:
    assert answer(facts(month="x"))[1]["id"] == "wiśniewska-1"
    assert answer(b"{}")[1]["id"] is None


def test_lines_are_answered_one_by_one_in_their_order() -> None:
    lines = [json.dumps(facts(id="a")).encode() + b"\r\n", b"\n", b"\xef\xbb\xbf" + json.dumps(facts(id="c")).encode()]
    asked: list[int] = []

    def one_by_one() -> Any:
        for at, line in enumerate(lines):
            asked.append(at)
            yield line

    answers = calculate(one_by_one(), LAW)
    assert json.loads(next(answers).text)["id"] == "a"
    assert asked == [0]
    assert [(json.loads(given.text)["id"], given.is_answered) for given in answers] == [(None, False), ("c", True)]


def test_an_answer_is_one_line_of_utf8_whatever_the_id() -> None:
    for line_id in ("ą\u2028b\u0085c", "\ud800", "a\nb"):
        given, found = answer(facts(id=line_id))
        assert given.text.encode("utf-8")
        assert len(given.text.splitlines()) == 1
        assert found["id"] == line_id
    assert "Rodzina liczy 3\u00a0osoby" in answer(facts())[0].text


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
words = st.sampled_from(["2026-11-03", "2026-11", "610.50", "anna", "wage", "farm", "arrears", "one_off", "family"])
values = st.recursive(
    scalars | words, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
)


@given(st.binary(max_size=200))
def test_any_bytes_get_an_answer(line: bytes) -> None:
    assert "error" in answer(line)[1]


@given(st.data())
def test_facts_with_anything_anywhere_get_an_answer(data: st.DataObject) -> None:
    line = claim(data.draw(st.sampled_from(KINDS)).code)
    places = [line, line["household"], line["household"]["members"][0], line["incomes"][0]]
    if "care_home" in line:
        places += [line["care_home"], line["care_home"]["relatives"][1]]
    if "specialist_care" in line:
        places.append(line["specialist_care"])
    for place in data.draw(st.lists(st.sampled_from(places), min_size=1, max_size=3)):
        key = data.draw(st.sampled_from([*place, "months", "hectares", "costs", "maintenance_paid", "blocked_by"]))
        place[key] = data.draw(values)
    given, found = answer(line)
    assert given.is_answered is ("error" not in found)
    assert len(given.text.splitlines()) == 1
