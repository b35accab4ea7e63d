"""The council's amounts: only the head writes them, checked, kept as settings, laid over the law for their benefits."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from app.domain.cases import Case
from app.domain.decisions import Decision
from app.domain.fee_tables import FeeBand, FeePurpose, FeeTable, WrongFeeTable
from app.domain.local_law import LocalName, LocalValue, WrongLocalAmount
from app.domain.offices import Setting, setting_id
from app.domain.roles import NotAllowed
from app.services.cases import CaseFindings, case_findings
from app.services.decision_drafts import RefreshFindings, refresh_findings
from app.services.decision_guards import FindingsOutdated
from app.services.local_law import (
    AskLocalLaw,
    SetFeeTable,
    SetLocalAmount,
    TakeBackFeeTable,
    TakeBackLocalAmount,
    UnreadableLocalLaw,
    ask_local_law,
    law_here,
    set_fee_table,
    set_local_amount,
    take_back_fee_table,
    take_back_local_amount,
)
from app.services.office import Office
from tests.little_decision import WRITTEN, changed, drafted, passed_on, ready_case
from tests.little_office import HEAD, at_desk

RAISED = LocalValue(
    name=LocalName.PERIODIC_FAMILY,
    held=1000_00,
    starts_on=date(2026, 1, 1),
    ends_on=None,
    number="XX/120/2025",
    passed_on=date(2025, 12, 12),
)
TABLE = FeeTable(
    price=40_00,
    bands=(FeeBand(limit=None, single=Fraction(1, 10), family=Fraction(1, 5)),),
    starts_on=date(2026, 1, 1),
    ends_on=None,
    number="XX/121/2025",
    passed_on=date(2025, 12, 12),
)


def test_only_the_head_sets_what_the_council_decided(office: Office) -> None:
    with pytest.raises(NotAllowed):
        set_local_amount(office, SetLocalAmount(RAISED))
    head = at_desk(office, HEAD)
    assert set_local_amount(head, SetLocalAmount(RAISED)).value.values == (RAISED,)
    assert ask_local_law(office, AskLocalLaw()).values == (RAISED,)


def test_the_amount_reaches_its_own_benefit(office: Office) -> None:
    local = set_local_amount(at_desk(office, HEAD), SetLocalAmount(RAISED)).value.values
    day = date(2026, 11, 1)
    of = {
        benefit: law_here(office.law, local, benefit).value_on("criterion_family", day).grosze
        for benefit in ("periodic_allowance", "purpose_allowance", "permanent_allowance")
    }
    assert of == {"periodic_allowance": 1000_00, "purpose_allowance": 823_00, "permanent_allowance": 823_00}


def test_a_later_amount_ends_the_one_before_and_a_mistake_is_taken_back(office: Office) -> None:
    head = at_desk(office, HEAD)
    set_local_amount(head, SetLocalAmount(RAISED))
    later = replace(RAISED, held=1100_00, starts_on=date(2027, 1, 1), number="XXX/1/2026")
    first, second = set_local_amount(head, SetLocalAmount(later)).value.values
    assert (first.ends_on, second) == (date(2026, 12, 31), later)
    left = take_back_local_amount(head, TakeBackLocalAmount(RAISED.name, later.starts_on)).value
    assert left.values == (first,)


def test_a_wrong_amount_is_refused_and_nothing_is_written(office: Office) -> None:
    with pytest.raises(WrongLocalAmount):
        set_local_amount(at_desk(office, HEAD), SetLocalAmount(replace(RAISED, held=823_00)))
    assert ask_local_law(office, AskLocalLaw()).values == ()


def test_a_table_of_fees_is_kept_and_followed_by_the_next(office: Office) -> None:
    head = at_desk(office, HEAD)
    set_fee_table(head, SetFeeTable(TABLE))
    later = replace(TABLE, price=45_00, starts_on=date(2027, 1, 1))
    tables = set_fee_table(head, SetFeeTable(later)).value.fee_tables
    assert tables == (replace(TABLE, ends_on=date(2026, 12, 31)), later)
    with pytest.raises(WrongFeeTable, match="overlap"):
        set_fee_table(head, SetFeeTable(replace(later, ends_on=date(2027, 6, 30))))


def test_each_purpose_has_its_own_tables_and_a_mistake_is_taken_back(office: Office) -> None:
    head = at_desk(office, HEAD)
    scale = replace(TABLE, purpose=FeePurpose.REPAYMENT, price=0)
    amount = replace(TABLE, purpose=FeePurpose.INDEPENDENCE, price=5000_00, bands=())
    for table in (scale, TABLE, amount):
        set_fee_table(head, SetFeeTable(table))
    assert ask_local_law(office, AskLocalLaw()).fee_tables == (TABLE, scale, amount)
    asked = TakeBackFeeTable(FeePurpose.REPAYMENT, scale.starts_on)
    with pytest.raises(NotAllowed):
        take_back_fee_table(office, asked)
    assert take_back_fee_table(head, asked).value.fee_tables == (TABLE, amount)


def test_what_a_newer_program_wrote_is_not_guessed(office: Office) -> None:
    name = "local_law.periodic_criterion_family"
    with office.work("Nowszy program") as work:
        work.add(Setting(id=setting_id(name), name=name, value='[{"tiers": 3}]'))
        work.commit()
    with pytest.raises(UnreadableLocalLaw):
        ask_local_law(office, AskLocalLaw())


def test_a_case_is_worked_out_with_what_the_council_raised(office: Office) -> None:
    """3 × 1000 - 1248 = 1752.00, half of it 876.00; the draft made before is outdated by the resolution."""
    case = ready_case(office)
    draft = drafted(office, case)
    assert draft.amount == 610_50
    set_local_amount(at_desk(office, HEAD), SetLocalAmount(RAISED))
    found = case_findings(office, CaseFindings(case.id))
    assert (found.criterion, found.lowest, found.highest) == (3000_00, 876_00, 1752_00)
    (criterion,) = (step for step in found.why if step.code == "criterion_family")
    assert "uchwała nr XX/120/2025 z 12.12.2025" in criterion.text
    with pytest.raises(FindingsOutdated):
        passed_on(office, changed(office, draft, written_reasons=WRITTEN))
    refreshed = refresh_findings(office, RefreshFindings(draft_of(office, case))).value
    assert refreshed.amount == 876_00


def draft_of(office: Office, case: Case) -> Decision:
    with office.reading() as file:
        return file.find(Decision, case_id=case.id)[0]
