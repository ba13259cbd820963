"""SMTP: one message in one connection, encrypted unless the house said otherwise.

A password is never sent over a line that is not encrypted. What the server says is told in a sentence of
ours with its own words behind it.
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate
from typing import Final

from app.infra.mail.port import MailDown, MailRefused, Message, Security, Server
from app.kernel.clock import Clock
from app.kernel.text import tr

TIMEOUT_SECONDS: Final = 20.0
# From here on an answer of a server is final; below it asks to come again.
FINAL: Final = 500


class SmtpMailer:
    """A server, the password of its user, and the clock that dates messages."""

    def __init__(
        self, server: Server, password: str, clock: Clock, *, trust: ssl.SSLContext | None = None
    ) -> None:
        self._server, self._password, self._clock = server, password, clock
        self._trust = trust or ssl.create_default_context()

    def send(self, message: Message) -> None:
        """Hand it over. Raises MailDown, MailRefused."""
        written = self._written(message)
        with self._told(message), self._connection() as line:
            if self._server.user_name:
                line.login(self._server.user_name, self._password)
            line.send_message(written)

    @contextmanager
    def _connection(self) -> Iterator[smtplib.SMTP]:
        server = self._server
        if server.security is Security.TLS:
            line: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=TIMEOUT_SECONDS, context=self._trust
            )
        else:
            line = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT_SECONDS)
        with line:
            if server.security is Security.STARTTLS:
                line.starttls(context=self._trust)
            elif server.security is Security.NONE and server.user_name:
                raise MailRefused(tr("A password is not sent over a line that is not encrypted."))
            yield line

    @contextmanager
    def _told(self, message: Message) -> Iterator[None]:
        """The library's errors as ours."""
        host = self._server.host
        try:
            yield
        except smtplib.SMTPAuthenticationError as error:
            raise MailRefused(tr("{host} does not accept the user name and password.", host=host)) from error
        except smtplib.SMTPRecipientsRefused as error:
            code, said = next(iter(error.recipients.values()))
            sentence = tr("{host} does not take mail to {to}: {said}", host=host, to=message.to,
                          said=_plain(said))  # fmt: skip
            raise (MailRefused if code >= FINAL else MailDown)(sentence) from error
        except smtplib.SMTPNotSupportedError as error:
            raise MailRefused(
                tr("{host} does not offer what is asked of it: {said}", host=host, said=error)
            ) from error
        except smtplib.SMTPResponseException as error:
            sentence = tr("{host} answered: {said}", host=host, said=_plain(error.smtp_error))
            raise (MailRefused if error.smtp_code >= FINAL else MailDown)(sentence) from error
        except ssl.SSLCertVerificationError as error:
            raise MailRefused(
                tr("{host} cannot prove that it is {host}: {said}", host=host, said=error.verify_message)
            ) from error
        except (smtplib.SMTPException, OSError) as error:
            raise MailDown(tr("{host} cannot be reached: {said}", host=host, said=_of(error))) from error

    def _written(self, message: Message) -> EmailMessage:
        mail = EmailMessage()
        try:
            sender = Address(message.sender_name, addr_spec=message.sender)
            mail["From"], mail["To"] = sender, Address(addr_spec=message.to)
            mail["Subject"] = " ".join(message.subject.split())
        except (ValueError, IndexError) as error:
            raise MailRefused(tr("{to} is no address for e-mail.", to=message.to)) from error
        mail["Message-ID"] = f"<{message.id}@{sender.domain}>"
        mail["Date"] = formatdate(self._clock.now().timestamp())
        mail.set_content(message.body)
        for one in message.attachments:
            mail.add_attachment(one.content, maintype="application", subtype="pdf", filename=one.name)
        return mail


def _plain(said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(text.split())[:200]


def _of(error: Exception) -> str:
    return str(getattr(error, "strerror", "") or error) or type(error).__name__
