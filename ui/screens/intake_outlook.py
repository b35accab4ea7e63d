"""What taking an application would begin: its sign, its days, its region."""

from app.domain.records import RecordId
from app.services.intake import Prepared
from ui.case_words import length_words
from ui.forms import ChoiceField
from ui.i18n import _, day
from ui.parts import Card, Fact, KeyValues


class OutlookCard(Card):
    """Nothing of it is written yet."""

    def __init__(self, prepared: Prepared) -> None:
        super().__init__(_("Co się zacznie"), spacing=10)
        self.region = ChoiceField(
            _("Rejon"), [("", _("bez rejonu")), *((name, f"{name} — {who}") for name, who in prepared.regions)]
        )
        self.region.set_value("")
        self.outlook = KeyValues()
        self.add(self.region, self.outlook)

    def show_application(self, prepared: Prepared, list_id: RecordId | None, *, has_benefit: bool) -> None:
        """The days of an application, and its sign once it is known what is asked for."""
        facts = [_visit(prepared)]
        decision = _("Decyzja do ({rule})").format(rule=length_words(prepared.decision))
        facts.append(Fact(decision, day(prepared.decision.ends_on)))
        if has_benefit:
            facts.insert(0, Fact(_("Znak sprawy"), _sign(prepared, list_id)))
        self.outlook.set_facts(facts)

    def show_report(self, prepared: Prepared) -> None:
        """A report has only the day of the visit."""
        self.outlook.set_facts([_visit(prepared)])


def _visit(prepared: Prepared) -> Fact:
    # i18n: a length in words stands in the brackets (14 dni roboczych)
    return Fact(_("Wywiad do ({rule})").format(rule=length_words(prepared.interview)), day(prepared.interview.ends_on))


def _sign(prepared: Prepared, list_id: RecordId | None) -> str:
    choice = next((each for each in prepared.lists if each.id == list_id), None)
    if choice is None:
        return _("brak spisu spraw")
    return choice.sign or _("znak nada: {station}").format(station=choice.keeper)
