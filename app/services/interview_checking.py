"""A print in the hand against the answers in the file: the same, changed since, or another interview's."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.cases import Case
from app.domain.interview_seal import still_sealed
from app.domain.interviews import Interview
from app.domain.print_code import PrintCode, read_print_code
from app.domain.records import RecordId
from app.services.interview_closing import InterviewUnfinished
from app.services.interview_reading import filling_in
from app.services.office import Office
from app.services.ports import Reading


class PrintVerdict(StrEnum):
    """What a print is to the answers in the file."""

    AGREES = "agrees"
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
    empty where the file does not know the interview.
    """

    verdict: PrintVerdict
    sign_on_print: str
    sign: str


def check_print(office: Office, request: CheckPrint) -> PrintCheck:
    """Read the code and work the seal out anew from the answers; nothing is written."""
    code = read_print_code(request.code)
    with office.reading() as file:
        interview = file.get(Interview, request.interview_id)
        if interview.finished_at is None:
            raise InterviewUnfinished
        if other := _other_interview(file, interview, code):
            return PrintCheck(PrintVerdict.OTHER_INTERVIEW, code.sign, file.get(Case, other.case_id).sign)
        if code.interview not in ("", interview.id.hex()):
            return PrintCheck(PrintVerdict.OTHER_INTERVIEW, code.sign, "")
        sign = file.get(Case, interview.case_id).sign
        if code.seal != interview.seal:
            return PrintCheck(PrintVerdict.OTHER_SEAL, code.sign, sign)
        agrees = still_sealed(filling_in(office, file, interview), interview.id, interview.seal)
    return PrintCheck(PrintVerdict.AGREES if agrees else PrintVerdict.DATA_CHANGED, code.sign, sign)


def _other_interview(file: Reading, interview: Interview, code: PrintCode) -> Interview | None:
    """The interview that the print is of, when it is not the one asked about and the file has it."""
    if code.interview:
        wanted = RecordId(bytes.fromhex(code.interview))
        return None if wanted == interview.id else file.many(Interview, [wanted]).get(wanted)
    if code.seal == interview.seal:
        return None
    return next((each for each in file.find(Interview, seal=code.seal) if each.id != interview.id), None)
