"""Below the steps of the calculation a case says what may change its result."""

from pathlib import Path

from PySide6.QtWidgets import QLabel

from tests.ui.case_desk import annas_case
from tests.ui.counter import Counter, office_file
from ui.screens.case_acts import StepsWindow


def test_what_may_change_the_result_stands_below_the_steps(tmp_path: Path) -> None:
    counter = Counter(office_file(tmp_path))
    try:
        page = counter.open("case", case_id=annas_case(counter))
        page.income.note.followed.emit("explain")
        words = [label.text() for label in counter.dialog(StepsWindow).findChildren(QLabel)]
        outlook = next(at for at, text in enumerate(words) if "Co może zmienić wynik:" in text)
        assert any("nie zmieni jego wysokości" in text for text in words[outlook:])
        assert not any("nie zmieni jego wysokości" in text for text in words[:outlook])
    finally:
        counter.close()
