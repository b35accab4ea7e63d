"""Bank accounts: 26 digits in Poland (NRB), an IBAN with its country elsewhere. Money sent to a wrong one is lost."""

import re
from enum import StrEnum

NRB_DIGITS = 26
_BETWEEN = re.compile(r"[\s\-\u00a0]")


class AccountFault(StrEnum):
    """What is wrong with an account number."""

    LETTERS = "letters"
    LENGTH = "length"
    CHECK = "check"


def bare_account(text: str) -> str:
    """The number without blanks and, for a Polish one, without ``PL``, so that one account is kept in one way."""
    bare = _BETWEEN.sub("", text).upper()
    return bare.removeprefix("PL") if re.fullmatch(r"PL\d*", bare) else bare


def account_fault(number: str) -> AccountFault | None:
    """What is wrong with a bare number; None for a right one (ISO 7064 Mod 97-10, as NRB and IBAN both have it)."""
    from stdnum import iban  # slow to load, and only forms and payments judge accounts

    if not (number.isascii() and number.isalnum()):
        return AccountFault.LETTERS
    if number.isdigit() and len(number) != NRB_DIGITS:
        return AccountFault.LENGTH
    return None if iban.is_valid(f"PL{number}" if number.isdigit() else number) else AccountFault.CHECK


def grouped(account: str) -> str:
    """``61 1090 1014 …``: as people compare account numbers."""
    return " ".join([account[:2], *(account[start : start + 4] for start in range(2, len(account), 4))])
