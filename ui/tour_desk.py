"""The tour's steps at the office: intake, letters, incomes, decision, service, settings."""

from app.domain.cases import Case
from app.domain.households import Relation
from app.domain.records import RecordId
from app.services.case_views import CaseView, OpenCase, open_case
from app.services.registers import ListRegisters, list_registers
from app.services.searching import FindAnything, find_anything
from ui.papers import PaperWindow
from ui.screens.case import CasePage
from ui.screens.case_delivery import DeliveryDialog
from ui.screens.case_forms import SignatureDialog
from ui.screens.intake import ORAL, REPORT, IntakePage
from ui.screens.report import CaseFromReportDialog, ReportPage
from ui.screens.settings import SettingsPage
from ui.screens.settings_register_forms import YearDialog
from ui.screens.today import TodayPage
from ui.tour import Tour

NOTICE = "notice_of_proceedings"
ANNA, ZOFIA, JAN, HENRYK = "92031401242", "17250203464", "20282102337", "59021104550"
CLAIM = (
    "Wnoszę o przyznanie zasiłku okresowego. Jestem osobą bezrobotną bez prawa do zasiłku, "
    "samotnie wychowuję dwoje dzieci."
)
_NORTH_LIST = "MGOPS.5110.3"


def morning(tour: Tour) -> None:
    """The first page, before anybody came."""
    tour.hands.open("today", TodayPage)
    tour.picture("dzisiaj")


def take_application(tour: Tour) -> None:
    """Anna Wiśniewska applies orally; the protocol is printed for her signature."""
    hands = tour.hands
    page = hands.open("new-application", IntakePage, kind=ORAL)
    hands.wait_for("the form", lambda: getattr(page, "person", None))
    tour.picture("nowe-zgloszenie-puste")
    person = page.person.fields
    for field, text in (
        (person.last_name, "Wiśniewska"),
        (person.first_name, "Anna"),
        (person.pesel, ANNA),
        (person.phone, "44 781 22 60"),
    ):
        hands.type_into(field, text)
    tour.note(read_from_pesel=(person.born_on.value(), person.sex.value()))
    address = page.address.fields
    for line, text in (
        (address.locality, "Wola Przedborska"),
        (address.house, "14"),
        (address.postal_code, "97-570"),
        (address.post_town, "Przedbórz"),
    ):
        hands.type_into(line, text)
    for first_name, last_name, pesel in (("Zofia", "Wiśniewska", ZOFIA), ("Jan", "Wiśniewski", JAN)):
        row = page.household.add_row()
        hands.type_into(row.first_name, first_name)
        hands.type_into(row.last_name, last_name)
        hands.type_into(row.pesel, pesel)
        hands.choose(row.relation, Relation.CHILD.value)
    claim = page.claim
    hands.choose(claim.benefit, "periodic_allowance")
    hands.choose(claim.list, _list_key(page))
    hands.tick(claim.reasons, "bezrobocie")
    hands.type_into(claim.claim, CLAIM)
    hands.tick(claim.is_complete, "nie")
    hands.type_into(claim.missing, "zaświadczenie z powiatowego urzędu pracy")
    hands.choose(page.region, "Północ")
    tour.picture("nowe-zgloszenie-wypelnione")
    hands.press(page.take)
    protocol = hands.dialog(PaperWindow)
    tour.picture("protokol", protocol)
    protocol.close()
    view = case_of(tour, "Wiśniewska Anna")
    tour.note(
        sign=view.case.sign,
        case_id=view.case.id,
        person_id=view.person.id,
        clocks={clock.deadline.kind: clock.deadline.ends_on for clock in view.clocks},
        protocol=tour.paper("protokol", _paper(view, "oral_application_protocol")),
    )
    tour.picture("sprawa-po-przyjeciu")


def sign_protocol(tour: Tour) -> None:
    """She signed the printed protocol."""
    page = tour.hands.open("case", CasePage, case_id=tour.facts["case_id"])
    tour.hands.settle()
    page.next_card.followed.emit("signature")
    dialog = tour.hands.dialog(SignatureDialog)
    tour.picture("podpis-pod-wnioskiem", dialog)
    tour.hands.press(dialog.go)


def write_notice(tour: Tour) -> None:
    """The notice of proceedings goes out."""
    hands = tour.hands
    page = hands.open("case", CasePage, case_id=tour.facts["case_id"])
    hands.settle()
    page.letters.open(NOTICE)
    drafted = hands.dialog(PaperWindow)
    tour.picture("zawiadomienie", drafted)
    hands.press_words(drafted, "Sporządź i zachowaj")
    view = case_of(tour, "Wiśniewska Anna")
    tour.note(notice=tour.paper("zawiadomienie", _paper(view, NOTICE)))


