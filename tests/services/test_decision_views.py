"""What the screens of decisions are told: text, pages, elements, what waits, what follows from service."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.domain.case_course import EventKind
from app.domain.checklist import State
from app.domain.decisions import DecisionState
from app.domain.deliveries import Channel
from app.domain.persons import Person
from app.services.decision_findings import thaw
from app.services.decision_lists import (
    AskDecisionFilters,
    CountWaitingDecisions,
    Shown,
    ask_decision_filters,
    count_waiting_decisions,
)
from app.services.decision_views import LookAtDecision, OpenDecision, Sight, look_at_decision, open_decision
from app.services.decisions import (
    IssueDecision,
    NotePrint,
    issue_decision,
    note_print,
)
from app.services.documents import RecordDelivery, record_delivery
from app.services.lists import ListKeys, list_keys
from app.services.office import Office
from app.services.persons import AddPerson, add_person
from app.services.ports import Listing
from tests.little_decision import (
    MEDIATION,
    WRITTEN,
    approved,
    changed,
    course,
    drafted,
    issued,
    missing,
    passed_on,
    ready_case,
    rewrite,
    view_of,
    words,
)
from tests.little_office import CLERK, HEAD, WORKER, at_desk, somebody

NOVEMBER, JANUARY = date(2026, 11, 1), date(2027, 1, 1)


def test_a_draft_is_seen_with_its_watermark_its_choices_and_what_it_lacks(office: Office) -> None:
    draft = drafted(office, ready_case(office))
    sight = look_at_decision(office, LookAtDecision(draft))
    assert "PROJEKT" in words(sight.pdf)
    assert [piece.choice for piece in sight.pieces if piece.choice] == [
        *("kind", "person", "reason", "amount", "from_month", "to_month", "pay_by")
    ]
    sentence = "".join(piece.text for piece in sight.pieces).replace("\u00a0", " ")
    assert sentence.startswith("Przyznaję Pani Annie Wiśniewskiej zasiłek okresowy z powodu bezrobocia w kwocie 610,50")
    assert {part.name for part in sight.parts} == {"law", "ruling", "reasons", "instruction"}
    assert missing(sight.checks) == ["reasons"]
    assert len(sight.pages) >= 1
    unsaved = look_at_decision(office, LookAtDecision(replace(draft, written_reasons=WRITTEN, amount=70_000)))
    assert missing(unsaved.checks) == []
    assert "700,00" in "".join(piece.text for piece in unsaved.pieces)


def test_a_draft_without_choices_shows_dots_where_they_belong(office: Office) -> None:
    draft = replace(drafted(office, ready_case(office)), amount=0, from_month=None, to_month=None, reason="")
    sight = look_at_decision(office, LookAtDecision(draft))
    assert [piece.choice for piece in sight.pieces if "…" in piece.text and piece.choice] == [
        *("reason", "amount", "from_month", "to_month")
    ]
    assert "ruling" in missing(sight.checks)


def test_names_of_strangers_and_an_uncertain_declension_are_asked_about(office: Office) -> None:
    case = ready_case(office)
    add_person(office, AddPerson(somebody("Henryk", "Łuczak", pesel="59021012345")))
    text = f"{WRITTEN} Pan Łuczak (59021012345) mieszka obok. Maria Lis i Zofia potwierdzają."
    draft = replace(drafted(office, case), written_reasons=text)
    asked = {
        item.id: item.sentence
        for item in look_at_decision(office, LookAtDecision(draft)).checks
        if item.state is State.QUESTIONED
    }
    assert "Łuczak" in asked["strangers"]
    assert "59021012345" in asked["strangers"]
    assert "Lis" not in asked["strangers"]
    assert "Zofia" not in asked["strangers"]
    assert "numeru rachunku" in asked["account"]
    rewrite(office, Person, case.person_id, first_name="Józef", last_name="Gołąb", sex="male")
    later = look_at_decision(office, LookAtDecision(draft)).checks
    assert "name_forms" in [item.id for item in later if item.state is State.QUESTIONED]


def test_a_decision_of_a_benefit_without_a_letter_has_no_text(office: Office) -> None:
    draft = replace(drafted(office, ready_case(office)), benefit="meal_programme", findings="")
    sight = look_at_decision(office, LookAtDecision(draft))
    assert (sight.parts, sight.checks, sight.pages, sight.pdf) == ((), (), (), b"")


def test_prints_are_noted_and_another_print_says_so(office: Office) -> None:
    case = ready_case(office)
    decision = issued(office, case)
    for _ in range(2):
        note_print(office, NotePrint(decision.id))
    said = [text for kind, text in course(office, case) if kind == EventKind.NOTE]
    assert set(said) == {f"Wydruk: Decyzja {decision.number}", f"Wydruk ponowny: Decyzja {decision.number}"}


def test_a_printed_draft_is_no_act(office: Office) -> None:
    case = ready_case(office)
    draft = drafted(office, case)
    assert note_print(office, NotePrint(draft.id)).value is None


def test_service_sets_three_days_with_three_reasons(office: Office) -> None:
    decision = issued(office, ready_case(office), is_granted_in_full=True)
    assert decision.document_id is not None
    office.calendar.move_to(datetime(2026, 12, 11, 9))  # type: ignore[attr-defined]
    record_delivery(
        office,
        RecordDelivery(
            document_id=decision.document_id,
            person_id=decision.person_id,
            channel=Channel.POST_RECEIPT,
            sent_on=date(2026, 11, 24),
            served_on=date(2026, 12, 10),
        ),
    )
    found = view_of(office, decision).finality
    assert found is not None
    assert found.appeal is not None
    assert found.appeal.ends_on == date(2026, 12, 28)
    assert found.final_from_on == date(2026, 12, 29)
    assert found.executable_from_on == date(2026, 12, 10)


# -- lists ----------------------------------------------------------------------------------------------------------


def test_the_list_shows_what_is_asked_for_and_the_badge_counts_what_waits(office: Office) -> None:
    case = ready_case(office)
    head = at_desk(office, HEAD)
    assert open_decision(office, OpenDecision(case_id=case.id)) is None
    draft = changed(office, drafted(office, case), written_reasons=WRITTEN)

    def shown(which: Shown, desk: Office = office, text: str = "") -> list[str]:
        only = tuple(ask_decision_filters(desk, AskDecisionFilters())[which].items())
        return [row.name for row in list_keys(desk, ListKeys(Listing("decisions", text=text, only=only))).first_rows]

    def waiting() -> tuple[int, int, int]:
        return tuple(
            count_waiting_decisions(at_desk(office, who), CountWaitingDecisions()) for who in (CLERK, HEAD, WORKER)
        )  # type: ignore[return-value]

    assert shown(Shown.MINE) == ["Wiśniewska Anna"]
    assert shown(Shown.MINE, head) == []
    assert waiting() == (1, 0, 0)
    waits = passed_on(office, draft)
    assert (shown(Shown.MINE), shown(Shown.TO_APPROVE)) == ([], ["Wiśniewska Anna"])
    assert waiting() == (0, 1, 0)
    agreed = approved(office, waits)
    assert shown(Shown.TO_ISSUE) == ["Wiśniewska Anna"]
    assert waiting() == (1, 1, 0)
    number = issue_decision(office, IssueDecision(agreed)).value.number
    assert shown(Shown.ISSUED, text="wisn") == ["Wiśniewska Anna"]
    assert shown(Shown.ISSUED, text="kowal") == []
    assert waiting() == (0, 0, 0)
    row = list_keys(office, ListKeys(Listing("decisions"))).first_rows[0]
    assert (row.sign, row.number, row.amount, row.state) == (case.sign, number, 61_050, DecisionState.ISSUED)
    assert (row.from_month, row.to_month, row.benefit, row.drafter) == (NOVEMBER, JANUARY, "zasiłek okresowy", "Nowak")
    view = open_decision(office, OpenDecision(case_id=case.id))
    assert view is not None
    assert (view.decision.number, view.case.mediation_note) == (number, MEDIATION)


@pytest.mark.parametrize("text", ["{", "[]", '{"right": true}', '{"right": 1, "why": 7}', "null", "Ą"])
def test_findings_that_cannot_be_read_are_no_findings(text: str) -> None:
    assert thaw(text) is None


def test_a_decision_older_than_the_list_of_acts_is_looked_at_without_its_text(office: Office) -> None:
    decision = issued(office, ready_case(office))
    old = replace(decision, issued_on=date(2025, 10, 3), document_id=None)
    assert look_at_decision(office, LookAtDecision(old)) == Sight()
