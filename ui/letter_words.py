"""What speaks against a letter, in words."""

from collections.abc import Iterable
from datetime import date

from app.domain.letter_guard import Concern, Finding
from ui.speech import _, day

_DAYS = frozenset({Concern.ADDRESSEE_DEAD, Concern.PAST_DAY})


def finding_words(finding: Finding) -> str:
    """One sentence: what is wrong, and what to do about it."""
    about = day(date.fromisoformat(finding.about)) if finding.concern in _DAYS else finding.about
    return _sentences()[finding.concern].format(about=about)


def findings_words(findings: Iterable[Finding]) -> str:
    """All of them in their order."""
    return " ".join(finding_words(each) for each in findings)


def _sentences() -> dict[Concern, str]:
    return {
        Concern.ADDRESSEE_DEAD: _("Adresat zmarł {about}; pisma do niego nie wysyła się."),
        Concern.TELLING_ADDRESS: _("Słowo „{about}” na kopercie zdradza rodzaj pomocy; sprawdź nazwę adresata."),
        Concern.UNFILLED: _("W tekście zostało niewypełnione miejsce: {about}."),
        Concern.MINOR: _("Strona jest niepełnoletnia: pisma doręcza się przedstawicielowi (art. 40 § 1 KPA)."),
        Concern.REPRESENTED: _("Wniosek złożono jako: {about}. Sprawdź, komu doręcza się pisma (art. 40 KPA)."),
        Concern.DANGER: _("Przy wizytach zapisano: „{about}”. Sprawdź, kto odbierze pismo pod tym adresem."),
        Concern.OTHER_AMOUNT: _("Kwota w piśmie i kwota decyzji są różne: {about}."),
        Concern.STRANGER: _("„{about}” to nazwisko albo PESEL osoby spoza tej sprawy."),
        Concern.PAST_DAY: _("Dzień {about} już minął."),
        Concern.OLD_CITATION: _("Od pół roku nikt nie sprawdził, czy zmienił się publikator: {about}."),
    }
