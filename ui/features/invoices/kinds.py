"""Kinds of documents in words."""

from app.kernel.documents import DocumentKind
from app.kernel.text import marked, tr

_WORDS = {
    DocumentKind.INVOICE: marked("Invoice"),
    DocumentKind.SIMPLIFIED: marked("Simplified invoice"),
    DocumentKind.CREDIT_NOTE: marked("Credit note"),
    DocumentKind.RECEIPT: marked("Receipt"),
    DocumentKind.DEPOSIT_INVOICE: marked("Deposit invoice"),
    DocumentKind.PRO_FORMA: marked("Pro forma"),
    DocumentKind.STATEMENT: marked("Statement"),
    DocumentKind.REMINDER: marked("Reminder"),
    DocumentKind.COMMISSION: marked("Commission statement"),
}


def kind_word(kind: str) -> str:
    """A kind in words."""
    return tr(_WORDS[DocumentKind(kind)])
