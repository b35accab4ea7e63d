"""Paper on the screen: a finished PDF with its print and save buttons, a scan that is one picture."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.services.documents import PicturePages, picture_pages
from app.services.paper_preview import PageImage
from ui import look
from ui.i18n import _
from ui.parts import Banner, Button, PagePreview
from ui.parts.printing import image_of, print_pdf, save_pdf
from ui.screen import DeskLike


class PaperWindow(QDialog):
    """A paper: looked at, printed, saved. ``note`` says what it lacks; ``title`` names no person.

    ``printed`` is called whenever it leaves the program, on paper or as a file.
    """

    def __init__(
        self,
        desk: DeskLike,
        title: str,
        content: bytes,
        pages: Sequence[PageImage],
        parent: QWidget,
        *,
        note: str = "",
        printed: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._printed = printed
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

    def offer_before(self, name: str, act: Callable[[], None]) -> None:
        """Put an act that changes the paper beside the button that closes it."""
        self._row.insertWidget(1, Button(name, act))

    def print_out(self) -> None:
        """Through the system's dialog."""
        self._log()
        print_pdf(self, self._content, self._title, self._picture)

    def save(self) -> None:
        """Into a file that the person names."""
        said = save_pdf(self, self._content, self._title)
        if said is not None:
            self._log()
            self._note.set_words(*said)
            self._note.show()

    def _log(self) -> None:
        if self._printed is not None:
            self._printed()

    def _picture(self, pdf: bytes, dots: float, then: Callable[[Sequence[PageImage]], None]) -> None:
        self._desk.ask(picture_pages, PicturePages(pdf, dots), then)


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
