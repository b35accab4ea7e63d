"""A case says what the help a person already has does to the help asked for, from their income and other decisions."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.cases import Case
from app.domain.decisions import Decision, DecisionKind, DecisionState, is_paid_in, paid_period
from app.domain.exclusions import Effect
from app.domain.incomes import Income
from app.domain.records import RecordId, new_id
from app.services.applications import take_application
from app.services.case_meetings import BesideNeedsReason, Excluded
from app.services.case_views import OpenCase, open_case
from app.services.decision_views import OpenDecision, open_decision
from app.services.office import Office
from tests.little_decision import WRITTEN, changed, drafted, issued, passed_on, ready_case
from tests.little_office import annas_application, little_office


def entitled(office: Office, case: Case, person_id: RecordId, kind: str) -> None:
    with office.work("Decyzja innego organu") as work:
        work.touching(case.household_id)
        work.add(Income(id=new_id(), person_id=person_id, kind=kind, amount=100_00, received_on=date(2026, 10, 5)))
        work.commit()


def effects(office: Office, case: Case) -> set[tuple[str, Effect]]:
    return {(each.beside, each.effect) for each in open_case(office, OpenCase(case.id)).met}


@pytest.mark.parametrize("kind", ["social_pension", "care_benefit"])
def test_a_right_that_excludes_the_permanent_allowance_is_told_with_its_article(tmp_path: Path, kind: str) -> None:
    with little_office(tmp_path) as office:
        taken = take_application(office, annas_application(benefit="permanent_allowance")).value
        assert open_case(office, OpenCase(taken.case.id)).met == ()
        entitled(office, taken.case, taken.person.id, kind)
        (met,) = open_case(office, OpenCase(taken.case.id)).met
        assert (met.beside, met.effect, met.basis) == (kind, Effect.EXCLUDED, "art. 37 ust. 4")


def test_the_right_of_somebody_else_excludes_nothing(tmp_path: Path) -> None:
    with little_office(tmp_path) as office:
        taken = take_application(office, annas_application(benefit="permanent_allowance")).value
        other = next(
            each for each in open_case(office, OpenCase(taken.case.id)).family if each.person.id != taken.person.id
        )
        entitled(office, taken.case, other.person.id, "social_pension")
        assert effects(office, taken.case) == set()


def test_an_allowance_that_the_office_pays_meets_the_next_one(tmp_path: Path) -> None:
    with little_office(tmp_path) as office:
        first = ready_case(office)
        issued(office, first)
        asked = annas_application(benefit="purpose_allowance", person_id=first.person_id)
        second = take_application(office, asked).value.case
        assert effects(office, second) == {("periodic_allowance", Effect.COUNTED)}
        assert effects(office, first) == set()


def act(case: Case, kind: DecisionKind, first: date, last: date | None, ordinal: int) -> Decision:
    return Decision(
        id=new_id(),
        case_id=case.id,
        person_id=case.person_id,
        kind=kind,
        state=DecisionState.ISSUED,
        benefit=case.benefit,
        number=f"{case.sign}/D{ordinal}",
        issued_on=date(2026, 11, 23),
        amount=700_00 if kind is not DecisionKind.REPEAL else 0,
        from_month=first,
        to_month=last,
    )


def write(office: Office, *decisions: Decision) -> None:
    with office.work("Decyzje") as work:
        for each in decisions:
            work.add(each)
        work.commit()


def again(office: Office, first: Case, benefit: str = "periodic_allowance", **changes: object) -> Case:
    """The same family applies once more, on the day after the first decision."""
    asked = annas_application(benefit=benefit, person_id=first.person_id, members=(), **changes)
    return take_application(office, replace(asked, received_on=date(2026, 11, 23), is_signed=True)).value.case


NOVEMBER, DECEMBER, JANUARY, FEBRUARY = (date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1))


def test_the_newest_act_of_a_case_says_how_long_it_pays(office: Office) -> None:
    case = ready_case(office)
    grant = act(case, DecisionKind.GRANT, NOVEMBER, FEBRUARY, 1)
    change = act(case, DecisionKind.CHANGE, JANUARY, FEBRUARY, 2)
    repeal = act(case, DecisionKind.REPEAL, JANUARY, FEBRUARY, 3)
    at_once = act(case, DecisionKind.REPEAL, NOVEMBER, FEBRUARY, 4)
    refusal = act(case, DecisionKind.REFUSAL, NOVEMBER, None, 1)
    assert paid_period([change, grant]) == (NOVEMBER, FEBRUARY)
    assert paid_period([grant, repeal, change]) == (NOVEMBER, DECEMBER)
    assert paid_period([refusal]) is None
    assert paid_period([replace(grant, number="", issued_on=None)]) is None
    assert [is_paid_in([grant, repeal], month, month) for month in (NOVEMBER, DECEMBER, JANUARY)] == [True, True, False]
    assert not is_paid_in([grant, at_once], NOVEMBER, None)
    assert not is_paid_in([grant], date(2026, 9, 1), date(2026, 10, 1))


def test_what_was_repealed_is_no_longer_help_that_the_person_has(tmp_path: Path) -> None:
    with little_office(tmp_path) as office:
        first = ready_case(office)
        write(office, act(first, DecisionKind.GRANT, date(2026, 8, 1), FEBRUARY, 1))
        second = again(office, first, "purpose_allowance")
        assert effects(office, second) == {("periodic_allowance", Effect.COUNTED)}
        write(office, act(first, DecisionKind.REPEAL, NOVEMBER, FEBRUARY, 2))
        assert effects(office, second) == set()


def test_a_second_allowance_for_the_same_months_is_not_passed_on(tmp_path: Path) -> None:
    with little_office(tmp_path) as office:
        first = ready_case(office)
        second = again(office, first)
        draft = changed(office, drafted(office, second), written_reasons=WRITTEN)
        assert effects(office, second) == set()
        issued(office, first)
        shown = open_decision(office, OpenDecision(draft.id))
        assert shown is not None
        assert ("granted:periodic_allowance", Effect.EXCLUDED) in {(each.beside, each.effect) for each in shown.met}
        with pytest.raises(Excluded) as refused:
            passed_on(office, draft)
        assert refused.value.facts["basis"] == "art. 156 § 1 pkt 3 KPA"
        later = changed(office, draft, from_month=FEBRUARY, to_month=date(2027, 3, 1))
        assert passed_on(office, later).from_month == FEBRUARY


def test_a_family_gets_one_periodic_allowance(tmp_path: Path) -> None:
    with little_office(tmp_path) as office:
        first = ready_case(office)
        child = next(each for each in open_case(office, OpenCase(first.id)).family if each.person.id != first.person_id)
        second = again(office, first)
        with office.work("Wniosek innej osoby z rodziny") as work:
            work.touching(second.household_id)
            work.change(work.get(Case, second.id), replace(work.get(Case, second.id), person_id=child.person.id))
            work.commit()
        draft = changed(office, drafted(office, second), written_reasons=WRITTEN)
        issued(office, first)
        with pytest.raises(Excluded) as refused:
            passed_on(office, draft)
        assert "rodzina ma już zasiłek okresowy" in str(refused.value.facts["text"])


def test_a_second_purpose_allowance_needs_its_reason(tmp_path: Path) -> None:
    with little_office(tmp_path) as office:
        first = ready_case(office, benefit="purpose_allowance")
        issued(office, first, reason="7.4,39.fuel", amount=300_00)
        second = again(office, first, "purpose_allowance")
        draft = changed(office, drafted(office, second), reason="7.4,39.fuel", amount=200_00)
        assert ("granted:purpose_allowance", Effect.EXPLAINED) in effects(office, second)
        with pytest.raises(BesideNeedsReason):
            passed_on(office, draft)
        passed_on(office, changed(office, draft, written_reasons=WRITTEN))


def test_who_applies_again_in_the_last_month_is_not_told_of_an_exclusion(tmp_path: Path) -> None:
    with little_office(tmp_path) as office:
        first = ready_case(office)
        write(office, act(first, DecisionKind.GRANT, date(2026, 9, 1), NOVEMBER, 1))
        second = again(office, first)
        assert effects(office, second) == set()


def test_a_right_of_the_joined_record_of_a_person_excludes_as_the_rules_do(tmp_path: Path) -> None:
    """The case was opened for a record that was joined with another one since."""
    with little_office(tmp_path) as office:
        taken = take_application(office, annas_application(benefit="permanent_allowance")).value
        entitled(office, taken.case, taken.person.id, "social_pension")
        twin = replace(taken.person, id=new_id(), seen=None)
        with office.work("Połączenie") as work:
            work.add(twin)
            work.change(work.get(type(twin), taken.person.id), replace(taken.person, merged_into=twin.id))
            work.commit()
        assert effects(office, taken.case) == {("social_pension", Effect.EXCLUDED)}
