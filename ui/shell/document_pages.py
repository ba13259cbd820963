"""The pages of an issued document on the screen: to read, to print, to save as PDF."""

from collections.abc import Callable
from uuid import UUID

from app.features.invoices import DocumentFile, DocumentFileView
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.shell.paper import Sheet
from ui.shell.printing import open_print
from ui.shell.services import ShellServices


def show_pages(
    services: ShellServices, document_id: UUID, refused: Callable[[AppError], None] | None = None
) -> None:
    """Draw the document beside the window, then show it as its kind is printed."""

    def answer(file: DocumentFileView) -> None:
        open_print(services, sheet_of(file))

    services.operations.ask(DocumentFile(document_id=document_id), answer, refused, latest="documents.pages")


def sheet_of(file: DocumentFileView) -> Sheet:
    """A document as something to print."""
    return Sheet(file.kind, file.name.removesuffix(".pdf"), file.pdf, _note(file.lacking))


def _note(lacking: tuple[str, ...]) -> str:
    """What the pages say in words because this computer has no font for it."""
    if not lacking:
        return ""
    words = {
        "arabic": tr("Arabic"), "hebrew": tr("Hebrew"), "thai": tr("Thai"),
        "chinese": tr("Chinese, Japanese or Korean"), "other": tr("another script"),
    }  # fmt: skip
    return tr(
        "This computer has no font for letters in {scripts}. The pages say so instead of them; the document "
        "itself has them. Install a TrueType font for them and open the pages again.",
        scripts=", ".join(words[one] for one in lacking),
    )
