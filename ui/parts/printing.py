"""A finished PDF to a printer, through the system's dialog, or into a file that the person names.

Pages reach the printer as pictures of the very bytes that are kept, so what is printed is what was shown.
"""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QRectF, QStandardPaths
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from app.services.paper_preview import PageImage
from ui.i18n import _

PRINT_DOTS = 300.0
"""Dots per inch of printed pages: text of 9 points stays sharp, a page stays below 40 MB."""

Picture = Callable[[bytes, float, Callable[[Sequence[PageImage]], None]], None]
"""Draws the pages of a PDF, as sharp as asked for, and hands them on; on the worker, since PDFium knows one thread."""


def image_of(page: PageImage) -> QImage:
    """A page as Qt shows it; the bytes are copied, so the page may go."""
    return QImage(page.rgba, page.width, page.height, page.width * 4, QImage.Format.Format_RGBA8888).copy()


def print_pdf(
    parent: QWidget, pdf: bytes, title: str, picture: Picture, printed: Callable[[], None] | None = None
) -> None:
    """Ask which printer, then send the pages to it; ``printed`` hears that they were sent.

    ``title`` stands in the printer's queue, where others read it: it names no person.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(_("Drukuj"))
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return
    send_pages(printer, pdf, picture, printed)


def send_pages(printer: QPrinter, pdf: bytes, picture: Picture, printed: Callable[[], None] | None = None) -> None:
    """Draw the pages for a printer that was chosen."""

    def draw(pages: Sequence[PageImage]) -> None:
        draw_pages(printer, [image_of(page) for page in pages])
        if printed is not None:
            printed()

    picture(pdf, PRINT_DOTS, draw)


def draw_pages(printer: QPrinter, images: Sequence[QImage]) -> None:
    """One image a sheet, as large as the sheet and turned like the image; only the pages that were asked for."""
    first, last = printer.fromPage() or 1, printer.toPage() or len(images)
    wanted = images[first - 1 : last]
    painter = QPainter()
    for image in wanted:
        is_wide = image.width() > image.height()
        turned = QPageLayout.Orientation.Landscape if is_wide else QPageLayout.Orientation.Portrait
        printer.setPageOrientation(turned)
        if not painter.isActive():
            painter.begin(printer)
        else:
            printer.newPage()
        sheet = printer.pageLayout().fullRectPixels(printer.resolution())
        painter.drawImage(QRectF(0, 0, sheet.width(), sheet.height()), image)
    if painter.isActive():
        painter.end()


def save_pdf(parent: QWidget, pdf: bytes, suggested_name: str) -> tuple[str, str] | None:
    """Ask where and write; gives what to say and its tone, None where the person changed their mind.

    ``suggested_name`` may end up on a stick or in a list of recent files: a sign and a kind of paper, never a name.
    """
    return save_file(parent, pdf, file_name(suggested_name), _("Zapisz jako PDF"), "PDF (*.pdf)")


def save_file(parent: QWidget, content: bytes, name: str, title: str, kind: str) -> tuple[str, str] | None:
    """The same for any file; ``name`` with its ending, ``kind`` as Qt's dialog writes kinds of files."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    chosen, _kind = QFileDialog.getSaveFileName(parent, title, str(Path(folder) / name), kind)
    return write_whole(Path(chosen), content, Path(name).suffix) if chosen else None


def write_whole(target: Path, content: bytes, ending: str) -> tuple[str, str]:
    """Write the file, whole or not at all, with its ending; gives what to say and its tone."""
    target = target if target.suffix.lower() == ending else target.with_name(f"{target.name}{ending}")
    unfinished = target.with_name(f"{target.name}.part")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(target)
    except OSError:
        with suppress(OSError):
            unfinished.unlink()
        said = _("Nie udało się zapisać pliku {name}. Sprawdź, czy jest miejsce i czy wolno tam zapisywać.")
        return said.format(name=target.name), "bad"
    return _("Zapisano plik {name}.").format(name=target.name), "ok"


def file_name(words: str) -> str:
    """A name that every system takes: ``Decyzja MGOPS.5110.3.17.2026/D1`` gives ``Decyzja-MGOPS.5110.3.17.2026-D1``."""
    return re.sub(r"[^\w.]+", "-", words).strip("-.") + ".pdf"
