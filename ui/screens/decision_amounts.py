"""The amount in "Jak policzono": what each benefit leaves to the office, and names of the dated amounts it used."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

from app.domain import money
from app.domain.benefits import periodic_allowance, permanent_allowance, purpose_allowance, special_purpose_allowance
from app.services.decision_findings import Frozen
from ui.i18n import _, plain_amount
from ui.parts import Fact


def amount_rows(benefit: str, frozen: Frozen) -> list[Fact]:
    """The rows below the income of somebody who has a right; none for a benefit that brings none."""
    rows = AMOUNT_ROWS.get(benefit)
    return rows(frozen) if rows is not None else []


def parameter_words() -> dict[str, str]:
    """Names of the dated amounts that a calculation may use."""
    return {
        "criterion_single": _("Kryterium osoby samotnie gospodarującej"),
        "criterion_family": _("Kryterium na osobę w rodzinie"),
        "income_per_hectare": _("Dochód z hektara przeliczeniowego"),
        "periodic_allowance_minimum_share": _("Najniższy zasiłek jako część różnicy"),
        "periodic_allowance_floor": _("Najniższa kwota zasiłku"),
        "permanent_allowance_share": _("Część kryterium we wzorze zasiłku stałego"),
        "permanent_allowance_maximum": _("Najwyższy zasiłek stały osoby samotnie gospodarującej"),
        "permanent_allowance_floor": _("Najniższy zasiłek stały"),
        "adult_age": _("Wiek pełnoletności w latach"),
        "retirement_age_woman": _("Wiek niezdolności do pracy kobiety w latach"),
        "retirement_age_man": _("Wiek niezdolności do pracy mężczyzny w latach"),
        "periodic_allowance_cap_single": _("Najwyższa kwota dla osoby samotnie gospodarującej"),
    }


def _periodic_rows(frozen: Frozen) -> list[Fact]:
    highest, lowest = frozen.highest or 0, frozen.lowest or 0
    if highest == frozen.difference:
        rows = [Fact(_("Różnica (najwyższy zasiłek)"), plain_amount(highest), has_line_above=True)]
    else:
        basis = frozen.basis_of("periodic_cap", "periodic_floor_only")
        rows = [
            Fact(_("Różnica"), plain_amount(frozen.difference), has_line_above=True),
            Fact(_("Najwyższy zasiłek"), plain_amount(highest), basis),
        ]
    floor = frozen.basis_of("periodic_floor", "periodic_floor_only")
    if floor:
        return [*rows, Fact(_("Najniższy zasiłek"), plain_amount(lowest), floor)]
    share = frozen.parameter("periodic_allowance_minimum_share")
    percent = f"{Decimal(share.value) * 100:.0f}%" if share is not None else ""
    basis = frozen.basis_of("periodic_share", "periodic_share_rounded")
    label = _("Najniższy zasiłek: {percent} różnicy").format(percent=percent) if percent else _("Najniższy zasiłek")
    return [*rows, Fact(label, plain_amount(lowest), basis)]


def _permanent_rows(frozen: Frozen) -> list[Fact]:
    """The law fixes the amount: a share of the criterion less the income, then the maximum or the floor."""
    below = frozen.basis_of("permanent_income_below", "permanent_family_income_below")
    formula = frozen.basis_of("permanent_formula_single", "permanent_formula_family")
    rows = [Fact(_("Dochód niższy od kryterium o"), plain_amount(frozen.difference), below, has_line_above=True)]
    share = frozen.parameter("permanent_allowance_share")
    if share is not None:
        words = _("{percent} kryterium") if frozen.is_single else _("{percent} kryterium na osobę")
        base = money.half_up(Fraction(share.value) * frozen.criterion / frozen.people)
        label = words.format(percent=f"{Fraction(share.value) * 100}%")
        rows.append(Fact(label, plain_amount(base), formula))
    basis = frozen.basis_of("permanent_maximum", "permanent_floor") or formula
    label = _("Zasiłek stały")
    if frozen.basis_of("permanent_maximum"):
        label = _("Zasiłek stały (najwyższy)")
    elif frozen.basis_of("permanent_floor"):
        label = _("Zasiłek stały (najniższy)")
    return [*rows, Fact(label, plain_amount(frozen.highest or 0), basis)]


def _purpose_rows(frozen: Frozen) -> list[Fact]:
    """The act names no amount."""
    basis = frozen.basis_of("purpose_income_within")
    return [
        Fact(_("Dochód niższy od kryterium o"), plain_amount(frozen.difference), basis, has_line_above=True),
        Fact(_("Kwota zasiłku"), _("wybiera ośrodek"), frozen.basis_of("purpose_choice")),
    ]


def _special_rows(frozen: Frozen) -> list[Fact]:
    """Only above the criterion, and at most as much as it."""
    basis = frozen.basis_of("special_income_above")
    return [
        Fact(_("Dochód wyższy od kryterium o"), plain_amount(-frozen.difference), basis, has_line_above=True),
        Fact(_("Najwyższy zasiłek"), plain_amount(frozen.highest or 0), frozen.basis_of("special_highest")),
    ]


AMOUNT_ROWS: Mapping[str, Callable[[Frozen], list[Fact]]] = {
    periodic_allowance.CODE: _periodic_rows,
    permanent_allowance.CODE: _permanent_rows,
    purpose_allowance.CODE: _purpose_rows,
    special_purpose_allowance.CODE: _special_rows,
}
"""By the code of the benefit: one entry for each kind whose decisions the program writes."""
