"""One relative obliged to pay for a care home: who, on what income, by contract or not, freed or not."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.domain.care_home_stay import Relief, ReliefGround
from app.domain.facts import HouseholdKind, Rank, Relative
from app.domain.money import Grosze
from ui import look
from ui.forms import ChoiceField, MoneyField, NumberField, TextField
from ui.forms.form_dialog import FormDialog
from ui.i18n import _

CONTRACT, NO_CONTRACT, REFUSES = "contract", "no_contract", "refuses"
NO_RELIEF = "none"
VOLUNTARY = "voluntary"


@dataclass(frozen=True)
class Obliged:
    """A payer as typed. ``stance`` is what they say to the contract and the interview.

    ``voluntary`` is what somebody pays whom nobody obliges (grosze); of ``relative`` then only the name matters.
    """

    relative: Relative
    stance: str
    relief: Relief | None = None
    voluntary: Grosze | None = None


def rank_words() -> dict[str, str]:
    """In the order of art. 61 ust. 1 pkt 2, then who pays voluntarily (ust. 2a)."""
    return {
        Rank.SPOUSE.value: _("małżonek"),
        Rank.DESCENDANT.value: _("zstępny"),
        Rank.ASCENDANT.value: _("wstępny"),
        VOLUNTARY: _("nieobowiązany, dobrowolnie"),
    }


def stance_words() -> dict[str, str]:
    """What fixes the fee."""
    return {
        CONTRACT: _("zawiera umowę (art. 103 ust. 2)"),
        NO_CONTRACT: _("odmawia umowy, zgadza się na wywiad (art. 61 ust. 2d)"),
        REFUSES: _("odmawia umowy i wywiadu (art. 61 ust. 2e)"),
    }


def relief_words() -> dict[str, str]:
    """By what a relative is freed."""
    return {
        NO_RELIEF: _("bez zwolnienia"),
        ReliefGround.DISCRETION.value: _("zwolnienie na wniosek, po wywiadzie (art. 64)"),
        ReliefGround.RIGHT.value: _("zwolnienie z mocy orzeczenia sądu (art. 64a)"),
    }


class RelativeDialog(FormDialog):
    """A new relative, or ``obliged`` changed; ``taken`` are the names of the others."""

    def __init__(
        self, parent: QWidget, keep: Callable[[Obliged], None], taken: frozenset[str], obliged: Obliged | None = None
    ) -> None:
        title = _("Zmień osobę") if obliged is not None else _("Dodaj osobę, która płaci")
        super().__init__(title, _("Zapisz"), self._save, parent)
        self._keep, self._taken = keep, taken
        self.name = TextField(_("Imię i nazwisko"), longest=80)
        self.rank = ChoiceField(_("Kim jest dla mieszkańca"), list(rank_words().items()))
        self.household = ChoiceField(
            _("Gospodarstwo"),
            [(HouseholdKind.SINGLE, _("osoba samotnie gospodarująca")), (HouseholdKind.FAMILY, _("rodzina"))],
        )
        self.people = NumberField(_("Liczba osób"), least=2, most=20)
        self.income = MoneyField(_("Dochód gospodarstwa"))
        self.stance = ChoiceField(_("Umowa z kierownikiem"), list(stance_words().items()))
        self.pays = MoneyField(_("Płaci z umowy"))
        self.pays.set_hint(_("Dobrowolnie (art. 61 ust. 2a); zmniejsza tylko część gminy."))
        self.agreed = MoneyField(_("Najwyżej z umowy"))
        self.agreed.set_hint(_("Puste: do granicy z ustawy."))
        self.relief = ChoiceField(_("Zwolnienie z opłaty"), list(relief_words().items()))
        self.left = MoneyField(_("Płaci po zwolnieniu"))
        self.left.set_hint(_("Puste: zwolnienie z całości."))
        self.add(self.name, self.rank)
        self.add(self.household, self.people, self.income)
        self.add(self.pays)
        self.add(self.stance)
        self.add(self.agreed)
        self.add(self.relief)
        self.add(self.left)
        self.rank.changed.connect(lambda _rank: self._choose())
        self.household.changed.connect(lambda _kind: self._choose())
        self.stance.changed.connect(lambda _stance: self._choose())
        self.relief.changed.connect(lambda _relief: self._choose())
        self.setMinimumWidth(look.px(560))
        self._show(obliged)
        self._choose()
        self.name.setFocus()

    def _show(self, obliged: Obliged | None) -> None:
        self.rank.set_value(_rank_of(obliged))
        self.household.set_value(obliged.relative.household if obliged is not None else HouseholdKind.SINGLE)
        self.stance.set_value(obliged.stance if obliged is not None else CONTRACT)
        relief = obliged.relief if obliged is not None else None
        self.relief.set_value(relief.ground.value if relief is not None else NO_RELIEF)
        if obliged is None:
            return
        relative = obliged.relative
        self.name.set_value(relative.id)
        self.people.set_value(relative.people if relative.household is HouseholdKind.FAMILY else None)
        self.income.set_value(relative.income if obliged.voluntary is None else None)
        self.pays.set_value(obliged.voluntary)
        self.agreed.set_value(relative.agreed)
        self.left.set_value(relief.fee if relief is not None and relief.fee else None)

    @property
    def _is_voluntary(self) -> bool:
        return bool(self.rank.value() == VOLUNTARY)

    @property
    def _is_family(self) -> bool:
        return HouseholdKind(self.household.value()) is HouseholdKind.FAMILY

    def _choose(self) -> None:
        """A family has people, a contract an amount, a partial relief what is still paid; a volunteer just pays."""
        is_obliged = not self._is_voluntary
        for field in (self.household, self.income, self.stance, self.relief):
            field.setVisible(is_obliged)
        income = _("Dochód netto całego gospodarstwa tej osoby, bez świadczenia uzupełniającego (art. 8 ust. 4a).")
        self.set_note(income if is_obliged else "")
        self.pays.setVisible(not is_obliged)
        self.people.setVisible(is_obliged and self._is_family)
        self.agreed.setVisible(is_obliged and self.stance.value() == CONTRACT)
        self.left.setVisible(is_obliged and self.relief.value() == ReliefGround.DISCRETION.value)
        self._column.activate()
        self._fit()

    def _save(self) -> None:
        name, is_family = (self.name.value() or "").strip(), self._is_family
        if not name:
            self.refuse(self.name, _("Wpisz imię i nazwisko."))
        elif name in self._taken:
            self.refuse(self.name, _("Taka osoba już jest na liście."))
        elif self._is_voluntary and not self.pays.value():
            self.refuse(self.pays, _("Wpisz kwotę."))
        elif self._is_voluntary:
            stranger = Relative(name, HouseholdKind.SINGLE, 1, 0, Rank.ASCENDANT)
            self._keep(Obliged(stranger, CONTRACT, voluntary=self.pays.value()))
            self.accept()
        elif is_family and self.people.value() is None:
            self.refuse(self.people, _("Wpisz liczbę osób."))
        elif self.income.value() is None:
            self.refuse(self.income, _("Wpisz kwotę, także 0."))
        else:
            self._keep(self._typed(name, self.people.whole() or 1 if is_family else 1))
            self.accept()

    def _typed(self, name: str, people: int) -> Obliged:
        relief = None
        if self.relief.value() != NO_RELIEF:
            ground = ReliefGround(self.relief.value())
            relief = Relief(ground, (self.left.value() or 0) if ground is ReliefGround.DISCRETION else 0)
        stance = self.stance.value()
        relative = Relative(
            id=name,
            household=HouseholdKind(self.household.value()),
            people=people,
            income=self.income.value() or 0,
            rank=Rank(self.rank.value()),
            refuses=stance == REFUSES,
            agreed=self.agreed.value() if stance == CONTRACT else None,
        )
        return Obliged(relative, stance, relief)


def _rank_of(obliged: Obliged | None) -> str:
    if obliged is None:
        return Rank.DESCENDANT.value
    return VOLUNTARY if obliged.voluntary is not None else obliged.relative.rank.value
