"""How a paper reached its addressee: who took it and when, or that nobody did."""

from PySide6.QtWidgets import QWidget

from app.domain.cases import Document
from app.domain.deliveries import BASIS, WAYS, Channel, Delivery, Way
from app.services.case_views import CaseView
from app.services.documents import RecordDelivery, record_delivery
from ui.case_words import channel_words, way_words
from ui.forms import ChoiceField, DateField, TextField
from ui.forms.form_dialog import FormDialog
from ui.i18n import _
from ui.screen import DeskLike


class DeliveryDialog(FormDialog):
    """A paper was sent or reached its addressee: two days, how it went and who took it, entered in seconds.

    What nobody took has no day of its own: the dialog asks for the notices instead, and the service works the day out.
    """

    def __init__(
        self, desk: DeskLike, view: CaseView, document: Document, parent: QWidget, *, before: Delivery | None = None
    ) -> None:
        note = _("Dzień doręczenia to dzień, który odbierający wpisał na potwierdzeniu (art. 46 § 1 KPA).")
        super().__init__(_("Doręczenie"), _("Zapisz"), self._save, parent, note=note)
        self._desk, self._view, self._document, self._before = desk, view, document, before
        if before is not None:
            self.keep_an_eye(desk.changed, before)
        known = before or Delivery(id=document.id, document_id=document.id, case_id=view.case.id, person_id=document.id)
        self.channel = ChoiceField(_("Jak wysłano"), channel_words())
        self.way = ChoiceField(_("Co się stało"), [])
        self.sent_on = DateField(_("Wysłano dnia"), today=view.today, latest=view.today)
        self.served_on = DateField(_("Doręczono dnia"), today=view.today, latest=view.today)
        self.first = DateField(_("Pierwsze awizo"), today=view.today, latest=view.today)
        self.second = DateField(_("Drugie awizo"), today=view.today, latest=view.today)
        self.place = TextField(_("Gdzie zostawiono awizo"), hint=_("Na przykład: skrzynka, drzwi mieszkania."))
        self.taken_by = TextField(_("Kto odebrał"), hint=_("Jeśli nie adresat."))
        for field, value in (
            (self.channel, known.channel.value),
            (self.sent_on, known.sent_on if before is not None else document.dated_on),
            (self.served_on, known.served_on),
            (self.first, known.first_notice_on),
            (self.second, known.second_notice_on),
            (self.place, known.notice_place or None),
            (self.taken_by, known.taken_by or None),
        ):
            field.set_value(value)
        self.add(self.served_on, self.sent_on)
        self.add_over(self.first, self.served_on)
        self.add(self.channel)
        self.add(self.way)
        self.add(self.second, self.place)
        self.add(self.taken_by)
        self.channel.changed.connect(lambda _value: self._offer())
        self.way.changed.connect(lambda _value: self._show_way())
        self._offer(known.way)
        self.served_on.setFocus()

    def _offer(self, chosen: Way | None = None) -> None:
        """What can happen on this channel; what was chosen stays where it still fits."""
        ways = WAYS[Channel(self.channel.value())]
        chosen = chosen or Way(self.way.value() or Way.ADDRESSEE.value)
        words = way_words()
        self.way.set_options([(way.value, words[way]) for way in ways])
        self.way.set_value((chosen if chosen in ways else Way.ADDRESSEE).value)
        self._show_way()

    def _show_way(self) -> None:
        """Only the boxes that this way needs, and its provision."""
        way = Way(self.way.value() or Way.ADDRESSEE.value)
        is_untaken = way in (Way.NOTICES, Way.UNOPENED)
        self.served_on.setVisible(not is_untaken)
        self.first.setVisible(is_untaken)
        self.second.setVisible(way is Way.NOTICES)
        self.place.setVisible(way is Way.NOTICES)
        self.taken_by.setVisible(way in (Way.HOUSEHOLD, Way.NEIGHBOUR))
        self.first.set_label(_("Pierwsze awizo") if way is Way.NOTICES else _("Wpłynęło na adres dnia"))
        counted = _("Dzień doręczenia policzy program ({basis}).").format(basis=BASIS[way])
        self.way.set_hint(counted if is_untaken else BASIS[way])

    def _save(self) -> None:
        request = RecordDelivery(
            document_id=self._document.id,
            person_id=self._document.person_id or self._view.person.id,
            channel=Channel(self.channel.value()),
            sent_on=self.sent_on.value(),
            served_on=self.served_on.value() if self.served_on.isVisibleTo(self) else None,
            taken_by=self.taken_by.value() or "",
            note=self._before.note if self._before is not None else "",
            way=Way(self.way.value()),
            first_notice_on=self.first.value(),
            second_notice_on=self.second.value(),
            notice_place=self.place.value() or "",
            before=self._before,
        )
        self._desk.order(record_delivery, request, lambda _done: self.accept(), self.object)
