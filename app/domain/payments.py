"""Payment lists: what they are made of, and the steps from a draft to a list that never changes again.

Nothing here is typed that a decision says already; what a client is to get follows from ``entitlements``. A closed list
is changed by nobody: what was wrong in it is put right by a further list, by a return that came back, or by a set-off.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.records import Record, RecordId

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
    it; ``transfer_title`` says nothing of the benefit.
    """

    budget: str
    keeper_id: RecordId
    account: str = ""
    sender: str = ""
    encoding: BankEncoding = BankEncoding.WINDOWS
    transfer_title: str = ""


@dataclass(frozen=True, kw_only=True)
class PaymentList(Record):
    """Who is paid on one day in one way. ``month`` is the last month that is paid, ``benefit`` "" means all kinds.

    ``digest`` is the hash of the lines as they were checked. From ``number`` on (the ordinal among the closed lists of
    ``year``) everything is as it was on the day of closing, also the sender: ``total`` grosze, ``count`` lines.
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
    set_off_id: RecordId | None = None
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
class SetOff(Record):
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
