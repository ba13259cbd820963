"""A mail server on loopback for tests: takes messages over SMTP, with whatever trouble a test plants.

Its certificate is self-made for 127.0.0.1 and known to nobody (mail_test.pem holds its key too).
"""

import socketserver
import ssl
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from threading import Thread
from types import TracebackType

# What a server says to a command that a test wants refused: "451 Come again", "550 No such user".
Trouble = dict[str, str]
CERTIFICATE = Path(__file__).with_name("mail_test.pem")


class MailServer:
    """`messages` are those it took. `trouble` answers a command's first word with another line.

    `tls` speaks encrypted from the first byte; `encrypted` counts the lines on which that succeeded.
    """

    def __init__(self, *, tls: bool = False) -> None:
        self.encrypted = 0
        self.failed_handshakes = 0
        self.messages: list[EmailMessage] = []
        self.trouble: Trouble = {}
        self.offers: tuple[str, ...] = ()
        self.logins: list[str] = []
        owner = self

        class Line(socketserver.StreamRequestHandler):
            """One connection."""

            def handle(self) -> None:
                if not tls or _encrypt(owner, self):
                    _talk(owner, self)

            def finish(self) -> None:
                super().finish()
                self.connection.close()  # what is encrypted is another socket than the one that came

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Line)
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.server_address[1])

    def __enter__(self) -> "MailServer":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def _encrypt(owner: MailServer, line: socketserver.StreamRequestHandler) -> bool:
    """Go on encrypted; whether the other side trusts us."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    try:
        line.connection = context.wrap_socket(line.connection, server_side=True)
    except OSError:
        owner.failed_handshakes += 1
        return False
    owner.encrypted += 1
    line.rfile.close()
    line.rfile, line.wfile = line.connection.makefile("rb"), line.connection.makefile("wb", buffering=0)
    return True


def _talk(owner: MailServer, line: socketserver.StreamRequestHandler) -> None:
    def say(text: str) -> None:
        line.wfile.write(f"{text}\r\n".encode())

    say(owner.trouble.get("CONNECT", "220 mail.test ready"))
    while raw := line.rfile.readline():
        said = raw.decode("utf-8", "replace").strip()
        word = said.split(" ")[0].upper()
        if word in owner.trouble:
            say(owner.trouble[word])
        elif word == "EHLO":
            say("250-mail.test")
            for offer in owner.offers:
                say(f"250-{offer}")
            say("250 8BITMIME")
        elif word == "STARTTLS":
            say("220 go ahead")
            if not _encrypt(owner, line):
                return
        elif word == "AUTH":
            owner.logins.append(said)
            say("235 welcome")
        elif word == "DATA":
            say("354 go on")
            owner.messages.append(_message(line))
            say(owner.trouble.get("END", "250 taken"))
        elif word == "QUIT":
            say("221 bye")
            return
        else:
            say("250 fine")


def _message(line: socketserver.StreamRequestHandler) -> EmailMessage:
    lines = []
    while (raw := line.rfile.readline()) not in (b".\r\n", b""):
        lines.append(raw[1:] if raw.startswith(b"..") else raw)
    return message_from_bytes(b"".join(lines), policy=default)
