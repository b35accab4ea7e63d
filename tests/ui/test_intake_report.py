"""A report about somebody else, typed into the same form."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from app.domain.cases import Case, Report
from app.domain.persons import Person
from app.services.persons import AddPerson, add_person
from app.services.reports import TakeReport, take_report
from tests.little_office import HOME, somebody
from tests.ui.counter import Counter, office_file
from tests.ui.intake_desk import everything, opened, outlook
from tests.ui.keys import type_text
from ui.papers import PaperWindow
from ui.screens.intake import REPORT
from ui.screens.report import CaseFromReportDialog

TUESDAY = datetime(2026, 11, 3, 11, 30)


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = Counter(office_file(tmp_path), now=TUESDAY)
    yield counter
    counter.close()


def test_a_report_is_typed_and_its_card_is_offered(counter: Counter) -> None:
    page = opened(counter, kind=REPORT)
    assert not page.person.isVisible()
    counter.type(page.report.about, "Henryk Łuczak, Góry Mokre 3")
    page.save()
    counter.wait()
    assert page.report.facts.message.text() == "Napisz, co się dzieje."
    assert page.report.about.message.text() != "Napisz, kogo dotyczy."
    type_text(page.report.facts.writing, "Nie ma czym palić.")
    page.report.kind.set_value("neighbour")
    counter.type(page.report.reporter, "Jan Sąsiad")
    page.report.withheld.set_value(("withheld",))
    page.report.withheld.committed.emit(("withheld",))
    page.report.urgency.set_value(("urgent",))
    page.report.urgency.committed.emit(("urgent",))
    counter.wait()
    assert not page.report.reporter.isVisible()
    assert "5 listopada 2026" in outlook(page)
    page.save()
    counter.wait()
    (report,) = everything(counter, Report)
    assert (report.is_urgent, report.reporter, report.is_reporter_withheld) == (True, "", True)
    assert counter.window.current_id() == "report"
    counter.window.notices._act()
    counter.wait()
    assert counter.dialog(PaperWindow).windowTitle() == "Karta zgłoszenia od osoby trzeciej"


def test_a_report_about_somebody_of_the_files(counter: Counter) -> None:
    person = counter.order(add_person, AddPerson(somebody("Henryk", "Łuczak"), HOME))
    page = opened(counter, kind=REPORT)
    page.report.finder.take(person.id)
    counter.wait()
    assert page.report.chosen.words() == "Henryk Łuczak · Wola Przedborska 14"
    type_text(page.report.facts.writing, "Nie ma czym palić.")
    page.save()
    counter.wait()
    (report,) = everything(counter, Report)
    assert report.person_id == person.id


def test_a_case_of_a_report_about_somebody_unnamed_takes_whoever_is_in_the_files(counter: Counter) -> None:
    known = counter.order(add_person, AddPerson(somebody("Henryk", "Łuczak"), HOME))
    taken = TakeReport(received_on=date(2026, 11, 3), about="starszy pan z Gór Mokrych", facts="Zimno.", is_urgent=True)
    counter.open("report", report_id=counter.order(take_report, taken).id).begin.click()
    dialog = counter.dialog(CaseFromReportDialog)
    dialog.finder.take(known.id)
    counter.wait()
    assert dialog.known.words() == "Henryk Łuczak · Wola Przedborska 14 · to ktoś inny"
    assert not dialog.person.isVisible()
    dialog.known.followed.emit("other")
    assert dialog.person.isVisible()
    dialog.finder.take(known.id)
    counter.wait()
    dialog.benefit.set_value("purpose_allowance")
    dialog._save()
    counter.wait()
    (report,) = everything(counter, Report)
    (case,) = everything(counter, Case)
    assert (report.person_id, report.case_id, case.person_id) == (known.id, case.id, known.id)
    assert len(everything(counter, Person)) == 1
    page = counter.page("case")
    assert page.urgent.isVisible()
    page.papers._follow("report:0")
    assert counter.window.current_id() == "report"
