"""Amounts of a new regulation: only the head, tried before, used from their month on, and given up to an update."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.domain.cases import Case
from app.domain.law import Law, Parameter
from app.domain.law_amounts import VERIFIED, AmountFault, NewAmount, WrongLawAmount, lay_amounts
from app.domain.local_law import with_value
from app.domain.offices import Setting, setting_id
from app.domain.roles import NotAllowed
from app.services.case_reading import read_basis
from app.services.cases import CaseFindings, case_findings
from app.services.law_amounts import (
    AskLawAmounts,
    EnterLawAmounts,
    LawAmounts,
    TakeBackLawAmounts,
    UnreadableLawAmount,
    ask_law_amounts,
    enter_law_amounts,
    take_back_law_amounts,
)
from app.services.office import Office
from app.services.recalculation import AskRecalculation, NewAmounts, Recalculate, ask_recalculation, recalculate
from tests.little_decision import issued, ready_case
from tests.little_office import HEAD, SHELF, at_desk
from tests.stations import office_of, settle_everything

FAMILY = Parameter.CRITERION_FAMILY
NOVEMBER = EnterLawAmounts(
    amounts=((FAMILY, 900_00), (Parameter.CRITERION_SINGLE, 1_100_00)),
    starts_on=date(2026, 11, 1),
    basis="Dz.U. 2026 poz. 1300",
)


def told(found: LawAmounts, name: str = FAMILY) -> tuple[object, ...]:
    (row,) = (each for each in found.amounts if each.name == name)
    coming = (row.coming.grosze, row.coming.starts_on) if row.coming else None
    return row.now.grosze, row.now.basis, coming, len(row.entered), len(row.passed_over)


def test_only_the_head_enters_a_regulation(office: Office) -> None:
    with pytest.raises(NotAllowed):
        enter_law_amounts(office, NOVEMBER)
    with pytest.raises(NotAllowed):
        take_back_law_amounts(office, TakeBackLawAmounts(NOVEMBER.starts_on))
    before = ask_law_amounts(office, AskLawAmounts())
    assert [row.name for row in before.amounts] == list(VERIFIED)
    assert (before.may_set, told(before)) == (False, (823_00, "Dz.U. 2024 poz. 1044", None, 0, 0))
    assert ask_law_amounts(at_desk(office, HEAD), AskLawAmounts()).may_set


def test_an_amount_is_tried_entered_used_and_taken_back(office: Office) -> None:
    case_id, head = ready_case(office).id, at_desk(office, HEAD)
    before = case_findings(office, CaseFindings(case_id))
    enter_law_amounts(head, NOVEMBER)
    after = case_findings(office, CaseFindings(case_id))
    assert (before.criterion, after.criterion) == (3 * 823_00, 3 * 900_00)
    assert any(value.basis == "Dz.U. 2026 poz. 1300" for value in after.parameters)
    left = take_back_law_amounts(head, TakeBackLawAmounts(NOVEMBER.starts_on)).value
    assert told(left) == (823_00, "Dz.U. 2024 poz. 1044", None, 0, 0)
    assert case_findings(office, CaseFindings(case_id)) == before


def test_what_holds_later_is_shown_and_need_not_be_typed_again(office: Office) -> None:
    coming = replace(NOVEMBER, starts_on=date(2028, 1, 1))
    found = enter_law_amounts(at_desk(office, HEAD), coming).value
    assert told(found) == (823_00, "Dz.U. 2024 poz. 1044", (900_00, date(2028, 1, 1)), 1, 0)
    offered = ask_recalculation(office, AskRecalculation()).coming
    assert {row.name: row.amount for row in offered} == dict(coming.amounts)


def test_typed_again_for_the_same_month_it_is_corrected(office: Office) -> None:
    head = at_desk(office, HEAD)
    enter_law_amounts(head, NOVEMBER)
    found = enter_law_amounts(head, replace(NOVEMBER, amounts=((FAMILY, 905_00),))).value
    assert told(found)[0] == 905_00
    assert told(found, Parameter.CRITERION_SINGLE)[0] == 1_100_00


def test_running_decisions_are_compared_with_what_was_entered(office: Office) -> None:
    """A mended rule is asked for: the amounts that were entered are part of the law by then."""
    issued(office, ready_case(office), amount=700_00)
    tried = Recalculate(cause=NewAmounts(amounts=NOVEMBER.amounts, basis="x"), from_month=date(2026, 11, 1))
    shown = recalculate(office, tried)
    enter_law_amounts(at_desk(office, HEAD), NOVEMBER)
    after = recalculate(office, Recalculate(cause=NewAmounts(), from_month=date(2026, 11, 1)))
    assert (after.looked_at, after.difference) == (shown.looked_at, shown.difference) != (1, 0)


@pytest.mark.parametrize(
    ("fault", "wrong"),
    [
        (AmountFault.NO_ACT, {"basis": "  "}),
        (AmountFault.NOT_VERIFIED, {"amounts": (("tolerance", 10_00),)}),
        (AmountFault.NOT_A_MONTH, {"starts_on": date(2026, 11, 2)}),
        (AmountFault.KNOWN, {"starts_on": date(2025, 1, 1)}),
        (AmountFault.KNOWN, {"starts_on": date(2024, 12, 1)}),
        (AmountFault.SLIP, {"amounts": ((FAMILY, 90_00),)}),
        (AmountFault.SLIP, {"amounts": ((Parameter.CRITERION_SINGLE, 1_100_00), (FAMILY, 9_000_00))}),
        (AmountFault.NOTHING, {"amounts": ()}),
    ],
)
def test_a_wrong_amount_is_refused_and_nothing_is_written(
    office: Office, fault: AmountFault, wrong: dict[str, Any]
) -> None:
    head = at_desk(office, HEAD)
    with pytest.raises(WrongLawAmount) as caught:
        enter_law_amounts(head, replace(NOVEMBER, **wrong))
    assert caught.value.facts["fault"] == fault.value
    assert all(not row.entered for row in ask_law_amounts(office, AskLawAmounts()).amounts)


def test_a_newer_program_goes_before_what_was_typed(office: Office) -> None:
    """The update knows the amount from the same day: its own word holds, and a differing one can be told."""
    enter_law_amounts(at_desk(office, HEAD), NOVEMBER)
    newer = with_value(SHELF.law, FAMILY, 910_00, date(2026, 11, 1), "Dz.U. 2026 poz. 1300")
    updated = replace(office, law=newer)
    assert told(ask_law_amounts(updated, AskLawAmounts())) == (910_00, "Dz.U. 2026 poz. 1300", None, 0, 1)
    case = ready_case(office)
    with updated.reading() as file:
        law = read_basis(file, file.get(Case, case.id), newer).law_of(newer)
    assert law.value_on(FAMILY, date(2026, 11, 30)).grosze == 910_00


def test_an_amount_of_a_newer_program_stops_the_calculation(office: Office) -> None:
    case_id = ready_case(office).id
    with office.work("nowszy program") as work:
        name = f"law_amount.{FAMILY}"
        work.add(Setting(id=setting_id(name), name=name, value='[{"percent": "50"}]'))
        work.commit()
    with pytest.raises(UnreadableLawAmount):
        case_findings(office, CaseFindings(case_id))


def test_every_workstation_works_with_what_the_head_entered(tmp_path: Any) -> None:
    stations = office_of(tmp_path, "Biuro", "Laptop")
    enter_law_amounts(stations[0].office, NOVEMBER)
    settle_everything(*stations)
    found = [ask_law_amounts(station.office, AskLawAmounts()) for station in stations]
    assert found[0].amounts == found[1].amounts
    assert told(found[1])[0] == 900_00
    for station in stations:
        station.close()


def test_the_day_before_keeps_its_amount() -> None:
    row = NewAmount(name=FAMILY, amount=900_00, starts_on=date(2028, 1, 1), basis="x", noted_on=date(2027, 8, 1))
    law: Law = lay_amounts(SHELF.law, (row,))
    days = (date(2027, 12, 31), date(2028, 1, 1), date(2031, 5, 1))
    assert [law.value_on(FAMILY, day).grosze for day in days] == [823_00, 900_00, 900_00]
    assert lay_amounts(SHELF.law, ()) is SHELF.law
