"""Which blank form to print for a day without a laptop."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QWidget

from app.services.interview_blanks import BlankForm, Blanks, PrintBlank, print_blank
from app.services.interview_lists import InterviewRow
from app.services.interview_printing import PrintedInterview
from ui.forms import ChoiceField
from ui.forms.form_dialog import FormDialog
from ui.i18n import _, numeric_day
from ui.papers import PaperWindow
from ui.screen import DeskLike


class BlankDialog(FormDialog):
    """A part of the form or an annex, its version, and whether the chosen visit's own data stand in it."""

    def __init__(self, desk: DeskLike, row: InterviewRow | None, blanks: Blanks, parent: QWidget) -> None:
        super().__init__(
            _("Pusty formularz"),
            _("Pokaż formularz"),
            self._print,
            parent,
            note=_("Do wypełnienia ręcznie, gdy laptop zostaje w ośrodku. Przepiszesz potem w tej samej kolejności."),
        )
        self._desk, self._visit, self._blanks = desk, row, blanks
        named = {
            form.part: _("Część {part}: {purpose}").format(part=form.part, purpose=form.purpose)
            for form in blanks.forms
        }
        self.part = ChoiceField(_("Formularz"), [*named.items(), *blanks.annexes])
        self.version = ChoiceField(_("Wzór"), _versions(blanks, blanks.part))
        self.known = QCheckBox(_("Wpisz dane z kartoteki: {person}").format(person=blanks.person))
        self.assets = QCheckBox(_("Dołącz oświadczenie o stanie majątkowym"))
        self.part.set_value(blanks.part)
        self.version.set_value(blanks.version)
        self.known.setVisible(row is not None)
        self.part.changed.connect(lambda _part: self._follow(blanks))
        self.version.changed.connect(lambda _version: self._say_standing())
        self.add(self.part)
        self.add(self.version)
        self.add(self.known)
        self.add(self.assets)
        self._say_standing()

    def _follow(self, blanks: Blanks) -> None:
        """Another part has versions of its own; an annex has one, and carries nothing of a family."""
        part = self.part.value() or ""
        is_annex = part in dict(blanks.annexes)
        version = self.version.value()
        self.version.set_options(_versions(blanks, blanks.part if is_annex else part))
        self.version.set_value(version)
        self.version.setVisible(not is_annex)
        self.known.setVisible(self._visit is not None and not is_annex)
        self.assets.setVisible(not is_annex)
        self._say_standing()

    def _say_standing(self) -> None:
        form = self._form()
        hint = _("Wzór odtworzony. Porównaj wydruk z blankietem używanym w ośrodku.")
        self.version.set_hint(hint if form is not None and form.is_inferred else "")

    def _form(self) -> BlankForm | None:
        chosen = (self.part.value(), self.version.value())
        return next((form for form in self._blanks.forms if (form.part, form.version) == chosen), None)

    def _print(self) -> None:
        request = PrintBlank(
            self.part.value() or self._blanks.part,
            self.version.value() or self._blanks.version,
            self._visit.interview.id if self._visit is not None else None,
            is_prefilled=self.known.isChecked() and self.known.isVisibleTo(self),
            has_assets=self.assets.isChecked() and self.assets.isVisibleTo(self),
        )
        self._desk.ask(print_blank, request, self._shown(self.parentWidget() or self), self.object)

    def _shown(self, window: QWidget) -> Callable[[PrintedInterview], None]:
        """Where the pages appear once this dialog is gone."""
        desk, title = self._desk, self.part.combo.currentText()

        def show(printed: PrintedInterview) -> None:
            self.accept()
            PaperWindow(desk, title, printed.pdf, printed.pages, window).show()

        return show


def _versions(blanks: Blanks, part: str) -> list[tuple[str, str]]:
    return [(form.version, _named(form)) for form in blanks.forms if form.part == part]


def _named(form: BlankForm) -> str:
    """``2021: do 4.03.2027``."""
    if form.in_force_to is not None:
        return _("{version}, dla wywiadów do {day}").format(version=form.version, day=numeric_day(form.in_force_to))
    return _("{version}, dla wywiadów od {day}").format(version=form.version, day=numeric_day(form.in_force_from))
