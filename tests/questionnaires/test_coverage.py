"""No box of the gazette is forgotten, none is invented: every part against the list of boxes that was read in it.

``boxes.csv`` is that list: part, segment, box, official label, type, options, whether it repeats, how sure we are.
"""

import csv
import dataclasses
from pathlib import Path

import pytest

from app.domain.interviews import Interview, continued_parts
from app.domain.questionnaires import FieldType, Place, Questionnaire, Standing
from tests.questionnaires.family import form, forms

BOXES = [*csv.DictReader((Path(__file__).parent / "boxes.csv").read_text(encoding="utf-8").splitlines())]
COUNTS = {"I": 193, "II": 52, "III": 32, "IV": 59, "V": 44, "VI": 129, "VII": 46, "VIII": 30}
AROUND = {"all": 21, "zal2": 12, "zal3": 29}
ADDED_IN_2026 = {"p1c_minor", "p4_upd_minor"}
KNOWN_FROM_THE_RECORD = {
    "all_form_version": "form_version",
    "all_case_number": "case_id",
    "all_worker": "worker_id",
    "all_learned_date": "learned_on",
    "all_urgent": "is_urgent",
}
"""The interview itself knows them, so nobody is asked: box and field of the record."""

TYPES = {
    "text": FieldType.TEXT,
    "longtext": FieldType.LONG_TEXT,
    "money_pln": FieldType.MONEY,
    "computed_money_pln": FieldType.COMPUTED_MONEY,
    "yes_no": FieldType.YES_NO,
    "single_choice": FieldType.SINGLE,
    "multi_choice": FieldType.MULTI,
    "date": FieldType.DATE,
    "month_year": FieldType.MONTH,
    "date_range": FieldType.PERIOD,
    "int": FieldType.INTEGER,
    "decimal": FieldType.DECIMAL,
    "pesel": FieldType.PESEL,
    "phone": FieldType.PHONE,
    "fixed_text": FieldType.STATEMENT,
    "signature": FieldType.SIGNATURE,
    "attachment": FieldType.ATTACHMENT,
    "reference": FieldType.TEXT,
}
QUOTED_IN_FULL = {"p8_legal_basis"}
"""The list of boxes shortens what the form quotes with whole acts and their numbers in the gazette."""


def boxes(*parts: str) -> list[dict[str, str]]:
    return [row for row in BOXES if row["part"] in parts]


def ids(*parts: str) -> set[str]:
    return {row["box"] for row in boxes(*parts)}


def own(part: str, version: str = "2026") -> list[str]:
    """The ids of a part that are its own: neither the process around it nor an annex."""
    return [name for name in form(version, part).places if not name.startswith(("all_", "z2_", "z3_"))]


def test_the_list_has_all_647_boxes() -> None:
    assert {part: len(boxes(part)) for part in COUNTS} == COUNTS
    assert {part: len(boxes(part)) for part in AROUND} == AROUND


@pytest.mark.parametrize(("part", "count"), COUNTS.items())
def test_each_part_of_2026_has_every_one_of_its_boxes(part: str, count: int) -> None:
    covered = own(part)
    assert len(covered) == count
    assert set(covered) == ids(part)


@pytest.mark.parametrize("part", COUNTS)
def test_each_part_of_2021_is_the_same_without_what_came_later(part: str) -> None:
    assert set(own(part, "2021")) == ids(part) - ADDED_IN_2026


def test_every_row_that_is_certain_has_its_box_or_its_field() -> None:
    certain = {row["box"] for row in boxes(*COUNTS, *AROUND) if row["sure"] == "certain"}
    fields = {each.name for each in dataclasses.fields(Interview)}
    asked = {name for part in COUNTS for name in form("2026", part).places}
    on_record = {box for box, field in KNOWN_FROM_THE_RECORD.items() if field in fields}
    assert len(certain) == 602
    assert certain <= asked | on_record


@pytest.mark.parametrize("part", COUNTS)
@pytest.mark.parametrize("version", ["2021", "2026"])
def test_what_surrounds_a_part_is_asked_in_every_one(part: str, version: str) -> None:
    around = {name for name in form(version, part).places if name.startswith("all_")}
    of_updates = {"all_update_reason"} if part != "IV" else set()
    assert around == ids("all") - set(KNOWN_FROM_THE_RECORD) - of_updates
    assert ids("zal2", "zal3") <= set(form(version, part).places)


