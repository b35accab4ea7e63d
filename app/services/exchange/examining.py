"""The doctor: looks the whole office file over and gives the line that stands for its content."""

from dataclasses import dataclass

from app.domain.bundles import head_message
from app.domain.roles import Act
from app.services.bundling import Bundling
from app.services.exchange.open import is_signed
from app.services.office import Office
from app.services.ports import Check


@dataclass(frozen=True)
class ExamineFile:
    """Ask for the file's health; deep replays the whole journal."""

    is_deep: bool = False


@dataclass(frozen=True)
class Health:
    """``digest`` is equal on workstations that hold the same data."""

    digest: str
    checks: tuple[Check, ...]

    @property
    def is_well(self) -> bool:
        """Nothing was found anywhere."""
        return not any(check.findings for check in self.checks)


def examine_file(office: Office, request: ExamineFile) -> Health:
    """Pages, chains, the authors' signatures, search; deep: rows against the journal."""
    office.allow(Act.READ)
    bundling = office.file.bundling
    checks = [*bundling.checks(is_deep=request.is_deep), _heads(bundling)]
    return Health(bundling.digest(), tuple(checks))


def _heads(bundling: Bundling) -> Check:
    """Whatever came from others is vouched for by its author, up to its last record."""
    vector, signed, keys = bundling.vector(), bundling.heads(), bundling.authors()
    findings = []
    for author, head in vector.items():
        if author == bundling.author or head.number == 0:
            continue
        word = signed.get(author)
        message = head_message(bundling.office_id, author, head)
        if (
            word is None
            or word.number != head.number
            or not is_signed(keys[author].signing_key, message, word.signature)
        ):
            findings.append(f"{author}/{head.number}")
    return Check("heads", tuple(findings))
