"""The code on the recovery sheet: 160 bits in eight groups of four signs, each group with a check sign of its own.

The signs are Crockford's: no I, L, O or U, so that nobody reads a one for an L. The check sign is a sum over the field
of 32 elements with another weight at each place: one wrong sign and two signs changed round are always noticed, and
because the number of the group is in it, so are two groups changed round.
"""

from app.domain.problems import Refusal

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS = 8
_DATA = 4
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
SECRET_BYTES = GROUPS * _DATA * 5 // 8


class WrongRecoveryCode(Refusal):
    """The code is incomplete or mistyped (facts: groups, the numbers of those that cannot be right; () if length)."""

    code = "wrong_recovery_code"


def written(secret: bytes) -> str:
    """``7KQM3 …``: the secret as it stands on the sheet."""
    if len(secret) != SECRET_BYTES:
        raise ValueError(f"a recovery secret has {SECRET_BYTES} bytes")
    number = int.from_bytes(secret)
    values = [number >> 5 * place & 31 for place in reversed(range(GROUPS * _DATA))]
    groups = [values[start : start + _DATA] for start in range(0, len(values), _DATA)]
    return " ".join(
        "".join(SIGNS[value] for value in (*group, _check(place, group))) for place, group in enumerate(groups)
    )


def read(text: str) -> bytes:
    """The secret of a typed code; small letters, blanks and hyphens do not matter."""
    typed = "".join(sign for sign in text.upper().translate(_READ_AS) if not sign.isspace() and sign not in "-–—")
    if len(typed) != GROUPS * (_DATA + 1):
        raise WrongRecoveryCode(groups=())
    values = [SIGNS.find(sign) for sign in typed]
    groups = [values[start : start + _DATA + 1] for start in range(0, len(values), _DATA + 1)]
    wrong = tuple(
        place + 1 for place, group in enumerate(groups) if -1 in group or _check(place, group[:_DATA]) != group[_DATA]
    )
    if wrong:
        raise WrongRecoveryCode(groups=wrong)
    number = 0
    for value in (value for group in groups for value in group[:_DATA]):
        number = number << 5 | value
    return number.to_bytes(SECRET_BYTES)


def _check(place: int, group: list[int]) -> int:
    total = place + 1
    for step, value in enumerate(group, start=1):
        total ^= _times(value, step)
    return total


def _times(value: int, power: int) -> int:
    """Multiply by x to a power, modulo x^5 + x^2 + 1: each power is another weight."""
    for _step in range(power):
        value <<= 1
        if value & 32:
            value ^= 0b100101
    return value
