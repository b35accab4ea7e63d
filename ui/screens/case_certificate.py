"""The boxes of a disability certificate: what the permanent allowance and the next interview read from it."""

from app.domain.interview_papers import Certificate
from ui.forms import ChoiceField, DateField, Field, TextField
from ui.i18n import _


def degrees() -> list[tuple[str, str]]:
    """Degrees as the certificate has them; the written word is official Polish, the first four are incapacity."""
    return [
        ("znaczny stopień niepełnosprawności", _("znaczny stopień niepełnosprawności")),
        ("umiarkowany stopień niepełnosprawności", _("umiarkowany stopień niepełnosprawności")),
        ("całkowita niezdolność do pracy", _("całkowita niezdolność do pracy")),
        ("I grupa inwalidów", _("I grupa inwalidów")),
        ("II grupa inwalidów", _("II grupa inwalidów")),
        ("lekki stopień niepełnosprawności", _("lekki stopień niepełnosprawności")),
        ("częściowa niezdolność do pracy", _("częściowa niezdolność do pracy")),
        ("orzeczenie osoby do 16. roku życia", _("orzeczenie osoby do 16. roku życia")),
    ]


class CertificateFields:
    """``rows`` stand in a form; what they say becomes title and note of the paper."""

    def __init__(self) -> None:
        self.degree = ChoiceField(_("Co stwierdza"), degrees())
        self.until = DateField(_("Ważne do"), hint=_("Puste: bez daty końcowej."))
        self.issuer = TextField(_("Kto wydał"))
        self.number = TextField(_("Numer"))
        self.rows: tuple[tuple[Field, ...], ...] = ((self.degree, self.until), (self.issuer, self.number))

    def set_visible(self, is_visible: bool) -> None:
        for row in self.rows:
            for field in row:
                field.setVisible(is_visible)

    def read(self) -> Certificate:
        """What stands in the boxes."""
        return Certificate(
            degree=self.degree.value() or "",
            issuer=self.issuer.value() or "",
            number=self.number.value() or "",
            until=self.until.value(),
        )
