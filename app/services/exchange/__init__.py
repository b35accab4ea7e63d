"""Exchange between workstations without a network. Three doors for commands that need no window."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.services.exchange.apply import Applied
    from app.services.exchange.compare import Preview
    from app.services.exchange.pack import Exported
    from app.services.office import Done, Office


def export_to(office: "Office", station: str, path: Path) -> "Exported":
    """Write a bundle for the workstation of this name; into ``path``, or under its own name if that is a folder."""
    from app.domain.roles import Act
    from app.services.exchange.pack import NoSuchStation, bundle_name, other_stations, write_bundle

    office.allow(Act.EXCHANGE)
    wanted = next((each for each in other_stations(office) if each.name.casefold() == station.casefold()), None)
    if wanted is None:
        raise NoSuchStation(name=station)
    return write_bundle(office, wanted, path / bundle_name(office) if path.is_dir() else path)


def preview(office: "Office", path: Path) -> "Preview":
    """What a bundle would do, before a byte is written; ``words.preview_lines`` says it as text."""
    from app.services.exchange.compare import PreviewBundle, preview_bundle

    return preview_bundle(office, PreviewBundle(path))


def load(office: "Office", path: Path) -> "Done[Applied]":
    """Load a bundle."""
    from app.services.exchange.apply import ApplyBundle, apply_bundle

    return apply_bundle(office, ApplyBundle(path))
