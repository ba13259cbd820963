"""Passwords, kept in the keyring of the operating system and nowhere else.

A password is found by role and server ("keyrack_app@db.hotel.example:5432"). Never on a command line, never
in a file of ours; a keyring that stores plain text is not accepted.
"""

from typing import Protocol

from sqlalchemy.engine import URL

from app.kernel.errors import AppError
from app.kernel.text import tr

SERVICE = "keyrack"
DEFAULT_PORT = 5432
# Backends that take a password without keeping it secret, or without keeping it at all.
REFUSED = ("keyrings.alt", "keyring.backends.null", "keyring.backends.fail")


class NoKeyring(AppError):
    """This computer has no place for secrets."""

    code = "no_keyring"


class Vault(Protocol):
    """Where passwords are kept."""

    def get(self, name: str) -> str | None:
        """The secret of this name, if it is known."""
        ...

    def put(self, name: str, secret: str) -> None:
        """Keep a secret. Raises NoKeyring where that cannot be done."""
        ...


class KeyringVault:
    """The keyring of the desktop session, or of the system."""

    def get(self, name: str) -> str | None:
        """The secret of this name; None also where there is no keyring."""
        import keyring  # noqa: PLC0415 - heavy, not on the way to the first screen
        from keyring.errors import KeyringError  # noqa: PLC0415 - goes with keyring

        if not _is_secret(keyring.get_keyring()):
            return None
        try:
            found = keyring.get_password(SERVICE, name)
        except KeyringError:
            return None
        return str(found) if found is not None else None

    def put(self, name: str, secret: str) -> None:
        """Keep a secret."""
        import keyring  # noqa: PLC0415 - heavy, not on the way to the first screen
        from keyring.errors import KeyringError  # noqa: PLC0415 - goes with keyring

        try:
            if _is_secret(keyring.get_keyring()):
                keyring.set_password(SERVICE, name, secret)
                return
        except KeyringError as error:
            raise _no_keyring() from error
        raise _no_keyring()


class MemoryVault:
    """Secrets for as long as the program runs: tests, and servers made for a moment."""

    def __init__(self) -> None:
        self._secrets: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        """The secret of this name."""
        return self._secrets.get(name)

    def put(self, name: str, secret: str) -> None:
        """Keep a secret."""
        self._secrets[name] = secret


def name_of(url: URL, role: str = "") -> str:
    """Under which name the password of a role on a server is kept."""
    return f"{role or url.username}@{url.host or 'localhost'}:{url.port or DEFAULT_PORT}"


def with_password(url: URL, vault: Vault, role: str = "") -> URL:
    """The address with the role's password, where the vault knows it; libpq looks in its own places else."""
    if role in ("", url.username) and url.password is not None:
        return url
    if role and role != url.username:
        url = url.set(username=role)._replace(password=None)
    secret = vault.get(name_of(url))
    return url.set(password=secret) if secret is not None else url


def _is_secret(backend: object) -> bool:
    return not type(backend).__module__.startswith(REFUSED)


def _no_keyring() -> NoKeyring:
    return NoKeyring(
        tr(
            "This computer has no keyring where a password would be safe. Install one "
            "(Debian: gnome-keyring), sign in to it, and run this again."
        )
    )
