"""The case view offers everybody only what they may do."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.domain.persons import Clerk
from app.domain.records import RecordId
from tests.little_office import ACCOUNTANT, CLERK, HEAD, WORKER
from tests.ui.case_desk import annas_case, view_of, written
from tests.ui.counter import Counter
from ui.screens.case_forms import SignatureDialog


@pytest.fixture
def visited(counter: Counter) -> RecordId:
    """Anna's case after the visit: the decision is next, the signature is missing."""
    case_id = annas_case(counter)
    interview = view_of(counter, case_id).interview
    assert interview is not None
    held = replace(interview, held_on=date(2026, 11, 12), finished_at=datetime(2026, 11, 12, 10, 40))
    counter.order(written((interview, held)), 0)
    return case_id


def sit(counter: Counter, clerk: Clerk) -> None:
    counter.desk.sit_down(clerk)
    counter.wait()


def test_a_social_worker_is_not_led_to_the_decision(counter: Counter, visited: RecordId) -> None:
    sit(counter, WORKER)
    page = counter.open("case", case_id=visited)
    assert page.next_card._text.text() == (
        f"Wywiad jest ukończony. Uzupełnij to, czego brakuje. Decyzję przygotuje {CLERK.full_name}."
    )
    assert page.primary.text() == "Uzupełnij, czego brakuje"
    page.primary.click()
    assert counter.dialog(SignatureDialog).isVisible(), "what lacks first"
    assert [name for name, _args in counter.went if name == "decision"] == []


@pytest.mark.parametrize("clerk", [CLERK, HEAD])
def test_whoever_drafts_is_led_to_the_decision(counter: Counter, visited: RecordId, clerk: Clerk) -> None:
    sit(counter, clerk)
    page = counter.open("case", case_id=visited)
    assert page.primary.text() == "Ustal dochód i wysokość"
    page.primary.click()
    counter.wait()
    assert counter.went[-1] == ("decision", {"case_id": visited, "is_begun": True})


def test_an_accountant_only_reads_whose_turn_it_is(counter: Counter, visited: RecordId) -> None:
    sit(counter, ACCOUNTANT)
    page = counter.open("case", case_id=visited)
    assert not page.primary.isVisible()
    assert page.next_card._text.text() == f"Wywiad jest ukończony. Decyzję przygotuje {CLERK.full_name}."


def test_a_worker_visits_and_a_clerk_looks_on(counter: Counter) -> None:
    case_id = annas_case(counter)
    page = counter.open("case", case_id=case_id)
    assert page.primary.text() == "Zobacz wywiad"
    assert WORKER.full_name in page.next_card._text.text()
    sit(counter, WORKER)
    page = counter.open("case", case_id=case_id)
    assert page.primary.text() == "Przeprowadź wywiad"
