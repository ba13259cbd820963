"""A document's content as a PDF."""

from collections.abc import Iterator

from app.infra.documents import page
from app.infra.documents.letters import lacking
from app.infra.documents.sheet import REGULAR, Sheet, load_fonts
from app.infra.documents.words import Words, title_of
from app.kernel.documents import DocumentContent


def pdf_of(content: DocumentContent, logo: bytes = b"", *, electronic: bool = False) -> bytes:
    """The pages of a document, typeface embedded; `electronic` says at the foot that it carries its data.

    `logo` is a PNG or JPEG; a house without one gets the bell.
    """
    words = Words.of(content.language, content.currency)
    sheet = Sheet(f"{title_of(content, words)} {content.number}", content.seller.name, words.language)
    page.draw(sheet, content, words, logo, electronic)
    return sheet.finished()


def lacking_scripts(content: DocumentContent) -> tuple[str, ...]:
    """The scripts on a document that no font of this computer has, so that words stand for them."""
    return lacking(_texts(content), load_fonts()[REGULAR].charWidths)


def _texts(content: DocumentContent) -> Iterator[str]:
    for party in (content.seller, content.buyer):
        yield from (party.name, *party.lines, party.street, party.postcode, party.city, party.order)
    yield from (content.house, content.place, content.issued_by, content.stay.guest, content.stay.room)
    yield from (line.text for line in content.lines)
    yield from (paid.reference for paid in content.payments)
    yield from (*content.notes, *content.opening)
