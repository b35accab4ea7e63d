"""Phrases of the office: kept once, found by name, put right without losing anybody's wording."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.roles import NotAllowed, Role
from app.domain.tidying import TextTooLong
from app.services.office import Office
from app.services.phrases import (
    DropPhrase,
    KeepPhrase,
    ListPhrases,
    Phrase,
    PhraseIncomplete,
    PhraseNameTaken,
    drop_phrase,
    keep_phrase,
    list_phrases,
    phrase_name,
)
from tests.little_office import WORKER, at_desk, little_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with little_office(tmp_path) as made:
        yield at_desk(made, WORKER)


def keep(office: Office, name: str, text: str, before: Phrase | None = None) -> Phrase:
    return keep_phrase(office, KeepPhrase(name, text, before)).value


def named(office: Office) -> dict[str, str]:
    return {each.name: each.text for each in list_phrases(office, ListPhrases())}


def test_phrases_stand_in_the_order_of_the_alphabet(office: Office) -> None:
    keep(office, "  Żywność   i opał ", "Rodzina prosi o pomoc w zakupie żywności i opału. ")
    keep(office, "Łazienka", "W mieszkaniu nie ma łazienki.")
    keep(office, "Leki", "Na leki rodzina wydaje…")
    assert list(named(office)) == ["Leki", "Łazienka", "Żywność i opał"]
    assert named(office)["Żywność i opał"] == "Rodzina prosi o pomoc w zakupie żywności i opału."


def test_a_phrase_is_worded_anew_and_called_anew(office: Office) -> None:
    first = keep(office, "Opał", "Brak opału.")
    second = keep(office, "Opał", "Opału wystarczy na dwa tygodnie.", first)
    keep(office, "Opał na zimę", "Opału wystarczy na dwa tygodnie.", second)
    assert named(office) == {"Opał na zimę": "Opału wystarczy na dwa tygodnie."}


def test_a_phrase_that_was_dropped_may_come_back(office: Office) -> None:
    kept = keep(office, "Opał", "Brak opału.")
    assert drop_phrase(office, DropPhrase(kept)).value == ()
    assert not drop_phrase(office, DropPhrase(kept)).changes.touched
    keep(office, "Opał", "Opał na dwa tygodnie.")
    assert named(office) == {"Opał": "Opał na dwa tygodnie."}


def test_no_phrase_takes_the_name_of_another(office: Office) -> None:
    keep(office, "Opał", "Brak opału.")
    leki = keep(office, "Leki", "Brak leków.")
    for before in (None, leki):
        with pytest.raises(PhraseNameTaken) as refused:
            keep(office, "OPAŁ", "Inaczej.", before)
        assert refused.value.facts == {"name": "OPAŁ"}
    assert named(office) == {"Leki": "Brak leków.", "Opał": "Brak opału."}


@pytest.mark.parametrize(("name", "text"), [("", "Tekst."), ("Nazwa", "  "), (" ", " ")])
def test_a_phrase_needs_a_name_and_a_text(office: Office, name: str, text: str) -> None:
    with pytest.raises(PhraseIncomplete):
        keep(office, name, text)


def test_a_name_that_is_a_whole_text_is_refused(office: Office) -> None:
    with pytest.raises(TextTooLong):
        keep(office, "x" * 81, "Tekst.")


def test_who_only_pays_keeps_no_phrases(office: Office) -> None:
    kept = keep(office, "Opał", "Brak opału.")
    accountant = at_desk(office, replace(WORKER, role=Role.ACCOUNTANT))
    with pytest.raises(NotAllowed):
        keep(accountant, "Leki", "Brak leków.")
    with pytest.raises(NotAllowed):
        drop_phrase(accountant, DropPhrase(kept))
    assert named(accountant) == {"Opał": "Brak opału."}


def test_other_settings_are_no_phrases() -> None:
    assert phrase_name("phrase.Opał") == "Opał"
    assert phrase_name("pay_day") == ""
