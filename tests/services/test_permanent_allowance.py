"""The permanent allowance from the case to the issued decision: certificate or age, amount, period, words."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.benefits.permanent_allowance import AgeUnknown, ApplicantMissing
from app.domain.benefits.permanent_allowance import find as permanent
from app.domain.case_course import PaperKind
from app.domain.cases import Case
from app.domain.checklist import State
from app.domain.decisions import Decision, DecisionKind
from app.domain.facts import Facts, HouseholdKind, HouseholdMember
from app.domain.households import Relation
from app.domain.incomes import Income
from app.domain.interview_papers import Certificate
from app.domain.persons import Person, Sex
from app.domain.records import RecordId, new_id
from app.services.case_checks import CheckCode
from app.services.case_views import OpenCase, open_case
from app.services.cases import CaseFindings, case_findings
from app.services.change_drafts import DraftChanges, draft_changes
from app.services.decision_drafts import RefreshFindings, refresh_findings
from app.services.decision_letter import template_of
from app.services.decision_views import LookAtDecision, Sight, look_at_decision
from app.services.documents import AddDocument, add_document
from app.services.households import MemberEntry
from app.services.office import Office
from app.services.recalculation import ClosedSource, CorrectedRule, NewAmounts, Recalculate, recalculate
from tests.little_decision import WRITTEN, changed, drafted, issued, missing, ready_case, rewrite, view_of, words
from tests.little_office import SHELF, case_list, somebody

MODERATE = Certificate("umiarkowany stopień niepełnosprawności", "Powiatowy Zespół w Radomsku", "12/2024")
JAN = somebody(born_on=date(1980, 1, 1), sex=Sex.MALE)
MOTHER = MemberEntry(person=somebody("Maria", born_on=date(1955, 1, 1), sex=Sex.FEMALE), relation=Relation.PARENT)
NOVEMBER = date(2026, 11, 1)


def case_of(
    office: Office, *amounts: tuple[str, int], certificate: Certificate | None = MODERATE, **more: object
) -> Case:
    """Jan's case with his receipts of October and, unless it is None, his certificate."""
    with office.work("Spis spraw") as work:
        work.add(case_list("5111", 1, "permanent_allowance"))
        work.commit()
    asked = {"benefit": "permanent_allowance", "person": JAN, "members": (), "reasons": ("7.5",), **more}
    case = ready_case(office, **asked)
    with office.work("Dochody") as work:
        work.touching(case.household_id)
        for income in work.find(Income):
            work.remove(income)
        work.add_all([receipt(case.person_id, kind, amount) for kind, amount in amounts])
        work.commit()
    if certificate is not None:
        bring(office, case, certificate)
    return case


def receipt(person_id: RecordId, kind: str, amount: int) -> Income:
    return Income(
        id=new_id(),
        person_id=person_id,
        kind=kind,
        amount=amount,
        received_on=date(2026, 10, 10),
        evidence="zaświadczenie",
    )


def bring(office: Office, case: Case, certificate: Certificate) -> None:
    add_document(
        office,
        AddDocument(case_id=case.id, kind=PaperKind.DISABILITY, title=certificate.title, note=certificate.note),
    )


def proof(office: Office, case: Case) -> tuple[bool, object]:
    checks = open_case(office, OpenCase(case.id)).checks
    check = next(each for each in checks if each.code is CheckCode.INCAPACITY)
    return check.is_met, check.facts["papers"]


def questions(office: Office, decision: Decision) -> list[str]:
    return [each.id for each in sight(office, decision).checks if each.state is State.QUESTIONED]


def sight(office: Office, decision: Decision) -> Sight:
    return look_at_decision(office, LookAtDecision(decision))


def printed(office: Office, decision: Decision) -> str:
    """What stands on the pages."""
    return words(sight(office, decision).pdf)


