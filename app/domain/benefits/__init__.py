"""Benefits in the order of the act. A kind that is not in KINDS does not exist for the program."""

from app.domain.benefits import (
    care_home_fee,
    meal_programme,
    periodic_allowance,
    permanent_allowance,
    purpose_allowance,
    special_purpose_allowance,
    specialist_care_fee,
)
from app.domain.benefits.kind import BenefitKind, LetteredKind

KINDS: tuple[BenefitKind, ...] = (
    permanent_allowance.KIND,
    periodic_allowance.KIND,
    purpose_allowance.KIND,
    special_purpose_allowance.KIND,
    meal_programme.KIND,
    specialist_care_fee.KIND,
    care_home_fee.KIND,
)

BY_CODE: dict[str, BenefitKind] = {kind.code: kind for kind in KINDS}

WITH_LETTER: dict[str, LetteredKind] = {kind.code: kind for kind in KINDS if isinstance(kind, LetteredKind)}
"""Those whose decisions the program writes: what cases, decisions and menus may offer."""


def is_one_off(code: str) -> bool:
    """Whether a benefit that the program decides is one payment for a named need."""
    kind = WITH_LETTER.get(code)
    return kind is not None and kind.is_one_off


def may_be_open_ended(code: str) -> bool:
    """Whether a benefit that the program decides may be granted without a last month."""
    kind = WITH_LETTER.get(code)
    return kind is not None and kind.may_be_open_ended
