"""What the commands without a window are called and what they answer, in the language of the terminal; never Qt."""

import argparse
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from app.domain.problems import Problem
from ui.speech import _, clock, numeric_day, speak, wanted_language

if TYPE_CHECKING:
    from app.services.exchange.compare import Preview
    from app.services.exchange.examining import Health
    from app.services.exchange.pack import Exported

Command = Callable[[argparse.Namespace], int]
FEWEST, MOST = 100, 1_000_000
"""Persons of a demo office."""


class _Help(argparse.HelpFormatter):
    """The library's own words in our language."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, _("użycie:") + " " if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """One command. Its mistakes are told by showing how it is meant, because the library objects in English."""

    def __init__(self, **more: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_Help, **more)
        self.operands = self.add_argument_group(_("argumenty"))
        self.options = self.add_argument_group(_("opcje"))
        self.options.add_argument("-h", "--help", action="help", help=_("pokaż tę pomoc"))

    def error(self, message: str) -> NoReturn:
        del message
        said = _("Tego polecenia nie da się wykonać: jest niepełne albo zawiera coś nieznanego.")
        more = _("Więcej powie {command}").format(command=f"{self.prog} --help")
        self.exit(2, f"{said}\n{self.format_usage()}{more}\n")


def parser(version: str, commands: Mapping[str, Command]) -> argparse.ArgumentParser:
    """Every command; ``commands`` has what runs it: window, tour, calculate, exchange, doctor, vault."""
    speak(wanted_language(os.environ))
    top = _Parser(prog="teczka", description=_("Teczka: sprawy ośrodka pomocy społecznej, bez sieci."))
    top.epilog = _("Bez polecenia otwiera się okno.")
    top.options.add_argument("--version", action="version", version=version, help=_("pokaż wersję programu"))
    top.options.add_argument("--file", type=Path, metavar=_("PLIK"), help=_("inny plik urzędu"))
    top.options.add_argument("--demo", action="store_true", help=_("otwórz zmyślony urząd pokazowy"))
    top.options.add_argument(
        "--persons", type=_people, default=1_000, metavar=_("LICZBA"), help=_("ile osób ma mieć urząd pokazowy")
    )
    top.set_defaults(run=commands["window"])
    kinds = top.add_subparsers(title=_("polecenia"), metavar=_("POLECENIE"), parser_class=_Parser)
    walk = kinds.add_parser("tour", **_told(_("przejdź sam dzień urzędu pokazowego i zostaw obrazy ekranów i pisma")))
    walk.options.add_argument("--out", type=Path, required=True, metavar=_("FOLDER"), help=_("dokąd je zapisać"))
    walk.set_defaults(run=commands["tour"])
    facts = kinds.add_parser("calculate", **_told(_("policz: fakty w wierszach JSON, w odpowiedzi ustalenia")))
    facts.operands.add_argument(
        "facts", metavar="FACTS.jsonl", help=_("plik z faktami albo - dla standardowego wejścia")
    )
    facts.set_defaults(run=commands["calculate"])
    _add_exchange(kinds.add_parser("exchange", **_told(_("paczki między stanowiskami"))), commands)
    look = kinds.add_parser("doctor", **_told(_("sprawdź plik urzędu i podaj skrót jego treści")))
    _add_file(look)
    look.options.add_argument("--deep", action="store_true", help=_("odtwórz też cały dziennik (dłużej)"))
    look.set_defaults(run=commands["doctor"])
    _add_vault(kinds.add_parser("vault", **_told(_("szyfrowanie pliku urzędu"))), commands)
    return top


def _add_exchange(exchange: _Parser, commands: Mapping[str, Command]) -> None:
    ways = exchange.add_subparsers(title=_("czynności"), metavar=_("CZYNNOŚĆ"), required=True, parser_class=_Parser)
    out = ways.add_parser("export", **_told(_("zapisz paczki dla innych stanowisk")))
    out.operands.add_argument("folder", type=Path, metavar=_("FOLDER"), help=_("dokąd je zapisać"))
    out.options.add_argument("--station", default="", metavar=_("NAZWA"), help=_("tylko dla tego stanowiska"))
    preview = ways.add_parser("preview", **_told(_("pokaż, co zmieni paczka; nic nie zostaje zapisane")))
    load = ways.add_parser("import", **_told(_("wczytaj paczkę; przedtem powstaje kopia pliku")))
    key = ways.add_parser("key", **_told(_("zapisz klucz tego stanowiska: otwiera paczki dla niego programem age")))
    key.operands.add_argument("key_file", type=Path, metavar=_("PLIK"), help=_("dokąd go zapisać"))
    for way in (preview, load):
        way.operands.add_argument("bundle", type=Path, metavar=_("PACZKA"), help=_("plik *.teczka"))
    for way, name in ((out, "export"), (preview, "preview"), (load, "import"), (key, "key")):
        _add_file(way)
        way.set_defaults(run=commands["exchange"], way=name)


def _add_vault(vault: _Parser, commands: Mapping[str, Command]) -> None:
    ways = vault.add_subparsers(title=_("czynności"), metavar=_("CZYNNOŚĆ"), required=True, parser_class=_Parser)
    seal = ways.add_parser("encrypt", **_told(_("zaszyfruj dotychczasowy plik; hasło jak w innych poleceniach")))
    seal.options.add_argument(
        "--keep-plain", action="store_true", help=_("zachowaj obok dotychczasowy, niezaszyfrowany plik")
    )
    plain = ways.add_parser("plain-copy", **_told(_("zapisz kopię, którą przeczyta każdy program do SQLite")))
    plain.operands.add_argument("target", type=Path, metavar=_("KOPIA"), help=_("dokąd ją zapisać"))
    for way, name in ((seal, "encrypt"), (plain, "plain-copy")):
        _add_file(way)
        way.set_defaults(run=commands["vault"], way=name)


def _add_file(command: _Parser) -> None:
    """``--file`` may stand before the command or after it."""
    command.options.add_argument(
        "--file", type=Path, metavar=_("PLIK"), default=argparse.SUPPRESS, help=_("inny plik urzędu")
    )
    command.options.add_argument(
        "--clerk", metavar=_("OSOBA"), default=argparse.SUPPRESS, help=_("kto wykonuje polecenie; też TECZKA_CLERK")
    )
    command.options.add_argument(
        "--passphrase-file",
        type=Path,
        metavar=_("PLIK"),
        default=argparse.SUPPRESS,
        help=_("plik z hasłem w jednym wierszu; bez niego TECZKA_PASSPHRASE albo pytanie"),
    )


def _told(help_text: str) -> dict[str, Any]:
    return {"help": help_text, "description": f"{help_text[0].upper()}{help_text[1:]}."}


def _people(text: str) -> int:
    count = int(text)
    if not FEWEST <= count <= MOST:
        raise ValueError(text)
    return count


def unreadable(name: str, error: OSError) -> str:
    """Why a file of facts cannot be read."""
    speak(wanted_language(os.environ))
    if isinstance(error, FileNotFoundError):
        return _("Nie ma pliku {name}. Sprawdź, czy ścieżka jest dobrze wpisana.").format(name=name)
    return _("Pliku {name} nie można odczytać: to folder albo brakuje praw do odczytu.").format(name=name)


def refused(problem: Problem) -> str:
    """What, why and what now."""
    speak(wanted_language(os.environ))
    from ui.wording import words_of

    return words_of(problem).text


def tour_lines(out: Path) -> list[str]:
    """What a tour left, and where."""
    pictures, papers = len(list(out.glob("*.png"))), len(list(out.glob("*.pdf")))
    bundles = len(list(out.rglob("*.teczka")))
    return [
        _("Obrazy ekranów: {count}").format(count=pictures),
        _("Pisma PDF: {count}").format(count=papers),
        _("Paczki między stanowiskami: {count}").format(count=bundles),
        _("Wszystko jest w folderze {folder}").format(folder=out.resolve()),
    ]


def exported_line(bundle: "Exported") -> str:
    """Where a bundle lies, for whom, and how much it carries."""
    return _("{path}: dla stanowiska {station}, bajtów: {size}, wpisów dziennika: {records}").format(
        path=bundle.path, station=bundle.station.name, size=bundle.size, records=bundle.records
    )


def key_lines(path: Path) -> list[str]:
    """Where the key lies, and that it is a secret."""
    return [
        _("Klucz tego stanowiska: {path}").format(path=path),
        _("Kto go ma, przeczyta każdą paczkę dla tego stanowiska. Trzymaj go tak, jak teczki w szafie."),
    ]


def preview_lines(found: "Preview") -> list[str]:
    """What a bundle changes: counts by fate, what a person has to settle last."""
    from app.domain.persons import Person

    counts = (
        (_("wpisy dziennika"), found.records),
        (_("nowe osoby"), found.new.get(Person, 0)),
        (_("zmienione pola"), found.changed_fields),
        (_("ukończone wywiady"), found.finished),
        (_("sprzeczności"), len(found.contradictions)),
        (_("może ta sama osoba"), len(found.pairs)),
        (_("odłożone"), len(found.parked)),
    )
    made = f"{numeric_day(found.made_at.date())} {clock(found.made_at)}"
    head = _("{name}: od stanowiska {sender}, z dnia {made}, bajtów: {size}").format(
        name=found.name, sender=found.sender, made=made, size=found.size
    )
    return [head, *(f"{count:8}  {name}" for name, count in counts)]


def health_lines(health: "Health", workstation: str) -> list[str]:
    """Each look at the file with what it found, and at the end the line that stands for the content."""
    lines = []
    for check in health.checks:
        lines.append(f"{'!!' if check.findings else 'ok'}  {_looks().get(check.name, check.name)}")
        lines += [f"      {finding}" for finding in check.findings]
    return [*lines, f"{workstation}: {health.digest}"]


def _looks() -> dict[str, str]:
    return {
        "pages": _("strony pliku"),
        "chains": _("łańcuchy dziennika"),
        "heads": _("podpisy stanowisk"),
        "search": _("spis do wyszukiwania"),
        "replay": _("odtworzenie dziennika"),
    }