@pytest.mark.parametrize(
    ("incomes", "amount"),
    [
        pytest.param((), 1229_00, id="E01"),
        pytest.param((("other", 84_00),), 1229_00, id="E02"),
        pytest.param((("other", 84_01),), 1228_99, id="E03"),
        pytest.param((("pension", 1009_99),), 303_01, id="E04"),
        pytest.param((("pension", 1010_00),), None, id="E05"),
        pytest.param((("pension", 1010_01),), None, id="E06"),
        pytest.param((("other", 400_00), ("periodic_allowance", 305_00)), 913_00, id="E50"),
        pytest.param((("social_pension", 500_00),), None, id="art. 37 ust. 4"),
    ],
)
def test_worked_examples_of_a_person_alone(
    office: Office, incomes: tuple[tuple[str, int], ...], amount: int | None
) -> None:
    case = case_of(office, *incomes)
    assert case_findings(office, CaseFindings(case.id)).amount == amount
    draft = drafted(office, case)
    assert (draft.kind, draft.amount) == ((DecisionKind.REFUSAL, 0) if amount is None else (DecisionKind.GRANT, amount))


def test_worked_example_of_a_son_with_his_mother(office: Office) -> None:
    """E07: 1500 : 2 = 750.00; 1069.90 - 750.00 = 319.90."""
    case = case_of(office, members=(MOTHER,))
    with office.work("Emerytura matki") as work:
        work.touching(case.household_id)
        mother = next(each for each in work.find(Person) if each.first_name == "Maria")
        work.add(receipt(mother.id, "pension", 1500_00))
        work.commit()
    assert drafted(office, case).amount == 319_90


def test_the_case_says_what_shows_the_incapacity_and_what_is_lacking(office: Office) -> None:
    case = case_of(office, certificate=None)
    assert proof(office, case) == (False, 0)
    bring(office, case, replace(MODERATE, degree="lekki stopień niepełnosprawności"))
    assert proof(office, case) == (False, 1)
    bring(office, case, replace(MODERATE, until=date(2026, 10, 31)))
    assert proof(office, case) == (False, 2)
    bring(office, case, MODERATE)
    assert proof(office, case) == (True, 3)


def test_age_is_incapacity_without_a_paper(office: Office) -> None:
    case = case_of(office, certificate=None, person=replace(JAN, born_on=date(1961, 11, 1)))
    assert proof(office, case) == (True, 0)
    assert "permanent_incapable_by_age" in [step.code for step in case_findings(office, CaseFindings(case.id)).why]


def test_without_birth_date_or_sex_the_case_says_so_and_nothing_is_drafted(office: Office) -> None:
    case = case_of(office, person=somebody(sex=Sex.MALE))
    view = open_case(office, OpenCase(case.id))
    assert isinstance(view.trouble, AgeUnknown)
    assert proof(office, case) == (False, 1)
    with pytest.raises(AgeUnknown):
        drafted(office, case)
    rewrite(office, Person, case.person_id, born_on=date(1980, 1, 1), sex=None)
    assert isinstance(open_case(office, OpenCase(case.id)).trouble, AgeUnknown)
    rewrite(office, Person, case.person_id, sex=Sex.FEMALE)
    assert open_case(office, OpenCase(case.id)).trouble is None


def test_an_applicant_outside_the_household_is_refused_in_words() -> None:
    facts = Facts(
        applied_on=NOVEMBER,
        complete_on=NOVEMBER,
        decided_on=NOVEMBER,
        month=NOVEMBER,
        household=HouseholdKind.SINGLE,
        members=(HouseholdMember(id="0", name="Jan", born_on=date(1980, 1, 1)),),
    )
    with pytest.raises(ApplicantMissing):
        permanent(facts, SHELF.law)


