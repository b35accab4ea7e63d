"""Papers that may not simply be filed: a waiver outside its time, a copy of an identity card."""

from datetime import date

from app.domain.case_course import PaperKind
from app.domain.cases import Case
from app.domain.evidence import refuse_identity
from app.domain.problems import Refusal
from app.domain.records import RecordId
from app.services.acts import finality_of
from app.services.case_reading import read_basis
from app.services.office import Office
from app.services.ports import Reading


class WaiverUntimely(Refusal):
    """An appeal is waived after service and before the time for it ends (art. 127a; facts: served_on, until).

    ``served_on`` is None where nothing was served yet, ``until`` where no appeal lies.
    """

    code = "waiver_untimely"


def demand_no_identity_card(title: str, *, has_content: bool) -> None:
    """What is shown is noted, never copied."""
    if has_content:
        refuse_identity("", title)


def demand_fileable(office: Office, file: Reading, case_id: RecordId, kind: PaperKind, on: date) -> None:
    """A waiver counts only while the party could still appeal; anything else is filed as it comes.

    An appeal is never refused here: whether it came in time is for the board to say (art. 134).
    """
    if kind is not PaperKind.WAIVER:
        return
    basis = read_basis(file, file.get(Case, case_id), office.law)
    days = finality_of(basis.decision, basis.served_on, office.law, basis.later)
    if days is None or basis.served_on is None:
        raise WaiverUntimely(served_on=None, until=None)
    until = days.appeal.ends_on if days.appeal is not None else None
    if until is None or not basis.served_on <= on <= until:
        raise WaiverUntimely(served_on=basis.served_on, until=until)
