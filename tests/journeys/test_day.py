"""The day of the office through the real windows of two workstations: every number that a lawyer would check."""

import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

import main
from app.domain.cases import Document
from app.domain.deadlines import DeadlineKind
from app.domain.decisions import DecisionKind, DecisionState
from app.domain.interviews import Answer, Interview
from app.domain.persons import Person, Sex
from app.persistence.store import Store
from app.services.demo import TOUR_BEGINS_ON
from app.services.demo_tour import EQUIPPED_AT, TourFiles, prepare_tour
from app.services.exchange.matching import PairReason
from tests.demo import SMALL, bare_office
from ui.tour import DESK, LAPTOP, Tour, TourStation
from ui.tour_decision import ADDED, REMARK, WRITTEN
from ui.tour_steps import STEPS

Facts = dict[str, Any]


def station(name: str, path: Path) -> TourStation:
    return TourStation(name, path, lambda calendar: main.opener(path, calendar))


def prepared(folder: Path) -> TourFiles:
    plan = replace(SMALL, until=TOUR_BEGINS_ON)
    return prepare_tour(folder, Store, lambda file: bare_office(file, EQUIPPED_AT), plan)


@pytest.fixture(scope="module")
def walked(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Tour:
    """The whole day, walked once; the tests below look at what was found on the way.

    Only the first step keeps its picture: pictures take half the time, and the tour itself makes them all.
    """
    assert qapp.platformName() == "offscreen" or qapp.primaryScreen() is not None
    files = prepared(tmp_path_factory.mktemp("files"))
    tour = Tour(
        stations=(station(DESK, files.desk), station(LAPTOP, files.laptop)),
        out=tmp_path_factory.mktemp("day"),
        plan=files.plan,
        foreign=files.foreign,
    )
    tour.walk(STEPS[:1])
    tour.has_pictures = False
    tour.walk(STEPS[1:])
    return tour


@pytest.fixture
def facts(walked: Tour) -> Facts:
    return walked.facts


def text_of(pdf: bytes) -> str:
    """Every word of a PDF, blanks made one."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [document[number].get_textpage().get_text_bounded() for number in range(len(document))]
    finally:
        document.close()
    return re.sub(r"\s+", " ", " ".join(pages).replace("\u00ad", ""))


# -- 3 and 4 November: intake ------------------------------------------------------------------------------------


def test_the_sign_is_the_next_of_the_norths_list(facts: Facts) -> None:
    assert facts["sign"] == "MGOPS.5110.3.17.2026"


def test_birth_and_sex_are_read_from_the_pesel(facts: Facts) -> None:
    assert facts["read_from_pesel"] == (date(1992, 3, 14), (Sex.FEMALE.value,))


def test_both_clocks_run_from_the_application(facts: Facts) -> None:
    assert facts["clocks"] == {
        DeadlineKind.INTERVIEW: date(2026, 11, 24),
        DeadlineKind.DECISION: date(2026, 12, 3),
    }


def test_the_protocol_and_the_notice_name_a_village_without_a_street(facts: Facts) -> None:
    for paper in ("protocol", "notice"):
        words = text_of(facts[paper])
        assert "Anna" in words
        assert "Wola Przedborska 14" in words
        assert "ul. Wola" not in words
    assert "MGOPS.5110.3.17.2026" in text_of(facts["notice"])


# -- 12 November: the kitchen ------------------------------------------------------------------------------------


def test_a_bundle_brings_the_laptop_only_what_it_lacks_and_nobody_can_read_it(facts: Facts) -> None:
    preview, path = facts["preview_on_laptop"], facts["bundle_out"]
    assert "Anna Wiśniewska" in preview.new_persons
    assert preview.new[Person] < 20  # the other two hundred are there
    assert preview.contradictions == ()
    content = path.read_bytes()
    assert "Wiśniewska".encode() not in content
    assert b"92031401242" not in content


def test_the_form_of_the_day_and_its_compulsory_segments(facts: Facts) -> None:
    assert facts["form"] == "2021"
    assert facts["left_out"] == "E F G"


def test_a_slip_in_the_rent_is_asked_about_and_not_blocked(facts: Facts) -> None:
    assert "expenses_above_income" in facts["rent_questions"]


def test_everything_typed_before_the_battery_died_is_there_and_the_sheet_stands_where_it_stood(facts: Facts) -> None:
    assert len(facts["typed_before_the_cut"]) > 40
    assert facts["typed_before_the_cut"]["p1b_exp_rent", 0] == 54_000
    assert facts["typed_before_the_cut"]["p1h_needs", 0].startswith("Pani Anna prosi o pomoc")
    assert facts["found_after_the_cut"] == facts["typed_before_the_cut"]
    assert facts["place_after_the_cut"] == "H p1h_needs 0"


def test_the_plan_works_out_income_and_criterion(facts: Facts) -> None:
    assert facts["amounts"] == {
        "p1j_family_income": 124_800,
        "p1j_income_per_person": 41_600,
        "p1j_criterion": 246_900,
    }


def test_the_form_on_paper_carries_its_seal(facts: Facts) -> None:
    assert facts["finished_at"] == datetime(2026, 11, 12, 10, 58)
    assert facts["seal"] in text_of(facts["form_pdf"])


def test_what_was_told_is_offered_to_the_files_with_what_stood_there(facts: Facts) -> None:
    phones = [offer for offer in facts["offers"] if re.sub(r"\D", "", offer[2]) == "601224918"]
    assert [(name, re.sub(r"\D", "", before)) for name, before, _now in phones] == [("Anna Wiśniewska", "447812260")]


# -- 12 November, afternoon: exchange ----------------------------------------------------------------------------


def test_the_preview_says_what_the_bundle_brings_before_anything_is_written(facts: Facts) -> None:
    preview = facts["preview"]
    assert preview.sender == LAPTOP
    assert preview.finished == 1
    assert [news.person for news in preview.interviews] == ["Anna Wiśniewska"]
    assert preview.new_persons == ("Jan Ćwik",)
    assert preview.changed_fields >= preview.new[Answer] > 70
    (dispute,) = preview.contradictions
    assert (dispute.kind, dispute.field, dispute.whose) == (Person, "phone", "Anna Wiśniewska")
    assert {re.sub(r"\D", "", side.value) for side in dispute.sides} == {"447812206", "601224918"}
    (pair,) = preview.pairs
    assert pair.pair.why is PairReason.PESEL
    assert {pair.first.person.full_name, pair.second.person.full_name} == {"Jan Ćwik"}
    assert facts["phone_during_preview"] == facts["phone_before_preview"]


def test_a_person_settles_and_nothing_is_lost(facts: Facts) -> None:
    assert facts["disputes_before"] == 1
    assert re.sub(r"\D", "", facts["phone_settled"]) == "601224918"
    ever = {re.sub(r"\D", "", value) for value in facts["history"]}
    assert ever == {"447812260", "447812206", "601224918"}


def test_after_the_next_bundle_both_workstations_hold_the_same(facts: Facts) -> None:
    assert re.sub(r"\D", "", facts["phone_on_laptop"]) == "601224918"
    assert facts["digests"][DESK] == facts["digests"][LAPTOP] != ""


def test_a_bundle_that_is_wrong_says_why_and_changes_nothing(facts: Facts) -> None:
    said = facts["said_of_bad_bundles"]
    assert "została już wczytana" in said["dwa-razy"]
    assert "niepełna" in said["polowa"]
    assert "inn" in said["obcy"]
    assert len(set(said.values())) == 3
    assert facts["digest_unchanged"]


# -- 16 to 23 November: income and decision ----------------------------------------------------------------------


def test_income_and_criterion_of_the_case(facts: Facts) -> None:
    assert (facts["income"], facts["people"], facts["per_person"], facts["criterion"]) == (124_800, 3, 41_600, 246_900)
    assert facts["not_counted"] == [("child_benefit", "art. 8 ust. 4 pkt 7")] * 2


def test_the_bounds_of_the_allowance_each_step_with_its_article(facts: Facts) -> None:
    assert (facts["lowest"], facts["highest"]) == (61_050, 122_100)
    assert facts["payable_from"] == date(2026, 11, 1)
    assert all(basis.startswith("art. ") for basis in facts["articles"])
    assert {"art. 8 ust. 1 pkt 2 i 3", "art. 38 ust. 1 pkt 2", "art. 38 ust. 3 pkt 2"} <= set(facts["articles"])


def test_the_draft_grants_what_the_office_chose(facts: Facts) -> None:
    draft = facts["draft"]
    assert (draft.kind, draft.amount, draft.months, draft.reason) == (DecisionKind.GRANT, 61_050, 3, "7.4")
    assert (draft.from_month, draft.to_month) == (date(2026, 11, 1), date(2027, 1, 1))
    assert draft.written_reasons == WRITTEN


def test_while_reasons_are_missing_the_checklist_says_so(facts: Facts) -> None:
    assert facts["checks_while_missing"]["reasons"].startswith("!")
    assert facts["checks"]["reasons"].startswith("✓")


def test_the_draft_goes_to_the_head_and_back_and_is_issued(facts: Facts) -> None:
    states = [facts[f"state_after_{step}"] for step in ("draft", "return", "mending", "approval", "issue")]
    assert states == [
        DecisionState.PASSED_ON,
        DecisionState.RETURNED,
        DecisionState.PASSED_ON,
        DecisionState.APPROVED,
        DecisionState.ISSUED,
    ]
    assert facts["remark"] == REMARK
    assert (facts["number"], facts["issued_on"]) == ("MGOPS.5110.3.17.2026/D1", date(2026, 11, 23))


def test_the_decision_on_paper(facts: Facts) -> None:
    words = text_of(facts["decision_pdf"])
    for wanted in (
        "MGOPS.5110.3.17.2026",
        "610,50 zł",
        "sześćset dziesięć złotych 50/100",
        "2 469,00 zł",
        "1 248,00 zł",
        "z powodu bezrobocia",
        "z up. Burmistrza",
        "Ewa Zielińska",
        "Samorządowego Kolegium Odwoławczego w Piotrkowie Trybunalskim",
        ADDED.strip(),
    ):
        assert wanted in words.replace("\u00a0", " "), wanted


def test_the_issued_paper_never_changes(facts: Facts) -> None:
    assert facts["decision_pdf"] == facts["decision_pdf_later"]


def test_christmas_eve_moves_the_end_of_the_appeal(facts: Facts) -> None:
    assert (facts["appeal_until"], facts["final_from"]) == (date(2026, 12, 28), date(2026, 12, 29))


# -- 20 November: the police ------------------------------------------------------------------------------------


def test_an_urgent_report_has_two_working_days(facts: Facts) -> None:
    assert facts["urgent_clocks"][DeadlineKind.INTERVIEW_URGENT] == date(2026, 11, 24)
    assert facts["urgent_sign"].startswith("MGOPS.5112.")


# -- what the walk leaves ---------------------------------------------------------------------------------------


def test_the_lists_of_the_next_year_go_on_as_those_of_this_one(facts: Facts) -> None:
    assert facts["lists_of_next_year"] == [
        "MGOPS.5110.1",
        "MGOPS.5110.2",
        "MGOPS.5110.3",
        "MGOPS.5111.1",
        "MGOPS.5111.3",
        "MGOPS.5112",
    ]


def test_pictures_papers_and_bundles_lie_in_the_folder(walked: Tour) -> None:
    (picture,) = walked.out.glob("*.png")
    assert picture.name == "01-dzisiaj.png"
    assert QImage(str(picture)).size() == QSize(1366, 768)
    papers = sorted(path.name for path in walked.out.glob("*.pdf"))
    assert len(papers) == 5
    assert len(list(walked.stick.glob("**/*.teczka"))) >= 3


def test_the_file_is_whole_after_the_day(walked: Tour) -> None:
    desk = next(each for each in walked.stations if each.name == DESK)
    store = Store.open(desk.path)
    try:
        assert [check.findings for check in store.bundling.checks(is_deep=True) if check.findings] == []
        with store.reading() as file:
            assert file.count(Interview, part="I") > 0
            issued = [paper for paper in file.find(Document, case_id=walked.facts["case_id"]) if paper.content]
            assert all(file.content(paper.content) for paper in issued)
    finally:
        store.close()
