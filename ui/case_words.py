"""What a person reads about the codes of a case: steps, events, papers, kinship, how letters reach people."""

from app.domain.case_course import Closing, EventKind, PaperKind
from app.domain.cases import ApplicationForm, CaseEvent, Document, Stage
from app.domain.clocks import Band
from app.domain.deadlines import Deadline, Unit
from app.domain.deliveries import Channel, Way
from app.domain.households import Relation
from app.domain.persons import AddressKind, Sex
from app.services.case_checks import ShownClock
from ui.i18n import NBSP, _, ngettext, short_day


def stage_word(stage: Stage) -> str:
    """A step in the picture of a case."""
    return {
        Stage.APPLICATION: _("Wniosek"),
        Stage.INTERVIEW: _("Wywiad"),
        Stage.FINDINGS: _("Ustalenia"),
        Stage.DECISION: _("Decyzja"),
        Stage.DELIVERY: _("Doręczenie"),
        Stage.PAYMENT: _("Wypłata"),
        Stage.CLOSED: _("Zakończona"),
    }[stage]


def stage_chip(stage: Stage, closed_as: str = "") -> tuple[str, str]:
    """Where a case stands, in a word and its tone."""
    if closed_as == Closing.CANCELLED:
        return _("anulowana"), "neutral"
    return {
        Stage.APPLICATION: (_("wniosek"), "info"),
        Stage.INTERVIEW: (_("wywiad"), "info"),
        Stage.FINDINGS: (_("ustalenia"), "info"),
        Stage.DECISION: (_("decyzja"), "info"),
        Stage.DELIVERY: (_("doręczenie"), "info"),
        Stage.PAYMENT: (_("wypłacana"), "ok"),
        Stage.CLOSED: (_("zakończona"), "neutral"),
    }[stage]


def length_words(deadline: Deadline) -> str:
    """``14 dni roboczych``, ``1 miesiąc``: how long a clock runs, kept on one line."""
    count = deadline.count
    match deadline.unit:
        case Unit.DAYS:
            words = ngettext("{count} dzień", "{count} dni", count)
        case Unit.WORKING_DAYS:
            words = ngettext("{count} dzień roboczy", "{count} dni roboczych", count)
        case Unit.WEEKS:
            words = ngettext("{count} tydzień", "{count} tygodni", count)
        case Unit.MONTHS:
            words = ngettext("{count} miesiąc", "{count} miesięcy", count)
        case _:
            words = ngettext("{count} rok", "{count} lat", count)
    return words.format(count=count).replace(" ", NBSP, 1)


def clock_words(clock: ShownClock) -> str:
    """``do 3.12 · 7 dni rob.``, ``do 3.12 · dzisiaj``, ``minął 3.12 · 2 dni rob. temu``."""
    end, days_left = short_day(clock.deadline.ends_on), clock.days_left
    if days_left > 0:
        return ngettext("do {day} · {count} dzień rob.", "do {day} · {count} dni rob.", days_left).format(
            day=end, count=days_left
        )
    if days_left == 0:
        return _("do {day} · dzisiaj").format(day=end)
    return ngettext("minął {day} · {count} dzień rob. temu", "minął {day} · {count} dni rob. temu", -days_left).format(
        day=end, count=-days_left
    )


def clock_tone(clock: ShownClock) -> str:
    """How pressing a clock is, as the tone of its chip."""
    return {Band.OVERDUE: "bad", Band.TODAY: "bad", Band.PRESSING: "warn", Band.LATER: "neutral"}[clock.band]


