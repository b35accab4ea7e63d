"""What the screen of settings shows: the office, its people, its workstations, this computer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain.offices import SETTINGS, Setting, Workstation, setting_id
from app.services.clerks import StaffRow, configures, staff_of
from app.services.office import Office
from app.services.office_settings import OfficeProfile, read_profile
from app.services.registers import here
from app.services.sessions import Look, look_of
from app.services.vault.keepers import AskVault, Vault, ask_vault

NOT_ASKED = frozenset({"language"})
"""Settings that no letter needs."""


@dataclass(frozen=True)
class ShowSettings:
    """Ask for everything but the lists of cases."""


@dataclass(frozen=True)
class Computer:
    """This workstation as the roster knows it, None while it is not on it; its file, and how its window looks."""

    station: Workstation | None
    path: Path
    look: Look


@dataclass(frozen=True)
class SettingsView:
    """``disputed`` gives the values of settings that two workstations wrote, the shown one first.

    ``stations`` are those that take part, by name; ``configurers`` may change what stands here.
    """

    today: date
    profile: OfficeProfile
    disputed: Mapping[str, tuple[str, ...]]
    staff: tuple[StaffRow, ...]
    stations: tuple[Workstation, ...]
    computer: Computer
    may_configure: bool
    own_id: bytes
    vault: Vault

    @property
    def missing(self) -> tuple[str, ...]:
        """Particulars that letters ask for and that are empty."""
        return tuple(name for name in asked_settings() if not str(getattr(self.profile, name)))

    @property
    def configurers(self) -> tuple[str, ...]:
        """Names of those who may change what stands here."""
        return tuple(row.clerk.full_name for row in self.staff if configures(row.clerk))


def asked_settings() -> tuple[str, ...]:
    """Names of the settings that letters and lists ask for."""
    return tuple(name for name in SETTINGS if name not in NOT_ASKED)


def show_settings(office: Office, _: ShowSettings) -> SettingsView:
    """One look at the file."""
    names = {setting_id(name): name for name in SETTINGS}
    today = office.calendar.today()
    with office.reading() as file:
        stations = [station for station in file.find(Workstation) if station.retired_on is None]
        return SettingsView(
            today=today,
            profile=read_profile(file),
            disputed={
                names[each.id]: tuple(str(version.value) for version in each.versions)
                for each in file.contradictions()
                if each.kind is Setting and each.id in names
            },
            staff=staff_of(file, today),
            stations=tuple(sorted(stations, key=lambda station: station.name)),
            computer=Computer(here(file, office), office.file.path, look_of(office.file)),
            may_configure=configures(office.clerk),
            own_id=office.clerk.id,
            vault=ask_vault(office, AskVault()),
        )
