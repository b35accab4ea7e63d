"""Names bend as the Dictionary of Polish Grammar (SGJP) has them; where it is unsure, so are we."""

import pytest

from app.domain.declension import Certainty, Forms, decline_first_name, decline_surname
from app.domain.grammar import Overrides, of_people, person_forms

WOMEN = [
    ("Anna", "Anny Annie Annę Anną"),
    ("Zofia", "Zofii Zofii Zofię Zofią"),
    ("Kasia", "Kasi Kasi Kasię Kasią"),
    ("Hania", "Hani Hani Hanię Hanią"),
    ("Stefania", "Stefanii Stefanii Stefanię Stefanią"),
    ("Maja", "Mai Mai Maję Mają"),
    ("Alicja", "Alicji Alicji Alicję Alicją"),
    ("Aniela", "Anieli Anieli Anielę Anielą"),
    ("Róża", "Róży Róży Różę Różą"),
    ("Agnieszka", "Agnieszki Agnieszce Agnieszkę Agnieszką"),
    ("Olga", "Olgi Oldze Olgę Olgą"),
    ("Barbara", "Barbary Barbarze Barbarę Barbarą"),
    ("Żaneta", "Żanety Żanecie Żanetę Żanetą"),
    ("Magda", "Magdy Magdzie Magdę Magdą"),
]
MEN = [
    ("Jan", "Jana Janowi Jana Janem"),
    ("Marek", "Marka Markowi Marka Markiem"),
    ("Paweł", "Pawła Pawłowi Pawła Pawłem"),
    ("Henryk", "Henryka Henrykowi Henryka Henrykiem"),
    ("Jerzy", "Jerzego Jerzemu Jerzego Jerzym"),
    ("Antoni", "Antoniego Antoniemu Antoniego Antonim"),
    ("Aleksander", "Aleksandra Aleksandrowi Aleksandra Aleksandrem"),
    ("Kuba", "Kuby Kubie Kubę Kubą"),
    ("Bruno", "Brunona Brunonowi Brunona Brunonem"),
    ("Maciej", "Macieja Maciejowi Macieja Maciejem"),
]
WOMENS_SURNAMES = [
    ("Wiśniewska", "Wiśniewskiej Wiśniewskiej Wiśniewską Wiśniewską"),
    ("Zielińska", "Zielińskiej Zielińskiej Zielińską Zielińską"),
    ("Ślęzak", "Ślęzak Ślęzak Ślęzak Ślęzak"),
    ("Nowak", "Nowak Nowak Nowak Nowak"),
    ("Duda", "Dudy Dudzie Dudę Dudą"),
    ("Kania", "Kani Kani Kanię Kanią"),
    ("Sikora", "Sikory Sikorze Sikorę Sikorą"),
    ("Konieczna", "Koniecznej Koniecznej Konieczną Konieczną"),
    ("Nowak-Wiśniewska", "Nowak-Wiśniewskiej Nowak-Wiśniewskiej Nowak-Wiśniewską Nowak-Wiśniewską"),
]
MENS_SURNAMES = [
    ("Łuczak", "Łuczaka Łuczakowi Łuczaka Łuczakiem"),
    ("Ćwik", "Ćwika Ćwikowi Ćwika Ćwikiem"),
    ("Wiśniewski", "Wiśniewskiego Wiśniewskiemu Wiśniewskiego Wiśniewskim"),
    ("Dudek", "Dudka Dudkowi Dudka Dudkiem"),
    ("Bieniek", "Bieńka Bieńkowi Bieńka Bieńkiem"),
    ("Krawiec", "Krawca Krawcowi Krawca Krawcem"),
    ("Marzec", "Marca Marcowi Marca Marcem"),
    ("Kuś", "Kusia Kusiowi Kusia Kusiem"),
    ("Czarny", "Czarnego Czarnemu Czarnego Czarnym"),
    ("Sowa", "Sowy Sowie Sowę Sową"),
    ("Kościuszko", "Kościuszki Kościuszce Kościuszkę Kościuszką"),
    ("Wiśniewski-Łuczak", "Wiśniewskiego-Łuczaka Wiśniewskiemu-Łuczakowi Wiśniewskiego-Łuczaka Wiśniewskim-Łuczakiem"),
]


