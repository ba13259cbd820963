"""The port to a mail server: what a message is, who takes it, why it is not taken."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from app.kernel.errors import AppError

_ADDRESS = re.compile(r"[^@\s,;:<>()\[\]\"\\]+@[^@\s,;:<>()\[\]\"\\.]+(\.[^@\s,;:<>()\[\]\"\\.]+)+")


def is_address(text: str) -> bool:
    """Whether a text is the address of one mailbox."""
    return len(text) <= 254 and _ADDRESS.fullmatch(text) is not None


class MailDown(AppError):
    """The server cannot be reached, or asks for patience: another attempt may go through."""

    code = "mail_down"


class MailRefused(AppError):
    """The server will not take the message as it is; trying again changes nothing."""

    code = "mail_refused"


class Security(StrEnum):
    """How the line to the server is kept secret."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server; without a user name it takes mail from this network."""

    host: str
    port: int
    security: Security = Security.STARTTLS
    user_name: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A PDF that goes with a message."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """One message to one address. `id` is the same at every attempt: a second copy is known as one."""

    id: str
    sender: str
    sender_name: str
    to: str
    subject: str
    body: str
    attachments: tuple[Attachment, ...] = ()


class Mailer(Protocol):
    """Takes messages."""

    def send(self, message: Message) -> None:
        """Hand it over. Raises MailDown, MailRefused."""
        ...
