"""The centre itself: its name, its letterhead, its workstations."""

from dataclasses import dataclass
from datetime import date

from app.domain.records import Record, RecordId, derived_id


@dataclass(frozen=True, kw_only=True)
class Setting(Record):
    """One setting of the office, equal on every workstation."""

    name: str
    value: str = ""


EXCHANGE = "exchange_"
"""How the names of the rules of exchange begin."""

HISTORY_YEARS = f"{EXCHANGE}history_years"
"""For how many years replaced values are kept; everybody who gets a journal without them must know it."""


def setting_id(name: str) -> RecordId:
    """A setting exists once in an office, wherever it is first written."""
    return derived_id(b"office-setting", name)


@dataclass(frozen=True, kw_only=True)
class Workstation(Record):
    """A computer of the office as the others know it.

    ``author`` is the number its journal records carry (63 bits of the hash of ``signing_key``), the keys are
    public ones. Only a workstation on this roster is believed.
    """

    name: str = ""
    keeper: str = ""
    author: int
    signing_key: bytes = b""
    sealing_key: str = ""
    joined_on: date | None = None
    retired_on: date | None = None


SETTINGS = {
    "office_name": "",
    "office_short_name": "",
    "office_address": "",
    "office_postal": "",
    "office_phone": "",
    "town": "",
    "town_locative": "",
    "authority": "",
    "authority_genitive": "",
    "appeal_body": "",
    "cell": "",
    "pay_day": "25",
    "language": "pl",
    "office_name_genitive": "",
    "office_hours": "",
    "electronic_address": "",
    "data_officer": "",
    "court": "",
    "county_parts": "no",
}
"""Every setting once, with its default. Names of offices decline, so their forms are settings, not guesses."""
