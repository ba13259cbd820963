"""A message as a file that any mail program opens as a draft: to be read, changed and sent by hand."""

from email.headerregistry import Address
from email.message import EmailMessage

from app.infra.mail.port import Message, is_address


def draft_of(message: Message) -> bytes:
    """The file's content; who sends is left to the mail program where it is not known."""
    mail = EmailMessage()
    mail["X-Unsent"] = "1"
    if is_address(message.sender):
        mail["From"] = Address(message.sender_name, addr_spec=message.sender)
    if is_address(message.to):
        mail["To"] = Address(addr_spec=message.to)
    mail["Subject"] = " ".join(message.subject.split())
    mail.set_content(message.body)
    for one in message.attachments:
        mail.add_attachment(one.content, maintype="application", subtype="pdf", filename=one.name)
    return mail.as_bytes()
