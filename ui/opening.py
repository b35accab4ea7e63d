"""From the start of the program to its window: found or join an office, sign in, and only then open it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui import i18n
from ui.application import application
from ui.running import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.domain.records import RecordId
    from app.services.beginnings import Beginning
    from app.services.office import Office
    from app.services.office_files import OfficeFiles, OwnedFile
    from app.services.ports import Progress
    from app.services.vault.entering import Entered, Gate
    from ui.application import Program
    from ui.desk import Opener


class Opening:
    """The ways to the window of one office file.

    ``files`` and ``office_of`` are asked when they are needed: what they load takes longer than the first picture.
    ``opener`` makes what opens the file from what says who has signed in.
    """

    def __init__(
        self,
        path: Path,
        files: Callable[[], OfficeFiles],
        office_of: Callable[[OwnedFile, RecordId], Office],
        opener: Callable[[Callable[[], Entered | None]], Opener],
        demo: Opener,
    ) -> None:
        self._path = path
        self._files = files
        self._office_of = office_of
        self._opener = opener
        self._demo = demo

    def start(self) -> int:
        """Show what has to be shown first; gives the exit status of the program."""
        if not self._path.exists():
            from app.services.vault.wiping import finish_swap

            finish_swap(self._path)
        if not self._path.exists():
            return self._begin(None)
        from app.services.vault.keyring_file import is_locked

        if not is_locked(self._path):
            return self._run_plain()
        entered = self._sign_in()
        if entered is None:
            return 0
        if entered.clerk_id is None:
            return self._begin(entered)
        return self._run_locked(entered)

    def _run_locked(self, entered: Entered) -> int:
        def tell(program: Program) -> None:
            from ui.vault_news import tell_news

            tell_news(program, entered)

        return run(self._opener(lambda: entered), self.start, opened=tell)

    def _run_plain(self) -> int:
        """A file without a keyring: as it was, with the offer to encrypt it; one that lost its keyring is named."""
        from app.services.vault.keyring_file import demand_keys, is_plain

        open_file = self._opener(lambda: None)
        wishes: list[Program] = []

        def open_checked(progress: Progress) -> tuple[Office, Callable[[], None]]:
            demand_keys(self._path)
            return open_file(progress)

        def offer(program: Program) -> None:
            from ui.vault_news import offer_encryption

            def wish() -> None:
                wishes.append(program)
                program.window.close()

            offer_encryption(program, wish)

        status = run(open_checked, lambda: self._begin(None), opened=offer)
        if not wishes or not is_plain(self._path):
            return status
        entered = self._encrypt()
        return self._run_plain() if entered is None else self._run_locked(entered)

    def _encrypt(self) -> Entered | None:
        """None where somebody changed their mind."""
        from app.services.vault.converting import EncryptOffice, encrypt_file, who_may_encrypt
        from ui.encrypting import run_encryption

        files = self._files()

        def encrypt(request: EncryptOffice) -> Entered:
            return encrypt_file(self._path, files, request)

        return run_encryption(who_may_encrypt(self._path, files), encrypt)

    def _sign_in(self) -> Entered | None:
        """The window before the window; None where it was closed."""
        from app.services.vault.entering import names_at
        from ui.sign_in import run_sign_in

        def gate() -> Gate:
            from app.services.vault.entering import Gate

            return Gate(self._path, self._files())

        return run_sign_in(self._path, names_at, gate)

    def _begin(self, entered: Entered | None) -> int:
        """There is no office on this computer yet, or it waits for its welcome."""
        from app.services.beginnings import Beginning

        beginning = Beginning(self._path, self._files(), self._office_of, entered)
        return run_first_start(beginning, self._opener(lambda: beginning.entered), self._demo, self.start)


def run_first_start(beginning: Beginning, office: Opener, demo: Opener, again: Callable[[], int]) -> int:
    """Let a person found, join or look; then go on with the office they chose, or from the start ``again``."""
    from ui.first_start import FirstStart

    app = application()
    start = FirstStart(beginning, office, demo)
    chosen: list[Opener] = []

    def go_on(opener: Opener) -> None:
        chosen.append(opener)
        start.close()

    start.ready.connect(go_on)
    start.show()
    app.exec()
    if not chosen:
        return 0
    if chosen[0] is demo:
        return run(demo, language=i18n.language(), is_demo=True)

    def tell(program: Program) -> None:
        """A new office has no sheet in the safe yet."""
        if beginning.entered is not None:
            from ui.vault_news import tell_news

            tell_news(program, beginning.entered)

    return run(chosen[0], again, language=i18n.language(), opened=tell)
