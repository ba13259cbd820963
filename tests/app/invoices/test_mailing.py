"""Documents by e-mail: on their way with the command, sent by a job, failed with a sentence, sent again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest

from app.features import invoices
from app.features.invoices import Mail, MailDocuments, Mails, MailView, NoMailServer, SendAgain, SetMailSender
from app.infra.jobs import MAX_ATTEMPTS, ImmediateRunner, Jobs
from app.infra.mail import Mailer, MailRefused, Server
from app.infra.mail.smtp import SmtpMailer
from app.kernel.errors import InvalidInput, NotFound
from tests.support.billing import bill, issued
from tests.support.desk import Desk
from tests.support.mail_server import MailServer

TO = "buero@nordwind.example"


@dataclass(slots=True)
class Office:
    """A desk with a document, a mail server and the jobs that send."""

    desk: Desk
    server: MailServer
    jobs: Jobs
    document_id: UUID

    def send(self, *addresses: str) -> list[UUID]:
        """Ask for mails of the document; their ids."""
        ids = [self.desk.app.new_id() for _ in addresses]
        mails = tuple(Mail(id_, self.document_id, to) for id_, to in zip(ids, addresses, strict=True))
        self.desk.do(MailDocuments, mails=mails)
        return ids

    def work(self) -> None:
        """Let the jobs run until there are none."""
        while self.jobs.dispatch():
            continue

    def mails(self) -> tuple[MailView, ...]:
        """The mails of the document, the newest first."""
        return self.desk.app.ask(Mails(document_id=self.document_id))

    @property
    def told(self) -> tuple[str, str]:
        """State and sentence of the newest."""
        mail = self.mails()[0]
        return mail.state, mail.sentence


@pytest.fixture
def office(bills: Desk, tmp_path: Path) -> Iterator[Office]:
    """The server is named in the settings; the line to it is not encrypted, and has no password."""
    with MailServer() as server:
        document = issued(bills, bill(bills, 4_000), language="de").row.id
        yield Office(bills, server, jobs_of(bills, tmp_path, to(bills)), document)


def to(desk: Desk) -> Callable[[Server], Mailer]:
    """The way to whatever server the settings name."""
    return lambda server: SmtpMailer(server, "", desk.app.clock)


def jobs_of(desk: Desk, place: Path, mailer: Callable[[Server], Mailer]) -> Jobs:
    """The jobs of mails."""
    app, handlings = desk.app, [invoices.mail_calls(mailer)]
    return Jobs(app.bus, app.database, app.clock, place, (app.actor.tenant_id,), handlings, ImmediateRunner())


def set_server(office: Office) -> None:
    """Say which server sends."""
    office.desk.do(
        SetMailSender, property_id=office.desk.hotel.property_id, host="127.0.0.1", port=office.server.port,
        security="none", address="contas@miradouro.example",
    )  # fmt: skip


def test_a_document_is_sent(office: Office) -> None:
    """Waiting at once, sent by the job, in the document's language, with its PDF; once only."""
    set_server(office)
    office.send(TO)
    assert (office.told, office.server.messages) == (("waiting", ""), [])
    office.work()
    office.work()
    assert office.told == ("sent", "")
    assert office.mails()[0].sent_at is not None
    (message,) = office.server.messages
    assert message["To"] == TO
    assert str(message["Subject"]).startswith("Rechnung FT 2026")
    body = message.get_body()
    assert body is not None
    assert "im Anhang finden Sie" in body.get_content()
    (file,) = message.iter_attachments()
    assert file.get_content().startswith(b"%PDF")


def test_a_refused_address_fails_and_is_sent_again(office: Office) -> None:
    """The server's words are kept; with another address it goes through; what was sent is not sent again."""
    set_server(office)
    (mail_id,) = office.send(TO)
    office.server.trouble = {"RCPT": "550 No such user"}
    office.work()
    state, sentence = office.told
    assert (state, "No such user" in sentence) == ("failed", True)
    office.server.trouble = {}
    office.desk.refused(InvalidInput, SendAgain, mail_id=mail_id, to_address="nobody")
    office.desk.do(SendAgain, mail_id=mail_id, to_address="konto@nordwind.example")
    assert office.told == ("waiting", "")
    office.work()
    assert office.told == ("sent", "")
    assert [m["To"] for m in office.server.messages] == ["konto@nordwind.example"]
    office.desk.refused(InvalidInput, SendAgain, mail_id=mail_id)


def test_a_server_that_sleeps_is_tried_again(office: Office) -> None:
    """Each attempt knocks once; when they are used up the mail has failed, with the reason."""
    set_server(office)
    office.send(TO)
    office.server.trouble = {"CONNECT": "421 Too many"}
    office.work()
    state, sentence = office.told
    assert (state, "Too many" in sentence) == ("failed", True)
    assert MAX_ATTEMPTS > 1
    office.server.trouble = {}
    office.desk.do(SendAgain, mail_id=office.mails()[0].id)
    office.work()
    assert office.told[0] == "sent"


def test_no_password_here(office: Office, tmp_path: Path) -> None:
    """The computer that sends does not know the password: failed at once, and it says what to do."""
    set_server(office)

    def nothing(server: Server) -> Mailer:
        raise MailRefused(f"no password for {server.host}")

    office.jobs = jobs_of(office.desk, tmp_path, nothing)
    office.send(TO)
    office.work()
    assert office.told == ("failed", "no password for 127.0.0.1")


def test_what_is_refused(office: Office) -> None:
    """No server yet, no address, no document, none chosen: a sentence, and nothing is on its way."""
    mail = Mail(office.desk.app.new_id(), office.document_id, TO)
    refusal = office.desk.refused(NoMailServer, MailDocuments, mails=(mail,))
    assert "mail server" in refusal.sentence
    set_server(office)
    office.desk.refused(InvalidInput, MailDocuments, mails=())
    for address in ("", "nobody", "a@b.example, c@d.example"):
        bad = Mail(office.desk.app.new_id(), office.document_id, address)
        office.desk.refused(InvalidInput, MailDocuments, mails=(mail, bad))
    gone = Mail(office.desk.app.new_id(), office.desk.app.new_id(), TO)
    office.desk.refused(NotFound, MailDocuments, mails=(gone,))
    assert office.mails() == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"host": ""}, {"host": "a b"}, {"port": 0}, {"security": "maybe"}, {"address": "nobody"},
        {"security": "none", "user_name": "desk"},
    ],
)  # fmt: skip
def test_a_server_that_cannot_be(office: Office, wrong: dict[str, object]) -> None:
    """Each field is checked where it is typed."""
    terms: dict[str, object] = {"host": "smtp.example.org", "address": "a@b.example"}
    refusal = office.desk.refused(
        InvalidInput, SetMailSender, property_id=office.desk.hotel.property_id, **(terms | wrong)
    )
    assert refusal.field in wrong
