"""The pages of an interview beside its form: before one is chosen, and as it would be printed now."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.problems import Problem
from app.services.interview_printing import PreviewInterview, PrintedInterview, preview_interview
from app.services.interview_reading import InterviewView
from ui.i18n import _
from ui.papers import PaperWindow
from ui.parts import EmptyState
from ui.screen import DeskLike, Navigator
from ui.screens.interview_words import part_words

if TYPE_CHECKING:
    from ui.wording import Words


def nothing_chosen(navigator: Navigator) -> EmptyState:
    """The page before an interview is chosen."""
    return EmptyState(
        _("Nie wybrano wywiadu"),
        _("Wybierz wywiad z listy."),
        _("Pokaż listę wywiadów"),
        lambda: navigator.open("interviews"),
        icon="interviews",
    )


def show_pages(desk: DeskLike, view: InterviewView, window: QWidget) -> None:
    """The pages as they would be printed now, in a window of their own."""

    def show(printed: PrintedInterview) -> None:
        is_draft = view.interview.finished_at is None
        note = _("Wersja robocza: pieczęć i podpis dopiero po zakończeniu wywiadu.") if is_draft else ""
        title = " ".join((part_words(view.interview), view.case.sign or printed.title))
        PaperWindow(desk, title, printed.pdf, printed.pages, window, note=note).show()

    desk.ask(preview_interview, PreviewInterview(view.interview.id), show)


def problem_words(problem: Problem) -> "Words":
    """What a person reads of a problem; the areas of the words are read only when there is something to say."""
    from ui.wording import words_of

    return words_of(problem)


def head_words(view: InterviewView) -> list[tuple[str, str]]:
    """The way to an interview: list, case, part."""
    sign = view.case.sign or _("bez znaku")
    return [(_("Wywiady"), "interviews"), (sign, "case"), (part_words(view.interview), "")]
