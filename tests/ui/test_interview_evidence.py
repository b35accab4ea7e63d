"""The list of evidence on the screen: a file chosen, dropped or pasted, its sizes, refusals, a letter of art. 105."""

import io
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from app.domain.cases import Document
from app.domain.interviews import Interview
from app.domain.records import RecordId
from app.services.evidence import Held, PrepareScan, ReadEvidence, read_evidence
from app.services.office import Office
from tests.little_office import ACCOUNTANT
from tests.ui.kitchen import Kitchen, kitchen, prepared
from tests.visits import answer
from ui.papers import ImageWindow
from ui.screens.interview_evidence import EvidenceDialog, ScanDialog, held_words
from ui.screens.letter_asking import AskDialog


def photograph(folder: Path, name: str = "orzeczenie.jpg") -> Path:
    path = folder / name
    kept = io.BytesIO()
    Image.effect_noise((2000, 2600), 60).convert("RGB").save(kept, "JPEG", quality=95)
    path.write_bytes(kept.getvalue())
    return path


def listed(office: Office, interview_id: RecordId) -> None:
    answer(office, interview_id, {("all_doc_type", 0): "1", ("all_doc_form", 0): "original_seen"})


def evidence_dialog(room: Kitchen, interview: Interview) -> EvidenceDialog:
    page = room.open(interview_id=interview.id)
    page.evidence.click()
    room.settle()
    dialog = room.dialog(EvidenceDialog)
    assert isinstance(dialog, EvidenceDialog)
    return dialog


def papers(room: Kitchen, interview: Interview) -> list[Document]:
    return [each for line in room.ask(read_evidence, ReadEvidence(interview.id)).lines for each in line.papers]


def scan_dialog(room: Kitchen) -> ScanDialog:
    room.qtbot.waitUntil(lambda: any(each.isVisible() for each in room.window.findChildren(ScanDialog)), timeout=8000)
    found = room.dialog(ScanDialog)
    assert isinstance(found, ScanDialog)
    return found


def test_a_photograph_is_shrunk_named_and_opened_inside_the_program(qtbot: QtBot, tmp_path: Path) -> None:
    path, interview = prepared(tmp_path, listed)
    with kitchen(qtbot, path) as room:
        dialog = evidence_dialog(room, interview)
        page = photograph(tmp_path)
        dialog.prepare(PrepareScan(page), page.name)
        scan = scan_dialog(room)
        assert scan._note.text().startswith("orzeczenie.jpg: ")
        assert "Miejsce, aparat i czas zdjęcia usunięto." in scan._note.text()
        scan.go.click()
        assert scan.isVisible(), "nothing is kept before it has a name"
        scan.point.set_value("6")
        scan.go.click()
        room.settle()
        assert [each.kind for each in papers(room, interview)] == ["disability"]
        room.settle()
        assert dialog.evidence is not None
        certificate = dialog.evidence.lines[-1]
        dialog._open(certificate, "0")
        room.settle()
        assert dialog.findChild(ImageWindow) is not None


def test_an_identity_card_is_refused_with_what_to_do_instead(qtbot: QtBot, tmp_path: Path) -> None:
    path, interview = prepared(tmp_path, listed)
    with kitchen(qtbot, path) as room:
        dialog = evidence_dialog(room, interview)
        card = photograph(tmp_path, "dowod osobisty.jpg")
        dialog.prepare(PrepareScan(card), card.name)
        room.settle()
        assert "okazano" in dialog.trouble.text.words()
        assert dialog.attach.isEnabled()
        assert not papers(room, interview)
        assert dialog.evidence is not None
        assert "1" not in dict(dialog.evidence.points)


def test_a_file_that_is_no_picture_is_said_in_a_sentence(qtbot: QtBot, tmp_path: Path) -> None:
    path, interview = prepared(tmp_path, listed)
    with kitchen(qtbot, path) as room:
        dialog = evidence_dialog(room, interview)
        other = tmp_path / "notatka.docx"
        other.write_bytes(b"PK\x03\x04 words")
        dialog.prepare(PrepareScan(other), other.name)
        room.settle()
        assert "Takiego rodzaju pliku" in dialog.trouble.text.words()


def test_a_picture_is_pasted_and_a_file_dropped(qtbot: QtBot, tmp_path: Path) -> None:
    path, interview = prepared(tmp_path, listed)
    with kitchen(qtbot, path) as room:
        dialog = evidence_dialog(room, interview)
        image = QImage(300, 200, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        QGuiApplication.clipboard().setImage(image)
        dialog.paste()
        scan = scan_dialog(room)
        scan.point.set_value("12")
        scan.held.set_value(Held.CERTIFIED.value)
        scan.go.click()
        room.settle()
        assert len(papers(room, interview)) == 1
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(photograph(tmp_path, "umowa.jpg")))])
        dialog._take(data)
        scan_dialog(room).reject()
        dialog._take(QMimeData())
        assert "W schowku nie ma obrazu" in dialog.trouble.text.words()


def test_a_missing_document_is_asked_for_by_one_press(qtbot: QtBot, tmp_path: Path) -> None:
    def needs(office: Office, interview_id: RecordId) -> None:
        answer(office, interview_id, {("all_doc_type", 0): "12", ("all_doc_form", 0): "statement"})

    path, interview = prepared(tmp_path, needs)
    with kitchen(qtbot, path) as room:
        dialog = evidence_dialog(room, interview)
        assert dialog.evidence is not None
        dialog._open(dialog.evidence.lines[0], "ask")
        letter = dialog.findChild(AskDialog)
        assert letter is not None
        (question,) = letter.boxes["questions"].fields
        assert question.value() == "zaświadczenie albo oświadczenie o kontynuowaniu nauki"
        letter.reject()


def test_whoever_may_not_attach_only_reads(qtbot: QtBot, tmp_path: Path) -> None:
    path, interview = prepared(tmp_path, listed)
    with kitchen(qtbot, path, ACCOUNTANT) as room:
        dialog = evidence_dialog(room, interview)
        assert dialog.attach.isHidden()
        dialog._take(QMimeData())
        assert dialog.trouble.isHidden()


@pytest.mark.parametrize("held", list(Held))
def test_each_way_of_lying_in_the_file_has_its_words(held: Held) -> None:
    assert held_words()[held.value]
