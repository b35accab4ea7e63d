"""A case of the demo office in which all has happened that a letter may ask about, and answers to every question.

The decision is issued and served, a summons was served, an appeal came, a visit failed: a case that no office has, so
that every letter can be filled.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from app.domain.case_course import PaperKind
from app.domain.cases import Direction, Document
from app.domain.decisions import Decision, DecisionKind, DecisionState
from app.domain.deliveries import Delivery
from app.domain.interviews import Interview
from app.domain.letter_templates import Ask, LetterTemplate
from app.domain.records import RecordId, new_id
from app.domain.visits import Outcome, VisitAttempt
from app.services.office import Office
from tests.demo import shelf

_OWN = ("decision_", "third_party_report_card", "case_contents")
LETTERS = sorted({letter.id for letter in shelf().letters.letters if not letter.id.startswith(_OWN)})
"""The letters of the menu; decisions, the card of a report and the contents of a folder have screens of their own."""

ANSWERS: Mapping[str, Any] = {
    "text": "od 1 listopada 2026 r., jak w piśmie z dnia 16 listopada 2026 r.",
    "words": "Źródło dochodu zmieniło się w październiku, a zaświadczenia żądano ponownie: pierwsze było nieczytelne.",
    "lines": ("Zofia Źdźbłowska, ul. Polna 4, Przedbórz", "Łukasz Żółć, córka i ojciec"),
    "entries": (
        {"what": "zaświadczenie o wynagrodzeniu", "basis": "art. 107 ust. 5b pkt 7 ustawy"},
        {"what": "podpis na wniosku", "basis": "art. 63 § 3 KPA"},
    ),
    "number": 7,
    "day": date(2026, 12, 14),
    "money": 123_456,
    "body": {
        "lines": ("Zakład Ubezpieczeń Społecznych Inspektorat w Radomsku", "ul. Tysiąclecia 3", "97-500 Radomsko"),
        "in_one_line": "Zakład Ubezpieczeń Społecznych Inspektorat w Radomsku, ul. Tysiąclecia 3, 97-500 Radomsko",
    },
}


def answer(ask: Ask) -> Any:
    """What a clerk might enter."""
    return ask.options[0][0] if ask.kind == "choice" else ANSWERS[ask.kind]


def answers(letter: LetterTemplate) -> dict[str, Any]:
    """All boxes of the letter filled, the optional ones too."""
    return {ask.name: answer(ask) for ask in letter.asks}


def lettered_case(office: Office) -> tuple[RecordId, date]:
    """The case and the day on which every letter but the clause of finality can be written in it."""
    with office.work("Sprawa do pism") as work:
        served = {each.document_id: each.served_on for each in work.find(Delivery) if each.served_on is not None}
        granted = [
            each
            for each in work.find(Decision, state=DecisionState.ISSUED)
            if each.kind is DecisionKind.GRANT and each.document_id in served and not each.without_reasons
        ]
        days = [(served[each.document_id], each) for each in granted if each.document_id is not None]
        served_on, decision = max(days, key=lambda pair: pair[0])
        work.touching(None)
        summons = _paper(decision, PaperKind.SUMMONS, Direction.OUT, served_on - timedelta(days=30))
        appeal = _paper(decision, PaperKind.APPEAL, Direction.IN, served_on + timedelta(days=2))
        work.add_all([summons, appeal])
        work.add(
            Delivery(
                id=new_id(),
                document_id=summons.id,
                case_id=decision.case_id,
                person_id=decision.person_id,
                served_on=served_on - timedelta(days=25),
            )
        )
        interview = work.find(Interview, case_id=decision.case_id)[0]
        at = datetime.combine(served_on - timedelta(days=40), datetime.min.time()).replace(hour=10)
        work.add(
            VisitAttempt(
                id=new_id(), interview_id=interview.id, case_id=decision.case_id, at=at, outcome=Outcome.NOBODY_HOME,
                worker_id=interview.worker_id,
            )
        )  # fmt: skip
        work.commit()
    return decision.case_id, served_on + timedelta(days=3)


def _paper(decision: Decision, kind: PaperKind, direction: Direction, on: date) -> Document:
    return Document(
        id=new_id(),
        case_id=decision.case_id,
        person_id=decision.person_id,
        direction=direction,
        kind=kind.value,
        dated_on=on,
    )