def event_words(event: CaseEvent) -> tuple[str, str]:
    """What happened, and what this event adds to it ("" for nothing)."""
    if event.kind == EventKind.NOTE:
        return event.text, ""
    said = {
        EventKind.ORAL_APPLICATION.value: _("Wniosek przyjęty ustnie do protokołu"),
        EventKind.WRITTEN_APPLICATION.value: _("Wpłynął wniosek na piśmie"),
        EventKind.OPENED_EX_OFFICIO.value: _("Wszczęto postępowanie z urzędu"),
        EventKind.REPORT_TAKEN.value: _("Przyjęto zgłoszenie o potrzebie pomocy"),
        EventKind.SIGN_GIVEN.value: _("Nadano znak sprawy"),
        EventKind.APPLICATION_SIGNED.value: _("Wniosek podpisany"),
        EventKind.APPLICATION_COMPLETED.value: _("Wniosek uzupełniony"),
        EventKind.PAPER_RECEIVED.value: _("Wpłynęło"),
        EventKind.PAPER_MADE.value: _("Sporządzono"),
        EventKind.DELIVERED.value: _("Doręczono"),
        EventKind.INTERVIEW_FINISHED.value: _("Wywiad ukończony"),
        EventKind.DECISION_DRAFTED.value: _("Przygotowano projekt decyzji"),
        EventKind.DECISION_PASSED_ON.value: _("Projekt decyzji przekazano do zatwierdzenia"),
        EventKind.DECISION_RETURNED.value: _("Projekt decyzji zwrócono do poprawy"),
        EventKind.DECISION_APPROVED.value: _("Projekt decyzji zatwierdzono"),
        EventKind.DECISION_ISSUED.value: _("Wydano decyzję"),
        EventKind.MEDIATION_NOTED.value: _("Sporządzono adnotację o mediacji"),
        EventKind.CANCELLED.value: _("Anulowano — błędna rejestracja"),
        EventKind.CLOSED.value: _("Zakończono sprawę"),
        EventKind.REOPENED.value: _("Sprawę otwarto ponownie"),
    }.get(event.kind)
    return (said, event.text) if said is not None else (event.text or event.kind, "")


def closing_words() -> list[tuple[str, str]]:
    """How a case may be ended by hand."""
    return [
        (Closing.SETTLED.value, _("załatwiona")),
        (Closing.WITHDRAWN.value, _("wniosek wycofany")),
        (Closing.UNEXAMINED.value, _("pozostawiona bez rozpoznania")),
        (Closing.TRANSFERRED.value, _("przekazana według właściwości")),
        (Closing.DISCONTINUED.value, _("postępowanie umorzone")),
        (Closing.DIED.value, _("śmierć strony")),
    ]


def closing_word(code: str) -> str:
    """How a case ended."""
    if code == Closing.CANCELLED:
        return _("anulowana — błędna rejestracja")
    return dict(closing_words()).get(code, code)


def paper_words(*, is_decided_on_paper: bool = False) -> list[tuple[str, str]]:
    """Kinds of papers that somebody may bring. A copy of an identity card is not among them (it must not be kept).

    A decision is one only where the program does not write it.
    """
    decision = [(PaperKind.DECISION.value, _("decyzja wydana poza programem"))] if is_decided_on_paper else []
    return [
        *decision,
        (PaperKind.INCOME_CERTIFICATE.value, _("zaświadczenie o dochodzie")),
        (PaperKind.LABOUR_OFFICE.value, _("zaświadczenie z urzędu pracy")),
        (PaperKind.ASSETS_STATEMENT.value, _("oświadczenie o stanie majątkowym")),
        (PaperKind.STATEMENT.value, _("oświadczenie")),
        (PaperKind.MEDICAL.value, _("dokument medyczny")),
        (PaperKind.DISABILITY.value, _("orzeczenie o niepełnosprawności")),
        (PaperKind.COURT.value, _("orzeczenie sądu")),
        (PaperKind.APPLICATION.value, _("wniosek")),
        (PaperKind.RECEIPT.value, _("zwrotne potwierdzenie odbioru")),
        (PaperKind.APPEAL.value, _("odwołanie")),
        (PaperKind.WAIVER.value, _("zrzeczenie się odwołania")),
        (PaperKind.OTHER.value, _("inny dokument")),
    ]


def paper_word(document: Document) -> str:
    """What a paper is called: its own title, else its kind."""
    if document.title:
        return document.title
    more = {
        PaperKind.LETTER.value: _("pismo"),
        PaperKind.DECISION.value: _("decyzja"),
        PaperKind.INTERVIEW.value: _("wywiad środowiskowy"),
        PaperKind.SUMMONS.value: _("wezwanie do uzupełnienia braków"),
        PaperKind.APPEAL_FORWARDED.value: _("przekazanie odwołania do SKO"),
        PaperKind.APPEAL_SETTLED.value: _("zakończenie odwołania: decyzja pozostaje w mocy"),
        PaperKind.SUPPLEMENT.value: _("uzupełnienie decyzji"),
    }
    word = (dict(paper_words()) | more).get(document.kind, document.kind)
    return word[:1].upper() + word[1:]


