"""Every screen of the window, in the order of the menu.

Here stands what the window says of a screen before anybody opens it. A page is imported at its first visit, with the
services that it asks: the window is painted before any of them is needed.
"""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.i18n import _
from ui.screen import DeskLike, Navigator, Screen

Show = Callable[[int], None]


# -- pages ------------------------------------------------------------------------------------------------------------


def _today(desk: DeskLike, navigator: Navigator) -> QWidget:
    from ui.screens.today import TodayPage

    return TodayPage(desk, navigator)


def _intake(desk: DeskLike, navigator: Navigator) -> QWidget:
    from ui.screens.intake import IntakePage

    return IntakePage(desk, navigator)


def _persons(desk: DeskLike, navigator: Navigator) -> QWidget:
    from ui.screens.persons import PersonsPage

    return PersonsPage(desk, navigator)


def _person(desk: DeskLike, navigator: Navigator) -> QWidget:
    from ui.screens.person import PersonPage

    return PersonPage(desk, navigator)


def _cases(desk: DeskLike, navigator: Navigator) -> QWidget:
    from ui.screens.cases import CasesPage

    return CasesPage(desk, navigator)


def _case(desk: DeskLike, navigator: Navigator) -> QWidget:
    from ui.screens.case import CasePage

    return CasePage(desk, navigator)


def _money(desk: DeskLike, navigator: Navigator) -> QWidget:
    from ui.screens.money import MoneyPage

    return MoneyPage(desk, navigator)


def _undue(desk: DeskLike, navigator: Navigator) -> QWidget:
    from ui.screens.undue import UnduePage

    return UnduePage(desk, navigator)


def _report(desk: DeskLike, navigator: Navigator) -> QWidget:
    from ui.screens.report import ReportPage

    return ReportPage(desk, navigator)


def _interviews(desk: DeskLike, navigator: Navigator) -> QWidget:
    from ui.screens.interviews import InterviewsPage

    return InterviewsPage(desk, navigator)


def _interview(desk: DeskLike, navigator: Navigator) -> QWidget:
    from ui.screens.interview import InterviewPage

    return InterviewPage(desk, navigator)


def _day_plan(desk: DeskLike, navigator: Navigator) -> QWidget:
    from ui.screens.dayplan import DayplanPage

    return DayplanPage(desk, navigator)


def _decisions(desk: DeskLike, navigator: Navigator) -> QWidget:
    from ui.screens.decisions import DecisionsPage

    return DecisionsPage(desk, navigator)


def _decision(desk: DeskLike, navigator: Navigator) -> QWidget:
    from ui.screens.decision import DecisionPage

    return DecisionPage(desk, navigator)


def _recalculation(desk: DeskLike, navigator: Navigator) -> QWidget:
    from ui.screens.recalculation import RecalculationPage

    return RecalculationPage(desk, navigator)


def _resolutions(desk: DeskLike, navigator: Navigator) -> QWidget:
    from ui.screens.resolutions import ResolutionsPage

    return ResolutionsPage(desk, navigator)


def _law_amounts(desk: DeskLike, navigator: Navigator) -> QWidget:
    from ui.screens.amounts import AmountsPage

    return AmountsPage(desk, navigator)


def _readings(desk: DeskLike, navigator: Navigator) -> QWidget:
    from ui.screens.readings import ReadingsPage

    return ReadingsPage(desk, navigator)


def _help(desk: DeskLike, navigator: Navigator) -> QWidget:
    from ui.screens.help import HelpPage

    return HelpPage(desk, navigator)


def _care_home(desk: DeskLike, navigator: Navigator) -> QWidget:
    from ui.screens.carehome import CarehomePage

    return CarehomePage(desk, navigator)


def _payments(desk: DeskLike, navigator: Navigator) -> QWidget:
    from ui.screens.payments import PaymentsPage

    return PaymentsPage(desk, navigator)


def _payment_list(desk: DeskLike, navigator: Navigator) -> QWidget:
    from ui.screens.paylist import PaylistPage

    return PaylistPage(desk, navigator)


def _exchange(desk: DeskLike, navigator: Navigator) -> QWidget:
    from ui.screens.exchange import ExchangePage

    return ExchangePage(desk, navigator)


