"""The program's own log: a few files beside the data, so that a fault at night can be read in the morning.

Lines tell verbs, revisions, jobs and faults; never what a guest is called.
"""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

NAME = "keyrack.log"
FILE_BYTES = 1_000_000
KEPT_FILES = 3
LINE = "%(asctime)s %(levelname)s %(process)d %(name)s %(message)s"


def keep_log(directory: Path) -> logging.Handler | None:
    """Write what happens into the directory's log from now on; None where that cannot be written."""
    own = logging.getLogger("keyrack")
    own.setLevel(logging.INFO)
    try:
        handler = RotatingFileHandler(
            directory / NAME, maxBytes=FILE_BYTES, backupCount=KEPT_FILES, encoding="utf-8", delay=False
        )
    except OSError:
        return None
    handler.setFormatter(logging.Formatter(LINE))
    own.addHandler(handler)
    return handler


def end_log(handler: logging.Handler | None) -> None:
    """Write no more into it."""
    if handler is not None:
        logging.getLogger("keyrack").removeHandler(handler)
        handler.close()
