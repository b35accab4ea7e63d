"""The recovery sheet on paper: one page for the safe."""

from collections.abc import Iterator
from datetime import date

from app.domain import polish
from app.domain.blocks import Block, Heading, Pair, Paper, Paragraph, SignatureLine, Space
from app.services.paper import render_paper

_IN_A_ROW = 4


def _code(groups: list[str]) -> Iterator[Block]:
    """Large, in rows that the eye keeps apart."""
    for start in range(0, len(groups), _IN_A_ROW):
        row = groups[start : start + _IN_A_ROW]
        yield Paragraph(f"grupy {start + 1}–{start + len(row)}", "center")
        yield Heading("\u2003".join(row), 1)


def print_sheet(code: str, office_name: str, workstation: str, file_name: str, made_on: date) -> bytes:
    """A page of its own for one workstation: the code, what it is for, how it is kept."""
    groups = code.split(" ")
    blocks: list[Block] = [
        Heading("Karta odzyskiwania – do sejfu", 1),
        Paragraph(
            "Tym kodem można otworzyć zaszyfrowany plik ośrodka, gdy nikt nie pamięta hasła. "
            "<b>Kto ma tę kartę i komputer albo kopię pliku, przeczyta wszystkie dane.</b>",
            "left",
        ),
        Space(2),
        Pair("Ośrodek", office_name, is_wide=True),
        Pair("Stanowisko", workstation),
        Pair("Plik", file_name),
        Pair("Wydrukowano", polish.day(made_on)),
        Pair("Zastępuje", "każdą wcześniejszą kartę tego stanowiska"),
        Space(4),
        Heading("Kod", 2),
        *_code(groups),
        Space(3),
        Paragraph(
            "Osiem grup po pięć znaków. Ostatni znak każdej grupy jest kontrolny: program powie, w której grupie jest "
            "pomyłka. Wielkość liter i odstępy nie mają znaczenia. W kodzie nie ma liter I, L, O i U.",
            "left",
        ),
        Space(4),
        Heading("Jak przechowywać", 2),
        Paragraph(
            "1. W zaklejonej kopercie w sejfie albo w szafie zamykanej na klucz, nie przy komputerze. "
            "Na kopercie: data i podpis.\n"
            "2. Nie kopiuj, nie fotografuj, nie wysyłaj. Program nie zna tego kodu i nie wydrukuje go drugi raz.\n"
            "3. Każde stanowisko ma swój plik i swoją kartę.\n"
            "4. Po użyciu karty, a także po odejściu osoby, która mogła ją widzieć, wydrukuj nową i zniszcz tę.",
            "left",
        ),
        Space(4),
        Heading("Jak użyć", 2),
        Paragraph(
            "Na ekranie logowania wybierz „Nie pamiętam hasła”, wpisz kod, wskaż osobę i ustaw dla niej nowe hasło. "
            "Plik ośrodka nie zmienia się przy tym, a hasła innych osób działają dalej.",
            "left",
        ),
        Space(10),
        SignatureLine("data i podpis osoby, która schowała kartę"),
    ]
    return render_paper(
        Paper(title="Karta odzyskiwania", blocks=tuple(blocks), footer=f"{office_name} · {workstation}")
    )
