"""Between a long list and the desk: asks for its order, fetches pages, and asks anew when something changed."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.records import Record
from app.services.lists import Keys, ListKeys, ListPage, list_keys, list_page
from app.services.ports import Changes, Listing
from ui.models.rows import Arrived, Column, RowsModel
from ui.parts import TableView
from ui.screen import DeskLike

TYPED_MS = 70
"""Letters that follow each other faster than this are asked for together."""


class ListFeed(QObject):
    """Keeps a ``RowsModel`` in step with one listing; ``counted`` says how many rows it has now."""

    counted = Signal(int)

    def __init__(
        self, desk: DeskLike, listing: Listing, columns: list[Column], *, name: str, watches: tuple[type[Record], ...]
    ) -> None:
        super().__init__()
        self.listing = listing
        self.model = RowsModel(columns, self._fetch)
        self.table = TableView(self.model, name=name)
        self._desk = desk
        self._watches = watches
        self._edition = 0
        self._is_visible = True
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPED_MS)
        self._typing.timeout.connect(self.ask)
        self.model.sort_wanted.connect(self._sort)
        self.table.show_order(listing.column, is_descending=listing.is_descending)
        desk.changed.connect(self._hear)

    def narrow(self, text: str) -> None:
        """Show only rows whose words begin with what was typed."""
        self.listing = replace(self.listing, text=text)
        self._typing.start()

    def only(self, **values: str) -> None:
        """Show only rows with these values; an empty value takes its filter away."""
        kept = tuple((name, value) for name, value in values.items() if value)
        if kept != self.listing.only:
            self.listing = replace(self.listing, only=kept)
            self.ask()

    @Slot()
    def ask(self) -> None:
        """Read the order anew; an answer to an older question is dropped."""
        self._typing.stop()
        self._edition += 1
        edition = self._edition

        def arrived(keys: Keys) -> None:
            if edition == self._edition:
                self.model.set_keys(keys.keys, keys.first_rows)
                self.counted.emit(len(keys.keys))

        self._desk.ask(list_keys, ListKeys(self.listing), arrived)

    def _fetch(self, keys: object, arrived: Arrived) -> None:
        self._desk.ask(list_page, ListPage(self.listing, keys), arrived)  # type: ignore[arg-type]  # keys of the model

    def _sort(self, column: str, is_descending: bool) -> None:
        self.listing = replace(self.listing, column=column, is_descending=is_descending)
        self.ask()

    @Slot(object)
    def _hear(self, changes: Changes) -> None:
        if changes.touches(*self._watches):
            self.ask()
