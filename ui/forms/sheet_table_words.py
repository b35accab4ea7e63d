"""What a table says after a paste: how much went in, what did not, what nobody can read."""

from ui.forms.sheet_table_model import Overwritten
from ui.i18n import _, ngettext

MOST_NAMED = 3


def pasted_words(done: Overwritten, most_rows: int) -> str:
    """Whole sentences, the plain one first."""
    if not done.written and not done.left_out:
        return _("Schowek jest pusty albo nie ma w nim tekstu. Skopiuj komórki w arkuszu i wklej je jeszcze raz.")
    said = [ngettext("Wklejono {count} wiersz.", "Wklejono {count} wierszy.", done.written).format(count=done.written)]
    if done.left_out:
        words = ngettext(
            "{count} wiersz się nie zmieścił: tabela przyjmuje najwyżej {most}.",
            "{count} wierszy się nie zmieściło: tabela przyjmuje najwyżej {most}.",
            done.left_out,
        )
        said.append(words.format(count=done.left_out, most=most_rows))
    if done.too_wide:
        words = ngettext(
            "W {count} wierszu było więcej kolumn, niż ma tabela; reszta nie weszła.",
            "W {count} wierszach było więcej kolumn, niż ma tabela; reszta nie weszła.",
            done.too_wide,
        )
        said.append(words.format(count=done.too_wide))
    if done.unreadable:
        said.append(_unreadable(done))
    return " ".join(said)


def _unreadable(done: Overwritten) -> str:
    """The first few cells by row and column, the others counted; they stay as they were pasted."""
    cells = [
        _("wiersz {row}, {column}").format(row=place + 1, column=column.name)
        for place, column in done.unreadable[:MOST_NAMED]
    ]
    if more := len(done.unreadable) - len(cells):
        rest = ngettext("i jeszcze {count} komórka", "i jeszcze {count} komórek", more)
        cells.append(rest.format(count=more))
    named = "; ".join(cells)
    return _("Nie da się odczytać: {cells}. Zostały jak w arkuszu, do poprawienia.").format(cells=named)
