"""Letters that are stopped or warned about, on a real case: before they are made, and said in words."""

from datetime import date, datetime
from typing import Any

import pytest

from app.domain.cases import Application, Case
from app.domain.interviews import Interview
from app.domain.letter_guard import Concern
from app.domain.persons import Person
from app.domain.visits import Outcome
from app.services.documents import RecordDelivery, record_delivery
from app.services.letter_writing import DraftLetter, LetterStopped, MakeLetter, draft_letter, make_letter
from app.services.office import Office
from app.services.persons import AddPerson, add_person
from app.services.visits import LogAttempt, log_attempt
from tests.little_decision import issued, ready_case, rewrite
from tests.little_office import WORKER, at_desk, somebody
from ui.wording import words_of

FUTURE = date(2026, 12, 14)
PAYMENT = {"amount": 61_050, "from_day": FUTURE, "until_day": FUTURE, "place": "w kasie ośrodka"}
DELAY = {"cause": "Czekamy na odpowiedź ZUS.", "new_day": FUTURE}


@pytest.fixture
def case(office: Office) -> Case:
    return ready_case(office)


def found(office: Office, case: Case, letter: str, more: dict[str, Any]) -> list[tuple[Concern, str]]:
    drafted = draft_letter(office, DraftLetter(case.id, letter, more))
    return [(each.concern, each.about) for each in drafted.findings]


def test_a_plain_letter_is_made_without_a_word(office: Office, case: Case) -> None:
    assert found(office, case, "delay_notice", DELAY) == []
    assert make_letter(office, MakeLetter(case.id, "delay_notice", DELAY)).value.template == "delay_notice"


def test_nobody_writes_to_the_dead(office: Office, case: Case) -> None:
    rewrite(office, Person, case.person_id, died_on=date(2026, 11, 20))
    assert found(office, case, "delay_notice", DELAY) == [(Concern.ADDRESSEE_DEAD, "2026-11-20")]
    with pytest.raises(LetterStopped) as stopped:
        make_letter(office, MakeLetter(case.id, "delay_notice", DELAY))
    said = words_of(stopped.value)
    assert said.what == "Pisma „Zawiadomienie o niezałatwieniu sprawy w terminie” nie sporządzono."
    assert said.why.startswith("Adresat zmarł 20 listopada 2026")
    note = {"held_on": date(2026, 11, 20), "act": "Córka zawiadomiła o śmierci."}
    assert make_letter(office, MakeLetter(case.id, "official_note", note)).value.template == "official_note"


def test_a_forgotten_place_stops_a_letter(office: Office, case: Case) -> None:
    with pytest.raises(LetterStopped):
        make_letter(office, MakeLetter(case.id, "delay_notice", DELAY | {"cause": "Czekamy na […]."}))


def test_a_minor_and_a_representative_are_asked_about(office: Office, case: Case) -> None:
    rewrite(office, Person, case.person_id, born_on=date(2010, 3, 15))
    assert case.application_id is not None
    rewrite(office, Application, case.application_id, applies_as="opiekun prawny")
    assert found(office, case, "delay_notice", DELAY) == [(Concern.MINOR, ""), (Concern.REPRESENTED, "opiekun prawny")]


def test_a_danger_noted_at_a_visit_is_told_before_a_letter_goes_there(office: Office, case: Case) -> None:
    with office.reading() as file:
        interview = file.find(Interview, case_id=case.id)[0]
    rewrite(office, Interview, interview.id, finished_at=None, held_on=None)
    attempt = LogAttempt(
        interview_id=interview.id,
        at=datetime(2026, 11, 20, 10),
        outcome=Outcome.REFUSED,
        said="Mąż nie wpuścił.",
        danger="mąż groził żonie",
    )
    log_attempt(at_desk(office, WORKER), attempt)
    assert found(office, case, "delay_notice", DELAY) == [(Concern.DANGER, "mąż groził żonie")]


def test_an_amount_that_the_decision_does_not_have_is_questioned(office: Office, case: Case) -> None:
    decision = issued(office, case)
    assert decision.document_id is not None
    served = RecordDelivery(document_id=decision.document_id, person_id=case.person_id, served_on=date(2026, 11, 23))
    record_delivery(office, served)
    assert found(office, case, "payment_notice", PAYMENT) == []
    ((concern, about),) = found(office, case, "payment_notice", PAYMENT | {"amount": 70_000})
    assert (concern, about.replace("\u00a0", " ")) == (Concern.OTHER_AMOUNT, "700,00 zł / 610,50 zł")


def test_words_of_another_case_and_a_day_that_has_passed_are_questioned(office: Office, case: Case) -> None:
    add_person(office, AddPerson(somebody("Zbigniew", "Maciejowski")))
    more = DELAY | {"cause": "Pan Maciejowski nie dostarczył zaświadczenia.", "new_day": date(2026, 11, 2)}
    assert found(office, case, "delay_notice", more) == [
        (Concern.STRANGER, "Maciejowski"),
        (Concern.PAST_DAY, "2026-11-02"),
    ]


def test_an_act_that_nobody_looked_at_for_half_a_year_is_named(office: Office, case: Case) -> None:
    office.calendar.move_to(datetime(2027, 6, 1, 9))  # type: ignore[attr-defined]  # a set calendar
    more = DELAY | {"new_day": date(2027, 7, 1)}
    ((concern, about),) = found(office, case, "delay_notice", more)
    assert (concern, about) == (
        Concern.OLD_CITATION,
        "ustawa z dnia 14 czerwca 1960 r. – Kodeks postępowania administracyjnego",
    )
