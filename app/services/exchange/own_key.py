"""The key that opens what is sealed for this workstation, as a file for any age program: nobody is locked in."""

from dataclasses import dataclass
from pathlib import Path

from app.domain.roles import Act
from app.services.exchange.files import write_file
from app.services.office import Office


@dataclass(frozen=True)
class ExportKey:
    """Write the key of this workstation into a file that only its owner may read."""

    path: Path


def export_key(office: Office, request: ExportKey) -> Path:
    """Write an age identity file. Whoever has it reads every bundle for this workstation, so not everybody may."""
    office.allow(Act.CONFIGURE)
    keys = office.file.bundling.keys()
    lines = (
        f"# created: {office.now().isoformat(timespec='seconds')}",
        f"# public key: {keys.sealing_key}",
        keys.sealing_secret,
    )
    write_file(request.path, ("\n".join(lines) + "\n").encode(), is_private=True)
    return request.path
