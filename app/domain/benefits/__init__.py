"""Benefits in the order of the act. A kind that is not in KINDS does not exist for the program."""

from app.domain.benefits import periodic_allowance
from app.domain.benefits.kind import BenefitKind

KINDS: tuple[BenefitKind, ...] = (periodic_allowance.KIND,)

BY_CODE: dict[str, BenefitKind] = {kind.code: kind for kind in KINDS}
