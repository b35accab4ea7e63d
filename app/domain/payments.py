"""Payment lists: what they are made of, and the steps from a draft to a list that never changes again.

Nothing here is typed that a decision says already; what a client is to get follows from ``entitlements``. A closed list
is changed by nobody: what was wrong in it is put right by a further list, by a return that came back, or by a set-off.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.domain.problems import Refusal
from app.domain.records import Record, RecordId, derived_id

SOCIAL_ASSISTANCE = "social_assistance"
"""The budget from which the benefits of the social assistance act are paid; each budget has one register of lists."""


class ListState(StrEnum):
    """Draft → checked by a second person → approved by the head → closed; or dropped before that."""

    DRAFT = "draft"
    CHECKED = "checked"
    APPROVED = "approved"
    CLOSED = "closed"
    DROPPED = "dropped"


class HoldKind(StrEnum):
    """What a hold does: what is due waits, or nothing is due any more."""

    SUSPENDED = "suspended"
    NOT_COLLECTED = "not_collected"
    ENDED = "ended"


class ReturnReason(StrEnum):
    """Why money came back."""

    WRONG_ACCOUNT = "wrong_account"
    CLOSED_ACCOUNT = "closed_account"
    NOT_COLLECTED = "not_collected"
    DIED = "died"
    GIVEN_BACK = "given_back"
    OTHER = "other"


class BankEncoding(StrEnum):
    """The letters of a bank file, as Python names them; ASCII writes Polish letters without their marks."""

    WINDOWS = "cp1250"
    ISO = "iso8859_2"
    UTF8 = "utf_8"
    DOS = "cp852"
    ASCII = "ascii"


@dataclass(frozen=True, kw_only=True)
class PaymentRegister(Record):
    """The register of payment lists of one budget. Exactly one workstation closes its lists and numbers them.

    ``account`` is the account (NRB, 26 digits) from which is paid, ``sender`` its holder in lines, as the bank wants
    it; ``transfer_title`` says nothing of the benefit. What was due before ``from_month`` was paid outside the program.
    """

    budget: str
    keeper_id: RecordId
    account: str = ""
    sender: str = ""
    encoding: BankEncoding = BankEncoding.WINDOWS
    transfer_title: str = ""
    from_month: date | None = None


@dataclass(frozen=True, kw_only=True)
class PaymentList(Record):
    """Who is paid on one day in one way. ``month`` is the last month that is paid, ``benefit`` "" means all kinds.

    ``digest`` is the hash of the lines and of the sender as they were checked. From ``number`` on (the ordinal among
    the closed lists of ``year``) everything is as it was on the day of closing: ``total`` grosze, ``count`` lines.
    """

    register_id: RecordId
    month: date
    benefit: str = ""
    pay_by: str = "transfer"
    pay_on: date | None = None
    title: str = ""
    state: ListState = ListState.DRAFT
    made_on: date | None = None
    made_by_id: RecordId | None = None
    remark: str = ""
    checked_on: date | None = None
    checked_by_id: RecordId | None = None
    approved_on: date | None = None
    approved_by_id: RecordId | None = None
    digest: str = ""
    corrects_id: RecordId | None = None
    number: int = 0
    year: int = 0
    closed_on: date | None = None
    closed_by_id: RecordId | None = None
    total: int = 0
    count: int = 0
    account: str = ""
    sender: str = ""
    encoding: BankEncoding = BankEncoding.WINDOWS
    transfer_title: str = ""
    bank_file_id: RecordId | None = None
    print_id: RecordId | None = None

    @property
    def is_closed(self) -> bool:
        """A list with a number is closed, whatever a workstation that did not know of it has written since."""
        return self.number > 0

    @property
    def sign(self) -> str:
        """``3/2026`` of a closed list; "" before."""
        return f"{self.number}/{self.year}" if self.is_closed else ""


@dataclass(frozen=True, kw_only=True)
class PaymentLine(Record):
    """What one person gets for one month of one decision: ``amount`` grosze to hand, ``set_off`` kept back.

    Everything else is copied when the line is made, so that a closed list says for ever who was paid where and by which
    decision. ``position`` is the ordinal in the closed list; a line without one is in no closed list. ``return_id``
    names the return that this line pays again, ``set_off_id`` the debt that ``set_off`` lowers.
    """

    list_id: RecordId
    decision_id: RecordId
    case_id: RecordId
    person_id: RecordId
    month: date
    amount: int
    set_off: int = 0
    debt_id: RecordId | None = None
    return_id: RecordId | None = None
    benefit: str = ""
    decision_number: str = ""
    case_sign: str = ""
    payee: str = ""
    payee_address: str = ""
    account: str = ""
    position: int = 0


@dataclass(frozen=True, kw_only=True)
class PaymentReturn(Record):
    """Money of a closed line came back; it waits with its reason until it is paid again. One line returns once."""

    line_id: RecordId
    amount: int
    returned_on: date | None = None
    reason: ReturnReason = ReturnReason.OTHER
    note: str = ""
    noted_by_id: RecordId | None = None


@dataclass(frozen=True, kw_only=True)
class PaymentHold(Record):
    """A person stops what a decision grants, from a month to a month (open: for good), and says why."""

    decision_id: RecordId
    case_id: RecordId
    from_month: date
    to_month: date | None = None
    kind: HoldKind = HoldKind.SUSPENDED
    reason: str = ""
    noted_on: date | None = None
    noted_by_id: RecordId | None = None


@dataclass(frozen=True, kw_only=True)
class Debt(Record):
    """A debt (UPS art. 104 ust. 2) that is kept back from running benefits; ``monthly`` 0 means up to the limit.

    ``total`` and ``monthly`` are grosze, ``basis`` the sign of the decision that fixed the debt.
    """

    person_id: RecordId
    total: int
    monthly: int = 0
    from_month: date | None = None
    basis: str = ""
    ended_on: date | None = None
    noted_by_id: RecordId | None = None


class WrongListMove(Refusal):
    """The list is not in a state from which this is possible (facts: state, move)."""

    code = "wrong_list_move"


class OwnCheck(Refusal):
    """Whoever made a list can neither check nor approve it: four eyes."""

    code = "own_check"


class ListRemarkNeeded(Refusal):
    """A list that is sent back, or dropped, must say why."""

    code = "list_remark_needed"


class NothingOnList(Refusal):
    """A list without a line pays nobody."""

    code = "nothing_on_list"


class LinesChanged(Refusal):
    """The lines are not those that were checked; they must be checked again."""

    code = "lines_changed"


class WrongReturn(Refusal):
    """More came back than was paid, or nothing (facts: amount, paid in grosze)."""

    code = "wrong_return"


def register_id(budget: str) -> RecordId:
    """A budget has one register of lists, wherever it is first written."""
    return derived_id(b"payment-register", budget)


def return_id(line_id: RecordId) -> RecordId:
    """A line returns once: two workstations that note the same return write the same record."""
    return derived_id(line_id, "return")


def in_order(lines: Iterable[PaymentLine]) -> list[PaymentLine]:
    """Lines by name, then month; the order in which a list is printed and numbered."""
    return sorted(lines, key=lambda line: (line.payee.casefold(), line.person_id, line.month, line.id))


def lines_of(listed: PaymentList, lines: Iterable[PaymentLine]) -> list[PaymentLine]:
    """What the list pays: of a closed one only what it was closed with, whatever was written since."""
    found = [line for line in lines if line.list_id == listed.id]
    if not listed.is_closed:
        return in_order(found)
    return sorted((line for line in found if line.position), key=lambda line: line.position)


def digest_of(listed: PaymentList, lines: Sequence[PaymentLine]) -> str:
    """A hash of everything that a list pays, equal on every workstation; a position is not part of it."""
    told = [
        [
            *(part.hex() for part in (line.decision_id, line.case_id, line.person_id)),
            *(line.month.isoformat(), line.amount, line.set_off),
            *(part.hex() if part is not None else "" for part in (line.debt_id, line.return_id)),
            *(line.benefit, line.decision_number, line.case_sign, line.payee, line.payee_address, line.account),
        ]
        for line in in_order(lines)
    ]
    paid_on = listed.pay_on.isoformat() if listed.pay_on is not None else ""
    sender = [listed.account, listed.sender, listed.encoding.value, listed.transfer_title]
    whole = [listed.register_id.hex(), listed.month.isoformat(), listed.benefit, listed.pay_by, paid_on, sender, told]
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def demand_draft(listed: PaymentList) -> None:
    """Refuse to touch the lines of what was checked or closed."""
    _demand(listed, "edit", ListState.DRAFT)


def check(listed: PaymentList, lines: Sequence[PaymentLine], by_id: RecordId, on: date) -> PaymentList:
    """A second person has looked at every line."""
    _demand(listed, "check", ListState.DRAFT)
    if not lines:
        raise NothingOnList
    _demand_other(listed, by_id)
    return replace(
        listed, state=ListState.CHECKED, checked_on=on, checked_by_id=by_id, digest=digest_of(listed, lines), remark=""
    )


def approve(listed: PaymentList, lines: Sequence[PaymentLine], by_id: RecordId, on: date) -> PaymentList:
    """The head agrees to the lines as they were checked."""
    _demand(listed, "approve", ListState.CHECKED)
    _demand_other(listed, by_id)
    demand_lines(listed, lines)
    return replace(listed, state=ListState.APPROVED, approved_on=on, approved_by_id=by_id)


def send_back(listed: PaymentList, remark: str) -> PaymentList:
    """Back to a draft, with what is to be mended; check and approval are taken back."""
    _demand(listed, "send_back", ListState.CHECKED, ListState.APPROVED)
    if not remark.strip():
        raise ListRemarkNeeded
    return replace(
        listed,
        state=ListState.DRAFT,
        remark=remark.strip(),
        checked_on=None,
        checked_by_id=None,
        approved_on=None,
        approved_by_id=None,
        digest="",
    )


def drop(listed: PaymentList, remark: str) -> PaymentList:
    """A list that will not be paid; it stays in sight with the reason."""
    _demand(listed, "drop", ListState.DRAFT, ListState.CHECKED, ListState.APPROVED)
    if not remark.strip():
        raise ListRemarkNeeded
    return replace(listed, state=ListState.DROPPED, remark=remark.strip())


def demand_closable(listed: PaymentList, lines: Sequence[PaymentLine]) -> None:
    """Refuse to close what was not approved as it is."""
    _demand(listed, "close", ListState.APPROVED)
    demand_lines(listed, lines)


def demand_lines(listed: PaymentList, lines: Sequence[PaymentLine]) -> None:
    """Refuse lines other than those that were checked."""
    if listed.digest != digest_of(listed, lines):
        raise LinesChanged


def demand_return(line: PaymentLine, amount: int) -> None:
    """Refuse to note more than what went out by the line."""
    if not 0 < amount <= line.amount:
        raise WrongReturn(amount=amount, paid=line.amount)


def _demand_other(listed: PaymentList, by_id: RecordId) -> None:
    if listed.made_by_id == by_id:
        raise OwnCheck


def _demand(listed: PaymentList, move: str, *states: ListState) -> None:
    state = ListState.CLOSED if listed.is_closed else listed.state
    if state not in states:
        raise WrongListMove(state=state.value, move=move)