def test_a_lasting_certificate_gives_a_decision_without_an_end(office: Office) -> None:
    case = case_of(office)
    assert missing(sight(office, changed(office, drafted(office, case), written_reasons=WRITTEN)).checks) == []
    decision = issued(office, case)
    assert (decision.from_month, decision.to_month, decision.amount) == (NOVEMBER, None, 1229_00)
    assert template_of(decision) == "decision_permanent_allowance_grant"
    text = printed(office, decision)
    assert "Janowi Ćwikowi zasiłek stały z powodu" in text
    assert "1 229,00 zł miesięcznie" in text
    assert "od 1 listopada 2026 r. bezterminowo, płatny przelewem" in text
    assert "art. 36 pkt 1 lit. a, art. 37 ust. 1 pkt 1, ust. 2 pkt 1 i ust. 3" in text
    assert "(dowód: orzeczenie: umiarkowany stopień niepełnosprawności, wydane przez: Powiatowy Zespół" in text
    assert "Zasiłek stały przyznano bezterminowo, w kwocie 1 229,00 zł miesięcznie" in text
    assert "r.." not in text


def test_a_certificate_with_an_end_sets_the_last_month_and_a_longer_period_is_asked_about(office: Office) -> None:
    case = case_of(office, certificate=replace(MODERATE, until=date(2027, 5, 15)))
    draft = drafted(office, case)
    assert draft.to_month == date(2027, 5, 1)
    text = printed(office, draft)
    assert "do 31 maja 2027 r. (orzeczenie o niezdolności do pracy jest ważne do 15 maja 2027 r.)" in text
    assert questions(office, draft).count("certificate") == 1
    shorter = changed(office, draft, to_month=date(2027, 4, 1))
    assert "certificate" not in questions(office, shorter)
    assert "orzeczenie o niezdolności" not in printed(office, shorter)
    endless = changed(office, shorter, to_month=None)
    assert "certificate" in questions(office, endless)


def test_a_refusal_without_a_certificate_asks_whether_one_is_awaited(office: Office) -> None:
    case = case_of(office, certificate=None)
    draft = drafted(office, case)
    assert draft.kind is DecisionKind.REFUSAL
    assert template_of(draft) == "decision_permanent_allowance_refusal"
    assert "certificate" in questions(office, draft)
    assert "zasiłku stałego" in printed(office, draft)
    reasons = printed(office, draft)
    assert "nie stwierdzono całkowitej niezdolności do pracy" in reasons
    assert "Zasiłek stały jest różnicą" not in reasons
    bring(office, case, MODERATE)
    assert view_of(office, draft).is_outdated
    renewed = refresh_findings(office, RefreshFindings(draft)).value
    assert (renewed.kind, renewed.amount, renewed.to_month) == (DecisionKind.GRANT, 1229_00, None)


def test_a_refusal_for_income_tells_the_income_and_not_the_amount(office: Office) -> None:
    draft = drafted(office, case_of(office, ("pension", 1010_01)))
    reasons = printed(office, draft)
    assert "jest wyższy od kryterium 1 010,00 zł" in reasons
    assert "przysługuje od" not in reasons
    assert "certificate" not in questions(office, draft)


def test_recalculation_goes_through_a_decision_without_an_end(office: Office) -> None:
    decision = issued(office, case_of(office, ("pension", 400_00)))
    december = date(2026, 12, 1)
    assert recalculate(office, Recalculate(cause=CorrectedRule(), from_month=december)).touched == ()
    lower = NewAmounts(amounts=(("criterion_single", 1000_00),), basis="próba")
    (touched,) = recalculate(office, Recalculate(cause=lower, from_month=december)).touched
    assert (touched.trouble, len(touched.effect.months)) == ("", 12)
    assert {row.after for row in touched.effect.months} == {900_00}
    closed = ClosedSource("pension", date(2026, 12, 10))
    found = recalculate(office, Recalculate(cause=closed, from_month=december))
    (draft_id,) = draft_changes(office, DraftChanges(touched=found.touched, cause=closed)).value.drafts
    with office.reading() as file:
        change = file.get(Decision, draft_id)
    assert (change.kind, change.amount, change.to_month) == (DecisionKind.CHANGE, 1229_00, None)
    assert change.from_month == date(2027, 1, 1)
    assert missing(sight(office, change).checks) == []
    assert decision.amount == 913_00


def test_recalculation_says_whose_age_is_unknown(office: Office) -> None:
    case = case_of(office)
    issued(office, case)
    rewrite(office, Person, case.person_id, born_on=None)
    (touched,) = recalculate(office, Recalculate(cause=CorrectedRule(), from_month=NOVEMBER)).touched
    assert touched.trouble == "age_unknown"


