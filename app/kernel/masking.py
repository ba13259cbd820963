"""What a report or a log may say of a fault: code lines as they are, values that may be private masked."""

import re
import traceback
from collections.abc import Iterator
from pathlib import Path

# A fault has a cause, that one another; a chain this long says no more.
MAX_CAUSES = 8

_MASKS = (
    (re.compile(r"\[parameters?: .*", re.DOTALL), "[parameters: …]"),
    (re.compile(r"=\([^\n]*\)"), "=(…)"),
    (re.compile(r"(row contains )\([^\n]*\)?"), r"\1(…)"),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"), "…@…"),
    (re.compile(r"(\w+://)[^\s/@]*@"), r"\1…@"),
    (re.compile(r"(?i)(password|passwd|secret|token|key)(\s*[=:]\s*)\S+"), r"\1\2…"),
    (re.compile(r"'[^'\n]*'|\"[^\"\n]*\""), "'…'"),
    (re.compile(r"\b\d[\d \-]{5,}\d\b"), "…"),
)


def masked(text: str) -> str:
    """The text without what may be a name, a number of a person, or a secret."""
    for pattern, stand_in in _MASKS:
        text = pattern.sub(stand_in, text)
    return without_home(text)


def without_home(text: str) -> str:
    """The text without the name of whoever uses this computer."""
    return text.replace(str(Path.home()), "~")


def fault_text(error: BaseException) -> str:
    """Where it happened and why, the first cause first, for those who repair it.

    Messages lose everything quoted, long numbers, addresses and secrets; a statement its values.
    """
    return "\n".join(line for part in reversed(list(_chain(error))) for line in _lines(part))


def _lines(error: BaseException) -> list[str]:
    stack = traceback.TracebackException.from_exception(error).stack.format()
    message = "".join(traceback.format_exception_only(error)).strip()
    return [*(without_home(part.rstrip()) for part in stack), masked(message)]


def _chain(error: BaseException) -> Iterator[BaseException]:
    current: BaseException | None = error
    for _ in range(MAX_CAUSES):
        if current is None:
            return
        yield current
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
