"""A signed sheet in the hand: whether it is the one that the answers in the file were sealed with."""

from PySide6.QtWidgets import QWidget

from app.domain.interviews import Interview
from app.domain.problems import Problem
from app.services.interview_checking import CheckPrint, PrintCheck, PrintVerdict, check_print
from ui.forms import TextField
from ui.forms.form_dialog import FormDialog
from ui.i18n import _, day, ngettext
from ui.parts import Banner
from ui.screen import DeskLike

_TONES = {PrintVerdict.AGREES: "ok", PrintVerdict.EARLIER: "warn"}


class PrintCheckDialog(FormDialog):
    """Takes one code after another: from a scanner, which types it and presses Enter, or from the keyboard."""

    def __init__(self, desk: DeskLike, interview: Interview, parent: QWidget) -> None:
        note = _(
            "Zeskanuj kwadratowy kod z ostatniej strony wydruku albo przepisz pieczęć ze stopki. Kreski możesz pominąć."
        )
        super().__init__(_("Sprawdzenie wydruku"), _("Sprawdź"), self._check, parent, note=note)
        self._desk, self._interview = desk, interview
        self.code = TextField(_("Kod albo pieczęć z wydruku"))
        self.verdict = Banner("", "ok")
        self.verdict.hide()
        self.cancel.setText(_("Zamknij"))
        self.add(self.code)
        self.add(self.verdict)

    def _check(self) -> None:
        self.verdict.hide()
        request = CheckPrint(self._interview.id, self.code.value() or "")
        self._desk.ask(check_print, request, self._show, self._cannot_tell)

    def _show(self, check: PrintCheck) -> None:
        self.verdict.set_words(verdict_words(check), _TONES.get(check.verdict, "bad"))
        self.verdict.show()
        self.be_ready()
        self._fit()
        self._await_next()

    def _cannot_tell(self, problem: Problem) -> None:
        self.object(problem)
        self._await_next()

    def _await_next(self) -> None:
        """The next scan takes the place of this one."""
        self.code.setFocus()
        self.code.line.selectAll()


def verdict_words(check: PrintCheck) -> str:
    """The answer, and what to do where the print does not agree."""
    match check.verdict:
        case PrintVerdict.AGREES:
            said = _("Ten wydruk zgadza się z danymi.")
            if check.sign_on_print and check.sign_on_print != check.sign:
                said += " " + _("Sprawa ma dziś znak {now}, na wydruku stoi {then}.").format(
                    now=check.sign, then=check.sign_on_print
                )
            return said
        case PrintVerdict.EARLIER if check.corrected_on is not None:
            told = ngettext(
                "To wydruk sprzed sprostowania. Potem sprostowano {count} odpowiedź, {day}.",
                "To wydruk sprzed sprostowania. Potem sprostowano {count} odpowiedzi, ostatnio {day}.",
                check.corrected,
            ).format(count=check.corrected, day=day(check.corrected_on))
            return told + " " + _("Podpis na nim obowiązuje. Wydrukuj kwestionariusz, żeby mieć też sprostowanie.")
        case PrintVerdict.EARLIER:
            return _(
                "To wydruk, który podpisała osoba. Jej odpowiedzi się zgadzają, a część pracownika socjalnego "
                "napisano albo zmieniono później."
            )
        case PrintVerdict.DATA_CHANGED:
            return _(
                "Dane zmieniono po wydrukowaniu. Obowiązuje podpisany wydruk. Zachowany wydruk jest w dokumentach "
                "sprawy: porównaj go z odpowiedziami."
            )
        case PrintVerdict.OTHER_SEAL:
            return _(
                "Ten wydruk nie zgadza się z danymi: wywiad ma inną pieczęć. Jeżeli pieczęć przepisano bez pomyłki, "
                "wydruk zrobiono przed ponownym otwarciem wywiadu albo dotyczy innego wywiadu."
            )
        case PrintVerdict.OTHER_INTERVIEW if check.sign:
            return _("To wydruk innego wywiadu, ze sprawy {sign}. Otwórz tamten wywiad i sprawdź wydruk tam.").format(
                sign=check.sign
            )
        case PrintVerdict.OTHER_INTERVIEW:
            return _("To wydruk innego wywiadu, którego nie ma w tym pliku. Na wydruku: sprawa {sign}.").format(
                sign=check.sign_on_print or _("bez znaku")
            )
