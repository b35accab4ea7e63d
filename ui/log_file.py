"""The program's own log: what went wrong and where in the code, never what a client's file says."""

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

SIZE = 500_000
KEPT = 2

log = logging.getLogger(__name__)


class _WithoutWords(logging.Formatter):
    """Tells the kind of an error and the way to it; its message may quote what somebody typed."""

    def format(self, record: logging.LogRecord) -> str:
        told, record.exc_text = record.exc_text, None  # another handler may have left the message there
        try:
            return super().format(record)
        finally:
            record.exc_text = told

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        kind, _error, trace = ei
        return "".join(traceback.format_tb(trace)) + (kind.__name__ if kind else "")


def keep_log(folder: Path, version: str) -> None:
    """Write the log into this folder from now on; a folder that cannot be written costs only the log."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(folder / "teczka.log", maxBytes=SIZE, backupCount=KEPT, encoding="utf-8")
    except OSError as error:
        log.warning("no log in %s: %s", folder, error.strerror)
        return
    handler.setFormatter(_WithoutWords("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.INFO)
    log.info("Teczka %s", version)