def test_a_right_that_excludes_the_allowance_is_named_with_its_article(office: Office) -> None:
    text = printed(office, drafted(office, case_of(office, ("social_pension", 500_00))))
    assert "art. 37 ust. 1 pkt 1 i ust. 4, art. 106 ust. 1 i 4" in text
    assert "istnieje prawo do renty socjalnej, dlatego zasiłek stały nie przysługuje (art. 37 ust. 4 ustawy)" in text


def test_a_right_that_ended_before_the_application_excludes_nothing(office: Office) -> None:
    case = case_of(office, ("social_pension", 500_00))
    with office.work("Renta ustała") as work:
        (pension,) = work.find(Income)
        work.change(pension, replace(pension, source_lost_on=date(2026, 10, 31)))
        work.commit()
    assert case_findings(office, CaseFindings(case.id)).amount is not None
    assert open_case(office, OpenCase(case.id)).met == ()


def test_the_month_in_which_the_incapacity_begins_is_paid_by_its_days(office: Office) -> None:
    """Worked example E14, in November: 1229.00 : 30 × 9 = 368.70, the months after it in full."""
    case = case_of(office, certificate=replace(MODERATE, since=date(2026, 11, 22)))
    found = case_findings(office, CaseFindings(case.id))
    assert (found.amount, found.parts) == (1229_00, ((NOVEMBER, 368_70),))
    assert "obejmuje 9 z 30 dni" in next(step.text for step in found.why if step.code == "permanent_part")
    draft = drafted(office, case)
    assert (draft.amount, draft.other_amounts) == (1229_00, "2026-11=36870")
    assert (draft.amount_in(NOVEMBER), draft.amount_in(date(2026, 12, 1))) == (368_70, 1229_00)
    text = printed(office, draft)
    assert "a za listopad 2026 r. w kwocie 368,70 zł (słownie: trzysta sześćdziesiąt osiem złotych 70/100), od" in text
    assert "obejmuje 9 z 30 dni: 1 229,00 zł : 30 × 9 = 368,70 zł (art. 106 ust. 3 ustawy)." in text
    assert [each.text for each in sight(office, draft).pieces if each.choice == "from_month"] == [
        "1\u00a0listopada 2026\u00a0r."
    ]


def test_another_first_month_or_another_certificate_takes_the_part_with_it(office: Office) -> None:
    case = case_of(office, certificate=replace(MODERATE, since=date(2026, 11, 22)))
    draft = drafted(office, case)
    later = changed(office, draft, from_month=date(2026, 12, 1))
    assert later.other_amounts == ""
    again = changed(office, later, from_month=NOVEMBER)
    assert again.other_amounts == "2026-11=36870"
    bring(office, case, MODERATE)
    assert view_of(office, again).is_outdated
    assert refresh_findings(office, RefreshFindings(again)).value.other_amounts == ""


def test_an_age_that_makes_incapable_covers_the_whole_month() -> None:
    begins = date(2026, 11, 22)
    mother = HouseholdMember(
        id="1", name="Maria", born_on=date(1955, 1, 1), is_woman=True, incapable_by="orzeczenie", incapable_since=begins
    )
    facts = Facts(
        applied_on=date(2026, 11, 3),
        complete_on=date(2026, 11, 3),
        decided_on=date(2026, 11, 3),
        month=NOVEMBER,
        household=HouseholdKind.SINGLE,
        members=(mother,),
        applicant="1",
    )
    found = permanent(facts, SHELF.law)
    assert (found.amount, found.parts) == (1229_00, ())
    assert any(step.code == "permanent_incapable_by_age" for step in found.why)
    january = replace(
        facts,
        month=date(2026, 1, 1),
        members=(mother._replace(born_on=date(1980, 1, 1), incapable_since=date(2026, 1, 23)),),
    )
    assert permanent(january, SHELF.law).parts == ((date(2026, 1, 1), 356_81),)
