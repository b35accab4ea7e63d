"""A finished PDF reaches the printer as the pages that were kept, and a file as its very bytes."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter

from app.domain.blocks import PageBreak, Paragraph
from app.domain.letter_parts import LetterHead
from app.services.paper import render
from app.services.paper_preview import PageImage, preview
from ui.parts.printing import draw_pages, file_name, image_of, send_pages, write_whole

THREE_PAGES = render(
    [Paragraph("Strona pierwsza."), PageBreak(), Paragraph("Strona druga."), PageBreak(), Paragraph("Strona trzecia.")],
    LetterHead(("Burmistrz",), title="PISMO"),
)


def picture(pdf: bytes, _dots: float, then: Callable[[Sequence[PageImage]], None]) -> None:
    then(preview(pdf, 60.0))


def pdf_printer(target: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printer.setFullPage(True)
    return printer


def page_sizes(target: Path) -> list[tuple[int, int]]:
    document = pypdfium2.PdfDocument(target.read_bytes())
    try:
        return [(round(page.get_width()), round(page.get_height())) for page in document]
    finally:
        document.close()


def test_every_page_is_printed_and_the_sender_hears_of_it(tmp_path: Path) -> None:
    heard: list[str] = []
    send_pages(pdf_printer(tmp_path / "a.pdf"), THREE_PAGES, picture, lambda: heard.append("printed"))
    assert page_sizes(tmp_path / "a.pdf") == [(595, 842)] * 3
    assert heard == ["printed"]
    drawn = preview((tmp_path / "a.pdf").read_bytes(), 60.0)
    assert all(min(page.rgba) < 128 for page in drawn), "a page came out empty"


def test_only_the_pages_that_were_asked_for_are_printed(tmp_path: Path) -> None:
    printer = pdf_printer(tmp_path / "a.pdf")
    printer.setFromTo(2, 3)
    draw_pages(printer, [image_of(page) for page in preview(THREE_PAGES, 60.0)])
    assert len(page_sizes(tmp_path / "a.pdf")) == 2


def test_a_wide_page_lies_wide(tmp_path: Path) -> None:
    upright = image_of(preview(THREE_PAGES, 60.0)[0])
    wide = upright.scaled(upright.height(), upright.width())
    draw_pages(pdf_printer(tmp_path / "a.pdf"), [upright, wide])
    assert page_sizes(tmp_path / "a.pdf") == [(595, 842), (842, 595)]


def test_the_file_holds_the_kept_bytes(tmp_path: Path) -> None:
    said, tone = write_whole(tmp_path / "decyzja", THREE_PAGES, ".pdf")
    assert (tmp_path / "decyzja.pdf").read_bytes() == THREE_PAGES
    assert (said, tone) == ("Zapisano plik decyzja.pdf.", "ok")
    assert [path.name for path in tmp_path.iterdir()] == ["decyzja.pdf"]


def test_a_folder_that_takes_no_file_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    said, tone = write_whole(tmp_path / "nie ma takiego" / "a.pdf", THREE_PAGES, ".pdf")
    assert tone == "bad"
    assert said.startswith("Nie udało się zapisać pliku a.pdf.")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Decyzja MGOPS.5110.3.17.2026/D1", "Decyzja-MGOPS.5110.3.17.2026-D1.pdf"),
        ("Projekt decyzji ", "Projekt-decyzji.pdf"),
        ('a/b\\c:d*e?"<>|', "a-b-c-d-e.pdf"),
    ],
)
def test_names_of_files_suit_every_system(words: str, name: str) -> None:
    assert file_name(words) == name
