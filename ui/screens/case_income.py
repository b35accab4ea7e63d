"""The family and its income in the month that counts: a table that is written into from the keyboard."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout

from app.domain.income_workings import Declared, Foreign, Taxation, TaxReturn, read_workings
from app.domain.incomes import NO_INCOME
from app.services.case_reading import FamilyMember
from app.services.case_views import CaseView, IncomeRow
from ui import look
from ui.i18n import _, amount, month, plain_amount
from ui.models.rows import Column, ListModel
from ui.parts import Card, LinkButton, Rich, Span, TableView, Text


@dataclass(frozen=True)
class IncomeLine:
    """A line of the table: a member, and one of their written lines or none at all."""

    member: FamilyMember
    row: IncomeRow | None
    is_first: bool
    is_applicant: bool
    is_doubtful: bool
    label: str


class IncomeCard(Card):
    """``edit`` says the line that is to be changed, ``add`` that a new one is wanted, ``remove`` which goes."""

    edit = Signal(object)
    add_wanted = Signal(object)
    remove = Signal(object)
    explain = Signal()

    def __init__(self) -> None:
        super().__init__(_("Rodzina i dochód"), spacing=4)
        self.model = ListModel(_columns(), id_of=_key)
        self.table = TableView(self.model, name=_("Rodzina i dochód"), fits_rows=True)
        self.notes = Rich("", "small")
        self.trouble = Text("", "label", "warn", wrap=True)
        self.new = LinkButton(_("+ Dodaj dochód"), lambda: self.add_wanted.emit(self._member()))
        self.new.setToolTip(_("Klawisz Insert"))
        row = QHBoxLayout()
        row.setSpacing(look.px(16))
        row.addWidget(self.new)
        row.addStretch(1)
        self.add(self.table, self.trouble, self.notes)
        self.add_layout(row)
        self.fill()
        self.note.followed.connect(lambda _link: self.explain.emit())
        self.table.opened.connect(self._open)
        self._key(QKeySequence(Qt.Key.Key_Insert), lambda: self.add_wanted.emit(self._member()))
        self._key(QKeySequence(Qt.Key.Key_Delete), self._remove)

    def show_view(self, view: CaseView) -> None:
        # i18n: {month} is a month with its year, "październik 2026"
        self.set_title(_("Rodzina i dochód za {month}").format(month=month(view.income_month)))
        self.set_note([Span("art. 8 ust. 3 ups", "link", link="explain")] if view.established is not None else "")
        lines = list(_lines(view))
        self.model.set_rows(lines, _total(view))
        self.trouble.setText(_trouble(view))
        self.trouble.setVisible(view.trouble is not None)
        notes = _footnotes(view)
        self.notes.set_words([Span(notes, "muted")])
        self.notes.setVisible(bool(notes))
        is_open = view.case.closed_on is None
        self.new.setVisible(is_open)
        self.table.setEnabled(True)

    def _key(self, keys: QKeySequence, run: Callable[[], None]) -> None:
        shortcut = QShortcut(keys, self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(run)

    def _member(self) -> FamilyMember | None:
        line = self.table.selected()
        return line.member if isinstance(line, IncomeLine) else None

    def _open(self, line: IncomeLine) -> None:
        if line.row is not None:
            self.edit.emit(line.row.income)
        else:
            self.add_wanted.emit(line.member)

    def _remove(self) -> None:
        line = self.table.selected()
        if isinstance(line, IncomeLine) and line.row is not None:
            self.remove.emit(line.row.income)


def _trouble(view: CaseView) -> str:
    if view.trouble is None:
        return ""
    from ui.wording import words_of  # its areas are read only when there is something to say

    return words_of(view.trouble).text


def _key(line: IncomeLine) -> object:
    return line.row.income.id if line.row is not None else line.member.member.id


def _lines(view: CaseView) -> Sequence[IncomeLine]:
    kinds = {kind.code: kind.label for kind in view.income_kinds} | {NO_INCOME: _("brak dochodu")}
    doubtful = {contradiction.id for contradiction in view.contradictions}
    lines: list[IncomeLine] = []
    for member in view.family:
        own = [row for row in view.incomes if row.income.person_id == member.person.id]
        is_applicant = member.person.id == view.case.person_id
        is_doubtful = bool(doubtful & {member.person.id, member.member.id, *(row.income.id for row in own)})
        start = IncomeLine(member, None, True, is_applicant, is_doubtful, "")
        if not own:
            lines.append(start)
        for number, row in enumerate(own):
            label = kinds.get(row.income.kind, row.income.kind)
            lines.append(replace(start, row=row, is_first=number == 0, label=label))
    return lines


def _columns() -> list[Column]:
    return [
        Column(_("Osoba"), lambda line: line, format=_name, stretch=1, width=150),
        Column(_("Źródło"), lambda line: line, format=_source, stretch=2, width=130, wraps=True),
        Column(_("Dowód"), _evidence, stretch=3, width=100, wraps=True),
        Column(_("Kwota"), _written, is_right=True, width=78),
        Column(_("Liczy się"), lambda line: line, format=_counted, is_right=True, width=78),
    ]


def _name(line: IncomeLine) -> tuple[Span, ...]:
    if not line.is_first:
        return (Span(""),)
    person, is_out = line.member.person, not line.member.member.is_counted
    words = [Span(person.full_name, "muted" if is_out else "", is_strong=line.is_applicant)]
    if line.member.age is not None:
        words.append(Span(f", {line.member.age}", "muted" if is_out else ""))
    if line.is_applicant:
        words.append(Span(" ★"))
    if line.is_doubtful:
        words.append(Span(" ⚠", "warn"))
    if is_out:
        words.append(Span(_(" (nie wlicza się)"), "muted"))
    return tuple(words)


def _source(line: IncomeLine) -> tuple[Span, ...]:
    if line.row is None:
        return (Span(_("nic nie wpisano"), "warn"),)
    told = _worked_out_from(line.row.income.note)
    return (Span(line.label), Span(f" · {told}", "muted")) if told else (Span(line.label),)


def _worked_out_from(note: str) -> str:
    """The amount in its own currency, or how a business is taxed; "" for a line that is what its paper says."""
    match read_workings(note):
        case Foreign() as foreign:
            return foreign.amount_written
        case TaxReturn() | Declared() as business:
            return _taxed(business.taxation)
    return ""


def _taxed(taxation: Taxation) -> str:
    return {
        Taxation.SCALE: _("skala"),
        Taxation.LINEAR: _("liniowy"),
        Taxation.LUMP_SUM: _("ryczałt"),
        Taxation.CARD: _("karta"),
    }[taxation]


def _evidence(line: IncomeLine) -> str:
    return line.row.income.evidence if line.row is not None else ""


def _written(line: IncomeLine) -> str:
    if line.row is None:
        return ""
    income = line.row.income
    # i18n: converted hectares
    return _("{area} ha").format(area=income.hectares) if income.hectares else plain_amount(income.amount)


def _counted(line: IncomeLine) -> tuple[Span, ...]:
    if line.row is None:
        return (Span(""),)
    judged = line.row.judged
    if judged is None:
        return (Span(plain_amount(0) if line.row.income.kind == NO_INCOME else "—"),)
    if judged.is_counted:
        return (Span(plain_amount(judged.added)),)
    return (Span(f"{plain_amount(0)} *", "muted"),)


def _total(view: CaseView) -> tuple[str, ...]:
    found = view.established
    if found is None:
        return ()
    each = found.criterion // found.people
    asked = [member for member in view.family if member.member.is_counted]
    known = {row.income.person_id for row in view.incomes}
    if not any(member.person.id in known for member in asked):
        words = _("Dochód jeszcze nieznany · kryterium {criterion}").format(criterion=amount(each))
        return (words, "", "", "", "—")
    if not all(member.person.id in known for member in asked):
        words = _("Dotąd wpisano, nie u wszystkich · kryterium {criterion}").format(criterion=amount(each))
    elif found.people == 1:
        words = _("Dochód {income} · kryterium {criterion}").format(income=amount(found.income), criterion=amount(each))
    else:
        words = _("Na osobę {per_person} · kryterium {criterion}").format(
            per_person=amount(found.per_person), criterion=amount(each)
        )
    return (words, "", "", "", plain_amount(found.income))


def _footnotes(view: CaseView) -> str:
    """Why lines do not count, each article once: ``* świadczenie wychowawcze (800+): art. 8 ust. 4 pkt 7``."""
    found = dict.fromkeys(
        (row.judged.kind.label, row.judged.why.basis)
        for row in view.incomes
        if row.judged is not None and not row.judged.is_counted
    )
    if not found:
        return ""
    told = "; ".join(f"{label} ({basis})" if basis else label for label, basis in found)
    return _("* nie liczy się: {lines}").format(lines=told)
