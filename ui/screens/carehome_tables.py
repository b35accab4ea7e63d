"""Words and tables of the screen of the fee for a care home."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

from app.domain.care_home_stay import ReliefGround
from app.domain.facts import Surplus
from app.domain.sentences import Why
from ui.i18n import _, plain_amount
from ui.models.rows import Column
from ui.parts.reasoning import Ground
from ui.screens.carehome_relative import CONTRACT, NO_RELIEF, VOLUNTARY, Obliged, rank_words, relief_words

AS_ADOPTED = "adopted"


def readings() -> Sequence[tuple[str, str]]:
    """The office's own reading of the limit of a family, or one of the two for this calculation."""
    return [
        (AS_ADOPTED, _("jak przyjęto w ośrodku")),
        (Surplus.HOUSEHOLD, _("nadwyżka dochodu całej rodziny")),
        (Surplus.PERSON, _("nadwyżka dochodu na jedną osobę")),
    ]


def resident_reliefs() -> Sequence[tuple[str, str]]:
    """By what the resident is freed."""
    words = relief_words()
    return [
        (NO_RELIEF, words[NO_RELIEF]),
        (ReliefGround.DISCRETION.value, words[ReliefGround.DISCRETION.value]),
        (ReliefGround.VETERAN.value, _("zwolnienie kombatanta lub działacza opozycji (art. 64b)")),
    ]


def columns() -> Sequence[Column]:
    """The list of relatives."""
    return [
        Column(_("Osoba"), lambda row: row.relative.id, ink="strong", stretch=2, width=120, wraps=True),
        Column(_("Kto"), _rank, width=90, wraps=True),
        Column(_("Osób"), lambda row: "–" if _is_volunteer(row) else str(row.relative.people), is_right=True, width=50),
        Column(_("Dochód"), _income, is_right=True, width=90),
        Column(_("Umowa"), _stance, stretch=1, width=90, ink="muted", wraps=True),
    ]


def _is_volunteer(row: Obliged) -> bool:
    return row.voluntary is not None


def _rank(row: Obliged) -> str:
    return rank_words()[VOLUNTARY if _is_volunteer(row) else row.relative.rank.value]


def _income(row: Obliged) -> str:
    return "–" if _is_volunteer(row) else plain_amount(row.relative.income)


def _stance(row: Obliged) -> str:
    if row.voluntary is not None:
        return _("płaci {amount}").format(amount=plain_amount(row.voluntary))
    parts = [_("zwolnienie")] if row.relief is not None else []
    if row.stance != CONTRACT:
        parts.insert(0, _("odmowa wszystkiego") if row.relative.refuses else _("odmowa"))
    elif row.relative.agreed is not None:
        parts.insert(0, _("do {amount}").format(amount=plain_amount(row.relative.agreed)))
    return ", ".join(parts) or _("tak")


def fee_columns(*, has_other: bool) -> Sequence[Column]:
    """Who pays how much; ``has_other``: also by the other reading."""

    def part(place: int) -> Callable[[Any], str]:
        return lambda row: plain_amount(row[1][place])

    shown = [
        Column(_("Kto płaci"), lambda row: row[0], stretch=2, width=110, wraps=True),
        Column(_("Pełny miesiąc"), part(0), is_right=True, width=110),
        Column(_("Ten miesiąc"), part(1), is_right=True, ink="strong", width=100),
    ]
    return (
        [*shown, Column(_("Inne odczytanie"), part(2), is_right=True, ink="muted", width=136)] if has_other else shown
    )


def _chapter(step: Why) -> str:
    """Resident, relatives and commune in a full month; papers and relief; this month."""
    if step.code.startswith(("stay_days", "stay_absence", "stay_host", "stay_no_host", "stay_part", "stay_gmina_of")):
        return _("Ten miesiąc")
    if step.code.startswith(("stay_relief", "stay_freeze")):
        return _("Zwolnienia")
    if step.code.startswith(("stay_resident_decision", "stay_contract", "stay_refusal")):
        return _("Umowa albo decyzja")
    resident = ("stay_therapeutic", "stay_pocket", "stay_base", "care_home_cost", "care_home_resident", "care_home_gap")
    return _("Koszt i mieszkaniec") if step.code.startswith(resident) else _("Bliscy i gmina")


def grounds(steps: Sequence[Why]) -> tuple[Ground, ...]:
    """The steps under the heads of their chapters."""
    return tuple(
        Ground(title, under=tuple(Ground(step.text, step.basis, is_open=False) for step in part), is_chapter=True)
        for title, part in groupby(steps, _chapter)
    )
