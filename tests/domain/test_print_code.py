"""The code on a print: what a scanner reads and what a person types."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.print_code import PrintCode, UnreadablePrintCode, code_of, read_print_code

INTERVIEW = bytes(range(16))
SEAL = "ABCD-EFGH-IJKL-MNOP-QRST-2345"


@given(st.text(st.characters(exclude_categories=["C", "Z"]), max_size=40), st.binary(min_size=16, max_size=16))
def test_a_scanned_code_gives_back_what_the_print_holds(sign: str, interview: bytes) -> None:
    assert read_print_code(code_of(sign, interview, SEAL)) == PrintCode(SEAL, interview.hex(), sign)


@pytest.mark.parametrize(
    "typed",
    [SEAL, "  abcd efgh ijkl mnop qrst 2345\n", "ABCDEFGHIJKLMNOPQRST2345", "ABCD–EFGH–1JKL–MN0P–QRST–2345"],
    ids=["as printed", "small letters and blanks", "without dashes", "digits for letters"],
)
def test_a_seal_may_be_typed_in_any_way(typed: str) -> None:
    assert read_print_code(typed) == PrintCode(SEAL)


@pytest.mark.parametrize(
    "typed",
    ["", "ABCD", f"{SEAL}-AAAA", "ŁBCD-EFGH-IJKL-MNOP-QRST-2345", "TECZKA1", f"TECZKA1:12:{SEAL}:MOPS", "TECZKA1:::"],
)
def test_anything_else_is_no_code(typed: str) -> None:
    with pytest.raises(UnreadablePrintCode):
        read_print_code(typed)