def relation_words(sex: Sex | None = None) -> list[tuple[str, str]]:
    """Kinship to the head of a household, of a man or a woman where that is known."""
    known = _relations_of(sex)
    both = [
        (Relation.SPOUSE.value, _("mąż lub żona")),
        (Relation.PARTNER.value, _("partner lub partnerka")),
        (Relation.CHILD.value, _("dziecko")),
        (Relation.STEPCHILD.value, _("dziecko męża, żony lub partnera")),
        (Relation.PARENT.value, _("ojciec lub matka")),
        (Relation.SIBLING.value, _("brat lub siostra")),
        (Relation.GRANDCHILD.value, _("wnuk lub wnuczka")),
        (Relation.GRANDPARENT.value, _("dziadek lub babcia")),
        (Relation.OTHER.value, _("inna osoba")),
    ]
    return [(key, known.get(key, words)) for key, words in both]


def _relations_of(sex: Sex | None) -> dict[str, str]:
    """The words that are others for a man and for a woman."""
    if sex is None:
        return {}
    is_man = sex == Sex.MALE
    return {
        Relation.SPOUSE.value: _("mąż") if is_man else _("żona"),
        Relation.PARTNER.value: _("partner") if is_man else _("partnerka"),
        Relation.PARENT.value: _("ojciec") if is_man else _("matka"),
        Relation.SIBLING.value: _("brat") if is_man else _("siostra"),
        Relation.GRANDCHILD.value: _("wnuk") if is_man else _("wnuczka"),
        Relation.GRANDPARENT.value: _("dziadek") if is_man else _("babcia"),
    }


def relation_word(relation: Relation, sex: Sex | None = None) -> str:
    """Kinship in a word."""
    if relation is Relation.SELF:
        return _("głowa rodziny")
    return dict(relation_words(sex))[relation.value]


def channel_words() -> list[tuple[str, str]]:
    """How a paper reaches its addressee (administrative procedure code art. 39)."""
    return [
        (Channel.POST_RECEIPT.value, _("poczta za potwierdzeniem odbioru")),
        (Channel.AT_OFFICE.value, _("odebrane w ośrodku")),
        (Channel.OWN_STAFF.value, _("przez pracownika ośrodka")),
        (Channel.ELECTRONIC.value, _("e-Doręczenia")),
    ]


def way_words() -> dict[Way, str]:
    """Who took a paper, or what stands in place of taking it."""
    return {
        Way.ADDRESSEE: _("odebrał adresat"),
        Way.HOUSEHOLD: _("odebrał dorosły domownik"),
        Way.NEIGHBOUR: _("odebrał sąsiad albo dozorca"),
        Way.UNSIGNED: _("adresat odebrał, ale nie podpisał"),
        Way.REFUSED: _("adresat nie przyjął pisma"),
        Way.NOTICES: _("nikt nie odebrał, dwa awiza"),
        Way.UNOPENED: _("nieodebrane z adresu elektronicznego"),
    }


def address_words() -> list[tuple[str, str]]:
    """Kinds of addresses."""
    return [
        (AddressKind.RESIDENCE.value, _("zamieszkania")),
        (AddressKind.REGISTERED.value, _("zameldowania")),
        (AddressKind.STAY.value, _("pobytu")),
        (AddressKind.CORRESPONDENCE.value, _("do korespondencji")),
    ]


def sex_words() -> list[tuple[str, str]]:
    """As in the PESEL register."""
    return [(Sex.FEMALE.value, _("kobieta")), (Sex.MALE.value, _("mężczyzna"))]


def form_word(form: ApplicationForm) -> str:
    """How a claim was made."""
    return {
        ApplicationForm.PAPER: _("na piśmie"),
        ApplicationForm.ORAL: _("ustnie do protokołu"),
        ApplicationForm.EX_OFFICIO: _("z urzędu"),
    }[form]


def reporter_words() -> list[tuple[str, str]]:
    """Who reports that somebody needs help."""
    return [
        ("police", _("Policja")),
        ("school", _("szkoła lub przedszkole")),
        ("court", _("sąd lub kurator")),
        ("health", _("służba zdrowia")),
        ("neighbour", _("sąsiad")),
        ("family", _("ktoś z rodziny")),
        ("village_head", _("sołtys lub radny")),
        ("institution", _("inna instytucja")),
        ("other", _("inna osoba")),
    ]
