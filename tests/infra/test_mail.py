"""Mail over SMTP: what arrives, and how each trouble of a server is told."""

import ssl
from datetime import UTC, datetime

import pytest

from app.infra.mail import Attachment, MailDown, MailRefused, Message, Security, Server, is_address
from app.infra.mail.smtp import SmtpMailer
from app.kernel.errors import AppError
from app.workbench.seeded import StillClock
from tests.support.mail_server import CERTIFICATE, MailServer

MESSAGE = Message(
    "0190", "contas@miradouro.example", "Miradouro, Lda", "buero@nordwind.example",
    "Rechnung FT 2026/1\nvon Miradouro", "Guten Tag,\n\nim Anhang: 12,00 €.\n.\nEnde",
    (Attachment("FT_2026-1.pdf", b"%PDF-1.7 ..."),),
)  # fmt: skip


def mailer(server: MailServer, trust: ssl.SSLContext | None = None, **terms: object) -> SmtpMailer:
    """The way to the server, not encrypted unless a test wants it."""
    asked = {"security": Security.NONE, "user_name": ""} | terms
    known = Server("127.0.0.1", server.port, Security(str(asked["security"])), str(asked["user_name"]))
    return SmtpMailer(known, "secret", StillClock(datetime(2026, 11, 21, 12, tzinfo=UTC)), trust=trust)


def test_a_message_arrives_whole() -> None:
    """Addresses, subject in one line, words and a line of one dot, the PDF under its name, its own id."""
    with MailServer() as server:
        mailer(server).send(MESSAGE)
    (mail,) = server.messages
    assert mail["From"] == '"Miradouro, Lda" <contas@miradouro.example>'
    assert (mail["To"], mail["Subject"]) == ("buero@nordwind.example", "Rechnung FT 2026/1 von Miradouro")
    assert mail["Message-ID"] == "<0190@miradouro.example>"
    assert "21 Nov 2026" in mail["Date"]
    body = mail.get_body()
    assert body is not None
    assert body.get_content().splitlines() == MESSAGE.body.splitlines()
    (file,) = mail.iter_attachments()
    assert (file.get_filename(), file.get_content_type()) == ("FT_2026-1.pdf", "application/pdf")
    assert file.get_content() == b"%PDF-1.7 ..."


@pytest.mark.parametrize(
    ("trouble", "kind", "said"),
    [
        ({"RCPT": "550 No such user"}, MailRefused, "buero@nordwind.example: No such user"),
        ({"RCPT": "450 Mailbox is busy"}, MailDown, "Mailbox is busy"),
        ({"MAIL": "553 Not your address"}, MailRefused, "Not your address"),
        ({"END": "451 Try later"}, MailDown, "Try later"),
        ({"END": "554 Looks like spam"}, MailRefused, "Looks like spam"),
        ({"CONNECT": "554 Go away"}, MailRefused, "Go away"),
        ({"CONNECT": "421 Too many"}, MailDown, "Too many"),
    ],
)
def test_a_servers_trouble_is_told(trouble: dict[str, str], kind: type[AppError], said: str) -> None:
    """Final answers are refusals, others are worth another attempt; its words stand in the sentence."""
    with MailServer() as server:
        server.trouble = trouble
        with pytest.raises(kind, match=said):
            mailer(server).send(MESSAGE)


def test_a_server_that_is_not_there() -> None:
    """Worth another attempt."""
    with MailServer() as server:
        gone = mailer(server)
    with pytest.raises(MailDown, match="cannot be reached"):
        gone.send(MESSAGE)


def test_no_password_over_an_open_line() -> None:
    """Not where the house asks for it, not where the server offers no encryption; nothing was said."""
    with MailServer() as server:
        server.offers = ("AUTH PLAIN LOGIN",)
        for security in (Security.NONE, Security.STARTTLS):
            with pytest.raises(MailRefused):
                mailer(server, security=security, user_name="desk").send(MESSAGE)
        assert (server.logins, server.messages) == ([], [])


@pytest.mark.parametrize("text", ["a@b.example", "first.last+x@sub.hotel.example", "jörg@müller.example"])
def test_addresses(text: str) -> None:
    """Those of one mailbox."""
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    ["", "a", "a@b", "a@b.c\nBcc: x@y.example", "a@b.c, d@e.f", "<a@b.c>", "a b@c.d", "@b.c", "a@.c", "a@b."],
)
def test_no_addresses(text: str) -> None:
    """No list, no header, no half of one."""
    assert not is_address(text)


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_an_encrypted_line(security: Security) -> None:
    """A real handshake: with a certificate that is trusted the user signs in and the message goes."""
    with MailServer(tls=security is Security.TLS) as server:
        server.offers = ("STARTTLS", "AUTH PLAIN LOGIN")
        trust = ssl.create_default_context(cafile=str(CERTIFICATE))
        mailer(server, trust, security=security, user_name="desk").send(MESSAGE)
    assert (server.encrypted, len(server.logins), len(server.messages)) == (1, 1, 1)


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_a_certificate_that_nobody_knows(security: Security) -> None:
    """It is refused with the reason; neither password nor message was said."""
    with MailServer(tls=security is Security.TLS) as server:
        server.offers = ("STARTTLS", "AUTH PLAIN LOGIN")
        with pytest.raises(MailRefused, match=r"cannot prove that it is 127.*self.signed"):
            mailer(server, security=security, user_name="desk").send(MESSAGE)
    assert (server.encrypted, server.failed_handshakes) == (0, 1)
    assert (server.logins, server.messages) == ([], [])
