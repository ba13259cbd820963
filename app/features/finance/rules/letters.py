"""What dunning letters say; one catalogue of messages, in the reader's language through `say`."""

from dataclasses import dataclass
from typing import Final, Protocol

from app.kernel.text import printed

SUBJECTS: Final = (
    printed("Payment reminder"),
    printed("Second reminder"),
    printed("Last reminder"),
)
OPENINGS: Final = (
    printed("Perhaps it has escaped you: the documents below are past their day. If you have paid in the "
           "meantime, please take this letter as settled."),
    printed("We have written to you before and have not received what is due. Please pay the documents below "
           "by {until}, or tell us what keeps you from it."),
    printed("In spite of our reminders the documents below are unpaid. Please pay them by {until}. After "
           "that day we deliver against payment in advance only, and hand the matter over for collection."),
)  # fmt: skip
TOTAL: Final = printed("Due in all: {total}")
LINE: Final = printed("{number} of {day}, due on {due}: {open}")
GREETING: Final = printed("Dear Sir or Madam,")
CLOSING: Final = printed("Yours sincerely,")


class Say(Protocol):
    """Says a message in the reader's language."""

    def __call__(self, message: str, **values: object) -> str:
        """The message with its places filled."""
        ...


@dataclass(frozen=True, slots=True)
class AskedLine:
    """A debt as a letter tells it, in the reader's words."""

    number: str
    day: str
    due: str
    open: str


@dataclass(frozen=True, slots=True)
class LetterText:
    """A letter's subject and body; on paper its debts stand in a table between opening and closing."""

    subject: str
    body: str
    opening: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()


def letter_text(
    say: Say, level: int, lines: tuple[AskedLine, ...], *, total: str, until: str, hotel: str
) -> LetterText:
    """The letter of a level, 1 to 3."""
    opening = (say(GREETING), say(OPENINGS[level - 1], until=until))
    closing = (say(CLOSING), hotel)
    told = [say(LINE, number=line.number, day=line.day, due=line.due, open=line.open) for line in lines]
    body = "\n\n".join(
        (
            *opening, "\n".join(told), say(TOTAL, total=total), "\n".join(closing),
        )
    )  # fmt: skip
    return LetterText(say(SUBJECTS[level - 1]), body, opening, closing)
