"""The tab of e-mail: which server sends the documents, as whom; its password goes into the keyring."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from app.bootstrap import App, keep_mail_password
from app.features.invoices import MailSenderOf, SenderView, SetMailSender
from app.features.property import PropertyView
from app.kernel.commands import Command, Query
from app.kernel.text import tr
from ui.features.invoices.fields import Spin, side_by_side
from ui.features.invoices.form_panel import FormPanel
from ui.features.invoices.issuer_tab import WIDTH
from ui.features.invoices.money_tab import MoneyTab
from ui.shell.services import ShellServices
from ui.shell.tasks import Progress
from ui.widgets.buttons import IconButton
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels import Card

MOST_PORT, USUAL_PORT = 65_535, 587


class SenderForm(FormPanel):
    """All of it in one form, which stays open."""

    def __init__(self, services: ShellServices, hotel: PropertyView, known: SenderView | None) -> None:
        super().__init__(
            services, tr("The server that sends the documents of {hotel}", hotel=hotel.name), tr("Save"),
            tr("The mail server is saved"),
            command=self.command,
        )  # fmt: skip
        self.setFixedWidth(WIDTH)
        self._hotel = hotel
        self.edits = {
            name: QLineEdit(getattr(known, name) if known else "")
            for name in ("host", "user_name", "address")
        }
        self.edits["host"].setPlaceholderText(tr("smtp.hotel.example"))
        self.edits["address"].setPlaceholderText(tr("office@hotel.example"))
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText(tr("Kept as it is when empty"))
        self.port = Spin(1, MOST_PORT, known.port if known else USUAL_PORT)
        self.security = ChoiceBox()
        for key, word in (
            ("starttls", tr("STARTTLS (usual)")), ("tls", tr("TLS from the start")),
            ("none", tr("Not encrypted, no password")),
        ):  # fmt: skip
            self.security.add(key, word)
        self.security.choose(known.security if known else "starttls")
        self.cancel.setText(tr("Put back"))
        self.cancel.set_key("")
        for cross in self.findChildren(IconButton):
            cross.hide()
        self._lay_out()

    @property
    def is_typed(self) -> bool:
        """Whether something is being typed."""
        return any(edit.isModified() for edit in (*self.edits.values(), self.password))

    def agree(self) -> None:
        """The password into the keyring of this computer, then the rest into the database."""
        password = self.password.text()
        if not password:
            super().agree()
            return
        self.clear_refusal()
        self.go.setEnabled(False)
        typed = {name: edit.text().strip() for name, edit in self.edits.items()}
        keep = partial(_keep, typed["host"], self.port.value(), typed["user_name"], password)

        def kept(_nothing: None) -> None:
            self.password.clear()
            self.go.setEnabled(True)
            super(SenderForm, self).agree()

        self.services.operations.run_task(keep, kept, self.refuse, title=tr("Keyring"))

    def command(self) -> Command | None:
        """Everything but the password."""
        typed = {name: edit.text().strip() for name, edit in self.edits.items()}
        return SetMailSender(
            id=self.services.app.new_id(), property_id=self._hotel.id, port=self.port.value(),
            security=str(self.security.choice), **typed,
        )  # fmt: skip

    def _lay_out(self) -> None:
        self.field("address", tr("From"), self.edits["address"])
        self.body.addWidget(
            side_by_side((self.make("host", tr("Mail server"), self.edits["host"]), 3),
                         (self.make("port", tr("Port"), self.port), 1))
        )  # fmt: skip
        self.field("security", tr("The line"), self.security)
        self.body.addWidget(
            side_by_side((self.make("user_name", tr("User name"), self.edits["user_name"]), 1),
                         (self.make("password", tr("Password"), self.password), 1))
        )  # fmt: skip
        self.note(tr("The password is kept in the keyring of this computer and nowhere else. On a shared "
                     "server give it at the computer that runs the jobs."))  # fmt: skip
        self.body.addStretch(1)


class MailTab(MoneyTab):
    """The form alone."""

    concerns = ("mail_sender",)

    def __init__(self, services: ShellServices) -> None:
        super().__init__(services, self.queries)
        self.form_of_sender: SenderForm | None = None
        self._card = Card()
        self._card.body.setContentsMargins(1, 1, 1, 1)
        row = QHBoxLayout()
        row.addWidget(self._card, 0, Qt.AlignmentFlag.AlignLeft)
        row.addStretch(1)
        self.content.addLayout(row, 1)

    def queries(self, hotel: PropertyView) -> tuple[tuple[Query[Any], Callable[[Any], None]], ...]:
        """Which server it is."""
        return ((MailSenderOf(property_id=hotel.id), self.answered),)

    def answered(self, known: SenderView | None) -> None:
        """The form with what is known; what is being typed stays."""
        old = self.form_of_sender
        if self.hotel is None or (old is not None and old.is_typed):
            return
        self._put(SenderForm(self.services, self.hotel, known))

    def _put(self, form: SenderForm) -> None:
        old, self.form_of_sender = self.form_of_sender, form
        if old is not None:
            old.hide()
            self._card.body.removeWidget(old)
            old.deleteLater()
        form.done.connect(self._again)
        form.closed.connect(self._again)
        self._card.body.addWidget(form)

    def _again(self) -> None:
        form = self.form_of_sender
        if form is not None and self.hotel is not None:
            for edit in (*form.edits.values(), form.password):
                edit.setModified(False)
            query = MailSenderOf(property_id=self.hotel.id)
            self.services.operations.ask(query, self.answered, latest="money.sender")


def _keep(host: str, port: int, user_name: str, password: str, app: App, progress: Progress) -> None:
    del app
    progress(0, 0)
    keep_mail_password(host, port, user_name, password)
