"""The sheet of one interview, with what was said last time beside it."""

from app.domain.answers import is_empty
from app.services.interview_past import PastInterview
from app.services.interview_reading import InterviewView
from ui.forms.sheet import Sheet
from ui.forms.sheet_acts import Closing
from ui.forms.sheet_side import Previous
from ui.i18n import _, day
from ui.screens.interview_words import closed_words


def sheet_of(view: InterviewView, *, is_locked: bool, is_correcting: bool = False) -> Sheet:
    """Built for this view; a locked one can only be read, a correcting one opens what is closed and nothing else."""
    closing = Closing(closed_words(view))
    if is_correcting:
        still_open = {each.code for each in view.form.segments} - view.closed.segments
        closing = Closing(dict.fromkeys(still_open, _("niezamknięty")), True)
    return Sheet(
        view.form,
        view.answers,
        view.circumstances,
        previous=_previous(view.previous),
        left_out=view.filling.left_out,
        note=view.interview.private_note,
        read_only=_("Tylko do odczytu.") if is_locked else "",
        closing=closing,
    )


def _previous(past: PastInterview | None) -> Previous | None:
    if past is None:
        return None
    answers = {key: value for key, value in past.answers.items() if not is_empty(value)}
    heading = _("{day}, część {part}").format(day=day(past.held_on), part=past.interview.part)
    return Previous(answers, heading, past.recalled, past.told)
