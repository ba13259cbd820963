"""After the guest is out: the bill is issued, printed and mailed; what cannot be is said."""

from collections.abc import Callable
from typing import Protocol
from uuid import UUID

from app.features.folios import NoDrawer
from app.features.front_desk import CheckOutView
from app.features.invoices import (
    DocumentFile,
    DocumentFileView,
    IssueDocument,
    Mail,
    MailDocuments,
    NothingToBill,
)
from app.kernel.changes import Outcome
from app.kernel.commands import Command
from app.kernel.documents import DocumentKind
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.features.front_desk.check_out.paper_card import NONE, PaperCard
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton


class Host(Protocol):
    """What this needs of the dialog."""

    services: ShellServices
    view: CheckOutView
    go: KeyedButton
    other: KeyedButton

    def run(
        self,
        command: Command,
        sentence: str,
        on_done: Callable[[Outcome], None] | None = None,
        on_refused: Callable[[AppError], bool] | None = None,
        *,
        tell: bool = False,
    ) -> None:
        """Run a command."""
        ...

    def say(self, strong: str, tone: str = "", hint: str = "") -> None:
        """What stands at the foot."""
        ...

    def accept(self) -> None:
        """Close."""
        ...


class GivingPapers:
    """`is_over` once nothing is left but to close."""

    def __init__(self, dialog: Host, card: PaperCard) -> None:
        self._dialog, self._card = dialog, card
        self.is_over = False

    def give(self, _outcome: Outcome) -> None:
        """The bill of each window that the guest himself pays."""
        self.is_over = True
        windows = [p for p in self._dialog.view.payers if p.company_id is None and not p.billed]
        if self._card.kind.choice == NONE or not windows:
            self._dialog.accept()
            return
        self._issue([(payer.folio_id, payer.number) for payer in windows])

    def _issue(self, windows: list[tuple[UUID, int]]) -> None:
        app = self._dialog.services.app
        folio_id, number = windows[0]
        command = IssueDocument(
            id=app.new_id(), document_id=app.new_id(), folio_id=folio_id, number=number,
            kind=DocumentKind(self._card.kind.choice),
        )  # fmt: skip

        def issued(_outcome: Outcome) -> None:
            self._print(command)
            self._mail(command)
            go_on()

        def go_on() -> None:
            if windows[1:]:
                self._issue(windows[1:])
            else:
                self._dialog.accept()

        def refused(error: AppError) -> bool:
            if isinstance(error, NothingToBill):
                go_on()
                return True
            self._stay(error)
            return not error.choices or isinstance(error, NoDrawer)

        self._dialog.run(command, "", issued, refused)

    def _print(self, command: IssueDocument) -> None:
        if not self._card.printed.isChecked():
            return
        services = self._dialog.services

        def answer(file: DocumentFileView) -> None:
            from ui.shell.document_pages import sheet_of  # noqa: PLC0415 - loaded when first printed
            from ui.shell.printing import print_now  # noqa: PLC0415 - loaded when first printed

            print_now(services, sheet_of(file))

        services.operations.ask(DocumentFile(document_id=command.document_id), answer)

    def _mail(self, command: IssueDocument) -> None:
        address = self._card.address.text().strip()
        if not self._card.mailed.isChecked() or not address:
            return
        services = self._dialog.services
        mail = MailDocuments(
            id=services.app.new_id(),
            mails=(Mail(services.app.new_id(), command.document_id, address),),
        )

        def refused(error: AppError) -> None:
            services.toasts.fail(error.sentence)

        services.operations.run_command(mail, None, refused)

    def _stay(self, error: AppError) -> None:
        """The guest is out, the bill is not: say why, and let the folio be opened."""
        self._dialog.say(error.sentence, "danger", tr("The guest is out; the folio has the bill."))
        self._dialog.go.setText(tr("Close"))
        self._dialog.go.set_icon_name("check")
        self._dialog.other.hide()
