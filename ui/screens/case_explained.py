"""How the income and the right of a case were worked out: each step with its article, its document, its interview."""

from collections.abc import Sequence

from app.domain.sentences import Why
from app.services.case_views import CaseView, IncomeRow
from ui.i18n import _
from ui.parts.reasoning import Ground
from ui.screens.steps_tree import chapters


def explanation(view: CaseView, outlook: Sequence[Why] = ()) -> tuple[Ground, ...]:
    """Every step of the reasoning with its article and what it rests on, for whoever asks how it was worked out."""
    steps = view.findings.why if view.findings is not None else view.established.why if view.established else ()
    return chapters(
        steps,
        names=[member.person.full_name for member in view.family],
        under={row.judged.why.text: _rests_on(row, view) for row in view.incomes if row.judged is not None},
        outlook=outlook,
        met=view.met,
        is_refused=view.findings is not None and not view.findings.right,
    )


def _rests_on(row: IncomeRow, view: CaseView) -> tuple[Ground, ...]:
    """The document of a line, and the interview that the family's situation was written down in."""
    evidence = row.income.evidence or _("brak dokumentu")
    grounds = [Ground(_("Dokument: {evidence}").format(evidence=evidence), link=f"income:{row.income.id.hex()}")]
    if view.interview is not None:
        grounds.append(Ground(_("Odpowiedzi w wywiadzie"), link="interview:"))
    return tuple(grounds)
