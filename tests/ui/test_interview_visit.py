"""The way to a visit in the list: what to beware of, who goes along, and a visit that came to nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.interviews import Interview
from app.domain.visits import Outcome
from app.services.visits import BriefVisit, brief_visit
from tests.little_office import HEAD
from tests.ui.kitchen import Kitchen, kitchen, prepared
from ui.screens.interview_visit import AttemptDialog, SafetyDialog, next_words, outcome_words


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Kitchen]:
    path, _interview = prepared(tmp_path)
    with kitchen(qtbot, path) as made:
        yield made


def test_what_was_noted_stands_above_the_list_before_anybody_goes(room: Kitchen) -> None:
    page = room.list()
    assert not page.beware.isVisible()
    page.safety.click()
    room.settle()
    dialog = room.dialog(SafetyDialog)
    dialog.second.set_value(HEAD.id.hex())
    dialog.police.set_value(True)
    dialog.warning.line.setText("duży pies")
    dialog.go.click()
    room.settle()
    assert page.beware.isVisible()
    words = page.beware.text.words()
    assert "Uwaga: duży pies" in words
    assert f"drugi pracownik: {HEAD.full_name}, asysta Policji" in words


def test_a_failed_visit_is_written_down_and_what_follows_is_said(room: Kitchen) -> None:
    page = room.list()
    page.failed.click()
    room.settle()
    dialog = room.dialog(AttemptDialog)
    dialog.go.click()
    assert "Wybierz pozycję z listy." in dialog.outcome.message.text()
    dialog.outcome.set_value(Outcome.REFUSED.value)
    dialog.hour.line.setText("8:00")
    dialog.go.click()
    room.settle()
    assert "Napisz, co się stało." in dialog._objection.text.words()
    dialog.said.set_value("Nie wpuszczono mnie.")
    dialog.go.click()
    room.settle()
    row = page.model.row_at(0)
    assert row is not None
    visit: Interview = row.interview
    (attempt,) = room.ask(brief_visit, BriefVisit(visit.id)).attempts
    assert (attempt.outcome, attempt.said) == (Outcome.REFUSED, "Nie wpuszczono mnie.")


def test_every_outcome_is_named_and_says_what_follows() -> None:
    assert [key for key, _words in outcome_words()] == [outcome.value for outcome in Outcome]
    assert all(next_words(outcome) for outcome in Outcome)
    assert "art. 107 ust. 4a" in next_words(Outcome.REFUSED)
