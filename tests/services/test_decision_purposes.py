"""Help once, for a named need: the purpose allowance and the special one, from the draft to the paper."""

from datetime import date

import pytest

from app.domain.cases import Case
from app.domain.decision_rules import AmountOutOfBounds, GroundsNeeded, NoRight, NotToChoose
from app.domain.decisions import Decision, DecisionKind
from app.services.decision_drafts import RefreshFindings, refresh_findings
from app.services.decision_findings import thaw
from app.services.decision_guards import FindingsOutdated
from app.services.decision_views import LookAtDecision, look_at_decision
from app.services.decisions import ElementsMissing
from app.services.office import Office
from app.services.running_decisions import running_ids
from tests.little_decision import (
    add_income,
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
from tests.little_office import case_list

NOVEMBER = date(2026, 11, 1)
NEED = {"reason": "7.4,39.fuel", "amount": 80_000}
WRITTEN = "W domu nie ma opału, a dzieci chorują. Kwota odpowiada cenie tony węgla."


def purpose_case(office: Office, benefit: str = "purpose_allowance", income: int = 0) -> Case:
    case = ready_case(office, benefit=benefit)
    if income:
        add_income(office, case, income)
    return case


def special_case(office: Office) -> Case:
    """1 248,00 zł and a wage of 2 000,00 zł: above 2 469,00 zł."""
    with office.work("Spis spraw") as work:
        work.add(case_list("5113", 0, "special_purpose_allowance"))
        work.commit()
    return purpose_case(office, "special_purpose_allowance", 200_000)


def ruling(office: Office, decision: Decision) -> str:
    sight = look_at_decision(office, LookAtDecision(decision))
    return "".join(piece.text for piece in sight.pieces).replace("\u00a0", " ")


def test_a_draft_names_no_amount_no_need_and_the_one_month_of_its_claim(office: Office) -> None:
    draft = drafted(office, purpose_case(office))
    assert (draft.kind, draft.amount, draft.reason) == (DecisionKind.GRANT, 0, "7.4")
    assert (draft.cause, draft.need) == ("7.4", "")
    assert (draft.from_month, draft.to_month) == (NOVEMBER, NOVEMBER)
    view = view_of(office, draft)
    assert view.is_one_off
    assert view.bounds is not None
    assert (view.bounds.lowest, view.bounds.highest) == (None, None)
    sight = look_at_decision(office, LookAtDecision(draft))
    assert missing(sight.checks) == ["ruling", "reasons"]
    said = {item.id: item.sentence for item in sight.checks}
    assert said["ruling"] == "Do uzupełnienia: potrzeba, na którą przyznano zasiłek i kwota zasiłku."
    assert said["reasons"] == "Brak własnego uzasadnienia: dlaczego ta potrzeba i ta kwota."
    assert {"need", "reason", "amount", "pay_by"} <= {piece.choice for piece in sight.pieces}
    assert not {"from_month", "to_month"} & {piece.choice for piece in sight.pieces}


def test_the_ruling_is_one_payment_for_the_need(office: Office) -> None:
    draft = changed(office, drafted(office, purpose_case(office)), **NEED)
    assert ruling(office, draft) == (
        "Przyznaję Pani Annie Wiśniewskiej zasiłek celowy na zakup opału, z powodu bezrobocia, w kwocie 800,00 zł "
        "(słownie: osiemset złotych 00/100), płatny jednorazowo przelewem do najbliższego 25. dnia miesiąca po tym, "
        "jak decyzja stanie się wykonalna."
    )


def test_any_amount_that_the_office_justifies_goes_for_the_act_names_none(office: Office) -> None:
    draft = drafted(office, purpose_case(office))
    assert changed(office, draft, amount=1_000_000).amount == 1_000_000


@pytest.mark.parametrize("reason", ["7.4,39.bitcoin", "39.fuel,7.4", "7.4,7.5", "7.4,39.fuel,39.food"])
def test_a_need_that_no_list_offers_is_refused(office: Office, reason: str) -> None:
    draft = drafted(office, purpose_case(office))
    with pytest.raises(NotToChoose) as refused:
        changed(office, draft, reason=reason)
    assert refused.value.facts == {"field": "reason"}


def test_only_help_that_is_given_once_has_a_need(office: Office) -> None:
    draft = drafted(office, ready_case(office))
    with pytest.raises(NotToChoose):
        changed(office, draft, reason="7.4,39.fuel")


def test_help_that_is_given_once_has_one_month(office: Office) -> None:
    draft = drafted(office, purpose_case(office))
    after = changed(office, draft, to_month=date(2027, 3, 1), amount=10_000)
    assert (after.from_month, after.to_month) == (NOVEMBER, NOVEMBER)


def test_the_discretion_needs_words_of_a_person(office: Office) -> None:
    case = purpose_case(office)
    with pytest.raises(ElementsMissing) as refused:
        issued(office, case, **NEED, written_reasons="")
    assert "dlaczego ta potrzeba i ta kwota" in str(refused.value.facts["missing"])


@pytest.mark.parametrize("lacking", [{"reason": "7.4", "amount": 80_000}, {"reason": "7.4,39.fuel"}])
def test_no_help_goes_out_without_its_need_or_its_amount(office: Office, lacking: dict[str, object]) -> None:
    with pytest.raises(ElementsMissing) as refused:
        issued(office, purpose_case(office), written_reasons=WRITTEN, **lacking)
    assert "rozstrzygnięcie" in str(refused.value.facts["missing"])


def test_the_paper_of_a_purpose_allowance(office: Office) -> None:
    case = purpose_case(office)
    decision = issued(office, case, **NEED, written_reasons=WRITTEN)
    text = words(look_at_decision(office, LookAtDecision(decision)).pdf).replace("\u00a0", " ")
    for said in (
        "art. 7 pkt 4, art. 8 ust. 1 pkt 2 i 3, art. 36 pkt 1 lit. c, art. 39 ust. 1 i 2, art. 106 ust. 1, 3 i 4",
        "zasiłek celowy na zakup opału",
        "wniosek o przyznanie zasiłku celowego",
        "nie przekracza kryterium 2 469,00 zł",
        "Ustawa nie określa jego wysokości",
        "w granicach uznania",
        WRITTEN,
        "Zasiłek jest przeznaczony na potrzebę wymienioną w decyzji.",
        "służy stronie odwołanie",
        decision.number,
    ):
        assert said in text, said
    for unsaid in ("miesięcznie", "na okres", "okresow"):
        assert unsaid not in text, unsaid


def test_help_that_was_given_once_does_not_run(office: Office) -> None:
    issued(office, purpose_case(office), **NEED, written_reasons=WRITTEN)
    with office.reading() as file:
        assert running_ids(file, NOVEMBER) == []


def test_above_the_criterion_the_purpose_allowance_is_refused_and_points_to_the_special_one(office: Office) -> None:
    draft = drafted(office, purpose_case(office, income=200_000))
    assert draft.kind is DecisionKind.REFUSAL
    with pytest.raises(NoRight):
        changed(office, draft, kind=DecisionKind.GRANT)
    draft = changed(office, draft, reason="7.4,39.fuel")
    assert ruling(office, draft) == "Odmawiam Pani Annie Wiśniewskiej przyznania zasiłku celowego na zakup opału."
    text = words(look_at_decision(office, LookAtDecision(draft)).pdf).replace("\u00a0", " ")
    assert "art. 41 pkt 1 pozwala wtedy przyznać specjalny zasiłek celowy" in text
    assert "Ustawa nie określa jego wysokości" not in text


def test_discretion_is_a_ground_to_refuse_although_the_income_would_allow(office: Office) -> None:
    draft = changed(office, drafted(office, purpose_case(office)), kind=DecisionKind.REFUSAL, reason="7.4,39.burial")
    with pytest.raises(GroundsNeeded):
        passed_on(office, draft)
    draft = changed(office, draft, refusal_grounds="art. 3 ust. 4", written_reasons="Zasiłek pogrzebowy pokrył koszty.")
    assert missing(look_at_decision(office, LookAtDecision(draft)).checks) == []
    text = words(look_at_decision(office, LookAtDecision(draft)).pdf).replace("\u00a0", " ")
    assert "oraz art. 3 ust. 4, art. 8 ust. 1" in text
    assert "mieszczą się w możliwościach pomocy społecznej (art. 3 ust. 4 ustawy)" in text


def test_the_special_allowance_reaches_up_to_the_criterion(office: Office) -> None:
    draft = drafted(office, special_case(office))
    assert (draft.kind, draft.amount) == (DecisionKind.GRANT, 0)
    bounds = view_of(office, draft).bounds
    assert bounds is not None
    assert (bounds.lowest, bounds.highest) == (None, 246_900)
    with pytest.raises(AmountOutOfBounds) as refused:
        changed(office, draft, amount=246_901)
    assert refused.value.facts == {"amount": 246_901, "lowest": None, "highest": 246_900}
    assert changed(office, draft, amount=246_900).amount == 246_900


def test_a_pension_of_1450_opens_the_special_allowance_up_to_1010(office: Office) -> None:
    case = ready_case(office, benefit="special_purpose_allowance", members=())
    add_income(office, case, 145_000)
    frozen = thaw(drafted(office, case).findings)
    assert frozen is not None
    assert (frozen.is_single, frozen.right, frozen.highest) == (True, True, 101_000)


def test_the_special_allowance_is_only_for_an_income_above_the_criterion(office: Office) -> None:
    draft = drafted(office, purpose_case(office, "special_purpose_allowance"))
    assert draft.kind is DecisionKind.REFUSAL
    frozen = thaw(draft.findings)
    assert frozen is not None
    assert "art. 39 pozwala wtedy przyznać zasiłek celowy" in frozen.reason


def test_an_amount_that_still_fits_stays_when_the_income_is_taken_over(office: Office) -> None:
    case = special_case(office)
    draft = changed(office, drafted(office, case), **NEED)
    add_income(office, case, 5_000)
    fresh = refresh_findings(office, RefreshFindings(draft)).value
    assert (fresh.amount, fresh.need, fresh.from_month, fresh.to_month) == (80_000, "39.fuel", NOVEMBER, NOVEMBER)


def test_a_draft_from_before_the_benefit_was_worked_out_is_worked_out_first(office: Office) -> None:
    draft = changed(office, drafted(office, purpose_case(office)), **NEED, written_reasons=WRITTEN)
    rewrite(office, Decision, draft.id, findings="")
    draft = view_of(office, draft).decision
    assert view_of(office, draft).is_outdated
    with pytest.raises(FindingsOutdated):
        passed_on(office, draft)
    fresh = refresh_findings(office, RefreshFindings(draft)).value
    assert (fresh.amount, fresh.need, view_of(office, fresh).is_outdated) == (80_000, "39.fuel", False)


def test_the_paper_of_a_special_allowance(office: Office) -> None:
    case = special_case(office)
    decision = issued(office, case, **NEED, written_reasons=WRITTEN)
    text = words(look_at_decision(office, LookAtDecision(decision)).pdf).replace("\u00a0", " ")
    for said in (
        "art. 36 pkt 1 lit. c, art. 41 pkt 1, art. 106 ust. 1, 3 i 4",
        "specjalny zasiłek celowy na zakup opału",
        "800,00 zł (słownie: osiemset złotych 00/100)",
        "nie może być wyższy niż kryterium, czyli 2 469,00 zł",
        "Zasiłek nie podlega zwrotowi.",
        WRITTEN,
    ):
        assert said in text, said


def test_an_income_above_the_criterion_alone_is_no_special_case(office: Office) -> None:
    grounds = {"kind": DecisionKind.REFUSAL, "refusal_grounds": "art. 41 pkt 1"}
    draft = changed(office, drafted(office, special_case(office)), reason="7.4,39.clothing")
    draft = changed(office, draft, **grounds, written_reasons="Strona ma oszczędności.")
    sight = look_at_decision(office, LookAtDecision(draft))
    assert missing(sight.checks) == []
    text = words(sight.pdf).replace("\u00a0", " ")
    assert "tylko w szczególnie uzasadnionym przypadku (art. 41 pkt 1 ustawy)" in text
    assert text.count("art. 41 pkt 1, art. 106") == 1
    assert "oraz art. 8 ust. 1" in text
    assert "nie może być wyższy niż kryterium" not in text