def enter_receipt(tour: Tour) -> None:
    """The receipt came back: served on 9 November."""
    deliver(tour, NOTICE, "9.11.2026")
    tour.picture("sprawa-po-zawiadomieniu")


def deliver(tour: Tour, template: str, served_on: str) -> None:
    """Enter the day on which a paper of the case was served."""
    hands = tour.hands
    page = hands.open("case", CasePage, case_id=tour.facts["case_id"])
    hands.settle()
    view = tour.ask(open_case, OpenCase(tour.facts["case_id"]))
    paper = next(each for each in view.papers if each.document.template == template)
    page.papers.deliver.emit(paper)
    dialog = hands.dialog(DeliveryDialog)
    hands.type_into(dialog.served_on, served_on)
    tour.picture("doreczenie", dialog)
    hands.press(dialog.go)


def take_report(tour: Tour) -> None:
    """The police report Henryk Łuczak; it is urgent, and the office opens a case by itself."""
    hands = tour.hands
    page = hands.open("new-application", IntakePage, kind=REPORT)
    hands.settle()
    report = page.report
    hands.type_into(report.about, "Henryk Łuczak, Góry Mokre 3")
    hands.choose(report.kind, "police")
    hands.type_into(report.reporter, "Komisariat Policji w Przedborzu, tel. 997")
    hands.type_into(report.facts, "Starszy mężczyzna mieszka sam, w domu nie ma opału, temperatura poniżej 10 stopni.")
    hands.type_into(report.received_on, "20.11.2026")
    hands.tick(report.urgency, "pilny")
    tour.picture("zgloszenie-policji")
    hands.press(page.take)
    taken = hands.page("report", ReportPage)
    hands.wait_for("the report", lambda: taken.begin if taken.begin.isVisible() else None)
    tour.picture("zgloszenie-przyjete")
    hands.press(taken.begin)
    dialog = hands.dialog(CaseFromReportDialog)
    hands.choose(dialog.benefit, "purpose_allowance")
    for field, text in (
        (dialog.person.last_name, "Łuczak"),
        (dialog.person.first_name, "Henryk"),
        (dialog.person.pesel, HENRYK),
        (dialog.address.locality, "Góry Mokre"),
        (dialog.address.house, "3"),
        (dialog.address.postal_code, "97-570"),
        (dialog.address.post_town, "Przedbórz"),
    ):
        hands.type_into(field, text)
    tour.picture("zgloszenie-sprawa", dialog)
    hands.press(dialog.go)
    hands.page("case", CasePage)
    view = case_of(tour, "Łuczak Henryk")
    tour.note(
        urgent_sign=view.case.sign,
        urgent_clocks={clock.deadline.kind: clock.deadline.ends_on for clock in view.clocks},
    )
    tour.picture("sprawa-pilna")


def prepare_next_year(tour: Tour) -> None:
    """The head looks the settings over, opens the lists of cases of the next year, and tries the dark theme."""
    hands = tour.hands
    page = hands.open("settings", SettingsPage)
    hands.settle()
    tour.picture("ustawienia-osrodek")
    hands.open("settings", SettingsPage, section="lists")
    hands.settle()
    hands.press(page.lists.open_year)
    dialog = hands.dialog(YearDialog)
    tour.picture("ustawienia-spisy", dialog)
    hands.press(dialog.go)
    tour.note(lists_of_next_year=[each.case_list.name for each in tour.ask(list_registers, ListRegisters(2027))])
    hands.open("settings", SettingsPage, section="computer")
    hands.settle()
    hands.choose(page.computer.theme, "dark")
    tour.picture("ustawienia-ciemne")
    hands.choose(page.computer.theme, "light")


def case_of(tour: Tour, text: str) -> CaseView:
    """The case that the search finds first."""
    found = tour.ask(find_anything, FindAnything(text))
    case: Case = found.cases[0].case
    view: CaseView = tour.ask(open_case, OpenCase(case.id))
    return view


def _paper(view: CaseView, template: str) -> RecordId:
    return next(each.document.id for each in view.papers if each.document.template == template)


def _list_key(page: IntakePage) -> str:
    combo = page.claim.list.combo
    return str(
        next(combo.itemData(at) for at in range(combo.count()) if combo.itemText(at).startswith(_NORTH_LIST + " "))
    )
