"""Mail: the port to a server that takes messages; SMTP stands behind it in `smtp`, loaded when it is used."""

from app.infra.mail.port import (
    Attachment,
    MailDown,
    Mailer,
    MailRefused,
    Message,
    Security,
    Server,
    is_address,
)

__all__ = ["Attachment", "MailDown", "MailRefused", "Mailer", "Message", "Security", "Server", "is_address"]
