"""Thousands of invented lines, worked out twice: by the program and by plain rules that share no code with it."""

import json
import random
from typing import Any

from app.services.calculation import calculate
from tests.law.plain_rules import answer
from tests.law.random_facts import BENEFITS, facts
from tests.the_law import LAW

SEED, LINES = 20261123, 5_600


def test_the_program_and_the_plain_rules_agree() -> None:
    chance = random.Random(SEED)
    lines = [facts(chance, at) for at in range(LINES)]
    rights: dict[str, set[bool]] = {benefit: set() for benefit in BENEFITS}
    for line, given in zip(lines, calculate((json.dumps(line).encode() for line in lines), LAW), strict=True):
        found = json.loads(given.text, parse_float=_no_float)
        expected = answer(line)
        assert {key: found.get(key) for key in expected} == expected, json.dumps(line)
        rights[line["benefit"]].add(found["right"])
    both = {benefit for benefit, seen in rights.items() if seen == {True, False}}
    assert both == {*BENEFITS} - {"care_home_fee", "specialist_care_fee"}


def test_the_same_facts_give_the_same_bytes() -> None:
    chance = random.Random(SEED)
    lines = [json.dumps(facts(chance, at)).encode() for at in range(140)]
    once, again = ([given.text for given in calculate(lines, LAW)] for _ in range(2))
    alone = [next(calculate([line], LAW)).text for line in reversed(lines)]
    assert once == again == alone[::-1]


def _no_float(text: str) -> Any:
    raise AssertionError(text)
