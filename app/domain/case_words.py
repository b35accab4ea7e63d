"""Polish words for the codes of a case, as they stand on paper. The screens have their own, in two languages."""

from app.domain.case_course import Closing, EventKind, PaperKind
from app.domain.cases import ApplicationForm, CaseEvent, Direction, Document
from app.domain.households import Relation
from app.domain.persons import Sex

EVENTS: dict[str, str] = {
    EventKind.ORAL_APPLICATION: "Wniosek przyjęty ustnie do protokołu",
    EventKind.WRITTEN_APPLICATION: "Wpłynął wniosek",
    EventKind.OPENED_EX_OFFICIO: "Wszczęto postępowanie z urzędu",
    EventKind.REPORT_TAKEN: "Przyjęto zgłoszenie o potrzebie pomocy",
    EventKind.SIGN_GIVEN: "Nadano znak sprawy",
    EventKind.APPLICATION_SIGNED: "Wniosek podpisany",
    EventKind.APPLICATION_COMPLETED: "Wniosek uzupełniony",
    EventKind.PAPER_RECEIVED: "Wpłynęło",
    EventKind.PAPER_MADE: "Sporządzono",
    EventKind.DELIVERED: "Doręczono",
    EventKind.INTERVIEW_FINISHED: "Zakończono rodzinny wywiad środowiskowy",
    EventKind.DECISION_DRAFTED: "Przygotowano projekt decyzji",
    EventKind.DECISION_PASSED_ON: "Projekt decyzji przekazano do zatwierdzenia",
    EventKind.DECISION_RETURNED: "Projekt decyzji zwrócono do poprawy",
    EventKind.DECISION_APPROVED: "Projekt decyzji zatwierdzono",
    EventKind.DECISION_ISSUED: "Wydano decyzję",
    EventKind.MEDIATION_NOTED: "Sporządzono adnotację o mediacji",
    EventKind.NOTE: "",
    EventKind.CANCELLED: "Anulowano – błędna rejestracja",
    EventKind.CLOSED: "Zakończono sprawę",
    EventKind.REOPENED: "Sprawę otwarto ponownie",
}

CLOSINGS: dict[str, str] = {
    Closing.SETTLED: "załatwiona",
    Closing.WITHDRAWN: "wniosek wycofany",
    Closing.UNEXAMINED: "pozostawiona bez rozpoznania",
    Closing.TRANSFERRED: "przekazana według właściwości",
    Closing.DISCONTINUED: "postępowanie umorzone",
    Closing.DIED: "śmierć strony",
    Closing.CANCELLED: "anulowano – błędna rejestracja",
}

PAPERS: dict[str, str] = {
    PaperKind.APPLICATION: "Wniosek",
    PaperKind.INCOME_CERTIFICATE: "Zaświadczenie o dochodzie",
    PaperKind.ASSETS_STATEMENT: "Oświadczenie o stanie majątkowym",
    PaperKind.LABOUR_OFFICE: "Zaświadczenie z urzędu pracy",
    PaperKind.MEDICAL: "Dokument medyczny",
    PaperKind.DISABILITY: "Orzeczenie o niepełnosprawności",
    PaperKind.COURT: "Orzeczenie sądu",
    PaperKind.STATEMENT: "Oświadczenie",
    PaperKind.LETTER: "Pismo",
    PaperKind.DECISION: "Decyzja",
    PaperKind.INTERVIEW: "Rodzinny wywiad środowiskowy",
    PaperKind.RECEIPT: "Zwrotne potwierdzenie odbioru",
    PaperKind.SUMMONS: "Wezwanie do uzupełnienia braków",
    PaperKind.APPEAL: "Odwołanie",
    PaperKind.APPEAL_FORWARDED: "Przekazanie odwołania do SKO",
    PaperKind.APPEAL_SETTLED: "Zakończenie odwołania: decyzja pozostaje w mocy",
    PaperKind.WAIVER: "Zrzeczenie się odwołania",
    PaperKind.SUPPLEMENT: "Uzupełnienie decyzji",
    PaperKind.RULING_REQUEST: "Potwierdzenie złożenia wniosku o orzeczenie",
    PaperKind.SUSPENSION: "Zawieszenie postępowania",
    PaperKind.RESUMPTION: "Podjęcie postępowania",
    PaperKind.OTHER: "Inny dokument",
}

DIRECTIONS: dict[str, str] = {Direction.IN: "wpłynął", Direction.OUT: "wysłany", Direction.OWN: "własny"}

_RELATIONS: dict[str, tuple[str, str]] = {
    Relation.SELF: ("wnioskodawca", "wnioskodawczyni"),
    Relation.SPOUSE: ("mąż", "żona"),
    Relation.PARTNER: ("partner", "partnerka"),
    Relation.CHILD: ("syn", "córka"),
    Relation.STEPCHILD: ("pasierb", "pasierbica"),
    Relation.PARENT: ("ojciec", "matka"),
    Relation.SIBLING: ("brat", "siostra"),
    Relation.GRANDCHILD: ("wnuk", "wnuczka"),
    Relation.GRANDPARENT: ("dziadek", "babcia"),
    Relation.OTHER: ("inna osoba", "inna osoba"),
}


def relation_on_paper(relation: Relation, sex: Sex | None) -> str:
    """What somebody is to the applicant; both words where the sex is not known."""
    male, female = _RELATIONS[relation]
    if sex is None:
        return male if male == female else f"{male} lub {female}"
    return female if sex is Sex.FEMALE else male


FORMS: dict[str, str] = {
    ApplicationForm.PAPER: "na piśmie",
    ApplicationForm.ORAL: "ustnie do protokołu",
    ApplicationForm.EX_OFFICIO: "z urzędu",
}

REPORTERS: dict[str, str] = {
    "police": "Policja",
    "school": "szkoła lub przedszkole",
    "court": "sąd lub kurator",
    "health": "służba zdrowia",
    "neighbour": "sąsiad",
    "family": "ktoś z rodziny",
    "village_head": "sołtys lub radny",
    "institution": "inna instytucja",
    "other": "inna osoba",
}


MEDIATION_UNFIT = (
    "O świadczeniu rozstrzygają przepisy ustawy i ustalony dochód, a w sprawie jest jedna strona, dlatego mediacja "
    "nie mogłaby niczego zmienić."
)
MEDIATION_OMITTED = (
    "Sprawę należy załatwić niezwłocznie, a mediacja tylko przedłużyłaby postępowanie, dlatego zawiadomienie "
    "o możliwości mediacji pominięto (art. 96b § 5 KPA)."
)


def mediation_note(*, is_discretionary: bool) -> str:
    """The usual text of the note that every file needs (KPA art. 96a § 1b); the clerk may write another one."""
    return MEDIATION_OMITTED if is_discretionary else MEDIATION_UNFIT


def event_text(event: CaseEvent) -> str:
    """One line of the course in a whole sentence."""
    said = EVENTS.get(event.kind, event.kind)
    if not said:
        return event.text
    return f"{said}: {event.text}" if event.text else said


def paper_title(document: Document) -> str:
    """What a paper is called: its own title, else its kind."""
    return document.title or PAPERS.get(document.kind, document.kind)
