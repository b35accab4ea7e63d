import ast
from pathlib import Path

from app.domain import interview_doubts
from app.domain.interview_doubts import doubts
from app.domain.interview_rules import missing
from tests.questionnaires.family import filling, segment_a
from ui.forms.sheet_wording import question, question_codes, sentence


def test_every_doubt_has_words() -> None:
    tree = ast.parse(Path(interview_doubts.__file__).read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "_doubt"]
    codes = {node.args[1].value for node in calls if isinstance(node.args[1], ast.Constant)}
    assert len(codes) > 15
    assert codes - question_codes() == set()


def test_a_gap_is_named_by_its_box_and_a_doubt_by_its_question() -> None:
    interview = filling({**segment_a(), ("p1b_exp_rent", 0): 540_000})
    found = {each.field_id or each.segment: sentence(interview, each) for each in missing(interview)}
    assert found["p1h_needs"] == "Potrzeby i oczekiwania"
    assert found["E"] == "E Zdrowie: wypełnij albo zaznacz „nie dotyczy”"
    asked = {each.code: sentence(interview, each) for each in doubts(interview, {("p1b_exp_rent", 0): 54_000})}
    assert asked["amount_rose"] == "Czynsz: Poprzednio 540,00\u00a0zł — dziesięć razy więcej?"
    assert asked["income_without_document"].startswith("Dochód, wiersz 3:")


def test_numbers_above_ten_are_written_in_figures() -> None:
    (found,) = [
        each
        for each in doubts(filling({("p1b_exp_rent", 0): 1_200}), {("p1b_exp_rent", 0): 54_000})
        if each.code == "amount_fell"
    ]
    assert question(found) == "Poprzednio 540,00\u00a0zł — 45 razy mniej?"
