"""A second reader of Elixir-0, written from the description of the format and not from the program that writes it."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class ReadOrder:
    """One line of the file, field by field."""

    paid_on: date
    amount: int
    from_account: str
    to_account: str
    sender: tuple[str, ...]
    receiver: tuple[str, ...]
    title: tuple[str, ...]


def mod97(account: str) -> bool:
    """NRB: country PL as 2521 and the check digits to the end, remainder 1."""
    return int(account[2:] + "2521" + account[:2]) % 97 == 1


def read_elixir(content: bytes, encoding: str) -> list[ReadOrder]:
    text = content.decode(encoding)
    assert text == "" or text.endswith("\r\n")
    lines = text.split("\r\n")[:-1]
    assert all("\n" not in line and "\r" not in line for line in lines)
    return [_order(line) for line in lines]


def _order(line: str) -> ReadOrder:
    fields = _fields(line)
    assert len(fields) == 15
    kind, day, amount, own_bank, zero, own, other, sender, receiver, none, bank, title, empty, void, code = fields
    assert (kind, zero, none, code) == ("110", "0", "0", '"51"')
    assert (empty, void) == ('""', '""')
    assert amount.isdigit()
    assert amount[0] != "0"
    from_account, to_account = _text(own), _text(other)
    for account, sort_code in ((from_account, own_bank), (to_account, bank)):
        assert len(account) == 26
        assert mod97(account)
        assert sort_code == account[2:10]
    return ReadOrder(
        datetime.strptime(day, "%Y%m%d").date(),
        int(amount),
        from_account,
        to_account,
        _parts(sender),
        _parts(receiver),
        _parts(title),
    )


def _fields(line: str) -> list[str]:
    fields, inside = [""], False
    for letter in line:
        if letter == '"':
            inside = not inside
        if letter == "," and not inside:
            fields.append("")
        else:
            fields[-1] += letter
    assert not inside
    return fields


def _text(field: str) -> str:
    assert field[0] == field[-1] == '"'
    return field[1:-1]


def _parts(field: str) -> tuple[str, ...]:
    parts = tuple(_text(field).split("|"))
    assert 1 <= len(parts) <= 4
    assert all(0 < len(part) <= 35 and part == part.strip() for part in parts)
    assert not set(':;&@$"') & set("".join(parts))
    return parts
