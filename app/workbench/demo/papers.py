"""The bills that guests and companies of the demo took away, and the one that was taken back."""

from typing import Final
from uuid import UUID

from app.features.folios import ChangeWindow
from app.features.invoices import IssueDocument, ReissueDocument
from app.kernel.documents import DocumentKind
from app.workbench.demo.accounts import DEBTORS
from app.workbench.demo.desk import Desk

# Of those who leave, every so-manieth asks for a bill; up to this sum it need not name an address.
ASKS: Final = 6
SIMPLE_MINOR: Final = 40_000
TAKEN_BACK: Final = 2


class Papers:
    """Issues bills as guests leave."""

    def __init__(self, desk: Desk, companies: dict[str, tuple[UUID, str]]) -> None:
        self._desk, self._left, self._simple = desk, 0, 0
        self._accounts = {code: companies[code][0] for code, *_ in DEBTORS}

    def account(self, code: str) -> UUID | None:
        """The company that may pay later."""
        return self._accounts.get(code)

    def bill(self, folio_id: UUID, most_minor: int, company_id: UUID | None) -> None:
        """A company always gets its invoice, a guest sometimes a simplified one of at most so much."""
        new_id = self._desk.uow.new_id
        if company_id is not None:
            self._desk.do(ChangeWindow(id=new_id(), folio_id=folio_id, number=1, company_id=company_id))
            self._desk.do(IssueDocument(id=new_id(), document_id=new_id(), folio_id=folio_id))
            return
        self._left += 1
        if self._left % ASKS or most_minor > SIMPLE_MINOR:
            return
        document_id = new_id()
        kind = DocumentKind.SIMPLIFIED
        self._desk.do(IssueDocument(id=new_id(), document_id=document_id, folio_id=folio_id, kind=kind))
        self._simple += 1
        if self._simple == TAKEN_BACK:
            self._desk.do(ReissueDocument(
                id=new_id(), credit_id=new_id(), document_id=new_id(), corrects_id=document_id,
                reason="The bill was asked for in another language", language="pt",
            ))  # fmt: skip
