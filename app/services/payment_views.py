"""Payment lists as they are shown, and as the bank takes them."""

from dataclasses import dataclass
from datetime import date

from app.domain.bank_files import Payer, Transfer, elixir_0
from app.domain.money import Grosze
from app.domain.offices import Workstation
from app.domain.payments import ListState, PaymentLine, PaymentList, PaymentReturn, lines_of
from app.domain.persons import Clerk
from app.domain.problems import Refusal
from app.domain.records import RecordId
from app.services.office import Office
from app.services.payment_building import Blocked, Reasoned, in_the_way, reasoned
from app.services.payment_registers import find_register
from app.services.ports import Reading
from app.services.registers import here


class NotClosedYet(Refusal):
    """Only a closed list is sent to a bank, and only money of a closed list comes back."""

    code = "list_not_closed_yet"


class NotByTransfer(Refusal):
    """A list that is paid at the cash desk or by postal order has no bank file."""

    code = "not_by_transfer"


@dataclass(frozen=True)
class WriteBankFile:
    """Ask for the transfers of a closed list as the bank takes them."""

    list_id: RecordId


@dataclass(frozen=True)
class BankFile:
    """The bytes of the file, its name, and the totals that are compared with the bank's screen."""

    name: str
    content: bytes
    count: int
    total: Grosze


@dataclass(frozen=True)
class OpenPaymentList:
    """Ask for one list."""

    list_id: RecordId


@dataclass(frozen=True)
class ListPaymentLists:
    """Ask for all lists."""


@dataclass(frozen=True, kw_only=True)
class ListRow:
    """A list among the others, with what its lines add up to; ``parted`` as in the list of decisions."""

    listed: PaymentList
    count: int
    total: Grosze
    parted: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class PaymentListView:
    """A list as its screen shows it. ``problems`` are lines of an open list that cannot be paid as they stand."""

    listed: PaymentList
    lines: tuple[Reasoned, ...]
    problems: tuple[Blocked, ...]
    returns: tuple[PaymentReturn, ...]
    names: dict[RecordId, str]
    is_mine: bool
    is_closed_here: bool
    keeper: str

    @property
    def total(self) -> Grosze:
        """What the list pays (grosze)."""
        return sum(each.line.amount for each in self.lines)


def write_bank_file(office: Office, request: WriteBankFile) -> BankFile:
    """The same bytes each time: everything in them was copied when the list was closed."""
    with office.reading() as file:
        listed = file.get(PaymentList, request.list_id)
        if not listed.is_closed:
            raise NotClosedYet
        if listed.pay_by != "transfer":
            raise NotByTransfer
        lines = lines_on(file, listed)
    name = f"przelewy-{listed.number}-{listed.year}.pli"
    return BankFile(name, bank_file(listed, lines), len(lines), _total(lines))


def list_payment_lists(office: Office, _: ListPaymentLists) -> tuple[ListRow, ...]:
    """Open lists first, then the newest closed ones, then those that were dropped."""
    with office.reading() as file:
        rows = []
        parted = {*file.parted(PaymentList)}
        parted |= {line.list_id for line in file.many(PaymentLine, file.parted(PaymentLine)).values()}
        for listed in file.find(PaymentList):
            lines = [] if listed.is_closed else lines_on(file, listed)
            count, total = (listed.count, listed.total) if listed.is_closed else (len(lines), _total(lines))
            marks = frozenset({"sign"}) if listed.id in parted else frozenset[str]()
            rows.append(ListRow(listed=listed, count=count, total=total, parted=marks))
    return tuple(sorted(rows, key=_order))


def open_payment_list(office: Office, request: OpenPaymentList) -> PaymentListView:
    """A list with the reason of each line, what is in the way, what came back."""
    with office.reading() as file:
        listed = file.get(PaymentList, request.list_id)
        lines = lines_on(file, listed)
        is_open = not listed.is_closed and listed.state is not ListState.DROPPED
        keeper, is_here = keeper_of(office, file)
        return PaymentListView(
            listed=listed,
            lines=reasoned(office, file, lines),
            problems=tuple(in_the_way(office, file, lines)) if is_open else (),
            returns=tuple(back for line in lines for back in file.find(PaymentReturn, line_id=line.id)),
            names=_names(file, listed),
            is_mine=listed.made_by_id == office.clerk.id,
            is_closed_here=is_here,
            keeper=keeper,
        )


def keeper_of(office: Office, file: Reading) -> tuple[str, bool]:
    """The workstation that closes lists, and whether it is this one."""
    register = find_register(file)
    if register is None:
        return "", False
    keeper = file.many(Workstation, [register.keeper_id]).get(register.keeper_id)
    me = here(file, office)
    return (keeper.name if keeper is not None else "", me is not None and me.id == register.keeper_id)


def _names(file: Reading, listed: PaymentList) -> dict[RecordId, str]:
    ids = (listed.made_by_id, listed.checked_by_id, listed.approved_by_id, listed.closed_by_id)
    clerks = file.many(Clerk, [each for each in ids if each is not None])
    return {each: clerk.short_name for each, clerk in clerks.items()}


def _order(row: ListRow) -> tuple[int, int, int, bytes]:
    listed = row.listed
    rank = 1 if listed.is_closed else 2 if listed.state is ListState.DROPPED else 0
    return (rank, -listed.year, -listed.number, listed.id)


def lines_on(file: Reading, listed: PaymentList) -> list[PaymentLine]:
    """What a list pays, in its order."""
    return lines_of(listed, file.find(PaymentLine, list_id=listed.id))


def _total(lines: list[PaymentLine]) -> Grosze:
    return sum(line.amount for line in lines)


def bank_file(listed: PaymentList, lines: list[PaymentLine]) -> bytes:
    """The transfers of a closed list, the same bytes each time; refuses what a bank would not take."""
    payer = Payer(account=listed.account, holder=tuple(listed.sender.split("\n")), encoding=listed.encoding)
    transfers = [
        Transfer(
            position=line.position,
            amount=line.amount,
            account=line.account,
            payee=(line.payee, *line.payee_address.split("\n")),
            title=listed.transfer_title,
        )
        for line in lines
    ]
    return elixir_0(transfers, payer, listed.pay_on or listed.closed_on or date.max)