def _cases(forms: Forms) -> str:
    return f"{forms.genitive} {forms.dative} {forms.accusative} {forms.instrumental}"


@pytest.mark.parametrize(("name", "cases"), WOMEN)
def test_first_name_of_a_woman(name: str, cases: str) -> None:
    assert _cases(decline_first_name(name, is_female=True)) == cases


@pytest.mark.parametrize(("name", "cases"), MEN)
def test_first_name_of_a_man(name: str, cases: str) -> None:
    assert _cases(decline_first_name(name, is_female=False)) == cases


@pytest.mark.parametrize(("name", "cases"), WOMENS_SURNAMES)
def test_surname_of_a_woman(name: str, cases: str) -> None:
    assert _cases(decline_surname(name, is_female=True)) == cases


@pytest.mark.parametrize(("name", "cases"), MENS_SURNAMES)
def test_surname_of_a_man(name: str, cases: str) -> None:
    assert _cases(decline_surname(name, is_female=False)) == cases


@pytest.mark.parametrize("name", ["Gołąb", "Mróz", "Kozieł", "Jeleń", "Orzeł-Gołąb", "Hanke"])
def test_where_the_bearer_decides_a_person_is_asked(name: str) -> None:
    assert decline_surname(name, is_female=False).certainty is Certainty.ASK


@pytest.mark.parametrize("name", ["Kevin", "Nguyễn", "Schröder", "O’Neill", "Müller"])
def test_foreign_name_stays_and_is_asked_about(name: str) -> None:
    forms = decline_surname(name, is_female=False)
    assert (_cases(forms), forms.certainty) == (" ".join([name] * 4), Certainty.ASK)


@pytest.mark.parametrize(
    "name", ["", " ", "-", "a", "A", "ą", "Ż", "van der Berg", "Jan  Maria", "123", "<b>", "ii", "Io"]
)
def test_nothing_typed_makes_it_fall(name: str) -> None:
    for decline in (decline_first_name, decline_surname):
        for is_female in (True, False):
            assert isinstance(decline(name, is_female), Forms)


def test_polite_forms_of_a_woman() -> None:
    anna = person_forms("Anna", "Wiśniewska", is_female=True)
    assert _cases(anna.polite) == (
        "Pani Anny Wiśniewskiej Pani Annie Wiśniewskiej Panią Annę Wiśniewską Panią Anną Wiśniewską"
    )
    assert not anna.needs_a_look


def test_polite_forms_of_a_man() -> None:
    henryk = person_forms("Henryk", "Łuczak", is_female=False)
    assert (
        _cases(henryk.polite)
        == "Pana Henryka Łuczaka Panu Henrykowi Łuczakowi Pana Henryka Łuczaka Panem Henrykiem Łuczakiem"
    )


def test_what_a_person_stored_wins_form_by_form() -> None:
    forms = person_forms("Jan", "Gołąb", is_female=False, stored=Overrides(genitive="Jana Gołębia"))
    assert forms.name.genitive == "Jana Gołębia"
    assert forms.name.dative == "Janowi Gołąbowi"
    assert forms.needs_a_look


def test_a_fully_stored_name_is_no_longer_asked_about() -> None:
    stored = Overrides("Jana Gołębia", "Janowi Gołębiowi", "Jana Gołębia", "Janem Gołębiem")
    forms = person_forms("Jan", "Gołąb", is_female=False, stored=stored)
    assert _cases(forms.polite) == "Pana Jana Gołębia Panu Janowi Gołębiowi Pana Jana Gołębia Panem Janem Gołębiem"
    assert not forms.needs_a_look


def test_without_a_sex_nothing_is_bent() -> None:
    forms = person_forms("Sasza", "Nowak", is_female=None)
    assert forms.polite.dative == "Sasza Nowak"
    assert forms.needs_a_look
    assert forms.by_sex("złożył", "złożyła") == "złożył/złożyła"


def test_verbs_agree() -> None:
    assert person_forms("Anna", "Nowak", is_female=True).by_sex("złożył", "złożyła") == "złożyła"


def test_people_are_counted_in_words() -> None:
    assert [of_people(count) for count in (1, 3, 14, 22)] == [
        "jednej osoby",
        "trzech osób",
        "czternastu osób",
        "22 osób",
    ]
