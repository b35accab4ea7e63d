"""What is said once, after somebody came in: wrong tries, a sheet that is missing, a file that anybody can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.clerks import configures
from app.services.vault.keepers import AskVault, Vault, ask_vault
from ui.i18n import _, ngettext
from ui.wording_vault import plain_left_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.vault.entering import Entered
    from ui.application import Program


def tell_news(program: Program, entered: Entered) -> None:
    """To whoever signed in; to whoever may configure also that nobody could help if all forgot."""

    def tell(vault: Vault) -> None:
        said = [plain_left_words(entered.plain_left)] if entered.plain_left else []
        if entered.wrong_before:
            tries = ngettext(
                "Od ostatniego wejścia ktoś {count} raz podał złe hasło do Twojego konta.",
                "Od ostatniego wejścia ktoś {count} razy podał złe hasło do Twojego konta.",
                entered.wrong_before,
            )
            said.append(tries.format(count=entered.wrong_before))
        if said:
            program.window.notice(" ".join(said), "warn")
        elif not vault.sheet_made_on and program.clerk is not None and configures(program.clerk):
            program.window.notice(
                _("Nie ma jeszcze karty odzyskiwania. Bez niej zapomnianego hasła nikt nie odzyska."),
                "warn",
                _("Utwórz kartę…"),
                lambda: _make_sheet(program),
            )

    program.desk.ask(ask_vault, AskVault(), tell)


def offer_encryption(program: Program, encrypt: Callable[[], None]) -> None:
    """A file from before there were passphrases; whoever may configure is asked each time until it is done."""
    if program.clerk is not None and configures(program.clerk):
        program.window.notice(
            _("Plik ośrodka nie jest zaszyfrowany: kto weźmie ten komputer, przeczyta wszystko."),
            "warn",
            _("Zaszyfruj teraz…"),
            encrypt,
        )


def _make_sheet(program: Program) -> None:
    from ui.vault_dialogs import SheetDialog

    SheetDialog(program.desk, program.window, had_one=False).open()
