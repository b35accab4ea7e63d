"""The centre's own particulars: how its letters name it, where it is, on which day it pays."""

import re
from dataclasses import dataclass, field, fields, replace

from app.domain.decision_rules import LAST_PAY_DAY
from app.domain.offices import SETTINGS, Setting, setting_id
from app.domain.problems import Refusal
from app.domain.roles import Act
from app.domain.tidying import clean
from app.services.office import Done, Office
from app.services.ports import Changes, Reading, Work

LANGUAGES = ("pl", "en")
_CELL = re.compile(r"[A-Za-z0-9]*[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)?")


class WrongPayDay(Refusal):
    """The day of payment is not a day that every month has (facts: day)."""

    code = "wrong_pay_day"


class UnknownLanguage(Refusal):
    """The program does not speak this language (facts: language)."""

    code = "unknown_language"


class OfficeNameMissing(Refusal):
    """No letter can go out from an office without a name."""

    code = "office_name_missing"


class WrongCell(Refusal):
    """The first part of a sign is letters and digits, with at most one hyphen (facts: cell)."""

    code = "wrong_cell"


@dataclass(frozen=True, kw_only=True)
class OfficeProfile:
    """Every setting of the office by name.

    ``office_short_name`` stands in the window, ``town_locative`` after "w" and "dnia", ``authority_genitive`` after
    "z up." and "z upoważnienia", ``cell`` begins the signs of new lists. ``office_name_genitive``, ``appeal_body``
    and ``court`` stand in the genitive in letters; ``data_officer`` is how to reach the data protection officer,
    ``electronic_address`` the address for electronic delivery. ``county_parts`` says "yes" where the centre holds
    interviews of the county by agreement. ``seen`` are the settings as they were read, for
    whoever changes the profile later; nobody else looks at them.
    """

    office_name: str = ""
    office_short_name: str = ""
    office_address: str = ""
    office_postal: str = ""
    office_phone: str = ""
    town: str = ""
    town_locative: str = ""
    authority: str = ""
    authority_genitive: str = ""
    appeal_body: str = ""
    cell: str = ""
    pay_day: int = 25
    language: str = "pl"
    office_name_genitive: str = ""
    office_hours: str = ""
    electronic_address: str = ""
    data_officer: str = ""
    court: str = ""
    county_parts: str = "no"
    seen: tuple[Setting, ...] = field(default=(), compare=False, repr=False)


_NAMES = tuple(each.name for each in fields(OfficeProfile) if each.name != "seen")


@dataclass(frozen=True)
class AskProfile:
    """Ask for the particulars of the office."""


@dataclass(frozen=True)
class ChangeProfile:
    """Write what differs between the profile as the form showed it and as it should be."""

    before: OfficeProfile
    after: OfficeProfile


def read_profile(file: Reading) -> OfficeProfile:
    """The particulars from an open file; for services that are already looking."""
    stored = tuple(file.find(Setting))
    values = SETTINGS | {setting.name: setting.value for setting in stored if setting.name in SETTINGS}
    pay_day = values.pop("pay_day")
    known = {name: value for name, value in values.items() if name in _NAMES}
    return OfficeProfile(pay_day=int(pay_day) if pay_day.isdigit() else int(SETTINGS["pay_day"]), seen=stored, **known)


def kept_setting(file: Reading, name: str) -> str:
    """The value of a setting; empty where nobody has written it."""
    record_id = setting_id(name)
    stored = file.many(Setting, [record_id]).get(record_id)
    return stored.value if stored is not None else ""


def keep_setting(work: Work, name: str, value: str) -> None:
    """Write a setting on top of what stands; the same record on every workstation."""
    record_id = setting_id(name)
    stored = work.many(Setting, [record_id]).get(record_id)
    if stored is None:
        work.add(Setting(id=record_id, name=name, value=value))
    else:
        work.change(stored, replace(stored, value=value))


def ask_profile(office: Office, _: AskProfile) -> OfficeProfile:
    """The particulars of the office."""
    with office.reading() as file:
        return read_profile(file)


def change_profile(office: Office, request: ChangeProfile) -> Done[OfficeProfile]:
    """Write the changed settings; an unchanged profile writes nothing."""
    office.allow(Act.CONFIGURE)
    _check(request.after)
    shown = {setting.name: setting for setting in request.before.seen}
    old, new = _values(request.before), _values(request.after)
    with office.work("Zmiana danych ośrodka") as work:
        for name in (name for name in _NAMES if old[name] != new[name]):
            record_id = setting_id(name)
            stored = shown.get(name) or work.many(Setting, [record_id]).get(record_id)
            if stored is None:
                work.add(Setting(id=record_id, name=name, value=new[name]))
                continue
            if name not in shown and shown:  # written after the form was read: the form rests on its neighbours only
                stored = replace(stored, value=old[name], seen=request.before.seen[0].seen)
            work.change(stored, replace(stored, value=new[name]))
        profile = read_profile(work)
        changes: Changes = work.commit()
    return Done(profile, changes)


def is_cell(text: str) -> bool:
    """Whether signs may begin with this: ``MGOPS``, ``GOPS-SR``."""
    return _CELL.fullmatch(text) is not None


def _check(profile: OfficeProfile) -> None:
    if not profile.office_name.strip():
        raise OfficeNameMissing
    cell = profile.cell.strip()
    if cell and not is_cell(cell):
        raise WrongCell(cell=cell)
    if not 1 <= profile.pay_day <= LAST_PAY_DAY:
        raise WrongPayDay(day=profile.pay_day)
    if profile.language not in LANGUAGES:
        raise UnknownLanguage(language=profile.language)


def _values(profile: OfficeProfile) -> dict[str, str]:
    """The settings as the file holds them; pasted blanks around a value would shift a letterhead."""
    return {name: clean(str(getattr(profile, name))) for name in _NAMES}
