"""What the screen of payments shows: every list, the register, and what a new list begins with."""

from dataclasses import dataclass
from datetime import date

from app.domain.months import add_months
from app.domain.payments import ListState, PaymentList
from app.domain.roles import MAY, Act, Role
from app.services.office import Office
from app.services.office_settings import read_profile
from app.services.payment_registers import RegisterView, ShowPaymentRegister, show_payment_register
from app.services.payment_views import ListPaymentLists, ListRow, list_payment_lists

OPEN_STATES = (ListState.DRAFT, ListState.CHECKED, ListState.APPROVED)


@dataclass(frozen=True)
class ShowPayments:
    """Ask for the screen of payments."""


@dataclass(frozen=True)
class CountOpenPaymentLists:
    """Ask how many lists are on their way."""


@dataclass(frozen=True, kw_only=True)
class PaymentsView:
    """``pay_on`` is the office's next day of payment; ``may_prepare`` and ``may_configure`` are of whoever sits here.

    ``may_open`` is true where the register can be opened.
    """

    today: date
    pay_on: date
    register: RegisterView
    rows: tuple[ListRow, ...]
    may_prepare: bool
    may_configure: bool

    @property
    def may_open(self) -> bool:
        """Whether payments can be switched on at this workstation."""
        return self.register.register is None and self.register.may_hand_over


def show_payments(office: Office, _: ShowPayments) -> PaymentsView:
    """Without a register there are no lists; the view then says where it can be opened."""
    today = office.calendar.today()
    allowed = MAY[Role(office.clerk.role)] if office.clerk.role in MAY else frozenset()
    with office.reading() as file:
        pay_day = read_profile(file).pay_day
    return PaymentsView(
        today=today,
        pay_on=next_pay_day(today, pay_day),
        register=show_payment_register(office, ShowPaymentRegister()),
        rows=list_payment_lists(office, ListPaymentLists()),
        may_prepare=Act.PREPARE_PAYMENTS in allowed,
        may_configure=Act.CONFIGURE in allowed,
    )


def count_open_payment_lists(office: Office, _: CountOpenPaymentLists) -> int:
    """Lists that are neither closed nor dropped; their lines are not read for it."""
    with office.reading() as file:
        return sum(not each.is_closed for state in OPEN_STATES for each in file.find(PaymentList, state=state))


def next_pay_day(today: date, pay_day: int) -> date:
    """The day of the month on which the office pays (at most the 28th), today or next."""
    here = today.replace(day=pay_day)
    return here if here >= today else add_months(here, 1)
