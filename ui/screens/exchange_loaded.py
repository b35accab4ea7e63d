"""The bundle that was loaded last: numbers, interviews, persons that are perhaps one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.services.exchange.board import Board, Loaded, PairView
from app.services.exchange.compare import InterviewNews
from app.services.exchange.matching import PairReason
from ui.i18n import _, clock, language, moment, ngettext, number
from ui.models.rows import Column, ListModel
from ui.parts import Card, EmptyState, TableView, Text, Tile, Tiles

KILO, MEGA = 1_000, 1_000_000


@dataclass(frozen=True)
class Line:
    """A line of the card; ``opens`` is what a click on it does."""

    key: str
    text: str
    note: str
    tone: str
    opens: Callable[[], None]


class LoadedCard(Card):
    """What came last. ``pick`` hears a tile, ``compare`` a pair, ``visit`` an interview."""

    def __init__(
        self,
        pick: Callable[[str], None],
        compare: Callable[[PairView], None],
        visit: Callable[[InterviewNews], None],
    ) -> None:
        super().__init__(_("Wczytane paczki"), spacing=10)
        self._compare, self._visit = compare, visit
        self.source = Text("", "note", "muted", wrap=True)
        self.tiles = Tiles()
        self.tiles.chosen.connect(pick)
        self.lines = ListModel(
            [
                Column("", "text", stretch=1, width=200),
                Column("", "note", ink="muted", tone=lambda line: line.tone, width=170),
            ],
            id_of=lambda line: line.key,
        )
        self.table = TableView(self.lines, name=_("Co przyszło"), fits_rows=True, has_header=False)
        self.table.opened.connect(lambda line: line.opens())
        self.table.clicked.connect(self._clicked)
        self.nothing = EmptyState(
            _("Nie wczytano jeszcze żadnej paczki"),
            _("Wybierz „Wczytaj paczkę…” i wskaż plik z pendrive’a, folderu sieciowego albo poczty."),
            icon="exchange",
        )
        self.add(self.source, self.tiles, self.table, self.nothing)
        self.fill()

    def show_board(self, board: Board) -> None:
        loaded = board.loaded
        self.nothing.setVisible(loaded is None)
        for part in (self.source, self.tiles, self.table):
            part.setVisible(loaded is not None)
        lines = [self._pair_line(pair) for pair in board.pairs]
        if loaded is not None:
            self.set_title(_title(loaded, board.today))
            self.source.setText(_source(loaded))
            self.tiles.set_tiles(_tiles(loaded, len(board.disputes)))
            lines = [*(self._interview_line(each) for each in loaded.interviews), *lines]
        self.lines.set_rows(lines)
        self.table.setVisible(bool(lines))

    def _interview_line(self, news: InterviewNews) -> Line:
        text = _("Wywiad, część {part} — {person}").format(part=news.part, person=news.person)
        if news.finished_at is not None:
            note = _("ukończony {time}").format(time=clock(news.finished_at))
        else:
            count = news.answers
            note = ngettext("w trakcie, {count} odpowiedź", "w trakcie, {count} odpowiedzi", count).format(count=count)
        if news.late:
            count = news.late
            late = ngettext("po podpisie przyszła {count} odpowiedź", "po podpisie przyszło {count} odpowiedzi", count)
            return Line(news.id.hex(), text, late.format(count=count), "warn", lambda: self._visit(news))
        return Line(news.id.hex(), text, note, "", lambda: self._visit(news))

    def _pair_line(self, pair: PairView) -> Line:
        key = pair.pair.first_id.hex() + pair.pair.second_id.hex()
        return Line(key, pair_words(pair), _("porównaj"), "info", lambda: self._compare(pair))

    def _clicked(self) -> None:
        line = self.lines.row_at(self.table.currentIndex().row())
        if line is not None and self.table.currentIndex().column() == 1:
            line.opens()


def pair_words(pair: PairView) -> str:
    """``Możliwa ta sama osoba: Jan Ćwik (PESEL zgodny)``."""
    why = _("PESEL zgodny") if pair.pair.why is PairReason.PESEL else _("podobne nazwisko i data urodzenia")
    return _("Możliwa ta sama osoba: {name} ({why})").format(name=pair.second.person.full_name, why=why)


def _title(loaded: Loaded, today: date) -> str:
    if loaded.at.date() == today:
        return _("Wczytano dziś: {name}").format(name=loaded.name)
    return _("Wczytano {when}: {name}").format(when=moment(loaded.at, today), name=loaded.name)


def _source(loaded: Loaded) -> str:
    """``Podpis zgodny: M. Lis · kopia sprzed wczytania zachowana``."""
    parts = [
        _("Podpis zgodny: {keeper}").format(keeper=loaded.keeper or loaded.sender),
    ]
    if loaded.report.copy:
        parts.append(_("kopia sprzed wczytania zachowana"))
    return " ".join([" · ".join(parts), *erasure_words(loaded.report.orders, loaded.report.dropped)])


def erasure_words(orders: int, dropped: int) -> list[str]:
    """What a bundle does about erased data: orders that it brings, and what came too late for one."""
    words = []
    if orders:
        told = ngettext(
            "Paczka niesie {count} polecenie usunięcia danych osoby. Kopie sprzed wczytania znikną razem z danymi.",
            "Paczka niesie {count} poleceń usunięcia danych osób. Kopie sprzed wczytania znikną razem z danymi.",
            orders,
        )
        words.append(told.format(count=number(orders)))
    if dropped:
        told = ngettext(
            "Pominięto treść {count} wpisu o osobie, której dane usunięto.",
            "Pominięto treść {count} wpisów o osobach, których dane usunięto.",
            dropped,
        )
        words.append(told.format(count=number(dropped)))
    return words


def size_words(size: int) -> str:
    """``31 kB``."""
    if size >= MEGA:
        return f"{_decimal(size / MEGA)} MB"
    return f"{max(round(size / KILO), 1)} kB"


def _decimal(value: float) -> str:
    written = f"{value:.1f}"
    return written if language() == "en" else written.replace(".", ",")


def _tiles(loaded: Loaded, disputes: int) -> list[Tile]:
    report = loaded.report
    return [
        Tile(
            "interviews",
            number(report.finished),
            ngettext("wywiad ukończony", "wywiady ukończone", report.finished),
        ),
        Tile(
            "fields",
            number(report.changed_fields),
            ngettext("pole zmienione", "pól zmienionych", report.changed_fields),
        ),
        Tile("persons", number(report.new_persons), ngettext("dopisana osoba", "dopisane osoby", report.new_persons)),
        Tile(
            "disputes",
            number(disputes),
            ngettext("sprzeczność", "sprzeczności", disputes),
            "bad" if disputes else "",
        ),
    ]
