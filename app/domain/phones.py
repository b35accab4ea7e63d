"""Telephone numbers: kept as digits, written in groups as people read them out."""

import re
from itertools import pairwise

MOBILE = ("45", "50", "51", "53", "57", "60", "66", "69", "72", "73", "78", "79", "88")
"""First digits of Polish mobile numbers (numbering plan of the telecommunications office)."""


def written_phone(value: str) -> str:
    """``601 224 918`` or ``44 781 22 06``: a Polish number as people read it out; any other as it stands."""
    if not re.fullmatch(r"[0-9]{9}", value):
        return value
    cuts = (0, 3, 6, 9) if value.startswith(MOBILE) else (0, 2, 5, 7, 9)
    return " ".join(value[start:end] for start, end in pairwise(cuts))
