"""What the message says that a document comes with, in the document's language."""

from dataclasses import dataclass
from typing import Final

from app.infra.documents.words import Words, title_of
from app.kernel.documents import DocumentContent
from app.kernel.text import printed

SUBJECT: Final = printed("{document} {number} from {house}")
ATTACHED: Final = printed("please find attached: {document} {number} of {day}, {amount}.")
ANSWER: Final = printed("If you have a question, just answer this message.")


@dataclass(frozen=True, slots=True)
class MailText:
    """Subject and body of a message."""

    subject: str
    body: str


def mail_text(content: DocumentContent) -> MailText:
    """Whom it is to, what is attached, who sends it."""
    words = Words.of(content.language, content.currency)
    title, name = title_of(content, words), content.stay.guest
    greeting = (
        words.say(printed("Dear {name},"), name=name) if name else words.say(printed("Dear Sir or Madam,"))
    )
    attached = words.say(
        ATTACHED, document=title, number=content.number, day=words.day(content.issued_on),
        amount=words.money(abs(content.total_minor or content.paid_minor)),
    )  # fmt: skip
    closing = words.say(printed("Yours sincerely,"))
    body = "\n\n".join((greeting, attached, words.say(ANSWER), f"{closing}\n{content.house}"))
    return MailText(words.say(SUBJECT, document=title, number=content.number, house=content.house), body)
