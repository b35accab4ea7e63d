"""The tour's look at interviews of other parts: a whole part I, an update beside the last one, the plan of a day."""

from app.services.interview_lists import InterviewRow, ListInterviews, Visits, list_interviews
from ui.screens.dayplan import DayplanPage
from ui.screens.interview import InterviewPage
from ui.screens.interview_blank import BlankDialog
from ui.screens.interviews import InterviewsPage
from ui.tour import Tour
from ui.tour_hands import Stuck

_FAMILY_WITH_ALL = "cwik"


def look_at_sheets(tour: Tour) -> None:
    """Every segment of a filled part I, its family table, the update to come, the day, a blank form."""
    hands = tour.hands
    whole = _find(tour, Visits.FINISHED, "I")
    page = hands.open("interview", InterviewPage, interview_id=whole.interview.id)
    hands.press(page.closed.answers_button)
    sheet = hands.wait_for("the answers", lambda: page.sheet)
    for segment in sheet.filling().segments:
        if segment.is_printed:
            sheet.open_at(segment.code)
            tour.picture(f"wywiad-czesc-i-{segment.code.lower()}")
    sheet.open_at("A", "p1a_m_name", 13)
    tour.picture("wywiad-tabela-rodziny")
    update = _find(tour, Visits.PLANNED, "IV")
    page = hands.open("interview", InterviewPage, interview_id=update.interview.id)
    sheet = hands.wait_for("the update", lambda: page.sheet)
    sheet.open_at("A", "p4_upd_housing")
    tour.picture("wywiad-czesc-iv")
    hands.open("day-plan", DayplanPage)
    tour.picture("plan-dnia")
    interviews = hands.open("interviews", InterviewsPage)
    hands.press(interviews.blank)
    dialog = hands.dialog(BlankDialog)
    tour.picture("pusty-formularz", dialog)
    dialog.reject()


def _find(tour: Tour, visits: Visits, part: str) -> InterviewRow:
    found = tour.ask(list_interviews, ListInterviews(visits, text=_FAMILY_WITH_ALL))
    rows: tuple[InterviewRow, ...] = found.first_rows
    for row in rows:
        if row.interview.part == part and not row.interview.left_out:
            return row
    raise Stuck(f"no part {part} of {_FAMILY_WITH_ALL}")
