"""Erasure of a person's data: the order, what goes with a person, what the law keeps and until when.

Nothing is erased by hand in one place. The order is an ordinary record; every workstation that gets it, now or in a
year, does the same with what it has, and drops what comes late about the things that the order names.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from app.domain.cases import Case, CaseEvent
from app.domain.debts import Repayment
from app.domain.decisions import Decision
from app.domain.deliveries import Delivery
from app.domain.households import Member
from app.domain.incomes import Income
from app.domain.interviews import Answer, Correction, Freeze, Interview
from app.domain.payments import Debt, PaymentHold, PaymentLine, PaymentReturn
from app.domain.persons import Address
from app.domain.records import Record, RecordId
from app.domain.visits import Precautions, VisitAttempt

Things = Mapping[RecordId, frozenset[str]]
"""What is erased: a record's id and the versions that go (see ``version``); none named: all of it, for ever.

Versions that somebody writes on top of those that go, without knowing of the order, go too; what is written after it
stays, for a person may come back and have a new telephone number.
"""

CONTACT = ("phone", "email", "identity_document", "bank_account", "note")
"""Of a person whose files must be kept: what is no part of any file and goes all the same."""

HANGS: Mapping[type[Record], str] = MappingProxyType(
    {
        Address: "person_id",
        Income: "person_id",
        Member: "person_id",
        CaseEvent: "case_id",
        Interview: "case_id",
        Answer: "interview_id",
        Freeze: "interview_id",
        Correction: "interview_id",
        Precautions: "interview_id",
        VisitAttempt: "case_id",
        Decision: "case_id",
        Delivery: "case_id",
        PaymentLine: "case_id",
        PaymentHold: "case_id",
        PaymentReturn: "line_id",
        Debt: "person_id",
        Repayment: "person_id",
    }
)
"""Goes with what it hangs on, also where it was written by somebody who did not know of the order.

Only what can never hang on something else later: else workstations that hear of things in another order would differ.
"""

KEPT_FOR_YEARS = 10
"""Where the office says nothing else; its own list of files (wykaz akt) decides."""


@dataclass(frozen=True, kw_only=True)
class Erasure(Record):
    """Somebody ordered a person's data to be erased. ``things`` is JSON: id in hexadecimal digits -> versions.

    ``kept`` counts the cases whose files stay; 0 where the person's record itself went.
    """

    person_id: RecordId
    ordered_on: date
    reason: str = ""
    things: str = ""
    kept: int = 0


def version(field: str, author: int, number: int) -> str:
    """The name of one version of a field: which journal record wrote it."""
    return f"{field}@{author}.{number}"


def told(things: Things) -> str:
    """What an order names, as it is stored."""
    return json.dumps({each.hex(): sorted(fields) for each, fields in sorted(things.items())}, separators=(",", ":"))


def things_in(text: str) -> dict[RecordId, frozenset[str]]:
    """What an order names; nothing where it is not written as an order is."""
    try:
        read = json.loads(text)
        return {RecordId(bytes.fromhex(each)): frozenset(map(str, fields)) for each, fields in read.items()}
    except (ValueError, AttributeError, TypeError):
        return {}


def kept_until(case: Case, years: int) -> date | None:
    """The last day on which the file of a closed case is kept; None while the case runs.

    Whole calendar years count, from 1 January after the year in which the case was closed.
    """
    return None if case.closed_on is None else date(case.closed_on.year + years, 12, 31)
