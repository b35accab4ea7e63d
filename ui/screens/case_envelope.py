"""The face of an envelope for a paper that goes out by post without a window."""

from PySide6.QtWidgets import QWidget

from app.domain.records import RecordId
from app.services.paper_posting import Envelope, PrintEnvelope, print_envelope
from ui.forms import ChoiceField
from ui.forms.form_dialog import FormDialog
from ui.i18n import _
from ui.papers import PaperWindow
from ui.screen import DeskLike


class EnvelopeDialog(FormDialog):
    """Which envelope; then it is shown and printed like any paper."""

    def __init__(self, desk: DeskLike, document_id: RecordId, parent: QWidget) -> None:
        note = _("Na kopercie stoją tylko nadawca i adresat, bez znaku i rodzaju sprawy.")
        super().__init__(_("Koperta"), _("Pokaż kopertę"), self._go, parent, note=note)
        self._desk, self._document_id, self._owner = desk, document_id, parent
        sizes = [("DL", _("DL (22 × 11 cm)")), ("C6", _("C6 (16,2 × 11,4 cm)")), ("C5", _("C5 (22,9 × 16,2 cm)"))]
        self.size_field = ChoiceField(_("Rozmiar"), sizes)
        self.size_field.set_value("DL")
        self.add(self.size_field)
        self.size_field.setFocus()

    def _go(self) -> None:
        request = PrintEnvelope(self._document_id, self.size_field.value())
        self._desk.ask(print_envelope, request, self._show, self.object)

    def _show(self, envelope: Envelope) -> None:
        self.accept()
        PaperWindow(self._desk, _("Koperta"), envelope.content, envelope.pages, self._owner).show()
