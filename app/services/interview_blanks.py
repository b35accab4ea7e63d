"""Blank forms for a day without a laptop: every part and version, annexes alone; empty or with what is known."""

from dataclasses import dataclass, replace
from datetime import date

from app.domain.cases import Case
from app.domain.interview_comparison import DAYS_OF_VISIT, proposals
from app.domain.interview_facts import Circumstances
from app.domain.interview_filling import Filling
from app.domain.interviews import Interview
from app.domain.persons import Person
from app.domain.questionnaires import NoQuestionnaire, Questionnaire, Segment, Standing
from app.domain.records import RecordId
from app.services.interview_circumstances import circumstances_of, office_facts
from app.services.interview_parts import parts_off
from app.services.interview_printing import PrintedInterview
from app.services.interviews import form_of
from app.services.office import Office
from app.services.paper import render_paper
from app.services.paper_interview import blank_annex, blank_paper
from app.services.paper_preview import preview

ASSETS, ELECTRONIC = "Z3", "Z2"
"""Segments of annex 3 (declaration of assets) and annex 2 (statement on an electronic interview)."""

_OF_A_VISIT = frozenset({*DAYS_OF_VISIT, "plan.place_date"})


@dataclass(frozen=True)
class ListBlanks:
    """Ask which blank forms there are; with a visit, also which one it would be held on."""

    interview_id: RecordId | None = None


@dataclass(frozen=True)
class BlankForm:
    """One part in one version; ``in_force_to`` is None for the newest. ``is_inferred``: rebuilt, to be compared."""

    part: str
    version: str
    purpose: str
    in_force_from: date
    in_force_to: date | None
    is_inferred: bool


@dataclass(frozen=True)
class Blanks:
    """Forms in the order of the parts, annexes by code and title, and what to begin with.

    ``person`` and ``sign`` are those of the visit that was asked about.
    """

    forms: tuple[BlankForm, ...]
    annexes: tuple[tuple[str, str], ...]
    part: str
    version: str
    person: str = ""
    sign: str = ""


@dataclass(frozen=True)
class PrintBlank:
    """Ask for one blank: a part in a version, with the declaration of assets behind it where it is wanted.

    ``part`` may be the code of an annex, which is then printed alone. ``interview_id`` puts the sign of its case at
    the foot; with ``is_prefilled`` the boxes carry what the office knows about that family.
    """

    part: str
    version: str
    interview_id: RecordId | None = None
    is_prefilled: bool = False
    has_assets: bool = False
    dots_per_inch: float = 96.0


def list_blanks(office: Office, request: ListBlanks) -> Blanks:
    """All parts that this centre holds, in every version; the one in force today, or the visit's own, is the first."""
    shelf, today = office.shelf.questionnaires, office.calendar.today()
    with office.reading() as file:
        off = parts_off(file)
        visit = file.get(Interview, request.interview_id) if request.interview_id is not None else None
        person = file.get(Person, visit.person_id).full_name if visit is not None else ""
        sign = file.get(Case, visit.case_id).sign if visit is not None else ""
    first = shelf.questionnaire_on(shelf.parts[0], today)
    usual = form_of(shelf, visit, today) if visit is not None else first
    return Blanks(
        forms=tuple(_offered(form) for form in shelf.forms if form.part not in off),
        annexes=tuple((segment.code, segment.title) for segment in first.segments if segment.annex),
        part=usual.part,
        version=usual.version,
        person=person,
        sign=sign,
    )


def _offered(form: Questionnaire) -> BlankForm:
    is_inferred = form.standing is not Standing.CERTAIN
    return BlankForm(form.part, form.version, form.purpose, form.in_force_from, form.in_force_to, is_inferred)


def print_blank(office: Office, request: PrintBlank) -> PrintedInterview:
    """The form with empty boxes high enough for a hand; nothing on it is an answer before somebody writes it."""
    with office.reading() as file:
        visit = file.get(Interview, request.interview_id) if request.interview_id is not None else None
        sign = file.get(Case, visit.case_id).sign if visit is not None else ""
        known = circumstances_of(office, file, visit) if visit is not None and request.is_prefilled else None
        unknown = office_facts(office, file)
    form, annex = _form_and_annex(office, request)
    blank = _blank(form, known or unknown)
    if annex is not None:
        pdf = render_paper(blank_annex(blank, annex, sign))
        title = annex.title
    else:
        pdf = render_paper(blank_paper(blank, (ASSETS,) if request.has_assets else (), sign))
        title = f"blankiet-wywiad-{form.part}-{form.version}"
    return PrintedInterview(pdf, tuple(preview(pdf, request.dots_per_inch)), title)


def _form_and_annex(office: Office, request: PrintBlank) -> tuple[Questionnaire, Segment | None]:
    shelf = office.shelf.questionnaires
    if request.part in shelf.parts:
        return shelf.version(request.part, request.version), None
    form = shelf.questionnaire_on(shelf.parts[0], office.calendar.today())
    annex = form.segment(request.part)
    if annex is None or not annex.annex:
        raise NoQuestionnaire(part=request.part, day=office.calendar.today())
    return form, annex


def _blank(form: Questionnaire, known: Circumstances) -> Filling:
    """What the office proposes without the days of a visit that has not been held and without amounts.

    An amount would go on into sums that nobody could correct by hand.
    """
    bare = Filling(form, {}, replace(known, incomes=(), criterion_alone=None, criterion_in_family=None))
    kept = {
        key: value for key, value in proposals(bare).items() if form.places[key[0]].field.meaning not in _OF_A_VISIT
    }
    return replace(bare, answers=kept)
