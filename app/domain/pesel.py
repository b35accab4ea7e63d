"""The PESEL number: what it says of a person, and what is wrong with it.

A wrong number is warned about and kept: old papers carry real errors (weights, months and the tenth digit:
population registration act of 24 September 2010, art. 15).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.persons import Sex

if TYPE_CHECKING:
    from stdnum.exceptions import ValidationError


class PeselFault(StrEnum):
    """Why a number cannot be right."""

    LETTERS = "letters"
    LENGTH = "length"
    CHECK = "check"
    DATE = "date"


@dataclass(frozen=True)
class Pesel:
    """A number as it was read. Birth date and sex are there only when nothing is wrong with it."""

    number: str
    born_on: date | None = None
    sex: Sex | None = None
    fault: PeselFault | None = None


def read_pesel(text: str) -> Pesel:
    """Read what was typed; spaces and hyphens between digits are no fault, an empty text is none either."""
    number = "".join(letter for letter in text if letter not in " -\u00a0")
    if not number:
        return Pesel("")
    if not (number.isascii() and number.isdigit()):
        return Pesel(number, fault=PeselFault.LETTERS)
    from stdnum.exceptions import ValidationError
    from stdnum.pl import pesel as register  # 15 ms, and only forms and loading ask

    try:
        register.validate(number)
    except ValidationError as error:
        return Pesel(number, fault=_fault_of(error))
    sex = Sex.FEMALE if register.get_gender(number) == "F" else Sex.MALE
    return Pesel(number, register.get_birth_date(number), sex)


def _fault_of(error: "ValidationError") -> PeselFault:
    from stdnum.exceptions import InvalidChecksum, InvalidComponent, InvalidLength

    match error:
        case InvalidLength():
            return PeselFault.LENGTH
        case InvalidChecksum():
            return PeselFault.CHECK
        case InvalidComponent():
            return PeselFault.DATE
        case _:
            return PeselFault.LETTERS
