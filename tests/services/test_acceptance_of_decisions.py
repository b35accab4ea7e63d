"""The acceptance list of decisions: its points 1 to 3, 7a to 11 and 14 through real services on a real file.

Points 4 to 7 are in ``test_acceptance_of_deliveries``. Points 9 (numbers between workstations), 13 (bundles and logs)
have test files of their own, ``test_register_keeping`` and ``test_exchange*``; here is the shortest form of 9. Point 12
(proposals of disposal) is not built yet.
"""

from dataclasses import fields, replace
from datetime import date

import pytest

from app.domain.case_course import PaperKind
from app.domain.cases import Application, Case
from app.domain.deadlines import DeadlineKind
from app.domain.decision_rules import MonthTooEarly
from app.domain.decisions import Decision
from app.domain.evidence import IdentityCardCopied
from app.domain.finality import FinalBecause
from app.domain.letter_templates import TooLittle
from app.domain.offices import Setting, setting_id
from app.domain.persons import Address, Clerk, Person
from app.services.applications import take_application
from app.services.case_views import OpenCase, open_case
from app.services.change_drafts import DraftChanges, draft_changes
from app.services.decision_views import LookAtDecision, look_at_decision
from app.services.decisions import ElementsMissing, IssueDecision, issue_decision
from app.services.document_rules import WaiverUntimely
from app.services.documents import (
    ReadDocument,
    read_document,
)
from app.services.letter_writing import DraftLetter, draft_letter
from app.services.office import Office
from app.services.paper import ENVELOPES, render_envelope
from app.services.payment_registers import ChangePaymentRegister, TellingTitle, change_payment_register
from app.services.recalculation import NewAmounts, Recalculate, recalculate
from app.services.registers import CancelCase, cancel_case
from tests.little_decision import (
    WRITTEN,
    approved,
    changed,
    drafted,
    issued,
    missing,
    passed_on,
    ready_case,
    rewrite,
    view_of,
    words,
)
from tests.little_office import HEAD, annas_application, at_desk, somebody
from tests.little_payments import open_register
from tests.served_decision import THURSDAY, add, days_of, served
from tests.the_law import LAW

COURT = Setting(id=setting_id("court"), name="court", value="Wojewódzkiego Sądu Administracyjnego w Łodzi")
LOWER = NewAmounts(amounts=(("criterion_family", 600_00),), basis="rozporządzenie na próbę")


@pytest.fixture
def case(office: Office) -> Case:
    with office.work("Sąd") as work:
        work.add(COURT)
        work.commit()
    return ready_case(office)


def paper_of(office: Office, decision: Decision) -> str:
    assert decision.document_id is not None
    return words(read_document(office, ReadDocument(decision.document_id)).content)


# -- 1 ----------------------------------------------------------------------------------------------------------------


def _without_authority(office: Office, _: Case) -> None:
    rewrite(office, Setting, setting_id("authority"), value="")


def _party_dead(office: Office, case: Case) -> None:
    rewrite(office, Person, case.person_id, died_on=date(2026, 11, 20))


def _no_address(office: Office, case: Case) -> None:
    with office.work("Adres") as work:
        work.remove(work.find(Address, person_id=case.person_id)[0])
        work.commit()


def _no_signer(office: Office, _: Case) -> None:
    rewrite(office, Clerk, HEAD.id, authorised_from_on=None)


def _no_post(office: Office, _: Case) -> None:
    rewrite(office, Clerk, HEAD.id, position="")


def _no_board(office: Office, _: Case) -> None:
    rewrite(office, Setting, setting_id("appeal_body"), value="")


def _no_mediation(office: Office, case: Case) -> None:
    rewrite(office, Case, case.id, mediation_note="")


@pytest.mark.parametrize(
    "spoil",
    [_without_authority, _party_dead, _no_address, _no_signer, _no_post, _no_board, _no_mediation],
    ids=["1 authority", "3 party alive", "3 address", "8 authorisation", "8 post", "7 instruction", "mediation note"],
)
def test_point_1_nothing_is_issued_while_an_element_the_authorisation_or_the_mediation_note_is_missing(
    office: Office, case: Case, spoil: object
) -> None:
    agreed = approved(office, passed_on(office, changed(office, drafted(office, case), written_reasons=WRITTEN)))
    spoil(office, case)  # type: ignore[operator]  # one of the above
    with pytest.raises(ElementsMissing):
        issue_decision(office, IssueDecision(agreed))
    with office.reading() as file:
        assert file.get(Decision, agreed.id).number == ""


def test_point_1_written_reasons_are_an_element_too(office: Office, case: Case) -> None:
    agreed = approved(office, passed_on(office, drafted(office, case)))
    with pytest.raises(ElementsMissing):
        issue_decision(office, IssueDecision(agreed))


# -- 1a ---------------------------------------------------------------------------------------------------------------


def test_point_1a_with_reasons_appeal_and_waiver(office: Office, case: Case) -> None:
    said = paper_of(office, issued(office, case, is_granted_in_full=True))
    assert "służy stronie odwołanie" in said
    assert "zrzec się prawa" in said
    assert "decyzja jest ostateczna, ponieważ" not in said.casefold()


