"""Paragraphs of letters as a person edits them: every letter goes there and back unchanged; what is dead is refused."""

from datetime import date

import pytest

from app.domain.letter_templates import BlockTemplate, FactNeeded, LetterTemplate
from app.domain.letter_texts import DeadField, Fields, UnclosedBold, applied, editable, edition_of, read_back, shown
from tests.lettered_case import LETTERS
from tests.services.letter_holes import undeclared
from tests.services.letter_office import DAY, shelf

WORDS = {
    "sign": "znak sprawy",
    "party.polite_genitive": "imię i nazwisko strony",
    "application.received_on": "dzień wniosku",
}
LETTER = LetterTemplate(
    id="sample",
    version=2,
    valid_from=date(2026, 1, 1),
    name="Pismo",
    title="PISMO",
    facts=(FactNeeded(name="cause", words="przyczyna"),),
    blocks=(
        BlockTemplate(paragraph="Na podstawie {{ cite('kpa') }} <b>wzywam</b> & proszę: {{ cause }}."),
        BlockTemplate(paragraph="– {{ item }}", each="things"),
        BlockTemplate(
            paragraph="{% if cause %}Tak{% else %}Nie{% endif %}, {{ 'x' if cause else 'y' }}.", when="cause"
        ),
    ),
)
FIELDS = Fields(LETTER, WORDS)


@pytest.mark.parametrize("letter", LETTERS)
def test_every_paragraph_of_every_letter_comes_back_as_it_was(letter: str) -> None:
    template = shelf().letter_on(letter, DAY)
    fields = Fields(template, shelf().words)
    for place in editable(template):
        raw = template.blocks[place].paragraph
        seen = shown(raw, fields)
        assert "{{" not in seen
        assert "<b>" not in seen
        assert read_back(seen, fields, raw) == raw
    untouched = {place: shown(template.blocks[place].paragraph, fields) for place in editable(template)}
    assert not edition_of(template, shelf().words, 1, untouched, ("", "  ")).is_own


def test_a_paragraph_is_shown_in_words() -> None:
    assert list(editable(LETTER)) == [0, 2]
    assert shown(LETTER.blocks[0].paragraph, FIELDS) == (
        "Na podstawie [akt z publikatorem: kpa] *wzywam* & proszę: [przyczyna]."
    )
    assert shown(LETTER.blocks[2].paragraph, FIELDS) == "[warunek]Tak[warunek 2]Nie[warunek 3], [wstawka]."
    assert FIELDS.insertable == (
        "akt z publikatorem: kpa", "przyczyna", "znak sprawy", "imię i nazwisko strony", "dzień wniosku",
    )  # fmt: skip


@pytest.mark.parametrize(
    "text", ["[imię matki]", "Kwota […] zł", "{{ party.pesel }}", "[]", "[warunek]tak"], ids=lambda text: text
)
def test_what_nothing_fills_is_refused(text: str) -> None:
    with pytest.raises(DeadField):
        read_back(text, FIELDS)


def test_a_condition_may_be_worded_anew_but_not_torn_apart() -> None:
    raw = LETTER.blocks[2].paragraph
    assert read_back("[warunek]Owszem[warunek 2]Nie[warunek 3].", FIELDS, raw) == (
        "{% if cause %}Owszem{% else %}Nie{% endif %}."
    )
    for torn in ("[warunek 2]Nie[warunek]Tak[warunek 3]", "Tak", "[warunek]Tak[warunek 3]"):
        with pytest.raises(DeadField):
            read_back(torn, FIELDS, raw)


def test_asterisks_come_in_pairs_and_markup_is_only_text() -> None:
    assert read_back("*Proszę* <script> i & [znak sprawy]", FIELDS) == "<b>Proszę</b> &lt;script&gt; i &amp; {{ sign }}"
    with pytest.raises(UnclosedBold):
        read_back("Proszę *o kontakt", FIELDS)


def test_an_edition_changes_the_letter_and_brings_the_facts_it_needs() -> None:
    edition = edition_of(LETTER, WORDS, 3, {0: "Wniosek z [dzień wniosku]: [przyczyna]"}, ["Znak: [znak sprawy]", " "])
    assert (edition.version, edition.base, edition.is_own) == (2003, 2, True)
    letter = applied(LETTER, edition, WORDS)
    assert letter.version == 2003
    assert letter.blocks[0].paragraph == "Wniosek z {{ application.received_on | day }}: {{ cause }}"
    assert letter.blocks[-1].paragraph == "Znak: {{ sign }}"
    assert {fact.name for fact in letter.facts} == {"cause", "application.received_on", "sign"}
    assert letter.blocks[1:3] == LETTER.blocks[1:3]


def test_a_letter_with_every_field_put_in_declares_what_it_asks_for() -> None:
    template = shelf().letter_on("delay_notice", DAY)
    fields = Fields(template, shelf().words)
    everything = " ".join(f"[{name}]" for name in fields.insertable)
    letter = applied(template, edition_of(template, shelf().words, 1, {}, [everything]), shelf().words)
    assert undeclared(shelf(), letter) == set()
