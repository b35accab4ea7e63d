"""What waits for a person: bundles in the inbox, requests of others, documents that have not come, what is parked."""

from collections.abc import Callable
from dataclasses import dataclass

from app.services.exchange.board import Board
from app.services.exchange.equal_signs import EqualSign
from app.services.exchange.paid_twice import PaidTwice, Twice
from app.services.exchange.tending import Fate, Seen, Tended
from ui.i18n import _, moment, ngettext, number
from ui.models.rows import Column, ListModel
from ui.parts import Card, LinkButton, TableView, Text
from ui.screens.payment_words import month_digits
from ui.wording import words_of

LISTED = 6


@dataclass(frozen=True)
class Errand:
    """A line of the card; ``opens`` is what Enter or a click on its chip does."""

    key: str
    text: str
    note: str
    tone: str
    opens: Callable[[], None] | None = None


class InboxCard(Card):
    """Is there where folders were chosen or something is to be done. ``show`` opens a file, ``look`` looks anew."""

    def __init__(
        self,
        show: Callable[[Seen], None],
        look: Callable[[], None],
        ask: Callable[[], None],
        parked: Callable[[], None],
        open_equal: Callable[[EqualSign], None],
        open_twice: Callable[[PaidTwice], None],
    ) -> None:
        super().__init__(_("Co czeka"), spacing=6)
        self._show, self._ask, self._parked = show, ask, parked
        self._open_equal, self._open_twice = open_equal, open_twice
        self._board: Board | None = None
        self._tended: Tended | None = None
        self.again = LinkButton(_("Sprawdź skrzynkę"), look)
        self.head.addWidget(self.again)
        self.state = Text("", "note", "muted", wrap=True)
        self.lines = ListModel(
            [Column("", "text", stretch=1, width=200, wraps=True), Column("", "note", tone=lambda line: line.tone)],
            id_of=lambda line: line.key,
        )
        self.table = TableView(self.lines, name=_("Co czeka"), fits_rows=True, has_header=False)
        self.table.opened.connect(_open)
        self.table.clicked.connect(self._clicked)
        self.add(self.state, self.table)
        self.hide()

    def show_board(self, board: Board) -> None:
        self._board = board
        self._fill()

    def show_tended(self, tended: Tended | None) -> None:
        """What the last look into the folders has found; None where there are none."""
        self._tended = tended
        self._fill()

    def _fill(self) -> None:
        board = self._board
        if board is None:
            return
        errands = [*self._files(board), *self._equal(board), *self._lacking(board), *self._put_off(board)]
        self.again.setVisible(board.folders.is_any)
        words = self._words(board)
        self.state.setText(words)
        self.state.setVisible(bool(words))
        self.lines.set_rows(errands)
        self.table.setVisible(bool(errands))
        self.setVisible(bool(errands) or board.folders.is_any)

    def _files(self, board: Board) -> list[Errand]:
        seen = self._tended.seen if self._tended is not None and board.folders.is_any else ()
        lines = [self._file(each, board) for each in seen if each.fate in (Fate.OFFERED, Fate.REFUSED)]
        if len(lines) > LISTED:
            more = len(lines) - LISTED
            words = ngettext("i jeszcze {count} plik w skrzynce", "i jeszcze {count} plików w skrzynce", more)
            return [*lines[:LISTED], Errand("more", words.format(count=number(more)), "", "")]
        return lines

    def _file(self, seen: Seen, board: Board) -> Errand:
        key = str(seen.path)

        def opens() -> None:
            self._show(seen)

        if seen.fate is Fate.REFUSED:
            words = seen.path.name if seen.problem is None else words_of(seen.problem).what
            return Errand(key, words, _("nie do wczytania"), "bad", opens)
        when = moment(seen.made_at, board.today) if seen.made_at is not None else ""
        if seen.asks:
            words = _("{station} prosi o dosłanie ({when})").format(station=seen.sender, when=when)
            return Errand(key, words, _("odpowiedz"), "info", opens)
        count = ngettext("{count} zmiana", "{count} zmian", seen.records).format(count=number(seen.records))
        words = _("Paczka: {station}, {when} — {count}").format(station=seen.sender, when=when, count=count)
        return Errand(key, words, _("obejrzyj"), "info", opens)

    def _lacking(self, board: Board) -> list[Errand]:
        count = len(board.lacking)
        if not count:
            return []
        first = " — ".join(part for part in (board.lacking[0].title, board.lacking[0].whose) if part)
        words = ngettext("Brakuje {count} załącznika: {first}", "Brakuje {count} załączników, np. {first}", count)
        return [Errand("lacking", words.format(count=number(count), first=first), _("poproś"), "warn", self._ask)]

    def _equal(self, board: Board) -> list[Errand]:
        twice = [self._paid_twice(each) for each in board.paid_twice]
        return [*twice, *(self._equal_sign(each) for each in board.equal_signs)]

    def _paid_twice(self, each: PaidTwice) -> Errand:
        return Errand(each.key, _twice_words(each), _("otwórz"), "bad", lambda: self._open_twice(each))

    def _equal_sign(self, each: EqualSign) -> Errand:
        words = _("Jeden znak {sign} mają różne sprawy: {persons}. Jedną rejestrację trzeba anulować.")
        if each.decision_ids:
            words = _("Jeden numer {sign} mają dwie wydane decyzje: {persons}. Jedną trzeba sprostować.")
        told = words.format(sign=each.sign, persons=", ".join(each.persons))
        return Errand(f"sign {each.sign}", told, _("otwórz"), "bad", lambda: self._open_equal(each))

    def _put_off(self, board: Board) -> list[Errand]:
        count = len(board.parked)
        if not count:
            return []
        words = ngettext("{count} wpis odłożony", "{count} wpisów odłożonych", count).format(count=number(count))
        return [Errand("parked", words, _("pokaż"), "warn", self._parked)]

    def _words(self, board: Board) -> str:
        """What the last look has found, in a sentence each."""
        tended = self._tended
        if tended is None or not board.folders.is_any:
            return ""
        parts = []
        if board.folders.inbox is not None and not tended.has_inbox:
            parts.append(_("Folder skrzynki odbiorczej jest teraz niedostępny."))
        if board.folders.outbox is not None and not tended.has_outbox:
            parts.append(_("Folder skrzynki nadawczej jest teraz niedostępny."))
        arriving, loaded = len(tended.of(Fate.ARRIVING)), tended.of(Fate.LOADED)
        known = len(tended.of(Fate.KNOWN))
        if arriving:
            words = ngettext("{count} plik jeszcze się kopiuje.", "{count} plików jeszcze się kopiuje.", arriving)
            parts.append(words.format(count=number(arriving)))
        if loaded:
            names = ", ".join(each.path.name for each in loaded)
            parts.append(_("Wczytano bez pytania: {names}.").format(names=names))
        if known:
            words = ngettext(
                "{count} wczytaną już paczkę odłożono do folderu „wczytane”.",
                "{count} wczytanych już paczek odłożono do folderu „wczytane”.",
                known,
            )
            stay = ngettext(
                "{count} wczytana już paczka leży dalej w skrzynce.",
                "{count} wczytanych już paczek leży dalej w skrzynce.",
                known,
            )
            is_moved = all(each.is_moved for each in tended.of(Fate.KNOWN))
            parts.append((words if is_moved else stay).format(count=number(known)))
        if not parts and not tended.of(Fate.OFFERED) and board.folders.inbox is not None:
            parts.append(_("W skrzynce nie ma nowych paczek."))
        return " ".join(parts)

    def _clicked(self) -> None:
        if self.table.currentIndex().column() == 1:
            _open(self.lines.row_at(self.table.currentIndex().row()))


