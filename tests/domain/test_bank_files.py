from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.bank_files import Payer, Transfer, WrongOrder, WrongPayingAccount, elixir_0, in_parts, written_in
from app.domain.payments import BankEncoding
from tests.elixir import read_elixir

OURS, THEIRS = "61109010140000071219812874", "15114020040000360276543210"
PAYER = Payer(
    account=OURS, holder=("M-GOPS w Przedborzu", "ul. Mostowa 29", "97-570 Przedbórz"), encoding=BankEncoding.WINDOWS
)
KOWALSKI = Transfer(
    position=1,
    amount=101_300,
    account=THEIRS,
    payee=("Kowalski Jan", "Wola Przedborska 14", "97-570 Przedbórz"),
    title="Świadczenie, lista 3/2026 poz. 1",
)
ON = date(2026, 11, 25)


def test_the_sample_of_the_description_is_written_byte_for_byte() -> None:
    expected = (
        '110,20261125,101300,10901014,0,"61109010140000071219812874","15114020040000360276543210",'
        '"M-GOPS w Przedborzu|ul. Mostowa 29|97-570 Przedbórz","Kowalski Jan|Wola Przedborska 14|97-570 Przedbórz",'
        '0,11402004,"Świadczenie, lista 3/2026 poz. 1","","","51"\r\n'
    )
    assert elixir_0([KOWALSKI], PAYER, ON) == expected.encode("cp1250")


@pytest.mark.parametrize("encoding", BankEncoding)
def test_each_encoding_is_read_back(encoding: BankEncoding) -> None:
    (order,) = read_elixir(elixir_0([KOWALSKI], replace(PAYER, encoding=encoding), ON), encoding.value)
    assert (order.paid_on, order.amount, order.from_account, order.to_account) == (ON, 101_300, OURS, THEIRS)
    assert order.receiver[0] == "Kowalski Jan"
    wanted = "Swiadczenie" if encoding is BankEncoding.ASCII else "Świadczenie"
    assert order.title[0].startswith(wanted)


@pytest.mark.parametrize(
    ("account", "payee", "amount"),
    [
        ("83114020040000360276543210", ("Kowalski Jan",), 100),
        ("GB29NWBK60161331926819", ("Kowalski Jan",), 100),
        ("", ("Kowalski Jan",), 100),
        (THEIRS, (' "| ',), 100),
        (THEIRS, ("Kowalski Jan",), 0),
        (THEIRS, ("Kowalski Jan",), 10**12),
    ],
)
def test_an_order_that_no_bank_takes_is_stopped_with_its_number(
    account: str, payee: tuple[str, ...], amount: int
) -> None:
    wrong = replace(KOWALSKI, position=7, account=account, payee=payee, amount=amount)
    with pytest.raises(WrongOrder) as caught:
        elixir_0([KOWALSKI, wrong], PAYER, ON)
    assert caught.value.facts["position"] == 7


def test_nothing_is_paid_from_an_account_whose_digits_do_not_fit() -> None:
    with pytest.raises(WrongPayingAccount):
        elixir_0([KOWALSKI], replace(PAYER, account="83114020040000360276543210"), ON)


_lines = st.lists(st.text(max_size=90), min_size=1, max_size=6)


@given(payee=_lines, title=st.text(min_size=1), amount=st.integers(1, 10**9), encoding=st.sampled_from(BankEncoding))
def test_whatever_is_written_another_reader_reads(
    payee: list[str], title: str, amount: int, encoding: BankEncoding
) -> None:
    named = Transfer(position=1, amount=amount, account=THEIRS, payee=("Jan", *payee), title=f"lista {title}")
    content = elixir_0([named, KOWALSKI], replace(PAYER, encoding=encoding), ON)
    first, second = read_elixir(content, encoding.value)
    assert (first.amount, first.to_account) == (amount, THEIRS)
    assert second.amount == KOWALSKI.amount


def test_letters_that_an_encoding_lacks_lose_their_mark_only() -> None:
    assert written_in("Łódź – Žižka ñ", BankEncoding.ASCII) == "Lodz - Zizka n"
    assert written_in("ñ", BankEncoding.WINDOWS) == "n"
    assert written_in("漢", BankEncoding.ISO) == "?"


def test_long_names_are_broken_between_words() -> None:
    assert in_parts(
        ["Konstantynopolitańczykowianeczka-Brzęczyszczykiewiczowa Anna", "Wola 1", "97-570 P"], BankEncoding.WINDOWS
    ) == (
        "Konstantynopolitańczykowianeczka-Br",
        "zęczyszczykiewiczowa Anna",
        "Wola 1",
        "97-570 P",
    )


@pytest.mark.parametrize("encoding", BankEncoding)
def test_a_name_in_cyrillic_letters_goes_out_in_polish_ones(encoding: BankEncoding) -> None:
    order = Transfer(
        position=1, amount=1, account=KOWALSKI.account, payee=("Шевченко Іван", "Góry 3"), title="Świadczenie"
    )
    (read,) = read_elixir(elixir_0([order], replace(PAYER, encoding=encoding), date(2026, 12, 23)), encoding.value)
    assert read.receiver[0] == ("Шевченко Іван" if encoding is BankEncoding.UTF8 else "Szewczenko Iwan")


def test_a_name_in_letters_that_no_bank_has_is_refused_and_control_marks_are_blanks() -> None:
    strange = Transfer(position=7, amount=1, account=KOWALSKI.account, payee=("王小明",), title="Świadczenie")
    with pytest.raises(WrongOrder) as refused:
        elixir_0([strange], PAYER, date(2026, 12, 23))
    assert refused.value.facts["position"] == 7
    marked = replace(strange, payee=("Łęcka\x00Róża\u2028",), title="Świad\x0bczenie")
    (read,) = read_elixir(elixir_0([marked], PAYER, date(2026, 12, 23)), PAYER.encoding.value)
    assert (read.receiver, read.title) == (("Łęcka Róża",), ("Świad czenie",))
