"""The boxes of a disability certificate: what the permanent allowance and the next interview read from it."""

from app.domain.interview_papers import DEGREES, Certificate
from ui.forms import ChoiceField, DateField, Field, TextField
from ui.i18n import _


def degrees() -> list[tuple[str, str]]:
    """What a certificate may say, in the language of the window."""
    return [
        ("severe", _("znaczny stopień niepełnosprawności")),
        ("moderate", _("umiarkowany stopień niepełnosprawności")),
        ("total", _("całkowita niezdolność do pracy")),
        ("first_group", _("I grupa inwalidów")),
        ("second_group", _("II grupa inwalidów")),
        ("light", _("lekki stopień niepełnosprawności")),
        ("partial", _("częściowa niezdolność do pracy")),
        ("child", _("orzeczenie osoby do 16. roku życia")),
    ]


class CertificateFields:
    """``rows`` stand in a form; what they say becomes title and note of the paper."""

    def __init__(self) -> None:
        self.degree = ChoiceField(_("Co stwierdza"), degrees())
        self.since = DateField(_("Stopień albo niezdolność od dnia"), hint=_("Puste: sprzed wniosku."))
        self.until = DateField(_("Ważne do"), hint=_("Puste: bez daty końcowej."))
        self.issuer = TextField(_("Kto wydał"))
        self.number = TextField(_("Numer"))
        self.rows: tuple[tuple[Field, ...], ...] = (
            (self.degree,),
            (self.since, self.until),
            (self.issuer, self.number),
        )

    def set_visible(self, is_visible: bool) -> None:
        for row in self.rows:
            for field in row:
                field.setVisible(is_visible)

    def read(self) -> Certificate:
        """What stands in the boxes."""
        return Certificate(
            degree=DEGREES.get(self.degree.value() or "", ""),
            issuer=self.issuer.value() or "",
            number=self.number.value() or "",
            until=self.until.value(),
            since=self.since.value(),
        )
