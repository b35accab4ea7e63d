"""Elixir-0: the file of transfers that a bank takes in, one order a line.

Lines end with CR LF, amounts are whole grosze, texts stand in quotes as up to four parts of 35 letters with a bar
between them. Banks differ in the letters they take, so the encoding belongs to the account that pays.
"""

import textwrap
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.accounts import NRB_DIGITS, account_fault
from app.domain.money import Grosze
from app.domain.payments import BankEncoding
from app.domain.problems import Refusal
from app.domain.spelling import in_latin

WIDTH, PARTS = 35, 4
_TRANSFER, _ORDINARY = "110", '"51"'
_CONTROL = "".join(map(chr, (*range(32), *range(127, 160), 0x2028, 0x2029)))
_FORBIDDEN = str.maketrans(dict.fromkeys('"|:;&@$' + _CONTROL, " "))
"""Marks that part fields, and those that at least one bank refuses inside them."""
_HIGHEST = 10**12


class WrongPayingAccount(Refusal):
    """The account that pays is not set, or its digits do not fit."""

    code = "wrong_paying_account"


class WrongOrder(Refusal):
    """A transfer cannot be written: no sum or account, or a name in letters the bank lacks (facts: position, payee)."""

    code = "wrong_order"


@dataclass(frozen=True, kw_only=True)
class Transfer:
    """One order: ``position`` is told to people where something is wrong, ``payee`` has a name and address lines."""

    position: int
    amount: Grosze
    account: str
    payee: tuple[str, ...]
    title: str


@dataclass(frozen=True, kw_only=True)
class Payer:
    """The account that pays, its holder in lines, and the letters its bank reads."""

    account: str
    holder: tuple[str, ...]
    encoding: BankEncoding


def elixir_0(transfers: Sequence[Transfer], payer: Payer, pay_on: date) -> bytes:
    """The bytes of the file; refuses an account whose digits do not fit, and an order without a sum or a name."""
    if not is_nrb(payer.account):
        raise WrongPayingAccount
    lines = "".join(f"{_order(each, payer, pay_on)}\r\n" for each in transfers)
    return lines.encode(payer.encoding.value)


def is_nrb(account: str) -> bool:
    """26 digits whose check digits fit; an account abroad is not paid by this kind of file."""
    return len(account) == NRB_DIGITS and account.isascii() and account.isdigit() and account_fault(account) is None


def written_in(text: str, encoding: BankEncoding) -> str:
    """The text in letters that a bank reads: what it does not have loses its mark, the rest is a question mark."""
    latin = text if encoding is BankEncoding.UTF8 else in_latin(text)
    known = "".join(letter if _has(letter, encoding) else _bare(letter) for letter in latin)
    return known.encode(encoding.value, "replace").decode(encoding.value)


def in_parts(texts: Sequence[str], encoding: BankEncoding) -> tuple[str, ...]:
    """At most four parts of 35 letters, broken between words; of an endless text the end is left out."""
    found: list[str] = []
    for text in texts:
        clean = " ".join(written_in(text.translate(_FORBIDDEN), encoding).translate(_FORBIDDEN).split())
        found += textwrap.wrap(clean, WIDTH, break_long_words=True, break_on_hyphens=False)
    return tuple(found[:PARTS])


def _order(each: Transfer, payer: Payer, pay_on: date) -> str:
    payee, title = in_parts(each.payee, payer.encoding), in_parts([each.title], payer.encoding)
    name = each.payee[0].translate(_FORBIDDEN) if each.payee else ""
    is_named = bool(payee) and written_in(name, payer.encoding).count("?") == name.count("?")
    if not (is_named and title and is_nrb(each.account) and 0 < each.amount < _HIGHEST):
        raise WrongOrder(position=each.position, payee=each.payee[0] if each.payee else "")
    fields = [
        _TRANSFER,
        f"{pay_on:%Y%m%d}",
        str(each.amount),
        _sort_code(payer.account),
        "0",
        f'"{payer.account}"',
        f'"{each.account}"',
        _quoted(in_parts(payer.holder, payer.encoding)),
        _quoted(payee),
        "0",
        _sort_code(each.account),
        _quoted(title),
        '""',
        '""',
        _ORDINARY,
    ]
    return ",".join(fields)


def _sort_code(account: str) -> str:
    return account[2:10]


def _quoted(parts: Sequence[str]) -> str:
    return f'"{"|".join(parts)}"'


def _has(letter: str, encoding: BankEncoding) -> bool:
    try:
        letter.encode(encoding.value)
    except UnicodeEncodeError:
        return False
    return True


_STROKES = str.maketrans("łŁđĐøØ–—„”’", "lLdDoO--'''")


def _bare(letter: str) -> str:
    plain = letter.translate(_STROKES)
    return "".join(mark for mark in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(mark))