def test_point_1a_without_reasons_final_from_service_to_court_and_no_waiver(office: Office, case: Case) -> None:
    decision = served(office, issued(office, case, without_reasons=True, is_granted_in_full=True))
    said = paper_of(office, decision)
    assert "odwołanie nie służy. Decyzja jest ostateczna" in said
    assert "skargę do Wojewódzkiego Sądu Administracyjnego w Łodzi" in said
    assert "zrzec" not in said
    days = days_of(office, decision)
    assert (days.appeal, days.final_from_on, days.final_because) == (None, THURSDAY, FinalBecause.NO_APPEAL)
    with pytest.raises(WaiverUntimely):
        add(office, case.id, PaperKind.WAIVER, THURSDAY)


# -- 2, 3 -------------------------------------------------------------------------------------------------------------


def test_point_2_no_month_before_the_one_in_which_the_papers_were_complete(office: Office, case: Case) -> None:
    with pytest.raises(MonthTooEarly) as refusal:
        changed(office, drafted(office, case), from_month=date(2026, 10, 1))
    assert refusal.value.facts["first"] == date(2026, 11, 1)


def test_point_3_a_call_gives_seven_days_at_least_and_the_interview_is_counted_in_working_days(
    office: Office, case: Case
) -> None:
    more = {"days": 6, "defects": ({"what": "podpisanie wniosku", "basis": "art. 63 § 3 KPA"},)}
    with pytest.raises(TooLittle):
        draft_letter(office, DraftLetter(case.id, "summons_to_complete", more))
    assert LAW.deadline(DeadlineKind.INTERVIEW, date(2026, 11, 2)).ends_on == date(2026, 11, 23)


# -- 7a, 8 ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("began_on", "is_due"), [(date(2025, 7, 12), False), (date(2025, 7, 13), True)])
def test_point_7a_the_code_is_chosen_by_the_day_on_which_the_case_began(
    office: Office, case: Case, began_on: date, is_due: bool
) -> None:
    rewrite(office, Case, case.id, mediation_note="")
    assert case.application_id is not None
    rewrite(office, Application, case.application_id, received_on=began_on)
    checks = {check.code.value for check in open_case(office, OpenCase(case.id)).checks}
    assert ("mediation" in checks) is is_due
    view = view_of(office, drafted(office, case))
    lacking = missing(look_at_decision(office, LookAtDecision(view.decision)).checks)
    assert ("mediation" in lacking) is is_due


def test_point_8_a_change_has_no_day_that_has_passed(office: Office, case: Case) -> None:
    issued(office, case, amount=700_00)
    touched = recalculate(office, Recalculate(cause=LOWER, from_month=date(2026, 11, 1))).touched
    (draft_id,) = draft_changes(office, DraftChanges(touched=touched, cause=LOWER)).value.drafts
    with office.reading() as file:
        assert file.get(Decision, draft_id).from_month == date(2026, 12, 1)


# -- 9, 10, 11, 14 ----------------------------------------------------------------------------------------------------


def test_point_9_a_cancelled_number_stays_in_the_list_and_is_not_given_again(office: Office, case: Case) -> None:
    cancel_case(office, CancelCase(open_case(office, OpenCase(case.id)).case, "podwójna rejestracja"))
    again = take_application(office, annas_application(person=somebody())).value.case
    with office.reading() as file:
        assert [each.sign for each in file.find(Case)] == ["MGOPS.5110.3.1.2026", "MGOPS.5110.3.2.2026"]
        assert file.get(Case, case.id).closed_as == "cancelled"
    assert again.number == 2


def test_point_10_envelope_and_transfer_name_no_benefit(office: Office, case: Case) -> None:
    sender = ("M-GOPS", "ul. Mostowa 29", "97-570 Przedbórz")
    addressee = ("Pani Anna Wiśniewska", "Wola Przedborska 14", "97-570 Przedbórz")
    for size in ENVELOPES:
        said = words(render_envelope(sender, addressee, size))
        assert said == " ".join((*sender, *addressee))
        assert case.sign not in said
    register = open_register(office)
    assert register.transfer_title == "Świadczenie"

    for telling in ("Zasiłek okresowy", "pomoc społeczna XI/2026", "posiłki"):
        with pytest.raises(TellingTitle):
            change_payment_register(
                at_desk(office, HEAD), ChangePaymentRegister(register, replace(register, transfer_title=telling))
            )


def test_point_11_a_decision_cites_what_is_in_force_on_its_day(office: Office, case: Case) -> None:
    said = paper_of(office, issued(office, case))
    assert "o pomocy społecznej (Dz. U. z 2026 r. poz. 639, 974 i 986)" in said
    assert "Kodeks postępowania administracyjnego (Dz. U. z 2025 r. poz. 1691)" in said


@pytest.mark.parametrize("title", ["Dowód osobisty", "kopia dowodu osobistego", "ksero dowodu"])
def test_point_14_there_is_no_place_for_a_copy_of_an_identity_card(office: Office, case: Case, title: str) -> None:
    assert not [kind for kind in PaperKind if "identity" in kind.value]
    assert not [field.name for field in fields(Person) if "scan" in field.name or "photo" in field.name]
    scan = {"title": title, "content": b"\x89PNG", "media_type": "image/png"}
    with pytest.raises(IdentityCardCopied):
        add(office, case.id, PaperKind.OTHER, date(2026, 11, 20), **scan)
    assert add(office, case.id, PaperKind.OTHER, date(2026, 11, 20), title=f"Okazano: {title}").content == ""
