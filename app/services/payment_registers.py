"""The register of payment lists of a budget: who closes them, and from which account is paid.

Exactly one workstation closes lists, so nobody is paid twice for one month. Whoever closes the first one must not be
chosen in two places at once: the right belongs to the workstation that founded the office, which alone can open the
register, and is handed over from there like a list of cases. What is handed over travels with every list closed before.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.domain.accounts import bare_account
from app.domain.bank_files import WrongPayingAccount, is_nrb
from app.domain.entitlements import MonthRow
from app.domain.letter_guard import TELLING
from app.domain.offices import SETTINGS, Setting, Workstation
from app.domain.payments import SOCIAL_ASSISTANCE, BankEncoding, PaymentList, PaymentRegister, register_id
from app.domain.problems import Refusal
from app.domain.records import RecordId
from app.domain.roles import Act
from app.domain.tidying import tidy
from app.services.office import Done, Office
from app.services.ports import Reading
from app.services.register_heirs import heir_of
from app.services.registers import here

NEUTRAL_TITLE = "Świadczenie"
"""What stands in a transfer where the office says nothing else: no benefit, no centre, no reason."""


class RegisterOpened(Refusal):
    """The register of payment lists is there already."""

    code = "payment_register_opened"


class NoRegister(Refusal):
    """Nobody has opened the register of payment lists yet (facts: keeper, who may)."""

    code = "no_payment_register"


class ClosedElsewhere(Refusal):
    """Another workstation has the right to close payment lists, and alone can give it away (facts: keeper)."""

    code = "payment_lists_closed_elsewhere"


class KeeperDisputed(Refusal):
    """Two workstations say something else of who closes lists; a person must settle it first."""

    code = "payment_keeper_disputed"


class TellingTitle(Refusal):
    """A transfer must not say what kind of help it is (social assistance act art. 100 ust. 1; facts: word)."""

    code = "telling_transfer_title"


class CannotClose(Refusal):
    """A workstation that takes no part in the office cannot close lists (facts: name)."""

    code = "cannot_close_payments"


@dataclass(frozen=True)
class RegisterView:
    """The register as Settings shows it; ``register`` None where nobody opened it. ``holder`` has the right now.

    ``proposal`` is what an opened register would say. ``may_hand_over`` is true at the one workstation that can.
    """

    register: PaymentRegister | None
    holder: str
    is_here: bool
    may_hand_over: bool
    is_orphan: bool
    closed: int
    last_closed_on: date | None
    proposal: PaymentRegister
    stations: tuple[Workstation, ...]


@dataclass(frozen=True)
class ShowPaymentRegister:
    """Ask who closes payment lists."""

    budget: str = SOCIAL_ASSISTANCE


@dataclass(frozen=True, kw_only=True)
class OpenPaymentRegister:
    """Begin to pay from the program, first for ``from_month``."""

    from_month: date
    account: str
    sender: str
    encoding: BankEncoding = BankEncoding.WINDOWS
    transfer_title: str = NEUTRAL_TITLE
    budget: str = SOCIAL_ASSISTANCE


@dataclass(frozen=True)
class ChangePaymentRegister:
    """Another account, sender, title or letters for the lists that come; closed ones keep theirs."""

    before: PaymentRegister
    after: PaymentRegister


@dataclass(frozen=True)
class HandOverPayments:
    """Let another workstation close payment lists from now on."""

    before: PaymentRegister
    keeper_id: RecordId


def show_payment_register(office: Office, request: ShowPaymentRegister) -> RegisterView:
    """Who has the right, where it can be handed over, and what was closed so far."""
    with office.reading() as file:
        stations = file.find(Workstation)
        me = here(file, office)
        register = find_register(file, request.budget)
        keeper_id = register.keeper_id if register is not None else founder(file, stations)
        keeper = next((each for each in stations if each.id == keeper_id), None)
        heir = heir_of(file, stations, keeper_id) if keeper_id is not None else None
        holder = heir or keeper
        closed = _closed(file, register)
        return RegisterView(
            register=register,
            holder=keeper.name if keeper is not None else "",
            is_here=keeper is not None and me is not None and keeper.id == me.id,
            may_hand_over=holder is not None and me is not None and holder.id == me.id,
            is_orphan=keeper is None or keeper.retired_on is not None,
            closed=len(closed),
            last_closed_on=max((each.closed_on for each in closed if each.closed_on), default=None),
            proposal=_proposal(office, file, keeper_id or register_id(request.budget), request.budget),
            stations=tuple(sorted((each for each in stations if each.retired_on is None), key=lambda each: each.name)),
        )


def open_payment_register(office: Office, request: OpenPaymentRegister) -> Done[PaymentRegister]:
    """Only where the office was founded, or where that workstation's duties went, so it cannot happen twice."""
    office.allow(Act.CONFIGURE)
    with office.work("Otwarcie rejestru list wypłat") as work:
        if find_register(work, request.budget) is not None:
            raise RegisterOpened
        me, stations = here(work, office), work.find(Workstation)
        founder_id = founder(work, stations)
        heir = heir_of(work, stations, founder_id) if founder_id is not None else None
        first = heir or next((each for each in stations if each.id == founder_id), None)
        if me is None or first is None or first.id != me.id:
            raise NoRegister(keeper=first.name if first is not None else "")
        fresh = _checked(
            PaymentRegister(
                id=register_id(request.budget),
                budget=request.budget,
                keeper_id=me.id,
                account=request.account,
                sender=request.sender,
                encoding=request.encoding,
                transfer_title=request.transfer_title,
                from_month=request.from_month.replace(day=1),
            )
        )
        work.add(fresh)
        return Done(fresh, work.commit())


