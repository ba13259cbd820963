"""E-mail at the desk: the server in the settings, one document and many, a failed one sent again."""

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QLineEdit

from app import bootstrap
from app.features import invoices
from app.features.folios import OpenFolio, PostCharge
from app.features.guests import AddCompany
from app.features.invoices import Mails, MailSenderOf, SetBillingAddress
from app.infra.jobs import ImmediateRunner, Jobs
from app.infra.mail.smtp import SmtpMailer
from app.infra.secrets import MemoryVault
from tests.support.bills_of_guests import bill
from tests.support.databases import SQLITE
from tests.support.desk import Desk
from tests.support.mail_server import MailServer
from tests.ui.invoices.conftest import At, Clerk
from ui.features.invoices.document_panel import DocumentPanel
from ui.features.invoices.mail_form import AgainForm, MailForm
from ui.features.invoices.mail_tab import MailTab

pytestmark = pytest.mark.parametrize("engine_kind", [SQLITE], indirect=True)


def send_all(desk: Desk, place: Path) -> None:
    """Let the jobs of mails run."""
    app = desk.app
    handling = invoices.mail_calls(lambda server: SmtpMailer(server, "", app.clock))
    jobs = Jobs(
        app.bus, app.database, app.clock, place, (app.actor.tenant_id,), [handling], ImmediateRunner()
    )
    while jobs.dispatch():
        continue


def set_server(desk: Desk, server: MailServer) -> None:
    """The server that sends."""
    desk.do(
        invoices.SetMailSender, property_id=desk.hotel.property_id, host="127.0.0.1", port=server.port,
        security="none", address="desk@hotel.example",
    )  # fmt: skip


def choose(clerk: Clerk, count: int) -> None:
    """Choose the first rows of the list."""
    table = clerk.documents.table
    rows = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for index in range(count):
        table.selectionModel().select(table.rows_model.index(index, 0), rows)
    clerk.settle()


def company_bill(desk: Desk) -> UUID:
    """A bill of a company with an address for e-mail."""
    company_id, folio_id, document_id = (desk.app.new_id() for _ in range(3))
    desk.do(AddCompany, company_id=company_id, kind="company", code="NW", name="Nordwind")
    desk.do(
        SetBillingAddress, address_id=desk.app.new_id(), company_id=company_id, name="Nordwind GmbH",
        country="DE", city="Hamburg", email="buero@nordwind.example", language="de",
    )  # fmt: skip
    desk.do(
        OpenFolio, folio_id=folio_id, property_id=desk.hotel.property_id, kind="company",
        company_id=company_id,
    )  # fmt: skip
    desk.do(PostCharge, folio_id=folio_id, article_code="RESTAURANT", unit_minor=5_000)
    desk.do(invoices.IssueDocument, document_id=document_id, folio_id=folio_id)
    return document_id


def test_the_server_is_set(billed: Desk, at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is wrong is said at its field; the password goes into the keyring, the rest into the database."""
    vault = MemoryVault()
    monkeypatch.setattr(bootstrap, "VAULT", vault)
    clerk = at("money_settings", tab="mail")
    tab = clerk.money.tab
    assert isinstance(tab, MailTab)
    form = tab.form_of_sender
    assert form is not None
    form.edits["host"].setText("smtp.hotel.example")
    form.edits["user_name"].setText("desk")
    form.go.click()
    clerk.settle()
    assert "e-mail" in form.fields["address"].sentence
    form.edits["address"].setText("desk@hotel.example")
    form.password.setText("secret")
    form.go.click()
    clerk.settle()
    assert vault.get("smtp:desk@smtp.hotel.example:587") == "secret"
    known = billed.app.ask(MailSenderOf(property_id=billed.hotel.property_id))
    assert known is not None
    assert (known.host, known.port, known.security) == ("smtp.hotel.example", 587, "starttls")
    assert tab.form_of_sender is not None
    assert tab.form_of_sender.password.text() == ""


def test_one_document_is_sent_and_failed_and_sent_again(billed: Desk, at: At, tmp_path: Path) -> None:
    """Without a server it is said where to set it; the panel tells where the mail stands."""
    document_id = bill(billed, "Grace Nakamura", 3_000)
    clerk = at("documents")
    clerk.documents.table.select(lambda row: row.id == document_id)
    clerk.documents.table.opened.emit(clerk.documents.table.current)
    panel = clerk.documents.panel
    assert isinstance(panel, DocumentPanel)
    panel.mail.click()
    clerk.settle()
    form = clerk.documents.panel
    assert isinstance(form, MailForm)
    assert isinstance(form.fields["to_address"].editor, QLineEdit)
    clerk.type(form, to_address="nobody")
    form.go.click()
    clerk.settle()
    assert "no address" in form.fields["to_address"].sentence
    clerk.type(form, to_address="grace@nakamura.example")
    form.go.click()
    clerk.settle()
    assert form.notice is not None
    with MailServer() as server:
        set_server(billed, server)
        form.go.click()
        clerk.settle()
        server.trouble = {"RCPT": "550 No such user"}
        send_all(billed, tmp_path)
        clerk.documents.ask()
        clerk.settle()
        clerk.documents.table.opened.emit(clerk.documents.table.current)
        clerk.settle()
        panel = clerk.documents.panel
        assert isinstance(panel, DocumentPanel)
        assert panel.mails is not None
        assert panel.row.mail == "failed"
        panel.mails.again_asked.emit(billed.app.ask(Mails(document_id=document_id))[0])
        again = clerk.documents.panel
        assert isinstance(again, AgainForm)
        clerk.type(again, to_address="grace@hotel.example")
        again.go.click()
        clerk.settle()
        server.trouble = {}
        send_all(billed, tmp_path)
        assert [m["To"] for m in server.messages] == ["grace@hotel.example"]
    assert billed.app.ask(Mails(document_id=document_id))[0].state == "sent"


def test_many_are_sent_to_their_payers(billed: Desk, at: At, tmp_path: Path) -> None:
    """Who has an address gets a message in that language; who has none is named and left out."""
    company_bill(billed)
    clerk = at("documents")
    choose(clerk, 3)
    bar = clerk.documents.chosen
    assert bar.isVisible()
    assert bar.mail.text() == "Send 3 by e-mail"
    bar.mail.click()
    clerk.settle()
    form = clerk.documents.panel
    assert isinstance(form, MailForm)
    assert [row.payer for row in form.sendable] == ["Nordwind GmbH"]
    assert not form.grab().isNull()
    with MailServer() as server:
        set_server(billed, server)
        form.go.click()
        clerk.settle()
        send_all(billed, tmp_path)
        (message,) = server.messages
    assert message["To"] == "buero@nordwind.example"
    assert str(message["Subject"]).startswith("Rechnung ")
