"""Paper on the screen, through the system's print dialog, and into a file."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.services.documents import PicturePages, picture_pages
from app.services.paper_preview import PageImage
from ui import look
from ui.i18n import _
from ui.parts import Banner, Button, PagePreview
from ui.screen import DeskLike

PRINT_DOTS = 300.0
"""Dots per inch of printed pages: text of 9 points stays sharp, a page stays below 40 MB."""


def image_of(page: PageImage) -> QImage:
    """A page as Qt shows it; the bytes are copied, so the page may go."""
    image = QImage(page.rgba, page.width, page.height, page.width * 4, QImage.Format.Format_RGBA8888)
    return image.copy()


def print_images(images: Sequence[QImage], printer: QPrinter) -> None:
    """One page each, as large as the paper, whatever the printer's margins."""
    painter = QPainter(printer)
    for number, image in enumerate(images):
        if number:
            printer.newPage()
        sheet = printer.pageLayout().fullRectPixels(printer.resolution())
        painter.drawImage(QRectF(0, 0, sheet.width(), sheet.height()), image)
    painter.end()


class PaperWindow(QDialog):
    """A paper: looked at, printed, saved. ``note`` says what it lacks."""

    def __init__(
        self,
        desk: DeskLike,
        title: str,
        content: bytes,
        pages: Sequence[PageImage],
        parent: QWidget,
        *,
        note: str = "",
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._title = title
        self._content = content
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(16), look.px(14), look.px(16), look.px(14))
        column.setSpacing(look.px(10))
        self._note = Banner(note, "warn")
        self._note.setVisible(bool(note))
        column.addWidget(self._note)
        self.preview = PagePreview([image_of(page) for page in pages])
        column.addWidget(self.preview, 1)
        self._row = QHBoxLayout()
        self._row.setSpacing(look.px(10))
        self._row.addWidget(Button(_("Zamknij"), self.close))
        self._row.addStretch(1)
        self._row.addWidget(Button(_("Zapisz PDF…"), self.save))
        self._row.addWidget(Button(_("Drukuj…"), self.print_out, icon="print"))
        column.addLayout(self._row)
        self.resize(look.px(620), look.px(700))

    def offer(self, name: str, act: Callable[[], None]) -> None:
        """Put the act that makes this paper for good beside the others."""
        self._row.addWidget(Button(name, act, kind="primary"))

    def print_out(self) -> None:
        """Ask for the printer, then for pages as sharp as it needs."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._title)
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        self._desk.ask(
            picture_pages,
            PicturePages(self._content, PRINT_DOTS),
            lambda pages: print_images([image_of(page) for page in pages], printer),
        )

    def save(self) -> None:
        """Ask where, write, and say when the disk does not want it."""
        name = "".join(letter if letter.isalnum() else "-" for letter in self._title.lower()).strip("-")
        target, _kind = QFileDialog.getSaveFileName(self, _("Zapisz PDF"), f"{name}.pdf", "PDF (*.pdf)")
        if target:
            self.save_to(Path(target))

    def save_to(self, target: Path) -> None:
        try:
            target.write_bytes(self._content)
        except OSError:
            self._note.set_words(_("Nie udało się zapisać pliku {name}.").format(name=target.name), "bad")
            self._note.show()


class ImageWindow(QDialog):
    """A scan that is one picture."""

    def __init__(self, title: str, content: bytes, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.addWidget(PagePreview([QImage.fromData(content)]), 1)
        column.addWidget(Button(_("Zamknij"), self.close))
        self.resize(look.px(620), look.px(700))
