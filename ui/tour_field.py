"""The tour's steps on the laptop: the visit in the family's kitchen, the battery, the end, the paper."""

from collections.abc import Mapping, Sequence

from app.domain.interview_rules import FindingKind
from app.services.interview_offer import OfferCode
from app.services.interview_reading import InterviewView, OpenInterview, open_interview
from ui.forms import ChipField, ChoiceField, LineField, LongText
from ui.forms.form_dialog import FormDialog
from ui.forms.sheet import Sheet
from ui.forms.sheet_boxes import Box
from ui.forms.sheet_segment import GroupView
from ui.forms.sheet_table import AnswerTable
from ui.papers import PaperWindow
from ui.screens.interview import InterviewPage
from ui.screens.interviews import InterviewsPage
from ui.tour import Tour
from ui.tour_hands import Stuck, spin, type_letters

_SAVED_MS = 700
"""A little more than the sheet waits after the last key before it gives an answer away."""

_PERSON = {
    "p1a_citizenship": "polskie",
    "p1a_parents_names": "Maria, Stanisław",
    "p1a_id_document": "dowód osobisty DAB 123456",
}
_FAMILY = {
    "p1a_m_marital": ("panna", "panna", "kawaler"),
    "p1a_m_education": ("średnie", "uczennica szkoły podstawowej", "dziecko w wieku przedszkolnym"),
    "p1a_m_labour_position": ("bezrobotna bez prawa do zasiłku", "uczy się", "poza rynkiem pracy"),
    "p1a_m_health": ("dobra", "dobra", "dobra"),
    "p1a_m_income_type": ("brak dochodu", "fundusz alimentacyjny", "fundusz alimentacyjny"),
    "p1a_m_income_amount": ("0,00", "624,00", "624,00"),
}
_LABOUR_OFFICE = {
    "p1d_u_name": ("Anna Wiśniewska",),
    "p1d_u_registered": ("tak",),
    "p1d_u_jobseeker": ("nie",),
    "p1d_u_benefit": ("nie",),
    "p1d_u_lost": ("nie",),
    "p1d_u_no_right": ("tak",),
}
NEEDS = (
    "Pani Anna prosi o pomoc w utrzymaniu do czasu znalezienia pracy. Po opłaceniu rachunków "
    "nie zostaje na żywność i obuwie zimowe dla dzieci."
)
DIAGNOSIS = (
    "Matka samotnie wychowuje dwoje dzieci, jest zarejestrowana jako bezrobotna i szuka pracy. "
    "Mieszkanie jest czyste i ogrzewane piecem. Dochód nie wystarcza na podstawowe potrzeby."
)


def begin_visit(tour: Tour) -> None:
    """The list of visits, then the empty form at the kitchen table."""
    hands = tour.hands
    hands.open("interviews", InterviewsPage)
    tour.picture("wywiady-na-laptopie")
    page = hands.open("interview", InterviewPage, case_id=tour.facts["case_id"])
    sheet = _sheet(tour, page)
    tour.note(interview_id=_view(page).interview.id, form=sheet.questionnaire.version)
    tour.picture("wywiad-poczatek")
    for group in ("person", "address"):
        _take_known(tour, sheet, "A", group)
    for field_id, text in _PERSON.items():
        _type(tour, sheet, field_id, text)
    _chip(tour, sheet, "p1a_used_before", "nie")
    tour.picture("wywiad-segment-a")
    _take_known(tour, sheet, "A", "family")
    _fill_table(tour, sheet, "A", "family", _FAMILY)
    tour.picture("wywiad-rodzina")


def battery_dies(tour: Tour) -> None:
    """10:20: rent is typed, with a slip of the hand, and the laptop goes off in the middle of the next word."""
    sheet = _sheet(tour, tour.hands.page("interview", InterviewPage))
    _type(tour, sheet, "p1b_exp_rent", "5400,00")
    tour.hands.settle()
    tour.note(rent_questions={each.code for each in sheet.findings() if each.kind is FindingKind.DOUBT})
    tour.picture("wywiad-czynsz-zapytanie")
    _type(tour, sheet, "p1b_exp_rent", "540,00")
    _type(tour, sheet, "p1b_exp_electricity", "120,00")
    needs = _box(sheet, "p1h_needs").field
    if not isinstance(needs, LongText):
        raise Stuck("the needs are not typed as sentences")
    needs.writing.setFocus()
    type_letters(needs.writing, NEEDS[:40])
    spin(_SAVED_MS)
    tour.hands.settle()
    tour.note(typed_before_the_cut=dict(sheet.answers()))
    tour.cut_power()


def power_returns(tour: Tour) -> None:
    """The program is started again: same place, every letter."""
    page = tour.hands.open("interview", InterviewPage, case_id=tour.facts["case_id"])
    sheet = _sheet(tour, page)
    tour.note(found_after_the_cut=dict(sheet.answers()), place_after_the_cut=sheet.position())
    tour.picture("wywiad-po-awarii")


