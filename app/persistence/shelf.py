"""Reads ``resources/``: each kind when it is first asked for, then kept. A wrong file is named, never skipped."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.law import Law
    from app.domain.letter_templates import LetterShelf
    from app.domain.questionnaires import Questionnaires


class ResourceShelf:
    """See ``app.services.ports.Shelf``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def law(self) -> "Law":
        """Dated amounts, deadlines, kinds of income and the sentences of the reasons."""
        from app.persistence.law_ready import read_ready

        return read_ready(self._folder / "law") or self._read_law()

    @cached_property
    def findings_law(self) -> "Law":
        """The part of it that findings ask for: all but deadlines and meetings of benefits."""
        from app.persistence.law_ready import read_ready

        return read_ready(self._folder / "law", for_findings=True) or self._read_law()

    def _read_law(self) -> "Law":
        from app.persistence.law_files import read_law

        return read_law(self._folder / "law")

    @cached_property
    def questionnaires(self) -> "Questionnaires":
        """Every part and version of the interview's form."""
        from app.persistence.questionnaire_files import read_questionnaires

        return read_questionnaires(self._folder / "questionnaires")

    @cached_property
    def letters(self) -> "LetterShelf":
        """Letters, instructions, citations of acts and the reasons of art. 7."""
        from app.persistence.letter_files import read_letters

        return read_letters(self._folder)
