"""A decision after it was issued: moved to a day, served, answered; what the tests of service and finality share."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from app.domain.case_course import PaperKind
from app.domain.cases import Document
from app.domain.decisions import Decision
from app.domain.finality import Finality
from app.domain.records import RecordId
from app.services.case_views import OpenCase, open_case
from app.services.documents import (
    AddDocument,
    RecordDelivery,
    add_document,
    record_delivery,
)
from app.services.office import Office
from tests.little_decision import (
    view_of,
)

THURSDAY = date(2026, 12, 10)


def move(office: Office, year: int, month: int, day: int) -> None:
    office.calendar.move_to(datetime(year, month, day, 9))  # type: ignore[attr-defined]  # a set calendar


def delivery_of(decision: Decision, served_on: date | None = None, **more: Any) -> RecordDelivery:
    assert decision.document_id is not None
    asked = RecordDelivery(document_id=decision.document_id, person_id=decision.person_id, served_on=served_on)
    return replace(asked, **more)


def served(office: Office, decision: Decision, on: date = THURSDAY) -> Decision:
    move(office, on.year, on.month, on.day)
    record_delivery(office, delivery_of(decision, on))
    return decision


def days_of(office: Office, decision: Decision) -> Finality:
    found = view_of(office, decision).finality
    assert found is not None
    assert open_case(office, OpenCase(decision.case_id)).finality == found, "case and decision tell the same"
    return found


def add(office: Office, case_id: RecordId, kind: PaperKind, on: date, **more: object) -> Document:
    return add_document(office, replace(AddDocument(case_id=case_id, kind=kind, dated_on=on), **more)).value  # type: ignore[arg-type]