def _settings(desk: DeskLike, navigator: Navigator) -> QWidget:
    from ui.screens.settings import SettingsPage

    return SettingsPage(desk, navigator)


# -- the numbers beside their names -----------------------------------------------------------------------------------


def _count_today(desk: DeskLike, show: Show) -> None:
    from app.services.today import CountToday, count_today

    desk.ask(count_today, CountToday(), show)


def _count_cases(desk: DeskLike, show: Show) -> None:
    from app.services.cases import CountOpenCases, count_open_cases

    desk.ask(count_open_cases, CountOpenCases(), show)


def _count_interviews(desk: DeskLike, show: Show) -> None:
    from app.services.interview_lists import CountOpenInterviews, count_open_interviews

    desk.ask(count_open_interviews, CountOpenInterviews(), show)


def _count_decisions(desk: DeskLike, show: Show) -> None:
    from app.services.decision_lists import CountWaitingDecisions, count_waiting_decisions

    desk.ask(count_waiting_decisions, CountWaitingDecisions(), show)


def _count_payments(desk: DeskLike, show: Show) -> None:
    from app.services.payment_screens import CountOpenPaymentLists, count_open_payment_lists

    desk.ask(count_open_payment_lists, CountOpenPaymentLists(), show)


def _count_disputes(desk: DeskLike, show: Show) -> None:
    from app.services.exchange.disputes import ListDisputes, list_disputes

    desk.ask(list_disputes, ListDisputes(), lambda found: show(len(found)))


SCREENS: tuple[Screen, ...] = (
    Screen("today", lambda: _("Dzisiaj"), "today", _today, badge=_count_today),
    Screen("new-application", lambda: _("Nowy wniosek lub zgłoszenie"), "applications", _intake, under="cases"),
    Screen("persons", lambda: _("Osoby i rodziny"), "persons", _persons),
    Screen("person", lambda: _("Karta osoby"), "person", _person, under="persons"),
    Screen("cases", lambda: _("Sprawy"), "cases", _cases, badge=_count_cases),
    Screen("case", lambda: _("Sprawa"), "cases", _case, under="cases"),
    Screen("money", lambda: _("Pieniądze w sprawie"), "payments", _money, under="cases"),
    Screen("undue", lambda: _("Świadczenia nienależnie pobrane"), "payments", _undue, under="cases"),
    Screen("report", lambda: _("Zgłoszenie"), "applications", _report, under="cases"),
    Screen("interviews", lambda: _("Wywiady"), "interviews", _interviews, badge=_count_interviews),
    Screen("interview", lambda: _("Wywiad"), "interviews", _interview, under="interviews"),
    Screen("day-plan", lambda: _("Plan dnia"), "calendar", _day_plan, under="interviews"),
    Screen("decisions", lambda: _("Decyzje"), "decisions", _decisions, badge=_count_decisions),
    Screen("decision", lambda: _("Decyzja"), "decisions", _decision, under="decisions"),
    Screen("recalculation", lambda: _("Ponowne obliczenie"), "decisions", _recalculation, under="decisions"),
    Screen("law-amounts", lambda: _("Kwoty ustawowe"), "law", _law_amounts, under="decisions"),
    Screen("resolutions", lambda: _("Uchwały rady"), "law", _resolutions, under="decisions"),
    Screen("readings", lambda: _("Odczytania przepisów"), "law", _readings, under="decisions"),
    Screen("help", lambda: _("Inna pomoc i opłaty"), "law", _help, under="decisions"),
    Screen("care-home", lambda: _("Opłata za dom pomocy społecznej"), "law", _care_home, under="decisions"),
    Screen("payments", lambda: _("Wypłaty"), "payments", _payments, badge=_count_payments),
    Screen("payment-list", lambda: _("Lista wypłat"), "payments", _payment_list, under="payments"),
    Screen(
        "exchange", lambda: _("Wymiana"), "exchange", _exchange, section=lambda: _("Ośrodek"), badge=_count_disputes
    ),
    Screen("settings", lambda: _("Ustawienia"), "settings", _settings, section=lambda: _("Ośrodek")),
)
BY_ID = {screen.id: screen for screen in SCREENS}