def fill_the_rest(tour: Tour) -> None:
    """The other compulsory segments; what does not apply is marked so."""
    sheet = _sheet(tour, tour.hands.page("interview", InterviewPage))
    _type(tour, sheet, "p1a_addr_phone", "601 224 918")
    _fill_table(tour, sheet, "D", "labour_office", _LABOUR_OFFICE)
    tour.picture("wywiad-segment-d")
    for code in "EFG":
        sheet.open_at(code)
        tour.hands.press_words(sheet, "Zaznacz segment: nie dotyczy")
    tour.picture("wywiad-nie-dotyczy")
    for field_id, words in (
        ("p1c_upkeep", "czyste, zadbane"),
        ("p1c_electricity", "dostępny"),
        ("p1c_problems", "nie"),
        ("p1h_safety_incident", "nie"),
    ):
        _chip(tour, sheet, field_id, words)
    _chip(tour, sheet, "p1c_tenure", "własność lokalu/domu")
    _chip(tour, sheet, "p1c_heating", "piece węglowe")
    tour.picture("wywiad-segment-c")
    _type(tour, sheet, "p1h_needs", NEEDS)
    _take_known(tour, sheet, "H", "dates")
    tour.picture("wywiad-segment-h")
    _type(tour, sheet, "p1i_diagnosis", DIAGNOSIS)
    _chip(tour, sheet, "p1i_grounds", "ubóstwo")
    _chip(tour, sheet, "p1i_grounds", "bezrobocie")
    tour.picture("wywiad-segment-i")
    _type(tour, sheet, "p1j_plan_scope", "zasiłek okresowy z powodu bezrobocia")
    _type(tour, sheet, "p1j_plan_place_date", "Wola Przedborska, 12.11.2026")
    tour.picture("wywiad-segment-j")
    _chip(tour, sheet, "all_place_kind", "miejsce zamieszkania")
    _chip(tour, sheet, "all_ward_kind", "nie")
    _chip(tour, sheet, "all_informed_art109", "tak")
    tour.note(amounts={name: sheet.filling().value(name) for name in _AMOUNTS})


_AMOUNTS = ("p1j_family_income", "p1j_income_per_person", "p1j_criterion")


def finish_visit(tour: Tour) -> None:
    """The end: gaps and doubts are listed once, then the form is sealed and printed for her signature."""
    hands = tour.hands
    page = hands.page("interview", InterviewPage)
    sheet = _sheet(tour, page)
    sheet.open_at(sheet.filling().segments[-1].code)
    hands.press_words(sheet, "Zakończ wywiad")
    if page.sheet is sheet and _view(page).interview.finished_at is None:
        tour.picture("wywiad-zanim-zakonczysz")
        hands.press_words(sheet, "Zakończ")
    view: InterviewView = tour.ask(open_interview, OpenInterview(tour.facts["interview_id"]))
    tour.note(seal=view.interview.seal, finished_at=view.interview.finished_at, left_out=view.interview.left_out)
    tour.picture("wywiad-zakonczony")
    hands.press(page.closed.print_button)
    paper = hands.dialog(PaperWindow)
    tour.picture("kwestionariusz", paper)
    paper.close()
    if view.interview.document_id is not None:
        tour.note(form_pdf=tour.paper("kwestionariusz", view.interview.document_id))


def sign_and_take_over(tour: Tour) -> None:
    """Anna signed the paper; what she told goes into the files after its difference was seen."""
    hands = tour.hands
    page = hands.page("interview", InterviewPage)
    hands.settle()
    tour.note(offers=[(line.offer.name, line.offer.before, line.offer.now) for line in page.closed.offers.lines])
    tour.picture("z-wywiadu-do-kartoteki")
    for line in page.closed.offers.lines:
        if line.offer.code is OfferCode.INCOME:
            line.tick.setChecked(False)  # the office writes incomes down when their papers are there
    hands.press(page.closed.offers.take)
    page.closed.ask_signature()
    dialog = hands.dialog(FormDialog)
    hands.press(dialog.go)
    tour.picture("wywiad-podpisany")


# -- hands on the sheet ------------------------------------------------------------------------------------------


def _view(page: InterviewPage) -> InterviewView:
    if page.view is None:
        raise Stuck("no interview is open")
    return page.view


def _sheet(tour: Tour, page: InterviewPage) -> Sheet:
    return tour.hands.wait_for("the sheet", lambda: page.sheet)


def _box(sheet: Sheet, field_id: str, row: int = 0) -> Box:
    place = sheet.questionnaire.places[field_id]
    sheet.open_at(place.segment.code, field_id, row)
    for box in sheet.findChildren(Box):
        if box.key() == (field_id, row):
            return box
    raise Stuck(f"{field_id} is not on the sheet")


def _type(tour: Tour, sheet: Sheet, field_id: str, text: str, row: int = 0) -> None:
    field = _box(sheet, field_id, row).field
    if isinstance(field, LineField | LongText):
        tour.hands.type_into(field, text)
    else:
        raise Stuck(f"{field_id} is not typed into")


def _chip(tour: Tour, sheet: Sheet, field_id: str, words: str) -> None:
    field = _box(sheet, field_id).field
    if isinstance(field, ChipField):
        tour.hands.tick(field, words)
    elif isinstance(field, ChoiceField):
        place = next(at for at in range(field.combo.count()) if field.combo.itemText(at) == words)
        tour.hands.choose(field, field.combo.itemData(place))
    else:
        raise Stuck(f"{field_id} is not chosen from")


def _take_known(tour: Tour, sheet: Sheet, code: str, group_id: str) -> None:
    """Press "Wpisz z kartoteki" of a group."""
    sheet.open_at(code)
    group = next(each for each in sheet.findChildren(GroupView) if each.group.id == group_id)
    tour.hands.press_words(group, "Wpisz z kartoteki")


def _fill_table(tour: Tour, sheet: Sheet, code: str, group_id: str, columns: Mapping[str, Sequence[str]]) -> None:
    """Type into a table, cell by cell."""
    sheet.open_at(code)
    table = next(each for each in sheet.findChildren(AnswerTable) if each.group.id == group_id)
    rows = table.rows
    places = {column.id: place for place, column in enumerate(rows.columns)}
    for field_id, texts in columns.items():
        for row, text in enumerate(texts):
            if not rows.setData(rows.index(row, places[field_id]), text):
                raise Stuck(f"{field_id} does not take {text!r}")
    tour.hands.settle()