@pytest.mark.parametrize("part", COUNTS)
def test_boxes_have_the_label_type_and_place_that_was_read(part: str) -> None:
    asked = form("2026", part)
    for row in boxes(part, "all", "zal2", "zal3"):
        place = asked.places.get(row["box"])
        if place is None:
            continue
        assert place.field.label == row["label"], row["box"]
        counted = place.field.type is FieldType.ROW_NUMBER and row["box"].endswith("_m_lp")
        assert counted or place.field.type is TYPES[row["type"]], row["box"]
        assert place.group.is_table is (row["repeats"] == "yes"), row["box"]
        if row["part"] == part:
            assert place.segment.code == {"header": "A", "process": "P"}.get(row["segment"], row["segment"]), row["box"]
        if place.field.options and row["box"] not in QUOTED_IN_FULL:
            assert "|".join(option.label for option in place.field.options) == row["options"], row["box"]


def test_segments_are_lettered_as_in_the_form() -> None:
    lettered = {part: "".join(s.code for s in form("2026", part).segments if s.is_printed) for part in COUNTS}
    assert lettered == {
        "I": "ABCDEFGHIJ",
        "II": "ABCDE",
        "III": "AB",
        "IV": "ABCD",
        "V": "ABC",
        "VI": "ABCDEFGHIJ",
        "VII": "ABCD",
        "VIII": "ABC",
    }


def test_only_what_the_form_or_a_required_box_demands_is_compulsory() -> None:
    """Part I says it in its explanations (A, H to J); elsewhere a segment is compulsory when a box of it is."""
    free = {
        part: "".join(s.code for s in form("2026", part).segments if s.is_printed and not s.required) for part in COUNTS
    }
    assert free == {"I": "BCDEFG", "II": "D", "III": "", "IV": "", "V": "C", "VI": "CF", "VII": "", "VIII": ""}
    assert form("2026", "V").segments[2].is_later, "the decision comes after the interview"


@pytest.mark.parametrize("part", COUNTS)
def test_the_forms_of_2021_say_that_they_are_inferred(part: str) -> None:
    old = form("2021", part)
    assert old.standing is Standing.LIKELY
    assert "blankiet" in old.note
    assert form("2026", part).standing is Standing.CERTAIN


def test_the_words_on_a_minor_came_in_2026() -> None:
    old, new = (form(version).places["p1c_problem_desc"].field.label for version in ("2021", "2026"))
    assert "małoletniego" not in old
    assert "małoletniego" in new


@pytest.mark.parametrize(("prefix", "standing"), [("z2_", Standing.LIKELY), ("z3_", Standing.OLDER_FORM)])
def test_annexes_say_how_sure_we_are_of_each_box(prefix: str, standing: Standing) -> None:
    asked = form()
    of_list = {"certain": Standing.CERTAIN, "likely": Standing.LIKELY, "older_form": Standing.OLDER_FORM}
    for row in boxes("zal2", "zal3"):
        if row["box"].startswith(prefix):
            assert asked.standing_of(asked.places[row["box"]].field) is of_list[row["sure"]], row["box"]
    segments = {place.segment.standing for name, place in asked.places.items() if name.startswith(prefix)}
    assert segments == {standing}


def places() -> list[tuple[Questionnaire, Place]]:
    return [(each, place) for each in forms().forms for place in each.places.values()]


def test_every_choice_offers_something_to_choose() -> None:
    for _, place in places():
        if place.field.type in (FieldType.SINGLE, FieldType.MULTI):
            assert len(place.field.options) >= 2, place.field.id
            assert len({option.key for option in place.field.options}) == len(place.field.options)


def test_no_meaning_stands_for_two_boxes_that_rules_read() -> None:
    """Days, places and names may be asked twice; what a rule counts with may not."""
    told_twice = ("dates.", "place.", "person.", "address.", "office.", "applicant", "plan.place_date")
    for each in forms().forms:
        meanings = [p.field.meaning for p in each.places.values() if not p.field.meaning.startswith(told_twice)]
        named = [meaning for meaning in meanings if meaning]
        assert len(set(named)) == len(named), each.part


def test_what_an_update_recalls_is_in_the_part_that_it_follows() -> None:
    for each, place in places():
        if place.field.recalls:
            first = form(each.version, continued_parts(each.part)[1])
            known = {place.group.id for place in first.places.values()} | set(first.places)
            assert set(place.field.recalls) <= known, place.field.id
            assert "{day}" in place.field.unchanged


def test_grounds_are_keyed_by_the_point_of_the_act_and_ordered_as_in_the_form() -> None:
    grounds = form().places["p1i_grounds"].field.options
    assert len(grounds) == 16
    assert [option.key for option in grounds][7:11] == ["7.7a", "7.8", "7.9", "7.11"]
