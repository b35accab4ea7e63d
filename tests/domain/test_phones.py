"""Telephone numbers as people read them out."""

import pytest

from app.domain.phones import written_phone


@pytest.mark.parametrize(
    ("kept", "written"),
    [
        ("601224918", "601 224 918"),
        ("447812206", "44 781 22 06"),
        ("+380671234567", "+380671234567"),
        ("60122", "60122"),
        ("wew. 12", "wew. 12"),
        ("", ""),
    ],
)
def test_a_number_is_written_in_groups(kept: str, written: str) -> None:
    assert written_phone(kept) == written
