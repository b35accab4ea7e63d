"""A print in the hand against the answers in the file: the same, changed since, or another interview's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.cases import Case
from app.domain.interview_filling import Filling
from app.domain.interview_layers import later_than, persons_part
from app.domain.interview_seal import still_sealed
from app.domain.interviews import Correction, Freeze, Interview
from app.domain.print_code import PrintCode, read_print_code
from app.domain.records import RecordId
from app.services.interview_freezing import InterviewUnfinished
from app.services.interview_reading import corrected_in
from app.services.office import Office
from app.services.ports import Reading


class PrintVerdict(StrEnum):
    """What a print is to the answers in the file."""

    AGREES = "agrees"
    EARLIER = "earlier"  # signed or printed before a correction, or before the worker wrote their part
    DATA_CHANGED = "data_changed"  # the seal of the interview, but the answers no longer give it
    OTHER_SEAL = "other_seal"  # made before the interview was opened again, or mistyped, or of another office file
    OTHER_INTERVIEW = "other_interview"


@dataclass(frozen=True)
class CheckPrint:
    """Ask whether a print belongs to a finished interview; ``code`` was scanned from it or typed from its letters."""

    interview_id: RecordId
    code: str


@dataclass(frozen=True)
class PrintCheck:
    """What the print is, and of which case.

    ``sign_on_print`` is empty where only a seal was typed. ``sign`` is what the case of the print is called today,
    empty where the file does not know the interview. ``corrected`` counts corrections made after an earlier print,
    ``corrected_on`` is the day of the last one.
    """

    verdict: PrintVerdict
    sign_on_print: str
    sign: str
    corrected: int = 0
    corrected_on: date | None = None


def check_print(office: Office, request: CheckPrint) -> PrintCheck:
    """Read the code and work the seal out anew from the answers; nothing is written."""
    code = read_print_code(request.code)
    with office.reading() as file:
        interview = file.get(Interview, request.interview_id)
        if interview.finished_at is None and interview.signed_on is None:
            raise InterviewUnfinished
        if other := _other_interview(file, interview, code):
            return PrintCheck(PrintVerdict.OTHER_INTERVIEW, code.sign, file.get(Case, other.case_id).sign)
        if code.interview not in ("", interview.id.hex()):
            return PrintCheck(PrintVerdict.OTHER_INTERVIEW, code.sign, "")
        sign = file.get(Case, interview.case_id).sign
        filling, corrected = corrected_in(office, file, interview)
        corrections = [each.correction for each in corrected]
        freezes = file.find(Freeze, interview_id=interview.id)
    if _agrees(filling, interview, code.seal, corrections):
        return PrintCheck(PrintVerdict.AGREES, code.sign, sign)
    later = later_than(corrections, code.seal)
    known = {each.seal for each in freezes} | {each.seal for each in corrections}
    known |= {interview.seal} if corrections else set()
    if code.seal in known and (later or code.seal != interview.seal):
        on = later[-1].at.date() if later else None
        return PrintCheck(PrintVerdict.EARLIER, code.sign, sign, len(later), on)
    verdict = PrintVerdict.DATA_CHANGED if code.seal == interview.seal else PrintVerdict.OTHER_SEAL
    return PrintCheck(verdict, code.sign, sign)


def _agrees(filling: Filling, interview: Interview, mark: str, corrections: Sequence[Correction]) -> bool:
    """Whether the whole form, or before its end the person's part, still gives the mark of the print."""
    whole = filling if interview.finished_at is not None else persons_part(filling)
    return still_sealed(whole, interview.id, mark, corrections)


def _other_interview(file: Reading, interview: Interview, code: PrintCode) -> Interview | None:
    """The interview that the print is of, when it is not the one asked about and the file has it."""
    if code.interview:
        wanted = RecordId(bytes.fromhex(code.interview))
        return None if wanted == interview.id else file.many(Interview, [wanted]).get(wanted)
    if code.seal == interview.seal:
        return None
    return next((each for each in file.find(Interview, seal=code.seal) if each.id != interview.id), None)
