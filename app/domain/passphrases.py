"""What a passphrase must be, and which bytes it stands for."""

import unicodedata

from app.domain.problems import Refusal

LEAST = 12
"""Characters. A sentence of four words has more; shorter ones are guessed from a stolen copy of the keys."""
LONGEST = 1_000
_LEAST_DIFFERENT = 6


class PassphraseTooShort(Refusal):
    """Fewer characters than a passphrase needs (facts: least)."""

    code = "passphrase_too_short"


class PassphraseTooLong(Refusal):
    """A text of this length is no passphrase but a file pasted by mistake (facts: longest)."""

    code = "passphrase_too_long"


class PassphraseTooPlain(Refusal):
    """Few different characters, or the name of whoever sets it and nothing else."""

    code = "passphrase_too_plain"


class PassphraseSame(Refusal):
    """The new passphrase is the old one, or the first one that somebody else chose."""

    code = "passphrase_same"


def normal(passphrase: str) -> str:
    """One spelling of equal texts, as RFC 8265 prepares passwords: composed letters (NFC), every blank a plain one.

    "ż" is one character on one keyboard and two on another; both must open the office. Case and inner blanks count.
    """
    blanks = "".join(" " if unicodedata.category(sign) == "Zs" else sign for sign in passphrase)
    return unicodedata.normalize("NFC", blanks)


def is_possible(passphrase: str) -> bool:
    """Whether anybody can have set it; what cannot be is not worth a computation."""
    return 0 < len(passphrase) <= LONGEST


def demand_good(passphrase: str, name: str = "") -> None:
    """Refuse what would be guessed; ``name`` is the full name of whoever will use it."""
    if len(passphrase) > LONGEST:
        raise PassphraseTooLong(longest=LONGEST)
    text = normal(passphrase)
    if len(text.strip()) < LEAST:
        raise PassphraseTooShort(least=LEAST)
    bare = text.casefold()
    for part in normal(name).casefold().split():
        bare = bare.replace(part, "")
    if len(set(text.casefold())) < _LEAST_DIFFERENT or len(set(bare.strip())) < _LEAST_DIFFERENT - 2:
        raise PassphraseTooPlain
