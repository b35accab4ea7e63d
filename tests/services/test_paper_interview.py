from app.domain.answers import Key, Value
from app.domain.blocks import Block, Grid, Heading, Pair, Paper, SignatureLine, Text, Ticks
from app.domain.interview_filling import Filling
from app.domain.interview_seal import seal
from app.domain.questionnaires import FieldType
from app.services.paper_interview import NOT_FILLED_IN, blank_paper, interview_paper
from tests.questionnaires.family import family_table, filling, segment_a

INTERVIEW = bytes(range(16))


def paper(interview: Filling) -> Paper:
    return interview_paper(interview, INTERVIEW, is_finished=True)


def labels(blocks: tuple[Block, ...]) -> set[str]:
    found: set[str] = set()
    for block in blocks:
        if isinstance(block, Pair | Ticks | Text | SignatureLine):
            found.add(block.label)
        elif isinstance(block, Grid):
            found |= set(block.header) | {f"{block.header[0]} {row[0]}" for row in block.rows}
        elif not isinstance(block, Heading):
            found.add(getattr(block, "text", ""))
    return found


def grids(interview: Filling, first_column: str) -> list[Grid]:
    return [block for block in paper(interview).blocks if isinstance(block, Grid) and block.header[0] == first_column]


def ticked(interview: Filling, label: str) -> list[str]:
    found = next(block for block in paper(interview).blocks if isinstance(block, Ticks) and block.label == label)
    return [option for option, is_ticked in found.options if is_ticked]


def test_every_box_of_the_form_is_on_the_paper_filled_or_not() -> None:
    empty = filling()
    printed = [field for segment in empty.questionnaire.segments if segment.is_printed for field in segment.fields]
    wanted = {field.label for field in printed if field.meaning != "member.household"}
    assert wanted - labels(blank_paper(empty).blocks) == set()


def test_segments_come_in_the_order_of_the_form() -> None:
    heads = [block.text[0] for block in paper(filling()).blocks if isinstance(block, Heading) and block.level == 2]
    assert heads == list("ABCDEFGHIJ")


def test_a_left_out_segment_says_so_and_nothing_else() -> None:
    blocks = paper(filling(left_out="G")).blocks
    at = next(place for place, block in enumerate(blocks) if isinstance(block, Heading) and block.text.startswith("G."))
    assert getattr(blocks[at + 1], "text", "") == NOT_FILLED_IN
    assert isinstance(blocks[at + 2], Heading)


def test_the_family_table_has_fourteen_rows_on_two_grids_and_a_line_between_households() -> None:
    apart = {**family_table(), ("p1a_m_household_no", 2): 2}
    first, second = grids(filling(apart), "Lp.")
    assert (len(first.rows), len(second.rows)) == (14, 14)
    assert first.rows[1][:4] == ("2", "Zofia Wiśniewska", "K", "02.05.2017")
    assert second.rows[1][-1] == "624,00"
    assert second.right == {6}
    assert first.lines_above == second.lines_above == {2}


def test_fifteen_people_get_a_fifteenth_row() -> None:
    many: dict[Key, Value] = {("p1a_m_name", row): f"Osoba {row}" for row in range(15)}
    first, _ = grids(filling(many), "Lp.")
    assert first.rows[14][1] == "Osoba 14"


def test_the_plan_has_its_four_fixed_rows() -> None:
    (plan,) = grids(
        filling({("p1j_plan_scope", 2): "usługi opiekuńcze, 10 godzin tygodniowo"}),
        "Formy i zakres proponowanej pomocy (cztery stałe wiersze)",
    )
    assert [row[0] for row in plan.rows][:2] == ["świadczenia pieniężne", "świadczenia niepieniężne"]
    assert plan.rows[2][1] == "usługi opiekuńcze, 10 godzin tygodniowo"


def test_help_of_others_is_a_table_of_crosses_with_a_word_beside_them() -> None:
    answers: dict[Key, Value] = {
        ("p1a_help_family", 0): ("money", "service"),
        ("p1a_help_family.money", 0): "200 zł miesięcznie",
        ("p1a_help_church", 0): ("in_kind",),
    }
    (table,) = grids(filling(answers), "Korzystanie z pomocy innych osób lub instytucji:")
    assert table.header[1:] == ("pomoc pieniężna", "pomoc w naturze", "pomoc usługowa")
    assert table.rows[0] == ("rodziny", "× 200 zł miesięcznie", "", "×")
    assert table.rows[3] == ("kościołów lub związków wyznaniowych", "", "×", "")
    assert [row[0] for row in table.rows][1::3] == ["osób obcych", "innych instytucji"]


def test_an_amount_says_its_currency_where_the_label_does_not() -> None:
    boxes = {
        b.label: b.value
        for b in paper(filling({**family_table(), ("p1b_exp_gas", 0): 9_000})).blocks
        if isinstance(b, Pair)
    }
    assert boxes["gaz (zł)"] == "90,00"
    assert boxes["Dochód na osobę w rodzinie"] == "416,00\N{NO-BREAK SPACE}zł"


def test_choices_are_ticked_and_words_stand_beside_them() -> None:
    answers: dict[Key, Value] = {
        ("p1e_chronic", 0): ("children",),
        ("p1e_chronic.children", 0): "2",
        ("p1a_used_before", 0): False,
    }
    interview = filling(answers)
    assert ticked(interview, "Osoby długotrwale chore") == ["dzieci: 2"]
    used = interview.questionnaire.places["p1a_used_before"].field
    assert used.type is FieldType.YES_NO
    assert ticked(interview, used.label) == ["nie"]


def test_what_is_no_longer_asked_prints_empty() -> None:
    answers: dict[Key, Value] = {("p1c_assistant", 0): False, ("p1c_assistant_since", 0): "maj 2024"}
    boxes = {block.label: block.value for block in paper(filling(answers)).blocks if isinstance(block, Pair)}
    assert boxes["Jeżeli tak, wpisać od kiedy (asystent rodziny)"] == ""


def test_the_footer_names_form_interview_and_seal() -> None:
    interview = filling(segment_a())
    footer = paper(interview).footer
    assert "Dz.U. 2026 poz. 1179" in footer
    assert "0C0D0E0F" in footer
    assert footer.endswith(seal(interview, INTERVIEW))
    assert interview_paper(interview, INTERVIEW, is_finished=False).footer.endswith("wersja robocza")
    assert blank_paper(filling()).footer == "Wzór 2026: Dz.U. 2026 poz. 1179, załącznik nr 1"
    assert blank_paper(filling(), sign="OPS.5121.7.2026").footer.startswith("OPS.5121.7.2026 · Wzór 2026: ")
