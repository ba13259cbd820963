"""A lock between processes on one computer: a file that one program holds.

It belongs to the operating system, so it ends with its holder, by kill -9 too; a file that is left behind
does not lock.
"""

import os
import sys
from pathlib import Path
from typing import IO, Protocol

from app.infra.failures import ReadOnly
from app.kernel.errors import AppError
from app.kernel.text import tr

WINDOW_LOCK = "window.lock"


class SecondWindow(AppError):
    """Another window works on these data."""

    code = "second_window"


class Hold(Protocol):
    """Something that one holder has at a time."""

    def take(self) -> bool:
        """Try to become the holder, or see whether we still are."""
        ...

    def release(self) -> None:
        """Let go."""
        ...


class FileHold:
    """A lock of the operating system on a file; the file tells the holder's process number."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[str] | None = None

    def take(self) -> bool:
        """Try to hold the file. Raises OSError where it cannot be made."""
        if self._file is not None:
            return True
        self._path.touch()
        file = self._path.open("r+", encoding="ascii")
        if not _locked(file):
            file.close()
            return False
        file.truncate()
        file.write(str(os.getpid()))
        file.flush()
        self._file = file
        return True

    def holder(self) -> str:
        """What the holder wrote: its process number, or nothing."""
        try:
            return self._path.read_text(encoding="ascii").strip()
        except OSError:
            return ""

    def release(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()
            self._file = None


def make_directory(directory: Path) -> None:
    """Make a data directory. Raises ReadOnly with what to do."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _not_writable(directory) from error


def _not_writable(directory: Path) -> ReadOnly:
    return ReadOnly(
        tr("The folder {folder} cannot be written. Choose another with --data.", folder=directory)
    )


def hold_window(directory: Path) -> FileHold:
    """Be the one window of a data directory. Raises SecondWindow, ReadOnly; headless verbs do not ask."""
    hold = FileHold(directory / WINDOW_LOCK)
    make_directory(directory)
    try:
        if hold.take():
            return hold
    except OSError as error:
        raise _not_writable(directory) from error
    raise SecondWindow(
        tr(
            "Keyrack is open on these data already (process {pid}). Use that window, or close it first.",
            pid=hold.holder() or "?",
        )
    )


if sys.platform == "win32":
    import msvcrt

    def _locked(file: IO[str]) -> bool:
        try:
            # A byte far behind the content, so that others can read who holds it.
            file.seek(1 << 20)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        file.seek(0)
        return True

else:
    import fcntl

    def _locked(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
