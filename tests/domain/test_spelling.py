"""Names that are one: Polish spelling, the passport's, Cyrillic letters."""

import pytest

from app.domain.spelling import fold, have_same_words, sounds, spellings


@pytest.mark.parametrize(
    "names",
    [
        ("Szewczenko", "Shevchenko", "Шевченко"),
        ("Kowalenko", "Kovalenko", "Коваленко"),
        ("Szczerbak", "Shcherbak", "Щербак"),
        ("Żuk", "Zhuk", "Жук"),
        ("Cymbaliuk", "Tsymbaliuk", "Цимбалюк"),
        ("Julia", "Yuliia", "Юлія"),
        ("Halina", "Halyna", "Галина", "Galina"),
        ("Jewhenija", "Yevheniia", "Євгенія"),
        ("Mychajło", "Mykhailo", "Михайло"),
        ("Łukasz", "lukasz", " ŁUKASZ "),
    ],
)
def test_they_sound_the_same(names: tuple[str, ...]) -> None:
    for one in names:
        for other in names:
            assert have_same_words(one, other), (one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kowalczyk", "Kowalski"), ("Nowak", "Nowacki"), ("Zając", "Zajda"), ("Шевченко", "Шевчук"), ("Maria", "Marta")],
)
def test_others_do_not(one: str, other: str) -> None:
    assert set(sounds(one)).isdisjoint(sounds(other))


def test_words_may_stand_in_any_order() -> None:
    assert have_same_words("Kovalenko Yuliia", "Julia Kowalenko")
    assert not have_same_words("Kovalenko Yuliia", "Julia")


def test_what_somebody_else_may_have_begun_to_write() -> None:
    assert spellings("Łuczak") == ("luczak", "luchak")
    assert spellings("Yuliia") == ("yuliia", "juliia")
    assert spellings("Шевченко") == ("шевченко", "szewczenko", "shevchenko")
    assert fold("  Łódź-Śródmieście ") == "lodz-srodmiescie"
    assert sounds("") == ("",)
