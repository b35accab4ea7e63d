"""What may change the result of a decision, and the window with its whole reasoning."""

from PySide6.QtWidgets import QWidget

from app.domain.decisions import DecisionState
from app.services.decision_findings import Frozen
from app.services.decision_views import DecisionView
from app.services.prospects import AskProspects, Prospects, ask_prospects
from ui.i18n import _
from ui.parts.reasoning import Ground
from ui.screen import DeskLike, Navigator
from ui.screens.decision_counted import CountedCard
from ui.screens.steps_tree import chapters, few_ways
from ui.screens.steps_window import StepsWindow


class DecisionOutlook:
    """Asks for prospects only while a decision is being made: of an issued one the findings are what they were."""

    def __init__(self, desk: DeskLike, navigator: Navigator, card: CountedCard, owner: QWidget) -> None:
        self._desk, self._navigator, self._card, self._owner = desk, navigator, card, owner
        self._found = Prospects(())
        self._view: DecisionView | None = None

    def show_view(self, view: DecisionView) -> None:
        """Say at once of a refusal what would have to change."""
        self._view, self._found = view, Prospects(())
        if view.frozen is None or view.decision.state is DecisionState.ISSUED:
            return

        def arrived(found: Prospects) -> None:
            if self._view is not view or view.frozen is None:
                return
            self._found = found
            if not view.frozen.right:
                self._card.show_outlook(few_ways(found.steps))

        self._desk.ask(ask_prospects, AskProspects(view.case.id), arrived)

    def explain(self) -> None:
        """The whole reasoning, with the document of each line."""
        view = self._view
        if view is not None and view.undue is not None:
            self._navigator.open("undue", case_id=view.case.id)
            return
        if view is None or view.frozen is None:
            return
        grounds = chapters(
            view.frozen.steps,
            names=sorted({line.person for line in view.frozen.lines}),
            under={step.text: _rests_on(step.text, view.frozen) for step in view.frozen.steps},
            outlook=self._found.steps,
            met=view.met,
            is_refused=not view.frozen.right,
        )
        hint = _("Enter na niebieskim wierszu otwiera sprawę, w której jest ten dokument.")
        window = StepsWindow(grounds, self._owner, hint=hint if view.frozen.lines else "")
        window.followed.connect(lambda _link: self._navigator.open("case", case_id=view.case.id))
        window.show()


def _rests_on(sentence: str, frozen: Frozen) -> tuple[Ground, ...]:
    """The document of the income line that a sentence is about."""
    return tuple(
        Ground(_("Dokument: {evidence}").format(evidence=line.evidence or _("brak dokumentu")), link="case")
        for line in frozen.lines
        if f" {line.person}, {line.source}" in sentence
    )[:1]
