"""Anna's case as tests of the window meet it."""

from datetime import date
from typing import Any

from app.domain.records import RecordId
from app.services.applications import take_application
from app.services.case_views import CaseView, OpenCase, open_case
from app.services.incomes import IncomeEntry, WriteIncome, write_income
from app.services.office import Done, Office
from tests.little_office import annas_application
from tests.ui.counter import Counter

OCTOBER = date(2026, 10, 10)


def annas_case(counter: Counter) -> RecordId:
    """Anna's case with the incomes of October 2026."""
    case: RecordId = counter.order(take_application, annas_application()).case.id
    people = {each.person.first_name: each.person.id for each in view_of(counter, case).family}
    nothing = IncomeEntry(kind="none", received_on=date(2026, 10, 1), evidence="zaświadczenie PUP")
    counter.order(write_income, WriteIncome(people["Anna"], nothing))
    for child in ("Zofia", "Jan"):
        for kind, amount in (("maintenance_fund", 50_000), ("family_allowance", 12_400), ("child_benefit", 80_000)):
            line = IncomeEntry(kind=kind, amount=amount, received_on=OCTOBER, evidence="decyzja")
            counter.order(write_income, WriteIncome(people[child], line))
    return case


def view_of(counter: Counter, case_id: RecordId) -> CaseView:
    view: CaseView = counter.ask(open_case, OpenCase(case_id))
    return view


def written(*records: Any) -> Any:
    """A service for tests: write records as they are; a pair is a change."""

    def write(office: Office, _request: object) -> Done[None]:
        with office.work("Test") as work:
            for record in records:
                if isinstance(record, tuple):
                    work.change(*record)
                else:
                    work.add(record)
            return Done(None, work.commit())

    return write


def checks_shown(page: Any) -> list[str]:
    """The lines of "Co dalej" as a person reads them."""
    return [line.words() for line in page.next_card._checks._lines]
