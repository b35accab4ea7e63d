"""From the list of what would change to the drafts of the changing decisions: asked once, told how it went."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from app.services.change_drafts import DraftChanges, DraftedChanges, Left, draft_changes
from app.services.recalculation import Cause, Touched
from ui.forms.form_dialog import FormDialog
from ui.i18n import _, ngettext, number
from ui.screen import DeskLike, Navigator


def ask_for_drafts(
    desk: DeskLike,
    navigator: Navigator,
    touched: Sequence[Touched],
    cause: Cause,
    owner: QWidget,
) -> FormDialog:
    """Say how many drafts will be written and what happens to them; then write them."""
    rows = tuple(row for row in touched if not row.trouble)

    def write() -> None:
        dialog.accept()
        desk.order(draft_changes, DraftChanges(touched=rows, cause=cause), _told(navigator))

    words = ngettext(
        "Powstanie najwyżej {count} projekt decyzji zmieniającej (art. 106 ust. 5).",
        "Powstanie najwyżej {count} projektów decyzji zmieniających (art. 106 ust. 5).",
        len(rows),
    )
    more = _(
        "Na niekorzyść strony zmiana działa tylko na przyszłość. Sprawa, która ma już otwarty projekt, nie dostanie "
        "drugiego. Niczego się nie wydaje: każdy projekt czyta, zatwierdza i wydaje człowiek."
    )
    note = f"{words.format(count=number(len(rows)))} {more}"
    dialog = FormDialog(_("Przygotuj projekty zmian"), _("Przygotuj projekty"), write, owner, note=note)
    dialog.open()
    return dialog


def _told(navigator: Navigator) -> Callable[[DraftedChanges], None]:
    def tell(done: DraftedChanges) -> None:
        is_whole = not done.not_looked_at
        navigator.notice(" ".join(sentences(done)), "ok" if is_whole else "warn", _("Pokaż projekty"), show)

    def show() -> None:
        navigator.open("decisions")

    return tell


def sentences(done: DraftedChanges) -> list[str]:
    """How many drafts there are, what was left out and why, and how far it got where it was stopped."""
    made = ngettext("Zapisano {count} projekt.", "Zapisano {count} projektów.", len(done.drafts))
    said = [made.format(count=number(len(done.drafts))) if done.drafts else _("Nie zapisano nowych projektów.")]
    if done.not_looked_at:
        rest = ngettext(
            "Zatrzymano: {count} decyzja czeka; uruchom jeszcze raz, a program dokończy.",
            "Zatrzymano: {count} decyzji czeka; uruchom jeszcze raz, a program dokończy.",
            done.not_looked_at,
        )
        said.append(rest.format(count=number(done.not_looked_at)))
    left = [
        # i18n: why decisions got no draft, then how many
        _("{why}: {count}").format(why=words, count=number(done.count(why)))
        for why, words in _left_words().items()
        if done.count(why)
    ]
    if left:
        said.append(_("Pominięto — {reasons}.").format(reasons="; ".join(left)))
    return said


def _left_words() -> dict[Left, str]:
    return {
        Left.THERE: _("projekt już jest"),
        Left.CLOSED: _("sprawa zakończona"),
        Left.SAME: _("kwota bez zmian"),
        Left.OVER: _("okres się skończył"),
        Left.NOT_TO_THE_WORSE: _("pomyłki nie poprawia się na niekorzyść"),
        Left.OTHER_AMOUNTS: _("pojedyncze miesiące mają inną kwotę"),
        Left.TROUBLE: _("braki w danych sprawy"),
    }
