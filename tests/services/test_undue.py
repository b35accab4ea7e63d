"""Undue benefits from end to end: months examined, decision drafted, issued, served, final; the debt kept back."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.decision_rules import NotToChoose
from app.domain.decisions import Decision, DecisionKind
from app.domain.incomes import Income
from app.domain.roles import NotAllowed
from app.domain.undue import Fault
from app.domain.undue_claims import (
    GroundNeeded,
    NothingUndue,
    Relief,
    ReliefReasonNeeded,
    Terms,
    WarnedTooLate,
    WarningNeeded,
    WrongTerms,
)
from app.services.case_money import ShowCaseMoney, show_case_money
from app.services.decision_drafts import RefreshFindings, refresh_findings
from app.services.decision_guards import FindingsOutdated
from app.services.decision_letter import template_of
from app.services.decision_views import LookAtDecision, look_at_decision
from app.services.office import Office
from app.services.undue_drafts import (
    ChangeUndue,
    DraftInTheWay,
    change_undue,
    draft_undue,
)
from app.services.undue_writing import read_undue, write_undue
from tests.little_decision import (
    changed,
    missing,
    passed_on,
    view_of,
    words,
)
from tests.little_office import WORKER, at_desk
from tests.little_payments import DECEMBER, JANUARY, NOVEMBER, OWN_ACCOUNT, closed, granted
from tests.little_undue import (
    TERMS,
    WHAT,
    asked,
    conceal,
    decided,
    drafted,
    earn,
    looked,
    paid,
)


@pytest.fixture
def decision(office: Office) -> Decision:
    return paid(office)


def test_an_untrue_claim_is_worked_out_anew_for_every_month(office: Office, decision: Decision) -> None:
    assert [(each.paid, each.right, each.undue) for each in looked(office, decision).months] == [
        (61_050, 61_050, 0)
    ] * 2
    conceal(office, decision)
    view = looked(office, decision)
    assert [(each.month, each.paid, each.right, each.undue) for each in view.months] == [
        (NOVEMBER, 61_050, 61_050, 0),
        (DECEMBER, 61_050, 61_050, 0),
    ]
    conceal(office, decision, 90_000)
    view = looked(office, decision)
    assert [(each.month, each.right, each.undue, each.is_by_list) for each in view.months] == [
        (NOVEMBER, 0, 61_050, True),
        (DECEMBER, 0, 61_050, True),
    ]
    assert [step.code for step in view.months[0].why] == ["undue_known_income", "periodic_income_above"]
    assert (view.claim.warned_on, view.claim.terms.account) == (date(2026, 11, 24), OWN_ACCOUNT)
    assert view.months[0].taken_on == date(2026, 12, 23)


def test_a_change_on_the_way_counts_from_the_month_after_it(office: Office, decision: Decision) -> None:
    """A wage of November: December rests on it, November does not."""
    earn(office, decision, NOVEMBER, 200_000)
    view = looked(office, decision)
    assert [(each.month, each.undue) for each in view.months] == [(NOVEMBER, 0), (DECEMBER, 61_050)]
    assert [step.code for step in view.months[1].why] == ["tolerance_exceeded", "periodic_income_above"]


def test_a_small_change_on_the_way_changes_nothing(office: Office, decision: Decision) -> None:
    """Art. 106 ust. 3a: up to 82,30 zł for a family, the grosz above it counts."""
    earn(office, decision, NOVEMBER, 82_30)
    (_, december) = looked(office, decision).months
    assert december.undue == 0
    assert [step.code for step in december.why] == ["tolerance_within", "undue_right"]
    earn(office, decision, NOVEMBER, 1)
    (_, december) = looked(office, decision).months
    assert [step.code for step in december.why] == ["tolerance_exceeded", "undue_right"]


def test_nothing_is_drafted_without_money_ground_and_warning(office: Office, decision: Decision) -> None:
    with pytest.raises(NothingUndue):
        drafted(office, decision)
    conceal(office, decision, 200_000)
    with pytest.raises(GroundNeeded):
        drafted(office, decision, what=" ")
    with pytest.raises(WarningNeeded):
        drafted(office, decision, warned_on=None)
    for warned_on in (date(2027, 6, 1), date(2026, 12, 24)):  # to come; a day after the money of November was taken
        with pytest.raises(WarnedTooLate):
            drafted(office, decision, warned_on=warned_on)
    with pytest.raises(NotAllowed):
        draft_undue(at_desk(office, WORKER), asked(decision))
    for relief in (Relief.WAIVED, Relief.INSTALMENTS):
        with pytest.raises(ReliefReasonNeeded):
            drafted(office, decision, terms=replace(TERMS, relief=relief))
    wrong = {
        "days": Terms(account=OWN_ACCOUNT, days=3),
        "account": Terms(),
        "remitted": replace(TERMS, relief=Relief.REMITTED, relief_reason="x", remitted=200_000_00),
        "due_on": replace(TERMS, relief=Relief.DEFERRED, relief_reason="x", due_on=date(2026, 12, 1)),
        "instalments": replace(TERMS, relief=Relief.INSTALMENTS, relief_reason="x", instalments=1),
        "first_on": replace(TERMS, relief=Relief.INSTALMENTS, relief_reason="x", instalments=3),
    }
    for field, terms in wrong.items():
        with pytest.raises(WrongTerms) as refused:
            drafted(office, decision, terms=terms)
        assert refused.value.facts == {"field": field}


def test_a_draft_says_what_comes_back_and_leaves_the_grant_alone(office: Office, decision: Decision) -> None:
    conceal(office, decision, 200_000)
    draft = drafted(office, decision)
    assert (draft.kind, draft.amount, draft.from_month, draft.to_month) == (
        DecisionKind.UNDUE,
        122_100,
        NOVEMBER,
        DECEMBER,
    )
    with pytest.raises(DraftInTheWay):
        drafted(office, decision)
    with pytest.raises(NotToChoose):
        changed(office, draft, amount=1)
    one = change_undue(
        office,
        ChangeUndue(draft, replace(asked(decision).entry, fault=Fault.SILENT, from_month=DECEMBER)),
    ).value
    assert (one.amount, one.from_month) == (61_050, DECEMBER)
    claim = read_undue(one.findings)
    assert claim is not None
    assert read_undue(write_undue(claim)) == claim
    assert read_undue("{}") is None
    assert [each.row.due for each in show_case_money(office, ShowCaseMoney(decision.case_id)).months] == [61_050] * 3


def test_the_letter_orders_reasons_and_instructs(office: Office, decision: Decision) -> None:
    conceal(office, decision, 200_000)
    draft = drafted(office, decision)
    assert template_of(draft) == "decision_undue"
    sight = look_at_decision(office, LookAtDecision(draft))
    said = words(sight.pdf)
    assert "1. Uznaję za nienależnie pobrane przez Panią Annę Wiśniewską świadczenie: zasiłek okresowy" in said
    assert (
        f"na podstawie decyzji nr {decision.number} z dnia 23 listopada 2026 r. za miesiące od listopada 2026 r."
        in said
    )
    assert "w łącznej kwocie 1 221,00 zł" in said
    assert "2. Ustalam, że zwrotowi podlega kwota 1 221,00 zł" in said
    assert "w terminie 14 dni od dnia, w którym niniejsza decyzja stanie się ostateczna" in said
    assert "61 1090 1014 0000 0712 1981 2874" in said
    assert WHAT in said
    assert "została pouczona na piśmie dnia 24 listopada 2026 r." in said
    assert "nie więcej jednak niż 50% aktualnie pobieranego świadczenia" in said
    assert missing(sight.checks) == []
    assert view_of(office, draft).undue is not None


@pytest.mark.parametrize(
    ("terms", "amount", "told"),
    [
        (
            replace(TERMS, relief=Relief.WAIVED, relief_reason="Strona leczy się onkologicznie.", asked_by="worker"),
            0,
            "2. Odstępuję od żądania zwrotu całej tej kwoty.",
        ),
        (
            replace(TERMS, relief=Relief.REMITTED, relief_reason="Strona leczy się.", remitted=100_000),
            22_100,
            "3. Umarzam kwotę nienależnie pobranych świadczeń w części, to jest 1 000,00 zł",
        ),
        (
            replace(TERMS, relief=Relief.DEFERRED, relief_reason="Strona leczy się.", due_on=date(2027, 6, 30)),
            122_100,
            "odraczam termin jej płatności do dnia 30 czerwca 2027 r.",
        ),
        (
            replace(
                TERMS,
                relief=Relief.INSTALMENTS,
                relief_reason="Strona leczy się.",
                instalments=3,
                first_on=date(2027, 2, 28),
            ),
            122_100,
            "1. 28 lutego 2027 r. 407,00 2. 28 marca 2027 r. 407,00 3. 28 kwietnia 2027 r. 407,00",
        ),
    ],
    ids=lambda each: each.relief.value if isinstance(each, Terms) else "",
)
def test_relief_changes_the_order_and_leaves_the_finding(
    office: Office, decision: Decision, terms: Terms, amount: int, told: str
) -> None:
    conceal(office, decision, 200_000)
    draft = drafted(office, decision, terms=terms)
    assert draft.amount == amount
    sight = look_at_decision(office, LookAtDecision(draft))
    said = words(sight.pdf)
    assert told in said
    assert "w łącznej kwocie 1 221,00 zł" in said
    assert terms.relief_reason in said
    assert missing(sight.checks) == []


def test_a_draft_that_the_file_has_overtaken_is_worked_out_again(office: Office, decision: Decision) -> None:
    conceal(office, decision, 200_000)
    draft = drafted(office, decision)
    closed(office, JANUARY, pay_on=date(2027, 1, 25))
    with office.work("Cofnięcie") as work:
        (wage,) = [each for each in work.find(Income, person_id=decision.person_id) if each.amount == 200_000]
        work.change(wage, replace(wage, amount=90_000 - 60_000))
        work.commit()
    assert view_of(office, draft).is_outdated
    with pytest.raises(FindingsOutdated):
        passed_on(office, draft)
    with pytest.raises(NothingUndue):
        refresh_findings(office, RefreshFindings(draft))


def test_what_was_asked_back_is_not_asked_back_again(office: Office, decision: Decision) -> None:
    conceal(office, decision, 200_000)
    decided(office, decision)
    with pytest.raises(NothingUndue):
        drafted(office, decision)


def test_without_lists_the_decision_says_what_was_paid(office: Office) -> None:
    """An office that does not pay from the program: November's day of payment has passed, December's has not."""
    decision = granted(office)
    conceal(office, decision, 200_000)
    assert [(each.month, each.paid, each.is_by_list) for each in looked(office, decision).months] == [
        (NOVEMBER, 61_050, False)
    ]