def _open(line: Errand | None) -> None:
    if line is not None and line.opens is not None:
        line.opens()


def _twice_words(each: PaidTwice) -> str:
    """Which closed lists cannot all be right, and what somebody has to look at."""
    signs = ", ".join(each.signs)
    if each.what is Twice.SIGN:
        words = _("Jeden znak {sign} mają różne zamknięte listy wypłat. Porównaj je z wyciągiem z banku.")
        return words.format(sign=signs)
    if each.what is Twice.CLOSING:
        words = _("Listę wypłat {sign} zamknięto na dwóch stanowiskach. Sprawdź w banku, czy nie zapłacono dwa razy.")
        return words.format(sign=signs)
    (payee, month), more = each.payments[0], len(each.payments) - 1
    told = f"{payee}, {month_digits(month)}"
    if more:
        words = ngettext("{first} i jeszcze {count} wypłata", "{first} i jeszcze {count} wypłat", more)
        told = words.format(first=told, count=number(more))
    words = _("Listy wypłat {signs} płacą dwa razy za to samo, sprawdź w banku: {what}.")
    return words.format(signs=signs, what=told)


def arrival_words(found: Tended) -> str:
    """What has come by itself: ``Przyszła paczka od stanowiska Laptop Północ.``; empty where it was a bare receipt."""
    offered = found.of(Fate.OFFERED)
    loaded = [each for each in found.of(Fate.LOADED) if each.records]
    if offered:
        names = ", ".join(sorted({each.sender for each in offered}))
        words = ngettext("Przyszła {count} paczka: {names}.", "Przyszło {count} paczek: {names}.", len(offered))
        return words.format(count=number(len(offered)), names=names)
    if loaded:
        return _("Wczytano bez pytania: {names}.").format(names=", ".join(each.path.name for each in loaded))
    return ""
