"""Visits of the story on every part of the commune: sealed, complete, with what the office knew around them."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest

from app.domain.interview_rules import missing
from app.domain.interview_seal import seal
from app.domain.interviews import Interview
from app.persistence.store import Store
from app.services.interview_reading import InterviewView, OpenInterview, open_interview
from tests.demo import demo_store, office_of


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with closing(demo_store(tmp_path_factory.mktemp("visits"))) as store:
        yield store


def views(store: Store, part: str) -> list[InterviewView]:
    office = office_of(store, initials="ML")
    with store.reading() as file:
        found = sorted(file.find(Interview, part=part), key=lambda each: each.held_on or date.max)
    return [open_interview(office, OpenInterview(each.id)) for each in found]


@pytest.mark.parametrize("part", ["II", "III", "IV", "VII", "VIII"])
def test_a_finished_visit_on_each_part_lacks_nothing_and_keeps_its_seal(store: Store, part: str) -> None:
    held = [view for view in views(store, part) if view.interview.held_on is not None]
    assert held
    for view in held:
        assert missing(view.filling) == ()
        assert seal(view.filling, view.interview.id) == view.interview.seal


def test_a_relative_is_named_in_the_form_and_the_person_of_the_case_as_who_the_help_is_for(store: Store) -> None:
    bak = next(view for view in views(store, "II") if view.person.last_name == "Bąk")
    assert bak.filling.value("p2_last_name") == "Sowa"
    assert bak.filling.value("p2_applicant") == "Stefania Bąk, Nosalewice 8, 97-570 Przedbórz"


def test_one_part_one_has_every_segment_and_fourteen_people_in_three_households(store: Store) -> None:
    (whole,) = (view for view in views(store, "I") if view.interview.seal and not view.interview.left_out)
    assert missing(whole.filling) == ()
    assert all(whole.filling.is_begun(segment) for segment in whole.form.segments if segment.is_printed)
    assert len(whole.filling.column("member.name")) == 14
    assert {number for _row, number in whole.filling.column("member.household")} == {1, 2, 3}
    assert len(whole.filling.household()) == 5


def test_the_update_to_come_has_the_last_interview_beside_it(store: Store) -> None:
    (to_come,) = (view for view in views(store, "IV") if view.interview.held_on is None)
    assert to_come.previous is not None
    assert to_come.previous.held_on == date(2026, 6, 5)
    assert to_come.person.full_name == "Stanisław Ćwik"
