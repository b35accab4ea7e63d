"""Around a visit: how it is made safe, and what is written down where it came to nothing."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtWidgets import QWidget

from app.domain.records import RecordId
from app.domain.visits import REFUSALS, Outcome
from app.services.interview_lists import InterviewRow
from app.services.visits import Beware, Briefing, LogAttempt, WritePrecautions, log_attempt, write_precautions
from ui.forms import ChoiceField, DateField, LongText, TextField, YesNoField
from ui.forms.form_dialog import FormDialog
from ui.i18n import _, numeric_day
from ui.screen import DeskLike, Navigator
from ui.screens.interview_plan import USUAL_HOUR, HourField

_YEAR = timedelta(days=365)
"""How far back a visit may be written down."""


def outcome_words() -> list[tuple[str, str]]:
    """Why a visit came to nothing."""
    return [
        (Outcome.NOBODY_HOME.value, _("nikogo nie zastano")),
        (Outcome.REFUSED.value, _("brak zgody na wywiad")),
        (Outcome.POLICE_NOT_ADMITTED.value, _("nie wpuszczono Policji")),
        (Outcome.PUT_OFF.value, _("prośba o inny termin")),
        (Outcome.MOVED_AWAY.value, _("nie mieszka pod tym adresem")),
        (Outcome.BROKEN_OFF.value, _("przerwano dla bezpieczeństwa")),
        (Outcome.OTHER.value, _("inna przyczyna")),
    ]


def next_words(outcome: Outcome) -> str:
    """What follows from it; a refusal is weighed by the authority and decides nothing by itself."""
    if outcome in REFUSALS:
        return _(
            "Brak zgody może być podstawą odmowy albo wstrzymania świadczenia (art. 107 ust. 4a). Ocenia to organ."
        )
    return {
        Outcome.NOBODY_HOME: _("Zaplanuj wizytę ponownie i wyślij zawiadomienie o jej terminie."),
        Outcome.PUT_OFF: _("Zaplanuj wizytę w uzgodnionym dniu. Termin ustawowy biegnie dalej."),
        Outcome.MOVED_AWAY: _("Ustal adres pobytu: od niego zależy, który ośrodek prowadzi sprawę."),
        Outcome.BROKEN_OFF: _("Następną wizytę zaplanuj we dwoje albo w asyście Policji (art. 107 ust. 3a)."),
    }.get(outcome, _("Zaplanuj wizytę ponownie."))


def beware_words(beware: Sequence[Beware]) -> str:
    """``Uwaga: pies (12.05.2026); groźby``, "" where nothing is known."""
    told = [f"{each.text} ({numeric_day(each.on)})" if each.on is not None else each.text for each in beware]
    return _("Uwaga: {warnings}").format(warnings="; ".join(told)) if told else ""


def company_words(briefing: Briefing) -> str:
    """Who goes along."""
    second = _("drugi pracownik: {name}").format(name=briefing.second_worker) if briefing.second_worker else ""
    police = _("asysta Policji") if briefing.is_with_police else ""
    return ", ".join(part for part in (second, police) if part)


class SafetyDialog(FormDialog):
    """Who goes along and what to beware of; what happened at earlier visits stands above."""

    def __init__(self, desk: DeskLike, row: InterviewRow, briefing: Briefing, parent: QWidget) -> None:
        own = briefing.precautions
        past = beware_words([each for each in briefing.beware if each.on is not None])
        note = f"{row.name}. {past or _('Nic niepokojącego nie zapisano.')}"
        super().__init__(_("Bezpieczeństwo wizyty"), _("Zapisz"), self._save, parent, note=note)
        self._desk, self._interview, self._before = desk, row.interview, own
        people = [(record_id.hex(), name) for record_id, name in briefing.colleagues]
        self.second = ChoiceField(_("Drugi pracownik"), [("", _("nikt")), *people])
        second = own.second_worker_id if own is not None else None
        self.second.set_value(second.hex() if second is not None else "")
        self.police = YesNoField(_("Asysta Policji"), hint=_("Pismo do komendanta jest wśród pism sprawy."))
        self.police.set_value(own.is_with_police if own is not None else False)
        self.warning = TextField(_("Na co uważać"), hint=_("Na przykład: duży pies, groźby w poprzedniej wizycie."))
        self.warning.set_value(own.warning or None if own is not None else None)
        if own is not None:
            self.keep_an_eye(desk.changed, own)
        self.add(self.second, self.police)
        self.add(self.warning)
        self.second.setFocus()

    def _save(self) -> None:
        second = self.second.value()
        request = WritePrecautions(
            self._interview.id,
            self._before,
            RecordId(bytes.fromhex(second)) if second else None,
            is_with_police=bool(self.police.value()),
            warning=self.warning.value() or "",
        )
        self._desk.order(write_precautions, request, lambda _done: self.accept(), self.object)


class AttemptDialog(FormDialog):
    """A visit that came to nothing, as it went."""

    def __init__(self, desk: DeskLike, navigator: Navigator, row: InterviewRow, parent: QWidget) -> None:
        note = _("{name}. Wpis zostaje na zawsze, a plan wizyty znika.").format(name=row.name)
        super().__init__(_("Wizyta nie doszła do skutku"), _("Zapisz wizytę"), self._save, parent, note=note)
        self._desk, self._navigator, self._interview = desk, navigator, row.interview
        planned = row.interview.planned_at
        is_over = planned is not None and planned.date() <= row.today
        self.day = DateField(_("Dzień"), today=row.today, earliest=row.today - _YEAR, latest=row.today)
        self.hour = HourField(_("Godzina"))
        self.day.set_value(planned.date() if planned is not None and is_over else row.today)
        self.hour.set_value(planned.time() if planned is not None and is_over else USUAL_HOUR)
        self.outcome = ChoiceField(_("Co się stało"), outcome_words())
        self.outcome.changed.connect(lambda _value: self._show_next())
        self.notice = YesNoField(_("Zostawiono kartkę z nowym terminem"))
        self.notice.set_value(False)
        self.met = TextField(_("Kogo zastano"))
        self.said = LongText(_("Co powiedziano i zrobiono"), lines=3)
        self.danger = TextField(_("Zagrożenie"), hint=_("Pojawi się przed każdą następną wizytą u tej rodziny."))
        self.add(self.day, self.hour)
        self.add(self.outcome)
        self.add(self.met, self.notice)
        self.add(self.said)
        self.add(self.danger)
        self.outcome.setFocus()

    def _show_next(self) -> None:
        chosen = self.outcome.value()
        self.outcome.set_hint(next_words(Outcome(chosen)) if chosen else "")

    def _save(self) -> None:
        on, outcome = self.day.value(), self.outcome.value()
        if on is None:
            self.refuse(self.day, _("Wpisz dzień."))
            return
        if not outcome:
            self.refuse(self.outcome, _("Wybierz pozycję z listy."))
            return
        request = LogAttempt(
            interview_id=self._interview.id,
            at=datetime.combine(on, self.hour.value() or USUAL_HOUR),
            outcome=Outcome(outcome),
            met=self.met.value() or "",
            said=self.said.value() or "",
            is_notice_left=bool(self.notice.value()),
            danger=self.danger.value() or "",
        )
        self._desk.order(log_attempt, request, lambda _done: self._done(Outcome(outcome)), self.object)

    def _done(self, outcome: Outcome) -> None:
        self.accept()
        self._navigator.notice(next_words(outcome), "info")
