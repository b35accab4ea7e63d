"""From a line of income back to the answer in the interview that says the same."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.incomes import Income
from app.domain.interviews import Interview
from app.domain.records import RecordId
from app.services.income_answers import AskIncomeAnswers, IncomeAnswer, ask_income_answers
from app.services.incomes import ChangeIncome, change_income
from app.services.interview_offer import OfferCode
from app.services.interview_taking import ListOffers, TakeOver, list_offers, take_over
from app.services.office import Office
from tests.visits import finished, visit

Visit = tuple[Office, Interview]


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Visit]:
    with visit(tmp_path) as made:
        yield made


def answers(held: Visit) -> dict[RecordId, IncomeAnswer]:
    office, interview = held
    return ask_income_answers(office, AskIncomeAnswers(interview.case_id))


def test_a_line_taken_over_leads_to_its_answer_until_it_is_changed(held: Visit) -> None:
    office, interview = held
    assert answers(held) == {}
    finished(office, interview.id)
    offers = [each for each in list_offers(office, ListOffers(interview.id)) if each.code is OfferCode.INCOME]
    take_over(office, TakeOver(interview.id, tuple(offers)))
    with office.reading() as file:
        line = next(each for each in file.find(Income) if each.kind == "maintenance_fund")
    answer = answers(held)[line.id]
    assert (answer.interview_id, answer.held_on) == (interview.id, date(2026, 11, 12))
    assert (answer.source, answer.amount) == ("fundusz alimentacyjny", line.amount)
    dearer = change_income(office, ChangeIncome(line, replace(line, amount=line.amount + 1))).value
    assert line.id not in answers(held)
    other = change_income(office, ChangeIncome(dearer, replace(dearer, amount=line.amount, kind="maintenance"))).value
    assert line.id not in answers(held)
    change_income(office, ChangeIncome(other, replace(other, kind=line.kind)))
    assert answers(held)[line.id] == answer
