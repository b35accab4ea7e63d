"""The permanent allowance on the screens: the boxes of a certificate, and a decision without a last month."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from app.domain.case_course import PaperKind
from app.domain.decisions import Decision
from app.domain.interview_papers import Certificate, read_certificate
from app.domain.records import RecordId
from app.services.decision_views import DecisionView
from app.services.office import Office
from tests.little_decision import drafted
from tests.services.test_permanent_allowance import case_of
from tests.ui.case_desk import view_of
from tests.ui.counter import Counter
from tests.ui.deciding import Deciding, deciding
from ui.screens.case_forms import PaperDialog
from ui.screens.decision_amounts import amount_rows
from ui.screens.decision_words import counted_facts, decision_title


def test_the_boxes_of_a_certificate_become_its_paper(counter: Counter, case_id: RecordId) -> None:
    page = counter.open("case", case_id=case_id)
    page.papers.new.click()
    dialog = counter.dialog(PaperDialog)
    boxes = dialog.certificate
    assert not boxes.degree.isVisible()
    dialog.kind.set_value(PaperKind.DISABILITY.value)
    dialog.kind.changed.emit(PaperKind.DISABILITY.value)
    assert boxes.degree.isVisible()
    assert not dialog.title.isVisible()
    dialog.go.click()
    counter.wait()
    assert boxes.degree.message.text() == "Wybierz pozycję z listy."
    boxes.degree.set_value("severe")
    boxes.issuer.set_value("Powiatowy Zespół w Radomsku")
    boxes.number.set_value("12/2024")
    boxes.until.set_value(date(2027, 5, 31))
    boxes.since.set_value(date(2026, 11, 23))
    dialog.go.click()
    counter.wait()
    (paper,) = view_of(counter, case_id).papers
    assert read_certificate(paper.document.title, paper.document.note) == Certificate(
        "znaczny stopień niepełnosprawności",
        "Powiatowy Zespół w Radomsku",
        "12/2024",
        date(2027, 5, 31),
        date(2026, 11, 23),
    )


def view_at(room: Deciding) -> DecisionView:
    view = room.page.view
    assert view is not None
    return view


def test_a_decision_without_a_last_month_says_so_and_takes_one(tmp_path: Path) -> None:
    made: list[Decision] = []

    def prepare(office: Office) -> None:
        made.append(drafted(office, case_of(office, ("pension", 400_00))))

    with deciding(tmp_path, prepare) as room:
        room.open(decision_id=made[0].id)
        counted = room.page.counted
        assert counted.to_month.value() is None
        assert counted.to_month.message.text() == "Puste: bezterminowo."
        frozen = view_at(room).frozen
        assert frozen is not None
        assert [row.name for row in amount_rows("permanent_allowance", frozen)] == [
            "Dochód niższy od kryterium o",
            "130% kryterium",
            "Zasiłek stały",
        ]
        begun = replace(frozen, parts=((date(2026, 11, 1), 273_90),))
        row = counted_facts("permanent_allowance", begun, is_refusal=False)[-1]
        assert (row.name, row.value, row.basis) == (
            "Za listopad 2026, od dnia orzeczenia",
            "273,90",
            "art. 106 ust. 3",
        )
        assert decision_title(view_at(room)) == "Decyzja: zasiłek stały, 913,00\N{NO-BREAK SPACE}zł miesięcznie"
        counted.chosen.emit("to_month", date(2027, 5, 1))
        room.wait()
        assert view_at(room).decision.to_month == date(2027, 5, 1)
        counted.chosen.emit("to_month", None)
        room.wait()
        assert view_at(room).decision.to_month is None
        assert room.problems == []