def change_payment_register(office: Office, request: ChangePaymentRegister) -> Done[PaymentRegister]:
    """Only at the workstation that closes lists, so a list and its bank file always name one account."""
    office.allow(Act.CONFIGURE)
    with office.work("Rachunek i tytuł wypłat") as work:
        stored = demand_kept(office, work, request.before.budget)
        fixed = replace(request.after, id=stored.id, budget=stored.budget, keeper_id=stored.keeper_id)
        work.change(request.before, _checked(replace(fixed, from_month=stored.from_month)))
        return Done(work.get(PaymentRegister, stored.id), work.commit())


def hand_over_payments(office: Office, request: HandOverPayments) -> Done[PaymentRegister]:
    """The last thing that its holder does with it; for a retired holder its heir does, as with lists of cases."""
    office.allow(Act.CONFIGURE)
    with office.work("Przekazanie prawa zamykania list wypłat") as work:
        stored = work.get(PaymentRegister, request.before.id)
        stations = {each.id: each for each in work.find(Workstation)}
        me, taker = here(work, office), stations.get(request.keeper_id)
        if taker is None or taker.retired_on is not None:
            raise CannotClose(name=taker.name if taker is not None else "")
        keeper = heir_of(work, stations.values(), stored.keeper_id) or stations.get(stored.keeper_id)
        if keeper is None or me is None or keeper.id != me.id:
            raise ClosedElsewhere(keeper=keeper.name if keeper is not None else "")
        _demand_agreed(work, stored)
        work.change(request.before, replace(request.before, keeper_id=taker.id))
        return Done(work.get(PaymentRegister, stored.id), work.commit())


def find_register(file: Reading, budget: str = SOCIAL_ASSISTANCE) -> PaymentRegister | None:
    """The register of a budget, if somebody opened it."""
    return file.many(PaymentRegister, [register_id(budget)]).get(register_id(budget))


def demand_register(file: Reading, budget: str = SOCIAL_ASSISTANCE) -> PaymentRegister:
    """The register; without one nothing is paid from the program."""
    register = find_register(file, budget)
    if register is None:
        stations = file.find(Workstation)
        founder_id = founder(file, stations)
        raise NoRegister(keeper=next((each.name for each in stations if each.id == founder_id), ""))
    return register


def demand_kept(office: Office, file: Reading, budget: str = SOCIAL_ASSISTANCE) -> PaymentRegister:
    """The register, where this workstation closes its lists and nobody says otherwise."""
    register = demand_register(file, budget)
    _demand_agreed(file, register)
    me = here(file, office)
    if me is None or me.id != register.keeper_id or me.retired_on is not None:
        keeper = file.many(Workstation, [register.keeper_id]).get(register.keeper_id)
        raise ClosedElsewhere(keeper=keeper.name if keeper is not None else "")
    return register


_NEVER = (datetime.max, (0, 0), True)


def founder(file: Reading, stations: Iterable[Workstation]) -> RecordId | None:
    """The workstation whose entry was written before every other: the one that founded the office.

    Any other was admitted by one that was there, and the clock of entries only rises along such a chain.
    """
    first = min(stations, key=lambda each: _written_at(file, each), default=None)
    return first.id if first is not None else None


def _written_at(file: Reading, station: Workstation) -> tuple[datetime, tuple[int, int], bool]:
    written = file.history(Workstation, station.id)
    return min(((each.at, each.dot, each.author != station.author) for each in written), default=_NEVER)


def _demand_agreed(file: Reading, register: PaymentRegister) -> None:
    if any(each.id == register.id and each.field in ("keeper_id", "life") for each in file.contradictions()):
        raise KeeperDisputed


def _closed(file: Reading, register: PaymentRegister | None) -> list[PaymentList]:
    if register is None:
        return []
    return [each for each in file.find(PaymentList, register_id=register.id) if each.is_closed]


def _proposal(office: Office, file: Reading, keeper_id: RecordId, budget: str) -> PaymentRegister:
    """What the office's letterhead says already."""
    values = SETTINGS | {each.name: each.value for each in file.find(Setting) if each.value}
    names = ("office_short_name", "office_address", "office_postal")
    sender = "\n".join(values[name] for name in names if values[name])
    month = office.calendar.today().replace(day=1)
    return PaymentRegister(
        id=register_id(budget),
        budget=budget,
        keeper_id=keeper_id,
        sender=sender,
        transfer_title=NEUTRAL_TITLE,
        from_month=month,
    )


def _checked(register: PaymentRegister) -> PaymentRegister:
    """Refuses an account that no bank of the country has; an empty one is allowed where nothing goes by transfer."""
    account = bare_account(register.account)
    if account and not is_nrb(account):
        raise WrongPayingAccount
    clean = tidy(replace(register, account=account))
    if found := TELLING.search(clean.transfer_title):
        raise TellingTitle(word=found[0])
    return replace(clean, transfer_title=clean.transfer_title or NEUTRAL_TITLE)


def is_outside(row: MonthRow, register: PaymentRegister | None) -> bool:
    """Whether a month was paid before the office paid from the program."""
    return register is None or (register.from_month is not None and row.month < register.from_month)
