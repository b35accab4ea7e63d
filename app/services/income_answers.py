"""The way back from a line of income to the interview: the answer of the family table that says the same.

A line keeps no link to an answer, and need not: one that agrees in person, title and amount is what it rests on; where
somebody has changed the line since, no answer does. Asked only when the whole reasoning is looked at.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.cases import Case
from app.domain.interviews import Interview
from app.domain.money import Grosze
from app.domain.records import RecordId
from app.services.case_reading import read_basis
from app.services.interview_offers import income_answered, kind_of, matched, own_rows
from app.services.interview_reading import filling_in
from app.services.interview_taking import on_record
from app.services.office import Office
from app.services.ports import Reading


@dataclass(frozen=True)
class AskIncomeAnswers:
    """Ask which answers the income of a case agrees with."""

    case_id: RecordId


@dataclass(frozen=True, kw_only=True)
class IncomeAnswer:
    """What was answered for one person: the words of the title and the amount (grosze), in which interview."""

    interview_id: RecordId
    held_on: date | None
    source: str
    amount: Grosze


def ask_income_answers(office: Office, request: AskIncomeAnswers) -> dict[RecordId, IncomeAnswer]:
    """By the ids of the lines of income; of several interviews the newest one speaks."""
    with office.reading() as file:
        basis = read_basis(file, file.get(Case, request.case_id), office.law)
        answers: dict[RecordId, IncomeAnswer] = {}
        visits = [each for each in basis.interviews if each.finished_at is not None and not each.is_with_relative]
        for interview in visits:
            for person_id, answer in _answers(office, file, interview):
                kind = kind_of(answer.source, office.law.income_kinds)
                for line in basis.incomes:
                    if (line.person_id, line.kind, line.amount) == (person_id, kind, answer.amount):
                        answers[line.id] = answer
        return answers


def _answers(office: Office, file: Reading, interview: Interview) -> Iterator[tuple[RecordId, IncomeAnswer]]:
    """What the family table of one interview says of the income of people known again in the files."""
    filling = filling_in(office, file, interview)
    people = matched(filling, on_record(office, file, interview, filling), own_rows(filling))
    held_on = interview.held_on or (interview.finished_at.date() if interview.finished_at is not None else None)
    for row, person in people.items():
        answered = income_answered(filling, row)
        if answered is not None:
            source, amount = answered
            yield (
                person.id,
                IncomeAnswer(interview_id=interview.id, held_on=held_on, source=source, amount=amount),
            )
