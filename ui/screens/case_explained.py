"""How the income and the right of a case were worked out: each step with its article, its document, its interview."""

from collections.abc import Mapping, Sequence

from app.domain.records import RecordId
from app.domain.sentences import Why
from app.services.case_views import CaseView, IncomeRow
from app.services.income_answers import IncomeAnswer
from ui.i18n import _, amount, numeric_day
from ui.parts.reasoning import Ground
from ui.screens.steps_tree import chapters


def explanation(
    view: CaseView, outlook: Sequence[Why] = (), answers: Mapping[RecordId, IncomeAnswer] | None = None
) -> tuple[Ground, ...]:
    """Every step of the reasoning with its article and what it rests on, for whoever asks how it was worked out."""
    steps = view.findings.why if view.findings is not None else view.established.why if view.established else ()
    return chapters(
        steps,
        names=[member.person.full_name for member in view.family],
        under={
            row.judged.why.text: _rests_on(row, view, (answers or {}).get(row.income.id))
            for row in view.incomes
            if row.judged is not None
        },
        outlook=outlook,
        met=view.met,
        is_refused=view.findings is not None and not view.findings.right,
    )


def _rests_on(row: IncomeRow, view: CaseView, answer: IncomeAnswer | None) -> tuple[Ground, ...]:
    """The document of a line, and the answer that says the same, else the interview of the case."""
    evidence = row.income.evidence or _("brak dokumentu")
    grounds = [Ground(_("Dokument: {evidence}").format(evidence=evidence), link=f"income:{row.income.id.hex()}")]
    if answer is not None:
        said = f"{answer.source}, {amount(answer.amount)}"
        told = _("Odpowiedź w wywiadzie: {said}").format(said=said)
        if answer.held_on is not None:
            told = _("Odpowiedź w wywiadzie z {day}: {said}").format(day=numeric_day(answer.held_on), said=said)
        grounds.append(Ground(told, link=f"interview:{answer.interview_id.hex()}"))
    elif view.interview is not None:
        grounds.append(Ground(_("Odpowiedzi w wywiadzie"), link="interview:"))
    return tuple(grounds)
