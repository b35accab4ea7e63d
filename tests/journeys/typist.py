"""Types into an interview until it is killed: ``python -m tests.journeys.typist FILE INTERVIEW DIARY SEED``.

The real window and desk on a real file, without a screen. Every state of a box is written into the diary before its key
is sent, with the machine's monotonic clock, so that whoever killed this process knows what must be in the file.
"""

import json
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit

from app.domain.records import RecordId
from app.persistence.store import Store
from app.services.calendars import SetCalendar
from app.services.office import Office, Unwatched
from app.services.ports import Progress
from tests.little_office import SHELF, WORKER
from tests.ui.keys import type_text
from tests.visits import KITCHEN
from ui.application import application
from ui.desk import Desk
from ui.forms.sheet_boxes import Box
from ui.screens import BY_ID
from ui.screens.interview import InterviewPage
from ui.window import MainWindow, WindowIdentity

BOXES = (
    "p1a_parents_names",
    "p1a_addr_teryt",
    "p1c_environment",
    "p1c_housing_other",
    "p1d_qualifications",
    "p1e_other_problems",
    "p1h_needs",
    "p1i_diagnosis",
    "p1j_plan_place_date",
)
WORDS = "Opał, żywność, ćwiczenia dla Zosi i leki; źródło dochodu: brak. "
KEY_MS = 25
LETTERS_IN_A_BOX = 40


class Diary:
    """Lines that outlive the process: each is handed to the system at once."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def write(self, what: str, field_id: str = "", text: str = "") -> None:
        line = json.dumps([time.monotonic(), what, field_id, text])
        os.write(self._file, f"{line}\n".encode())


class Typist:
    """A key every 25 ms; after forty letters another box, in no order."""

    def __init__(self, page: InterviewPage, diary: Diary, chance: random.Random) -> None:
        self._page, self._diary, self._chance = page, diary, chance
        self._field_id = ""
        self._input: QLineEdit | QTextEdit | None = None
        self._left, self._has_arrived = 0, False
        self._parent = os.getppid()
        self._clock = QTimer()
        self._clock.setInterval(KEY_MS)
        self._clock.timeout.connect(self._strike)
        self._clock.start()

    def _strike(self) -> None:
        if os.getppid() != self._parent:
            sys.exit(1)  # whoever should have killed this process is gone
        if self._left == 0:
            self._go_on()
            return
        sheet = self._page.sheet
        if self._input is None or sheet is None:
            raise LookupError(self._field_id)
        if not self._has_arrived:
            self._page.window().activateWindow()  # without a window manager nobody else gives it the keyboard
            self._has_arrived = self._field_id in sheet.position()
            self._diary.write("went", self._field_id, sheet.position())
            return
        letter = WORDS[-self._left % len(WORDS)]
        self._left -= 1
        self._diary.write("typed", self._field_id, (_text(self._input) + letter).strip())
        type_text(self._input, letter)

    def _go_on(self) -> None:
        sheet = self._page.sheet
        if sheet is None:
            raise LookupError("sheet")
        self._field_id = self._chance.choice([each for each in BOXES if each not in sheet.position()])
        self._left, self._has_arrived = LETTERS_IN_A_BOX, False
        segment = sheet.questionnaire.places[self._field_id].segment.code
        sheet.open_at(segment, self._field_id)
        box = next(each for each in sheet.findChildren(Box) if each.key() == (self._field_id, 0))
        inner = box.inputs()[0]
        if isinstance(inner, QLineEdit | QTextEdit):
            self._input = inner
            _to_end(inner)
            self._diary.write("found", self._field_id, _text(inner).strip())


def _to_end(inner: QLineEdit | QTextEdit) -> None:
    if isinstance(inner, QLineEdit):
        inner.end(False)  # Qt's own signature
    else:
        inner.moveCursor(QTextCursor.MoveOperation.End)


def _text(inner: QLineEdit | QTextEdit) -> str:
    return inner.text() if isinstance(inner, QLineEdit) else inner.toPlainText()


def main(path: Path, interview_id: RecordId, diary: Diary, seed: int) -> int:
    """Open, say where the sheet opened, type until the end of the world."""

    def opener(_progress: Progress) -> tuple[Office, Callable[[], None]]:
        store = Store.open(path)
        return Office(store, SetCalendar(KITCHEN), WORKER, "Laptop Północ", SHELF.law, SHELF, Unwatched()), store.close

    application()
    desk = Desk(opener)
    window = MainWindow(desk, [BY_ID["interview"]], WindowIdentity("", "", "", ""))
    window.show()
    typists: list[Typist] = []

    def begin() -> None:
        page = window.page("interview")
        if not isinstance(page, InterviewPage) or page.sheet is None:
            QTimer.singleShot(20, begin)
            return
        window.activateWindow()
        diary.write("opened", "", page.sheet.position())
        typists.append(Typist(page, diary, random.Random(seed)))

    desk.crashed.connect(lambda crash: diary.write("crashed", "", repr(crash)))
    desk.start(lambda _office: window.open("interview", interview_id=interview_id))
    QTimer.singleShot(0, begin)
    return QApplication.exec()


if __name__ == "__main__":
    file, interview, diary_path, number = sys.argv[1:]
    sys.exit(main(Path(file), RecordId(bytes.fromhex(interview)), Diary(Path(diary_path)), int(number)))
