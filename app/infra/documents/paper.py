"""A document's content as a PDF."""

from app.infra.documents import page
from app.infra.documents.sheet import Sheet
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
