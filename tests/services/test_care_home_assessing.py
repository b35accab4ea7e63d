"""The fee for a care home from typed figures, and the sheet that is put on file."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.care_home_stay import Absence, Relief, ReliefGround, StayFacts, WrongStay
from app.domain.facts import CareHome, HouseholdKind, Rank, Relative, Surplus
from app.domain.readings import Question
from app.services.care_home_assessing import (
    AssessCareHome,
    PrintCareHome,
    assess_care_home,
    payers,
    print_care_home,
)
from app.services.office import Office
from app.services.office_readings import AdoptReading, adopt_reading
from tests.little_decision import words
from tests.little_office import HEAD, at_desk

DAUGHTER = Relative("Zofia Kowalska", HouseholdKind.SINGLE, 1, 3800_00, Rank.DESCENDANT)
SON = Relative("Jan Kowalski", HouseholdKind.FAMILY, 3, 8000_00, Rank.DESCENDANT)
FACTS = StayFacts(
    month=date(2026, 12, 1),
    home=CareHome(cost=5000_00, resident_income=3500_00, relatives=(DAUGHTER, SON)),
    absence=Absence(14, 0, DAUGHTER.id),
)


def test_everybody_has_a_part_and_the_sum_is_the_cost(office: Office) -> None:
    found = assess_care_home(office, AssessCareHome(FACTS))
    told = payers(found, resident="mieszkaniec", gmina="gmina", total="razem")
    assert told == [
        ("mieszkaniec", (2450_00, 1343_55, 2450_00)),
        ("Zofia Kowalska", (770_00, 422_26, 770_00)),
        ("Jan Kowalski", (593_00, 593_00, 197_66)),
        ("gmina", (1187_00, 2641_19, 1582_34)),
        ("razem", (5000_00, 5000_00, 5000_00)),
    ]


def test_one_reading_stands_alone_where_no_family_pays(office: Office) -> None:
    alone = replace(FACTS, home=FACTS.home._replace(relatives=(DAUGHTER,)))
    found = assess_care_home(office, AssessCareHome(alone))
    assert found.other is None
    assert len(payers(found, resident="m", gmina="g", total="r")[0][1]) == 2


def test_the_sheet_says_who_pays_why_and_that_it_is_no_decision(office: Office) -> None:
    freed = replace(
        FACTS,
        home=FACTS.home._replace(surplus=Surplus.PERSON),
        reliefs={SON.id: Relief(ReliefGround.DISCRETION, 100_00)},
        published_on=date(2026, 12, 5),
    )
    printed = print_care_home(office, PrintCareHome(freed, "Stanisław Żółć"))
    text = words(printed.content)
    assert "Kowal" not in printed.title
    for wanted in (
        "Mieszkaniec: Stanisław Żółć, za grudzień 2026 r.",
        "granicą jest nadwyżka dochodu na jedną osobę; ostatnia kolumna",
        "Zwolnienie jednej osoby nie podwyższa opłat innych",
        "(art. 103 ust. 3, art. 61 ust. 2 pkt 3).",
        "Inne odczytanie",
        "Koszt ogłoszono 5 grudnia 2026 r., więc jest podstawą opłat dopiero od stycznia 2027 r.",
        "wyliczenie, nie jest decyzją",
    ):
        assert wanted in text.replace("\u00a0", " "), (wanted, text)
    assert len(printed.pages) == printed.page_count


def test_what_cannot_be_is_refused(office: Office) -> None:
    twins = replace(FACTS, home=FACTS.home._replace(relatives=(DAUGHTER, DAUGHTER)))
    with pytest.raises(WrongStay) as refused:
        print_care_home(office, PrintCareHome(twins))
    assert refused.value.facts["fault"] == "names"


def test_the_reading_that_the_head_adopted_holds_unless_the_figures_say_another(office: Office) -> None:
    adopted = AdoptReading(
        question=Question.CARE_HOME_SURPLUS, option="person", starts_on=date(2026, 12, 1), why="zarządzenie"
    )
    adopt_reading(at_desk(office, HEAD), adopted)
    read = assess_care_home(office, AssessCareHome(FACTS))
    assert (read.surplus, read.full.relatives[SON.id]) == (Surplus.PERSON, 197_66)
    assert any("przyjęto w ośrodku" in step.text for step in read.why)
    told = replace(FACTS, home=FACTS.home._replace(surplus=Surplus.HOUSEHOLD))
    assert assess_care_home(office, AssessCareHome(told)).full.relatives[SON.id] == 593_00
