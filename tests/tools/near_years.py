"""Writes down what the library of calendars says about the years around (``app/domain/days_off_near.py``).

Run ``python -m tests.tools.near_years`` after the library was changed; a test holds the two together.
"""

from pathlib import Path

from app.domain.days_off import told_by_the_library

NEAR_YEARS = range(2021, 2033)
"""From the first year of the regulation on interviews in force to some years ahead."""
FILE = Path(__file__).resolve().parents[2] / "app" / "domain" / "days_off_near.py"
_HEAD = '''"""Days off of the years around, written by ``python -m tests.tools.near_years`` from the library."""

NEAR = {
'''


def text() -> str:
    """The whole file."""
    return _HEAD + "".join(f'    {year}: "{_days(year)}",\n' for year in NEAR_YEARS) + "}\n"


def _days(year: int) -> str:
    return " ".join(f"{day:%m-%d}" for day in sorted(told_by_the_library(year)))


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
