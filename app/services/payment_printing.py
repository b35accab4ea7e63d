"""A payment list on paper: the control print of transfers, and the list of the cash desk that everybody signs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain import polish
from app.domain.accounts import grouped
from app.domain.blocks import Block, Grid, Heading, Paper, Paragraph, SignatureLine, Space
from app.domain.claims import label_of
from app.domain.money import with_unit
from app.domain.payments import PaymentLine, PaymentList
from app.domain.persons import Clerk
from app.domain.records import RecordId
from app.services.office import Office
from app.services.office_settings import read_profile
from app.services.paper import render_paper
from app.services.paper_preview import MOST_SHOWN, PageImage, count_pages, preview
from app.services.payment_views import lines_on

_WAYS = {"transfer": "przelew", "cash": "wypłata w kasie", "postal_order": "przekaz pocztowy"}
_COUNTED = ("pozycja", "pozycje", "pozycji")


@dataclass(frozen=True)
class PrintPaymentList:
    """Ask for a list as PDF."""

    list_id: RecordId
    dots_per_inch: float = 96.0


@dataclass(frozen=True)
class PrintedList:
    """A PDF, pictures of its first pages, how many it has, and the name of its file, which names nobody."""

    title: str
    content: bytes
    pages: tuple[PageImage, ...]
    page_count: int


def print_payment_list(office: Office, request: PrintPaymentList) -> PrintedList:
    """Only a closed list of the cash desk has room for signatures: a draft must not pay anybody."""
    with office.reading() as file:
        listed = file.get(PaymentList, request.list_id)
        lines = lines_on(file, listed)
        ids = (listed.made_by_id, listed.checked_by_id, listed.approved_by_id, listed.closed_by_id)
        names = {each: clerk.full_name for each, clerk in file.many(Clerk, [i for i in ids if i is not None]).items()}
        office_name = read_profile(file).office_name
    title = f"Lista wypłat {listed.sign}" if listed.is_closed else "Lista wypłat – projekt"
    content = render_paper(_paper(listed, lines, names, title, office_name))
    pages = tuple(preview(content, request.dots_per_inch, MOST_SHOWN))
    return PrintedList(title, content, pages, count_pages(content))


def _paper(
    listed: PaymentList, lines: list[PaymentLine], names: Mapping[RecordId, str], title: str, office_name: str
) -> Paper:
    total = sum(line.amount for line in lines)
    facts = [
        f"Sposób wypłaty: {_WAYS.get(listed.pay_by, listed.pay_by)}",
        f"za {polish.month(listed.month)}",
        label_of(listed.benefit) if listed.benefit else "wszystkie świadczenia",
    ]
    if listed.pay_on is not None:
        facts.append(f"dzień wypłaty: {polish.day(listed.pay_on)}")
    if listed.is_closed and listed.account:
        facts.append(f"z rachunku {grouped(listed.account)}")
    blocks: list[Block] = [
        Heading(title, 1),
        Paragraph(", ".join(facts) + ".", "left"),
        Space(3),
        _grid(listed, lines, total),
        Space(3),
        Paragraph(f"<b>Razem: {polish.counted(len(lines), _COUNTED)}, {with_unit(total)}.</b>{_kept(lines)}", "left"),
        Paragraph("\n".join(_steps(listed, names)), "left"),
    ]
    if listed.is_closed:
        blocks += [Space(8), SignatureLine("data i podpis osoby, która wypłaca" if _is_signed(listed) else "podpis")]
    footer = " · ".join(part for part in (office_name, title) if part)
    return Paper(title=title, blocks=tuple(blocks), footer=footer, is_landscape=True)


def _kept(lines: list[PaymentLine]) -> str:
    kept = sum(line.set_off for line in lines)
    return f" Potrącono należności: {with_unit(kept)} (art. 104 ust. 2 ustawy o pomocy społecznej)." if kept else ""


def _is_signed(listed: PaymentList) -> bool:
    return listed.is_closed and listed.pay_by == "cash"


def _grid(listed: PaymentList, lines: list[PaymentLine], total: int) -> Grid:
    """What the last columns hold depends on how money reaches people."""
    last: tuple[str, ...] = {"transfer": ("Rachunek",), "postal_order": ("Adres",)}.get(listed.pay_by, ("Odebrano",))
    if _is_signed(listed):
        last = ("Data i podpis",)
    header = ("Lp.", "Nazwisko i imię", "Miesiąc", "Świadczenie", "Decyzja", "Kwota", *last)
    rows = tuple(
        (
            str(line.position or place),
            line.payee,
            f"{line.month:%m.%Y}",
            _what(line),
            line.decision_number,
            with_unit(line.amount),
            _last_cell(listed, line),
        )
        for place, line in enumerate(lines, 1)
    )
    summed = ("", "Razem", "", "", "", with_unit(total), "")
    return Grid(
        header,
        (*rows, summed),
        (5, 22, 9, 17, 19, 12, 30),
        right=frozenset({0, 5}),
        lines_above=frozenset({len(rows)}),
    )


def _what(line: PaymentLine) -> str:
    """The benefit, and what was kept back of it."""
    label = label_of(line.benefit)
    return f"{label}\npotrącono {with_unit(line.set_off)}" if line.set_off else label


def _last_cell(listed: PaymentList, line: PaymentLine) -> str:
    if listed.pay_by == "transfer":
        return grouped(line.account)
    if listed.pay_by == "postal_order":
        return line.payee_address
    return "\n" if _is_signed(listed) else ""


def _steps(listed: PaymentList, names: Mapping[RecordId, str]) -> list[str]:
    told: list[tuple[str, date | None, RecordId | None]] = [
        ("Przygotowano", listed.made_on, listed.made_by_id),
        ("Sprawdzono", listed.checked_on, listed.checked_by_id),
        ("Zatwierdzono", listed.approved_on, listed.approved_by_id),
        ("Zamknięto", listed.closed_on, listed.closed_by_id),
    ]
    return [
        f"{word} {polish.day(on)}: {names.get(by, '—') if by is not None else '—'}."
        for word, on, by in told
        if on is not None
    ]
