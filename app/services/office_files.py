"""Making and opening office files, before there is an office to ask for anything."""

from pathlib import Path
from typing import Protocol

from app.domain.bundles import StationKeys
from app.services.ports import OfficeFile


class OwnedFile(OfficeFile, Protocol):
    """An office file that whoever opened it must close."""

    def close(self) -> None:
        """Let go of the file."""

    def hold_alone(self) -> None:
        """Bring everything into the file itself, with nothing beside it; the lock stays until it is closed."""


class OfficeFiles(Protocol):
    """Makes and opens office files; ``key`` is the key of an encrypted one."""

    def create(self, path: Path, keys: StationKeys, office_id: bytes, key: bytes | None = None) -> OwnedFile:
        """Make a new file for a workstation; refuses to touch one that is there."""

    def open(self, path: Path, key: bytes | None = None) -> OwnedFile:
        """Open a file that is there."""

    def copies(self, path: Path) -> list[Path]:
        """The safety copies beside a file, whether whole or half."""

    def discard(self, path: Path) -> None:
        """Take a closed file away; nothing happens where there is none."""
