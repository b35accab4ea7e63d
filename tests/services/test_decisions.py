"""The decision of 23 November: passed on, returned, approved, issued; and every no on the way."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.domain.case_course import EventKind
from app.domain.cases import Case, CaseList, Document
from app.domain.decisions import Decision, DecisionKind, DecisionState, OwnApproval, RemarkNeeded, WrongMove
from app.domain.interviews import Interview
from app.domain.offices import Setting, setting_id
from app.domain.persons import Clerk, Person
from app.domain.records import RecordId
from app.domain.roles import NotAllowed
from app.services.decision_drafts import (
    RefreshFindings,
    refresh_findings,
)
from app.services.decision_guards import ChangedMeanwhile, FindingsOutdated
from app.services.decision_numbers import CaseWithoutSign
from app.services.decision_views import Hindrance, LookAtDecision, Move, look_at_decision
from app.services.decisions import (
    ApproveDraft,
    ElementsMissing,
    IssueDecision,
    SendBackDraft,
    approve_draft,
    issue_decision,
    send_back_draft,
)
from app.services.documents import ReadDocument, read_document
from app.services.office import Office
from app.services.registers import NotKeptHere
from tests.little_decision import (
    WRITTEN,
    add_income,
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
from tests.little_office import HEAD, LAPTOP, WORKER, at_desk


def test_the_head_returns_with_a_remark_approves_and_nobody_approves_what_they_drafted(office: Office) -> None:
    case = ready_case(office)
    head = at_desk(office, HEAD)
    draft = passed_on(office, changed(office, drafted(office, case), written_reasons=WRITTEN))
    assert (draft.state, draft.passed_on_at) == (DecisionState.PASSED_ON, datetime(2026, 11, 23, 10, 15))
    with pytest.raises(WrongMove):
        changed(office, draft, amount=70_000)
    with pytest.raises(NotAllowed):
        approve_draft(office, ApproveDraft(draft))
    with pytest.raises(RemarkNeeded):
        send_back_draft(head, SendBackDraft(draft, "  "))
    returned = send_back_draft(head, SendBackDraft(draft, "Proszę dopisać sytuację zdrowotną.")).value
    assert (returned.state, returned.remark) == (DecisionState.RETURNED, "Proszę dopisać sytuację zdrowotną.")
    again = approved(office, passed_on(office, changed(office, returned, amount=62_000)))
    assert (again.approved_by_id, again.approved_on) == (HEAD.id, date(2026, 11, 23))
    taken_back = send_back_draft(head, SendBackDraft(again, "Jednak nie.")).value
    assert (taken_back.approved_by_id, taken_back.approved_on) == (None, None)
    kinds = [kind for kind, _ in course(office, case)]
    assert kinds.count(EventKind.DECISION_RETURNED) == 2
    assert (EventKind.DECISION_RETURNED, "Proszę dopisać sytuację zdrowotną.") in course(office, case)


def test_a_head_cannot_approve_their_own_draft(office: Office) -> None:
    case = ready_case(office)
    head = at_desk(office, HEAD)
    draft = passed_on(head, changed(head, drafted(head, case), written_reasons=WRITTEN))
    assert view_of(head, draft).moves == {Move.APPROVE: Hindrance.OWN_DRAFT, Move.SEND_BACK: None}
    with pytest.raises(OwnApproval):
        approved(office, draft)


def test_a_head_who_rewrote_and_passed_on_what_a_clerk_began_cannot_approve_it(office: Office) -> None:
    begun, head = drafted(office, ready_case(office)), at_desk(office, HEAD)
    draft = passed_on(head, changed(head, begun, written_reasons=WRITTEN, amount=100_000))
    assert draft.drafted_by_id == HEAD.id
    assert view_of(head, draft).moves[Move.APPROVE] is Hindrance.OWN_DRAFT
    with pytest.raises(OwnApproval):
        approved(office, draft)


def test_a_clerk_takes_the_draft_of_a_head_over_by_passing_it_on(office: Office) -> None:
    head = at_desk(office, HEAD)
    draft = passed_on(head, changed(head, drafted(head, ready_case(office)), written_reasons=WRITTEN))
    returned = send_back_draft(head, SendBackDraft(draft, "Proszę poprowadzić.")).value
    taken_over = passed_on(office, returned)
    assert view_of(office, taken_over).drafter == "Katarzyna Nowak"
    assert approved(office, taken_over).approved_by_id == HEAD.id


def test_nobody_agrees_to_a_text_they_have_not_seen(office: Office) -> None:
    seen = passed_on(office, changed(office, drafted(office, ready_case(office)), written_reasons=WRITTEN))
    head = at_desk(office, HEAD)
    returned = send_back_draft(head, SendBackDraft(seen, "Za mało.")).value
    passed_on(office, changed(office, returned, amount=120_000))
    with pytest.raises(ChangedMeanwhile):
        approve_draft(head, ApproveDraft(seen))


def test_each_clerk_is_offered_what_they_may_do_next(office: Office) -> None:
    draft = changed(office, drafted(office, ready_case(office)), written_reasons=WRITTEN)
    assert view_of(office, draft).moves == {Move.EDIT: None, Move.PASS_ON: None}
    assert view_of(office, draft).is_editable
    assert view_of(at_desk(office, WORKER), draft).moves == {Move.EDIT: Hindrance.ROLE, Move.PASS_ON: Hindrance.ROLE}
    waiting = passed_on(office, draft)
    assert view_of(office, waiting).moves == {Move.APPROVE: Hindrance.ROLE, Move.SEND_BACK: Hindrance.ROLE}
    agreed = approved(office, waiting)
    assert view_of(office, agreed).moves == {Move.ISSUE: None, Move.SEND_BACK: Hindrance.ROLE}
    out = issue_decision(office, IssueDecision(agreed)).value
    view = view_of(office, out)
    assert (view.moves, view.drafter, view.approver) == ({Move.DELIVER: None}, "Katarzyna Nowak", "Ewa Zielińska")


# -- issuing --------------------------------------------------------------------------------------------------------


def test_only_whoever_was_asked_signs_and_who_may_not_stops_the_decision(office: Office) -> None:
    agreed = approved(
        office, passed_on(office, changed(office, drafted(office, ready_case(office)), written_reasons=WRITTEN))
    )
    for signer_id in (WORKER.id, RecordId(b"clerk-nobody-001")):
        with pytest.raises(ElementsMissing):
            issue_decision(office, IssueDecision(agreed, signer_id=signer_id))
    chosen = replace(agreed, signed_by_id=WORKER.id)
    assert "signature" in missing(look_at_decision(office, LookAtDecision(chosen)).checks)
    rewrite(office, Clerk, HEAD.id, is_active=False)
    with pytest.raises(ElementsMissing):
        issue_decision(office, IssueDecision(agreed, signer_id=HEAD.id))
    rewrite(office, Clerk, HEAD.id, is_active=True)
    assert issue_decision(office, IssueDecision(agreed, signer_id=HEAD.id)).value.signed_by_id == HEAD.id


@pytest.mark.parametrize("lacking", [{"is_signed": False}, {"is_complete": False, "missing": "zaświadczenie"}])
def test_an_application_without_signature_or_documents_is_not_granted(
    office: Office, lacking: dict[str, object]
) -> None:
    case = ready_case(office, **lacking)
    with pytest.raises(ElementsMissing):
        issued(office, case)


def test_a_refusal_may_rest_on_documents_that_never_came(office: Office) -> None:
    case = ready_case(office, is_complete=False, missing="zaświadczenie")
    grounds = {"kind": DecisionKind.REFUSAL, "refusal_grounds": "art. 11 ust. 2"}
    assert issued(office, case, **grounds).number == f"{case.sign}/D1"


def test_issuing_gives_number_day_signature_and_a_paper_that_stays_as_it_is(office: Office) -> None:
    case = ready_case(office)
    decision = issued(office, case)
    assert decision.number == f"{case.sign}/D1"
    assert (decision.issued_on, decision.signed_by_id) == (date(2026, 11, 23), HEAD.id)
    view = view_of(office, decision)
    assert view.document is not None
    assert (view.document.title, view.document.pages > 0) == (f"Decyzja {decision.number}", True)
    kept = read_document(office, ReadDocument(view.document.id)).content
    text = words(kept)
    for said in (
        "610,50 zł miesięcznie (słownie: sześćset dziesięć złotych 50/100)",
        "z powodu bezrobocia",
        "na okres od 1 listopada 2026 r. do 31 stycznia 2027 r.",
        "2 469,00 zł",
        "Ewa Zielińska",
        WRITTEN.split(".", maxsplit=1)[0],
        decision.number,
    ):
        assert said in text.replace("\u00a0", " "), said
    assert "PROJEKT" not in text
    assert (EventKind.DECISION_ISSUED, decision.number) in course(office, case)
    with office.work("Nowe nazwisko") as work:
        person = work.get(Person, case.person_id)
        work.change(person, replace(person, last_name="Nowa"))
        work.commit()
    assert look_at_decision(office, LookAtDecision(decision)).pdf == kept


def test_what_was_issued_is_changed_by_nobody(office: Office) -> None:
    decision = issued(office, ready_case(office))
    for attempt in (
        lambda: changed(office, decision, amount=70_000),
        lambda: passed_on(office, decision),
        lambda: send_back_draft(at_desk(office, HEAD), SendBackDraft(decision, "x")),
        lambda: issue_decision(office, IssueDecision(decision)),
        lambda: refresh_findings(office, RefreshFindings(decision)),
    ):
        with pytest.raises(WrongMove):
            attempt()


def _ready_to_issue(office: Office, case: Case, **choices: object) -> Decision:
    draft = changed(office, drafted(office, case), **{"written_reasons": WRITTEN, **choices})
    return approved(office, passed_on(office, draft))


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ("mediation", "adnotacja o mediacji"),
        ("authorisation", "nie obejmuje dnia 23 listopada 2026"),
        ("reasons", "uzasadnienie faktyczne i prawne"),
        ("open_place", "Niewypełnione miejsce: [uzupełnić]"),
        ("death", "Strona zmarła"),
    ],
)
def test_no_decision_goes_out_while_something_is_missing(office: Office, what: str, says: str) -> None:
    case = ready_case(office)
    choices = {"reasons": {"written_reasons": ""}, "open_place": {"written_reasons": "Bo [uzupełnić]."}}
    agreed = _ready_to_issue(office, case, **choices.get(what, {}))
    match what:
        case "mediation":
            rewrite(office, Case, case.id, mediation_note="")
        case "authorisation":
            rewrite(office, Clerk, HEAD.id, authorised_to_on=date(2026, 11, 22))
        case "death":
            rewrite(office, Person, case.person_id, died_on=date(2026, 11, 20))
    with pytest.raises(ElementsMissing) as refused:
        issue_decision(office, IssueDecision(agreed))
    said = " ".join(str(refused.value.facts["missing"]).replace("\\xa0", " ").split())
    assert says in said
    with office.reading() as file:
        assert file.get(Decision, agreed.id).state is DecisionState.APPROVED
        assert "decision" not in [document.kind for document in file.find(Document, case_id=case.id)]


def test_a_decision_before_the_visit_lacks_it(office: Office) -> None:
    case = ready_case(office)
    with office.reading() as file:
        interview = file.find(Interview, case_id=case.id)[0]
    rewrite(office, Interview, interview.id, finished_at=None, held_on=None)
    with pytest.raises(ElementsMissing) as refused:
        issue_decision(office, IssueDecision(_ready_to_issue(office, case)))
    assert "dzień rodzinnego wywiadu środowiskowego" in str(refused.value.facts["missing"])


def test_numbers_are_given_only_where_the_list_is_kept(office: Office) -> None:
    case = ready_case(office)
    agreed = _ready_to_issue(office, case)
    assert case.list_id is not None
    rewrite(office, CaseList, case.list_id, keeper_id=LAPTOP)
    with pytest.raises(NotKeptHere) as refused:
        issue_decision(office, IssueDecision(agreed))
    assert refused.value.facts == {"name": "MGOPS.5110.3", "keeper": "Laptop Północ"}
    rewrite(office, Case, case.id, sign="", number=0)
    with pytest.raises(CaseWithoutSign):
        issue_decision(office, IssueDecision(agreed))


def test_a_changed_income_stops_an_approved_decision_too(office: Office) -> None:
    case = ready_case(office)
    agreed = _ready_to_issue(office, case)
    add_income(office, case, 40_000)
    with pytest.raises(FindingsOutdated):
        issue_decision(office, IssueDecision(agreed))


def test_another_authorised_person_may_be_chosen_to_sign(office: Office) -> None:
    case = ready_case(office)
    rewrite(office, Clerk, WORKER.id, signs_for="z up. Burmistrza", authorised_from_on=date(2026, 1, 1))
    agreed = _ready_to_issue(office, case)
    assert [clerk.full_name for clerk in view_of(office, agreed).signers] == ["Ewa Zielińska", "Maria Lis"]
    decision = issue_decision(office, IssueDecision(agreed, WORKER.id)).value
    assert decision.signed_by_id == WORKER.id


def test_without_reasons_the_decision_is_final_at_once_and_speaks_of_the_court(office: Office) -> None:
    case = ready_case(office)
    draft = changed(office, drafted(office, case), is_granted_in_full=True, without_reasons=True)
    sight = look_at_decision(office, LookAtDecision(draft))
    assert "sąd" not in "".join(missing(sight.checks))
    with office.reading() as file:
        assert not file.many(Setting, [setting_id("court")])
    assert "ruling" in missing(sight.checks)
    with office.work("Ustawienia") as work:
        work.add(Setting(id=setting_id("court"), name="court", value="Wojewódzkiego Sądu Administracyjnego w Łodzi"))
        work.commit()
    assert missing(look_at_decision(office, LookAtDecision(draft)).checks) == []
    decision = issue_decision(office, IssueDecision(approved(office, passed_on(office, draft)))).value
    text = words(look_at_decision(office, LookAtDecision(decision)).pdf)
    assert "odwołanie nie służy" in text
    assert "Wojewódzkiego Sądu Administracyjnego w Łodzi" in text
    assert "127a" not in text
