"""Sentences built from what was ticked: only what was answered, in plain Polish, in every part."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.answers import Key, Value
from app.domain.interview_sentences import FAMILY, told
from tests.questionnaires.family import family_table, filling, form, forms
from tests.questionnaires.random_answers import whole_forms


def text(answers: dict[Key, Value], code: str, **more: object) -> str:
    found = {each.code: each.text for each in told(filling(answers, **more))}  # type: ignore[arg-type]  # named as there
    return found.get(code, "").replace("\N{NO-BREAK SPACE}", " ")


def boxes(**values: Value) -> dict[Key, Value]:
    return {(name, 0): value for name, value in values.items()}


def test_the_household_and_its_income_are_said_with_the_criterion() -> None:
    assert text(family_table(), FAMILY) == (
        "Wspólnie gospodarują 3 osoby: Anna Wiśniewska (34 lata), Zofia Wiśniewska – córka (9 lat) i "
        "Jan Wiśniewski – syn (6 lat). Źródła utrzymania: Anna Wiśniewska – brak dochodu; "
        "Zofia Wiśniewska – fundusz alimentacyjny 624,00 zł; Jan Wiśniewski – fundusz alimentacyjny 624,00 zł. "
        "Łączny dochód wynosi 1 248,00 zł miesięcznie, czyli 416,00 zł na osobę. "
        "Dochód nie przekracza kryterium dochodowego (2 469,00 zł)."
    )


def test_five_people_keep_house_in_the_singular_and_one_alone() -> None:
    alone: dict[Key, Value] = {("p1a_m_name", 0): "Jan Ćwik", ("p1a_m_income_amount", 0): 120_000}
    assert text(alone, FAMILY) == (
        "Jan Ćwik prowadzi jednoosobowe gospodarstwo domowe. Źródła utrzymania: Jan Ćwik – 1 200,00 zł. "
        "Łączny dochód wynosi 1 200,00 zł miesięcznie. Dochód przekracza kryterium dochodowe (1 010,00 zł)."
    )
    five: dict[Key, Value] = {("p1a_m_name", row): f"Osoba {row}" for row in range(5)}
    assert text(five, FAMILY).startswith("Wspólnie gospodaruje 5 osób: Osoba 0, Osoba 1")


def test_an_update_tells_the_household_from_the_files() -> None:
    said = text({}, FAMILY, part="IV")
    assert said.startswith("Wspólnie gospodarują 3 osoby: Anna Wiśniewska (34 lata), Zofia Wiśniewska (9 lat)")
    assert "Łączny dochód wynosi 1 124,00 zł miesięcznie, czyli 374,67 zł na osobę." in said


def test_housing_is_said_option_by_option() -> None:
    answers = boxes(
        p1c_tenure="council",
        p1c_upkeep="clean",
        p1c_electricity="available",
        p1c_water=("cold", "warm"),
        p1c_heating="coal",
        p1c_appliances="missing",
        p1c_appliances_missing="pralki, lodówki.",
        p1c_housing_other="Zawilgocona ściana północna.",
        p1c_problems=False,
    )
    assert text({**family_table(), **answers}, "C") == (
        "Rodzina zajmuje lokal komunalny (kwaterunkowy). Mieszkanie jest czyste i zadbane. W mieszkaniu jest prąd. "
        "Bieżąca woda: zimna i ciepła. Mieszkanie ogrzewają piece węglowe. "
        "Brakuje sprzętów gospodarstwa domowego: pralki, lodówki. Zawilgocona ściana północna. "
        "Nie zgłoszono problemów w relacjach między wspólnie mieszkającymi członkami rodziny."
    )
    assert text(boxes(p1c_water=("none",)), "C") == "W mieszkaniu nie ma bieżącej wody."


def test_health_and_disability_are_said_person_by_person() -> None:
    health = {**boxes(p1e_chronic=("adults",), p1e_insured=False), ("p1e_chronic.adults", 0): "2"}
    assert text(health, "E").startswith("Osoby długotrwale chore: dorośli: 2. Osoba nie podlega ubezpieczeniu")
    disabled = boxes(p1f_d_name="Jan Ćwik", p1f_d_dysfunction="narząd ruchu", p1f_d_group="stopień umiarkowany")
    assert text(disabled, "F") == ("Osoby z niepełnosprawnością: Jan Ćwik – narząd ruchu, stopień umiarkowany.")


def test_expenses_are_said_with_their_sum_and_only_those_that_are() -> None:
    assert text(boxes(p1b_exp_rent=54_000, p1b_exp_gas=6_050), "B") == (
        "Stałe miesięczne wydatki wynoszą łącznie 600,50 zł. W tym: czynsz 540,00 zł, gaz 60,50 zł."
    )


def test_what_was_left_out_or_not_answered_is_not_mentioned() -> None:
    assert text(boxes(p1e_insured=True), "E", left_out="E") == ""
    assert told(filling({}, people=())) == ()
    registered = boxes(p1d_u_name="Jan Ćwik", p1d_u_registered=True, p1d_u_benefit=False, p1d_u_no_right=True)
    assert text(registered, "D") == "Rejestracja w urzędzie pracy: Jan Ćwik – bezrobotny(-na), brak prawa."


@pytest.mark.parametrize("asked", forms().forms, ids=lambda asked: f"{asked.part}-{asked.version}")
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_is_answered_is_said_in_whole_sentences(asked: object, data: st.DataObject) -> None:
    known = form(getattr(asked, "version", ""), getattr(asked, "part", ""))
    answers = data.draw(whole_forms(known))
    for each in told(filling(answers, version=known.version, part=known.part)):
        assert each.text[0].upper() == each.text[0]
        assert each.text[-1] in ".!?…"
        assert "{" not in each.text or any("{" in str(value) for value in answers.values())
