"""The program's own log: a few files beside the data, so that a fault at night can be read in the morning.

Lines tell verbs, revisions, jobs and faults; never what a guest is called, and no secret: what an exception
says is masked (`app.kernel.masking`). Each program that runs on the data has a file of its own, because two
cannot turn one over.
"""

import logging
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path

from app.kernel.masking import fault_text, masked

DESK, WORKER = "keyrack.log", "worker.log"
FILE_BYTES = 1_000_000
KEPT_FILES = 3


@dataclass(frozen=True, slots=True)
class Log:
    """A log that is being kept."""

    path: Path
    handler: logging.Handler

    def end(self) -> None:
        """Write no more into it."""
        logging.getLogger("keyrack").removeHandler(self.handler)
        self.handler.close()


class _Discreet(logging.Formatter):
    """Lines in which exceptions, as values and as tracebacks, tell nothing private."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        if isinstance(record.args, tuple) and any(isinstance(a, BaseException) for a in record.args):
            said = tuple(masked(str(a)) if isinstance(a, BaseException) else a for a in record.args)
            record = logging.makeLogRecord(record.__dict__ | {"args": said})
        place = f"{self.formatTime(record)} {record.levelname} {record.process} {record.name}"
        text = f"{place} {record.getMessage()}"
        error = record.exc_info[1] if record.exc_info else None
        # `exc_text` is what another handler may have made of it, unmasked.
        return text if error is None else f"{text}\n{fault_text(error)}"


def keep_log(directory: Path, name: str = DESK) -> Log | None:
    """Write what happens into a log of the directory from now on; None where that cannot be written."""
    own = logging.getLogger("keyrack")
    own.setLevel(logging.INFO)
    try:
        directory.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            directory / name, maxBytes=FILE_BYTES, backupCount=KEPT_FILES, encoding="utf-8", delay=False
        )
    except OSError:
        return None
    handler.setFormatter(_Discreet())
    own.addHandler(handler)
    return Log(directory / name, handler)
