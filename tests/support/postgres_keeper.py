"""A process beside the tests that runs one Postgres server and never leaves it behind.

    python postgres_keeper.py DIRECTORY UID GID POSTGRES ARGUMENT…      (UID and GID "-": as we are)

It writes "ready" or "failed" as one line, then waits for the end of its input. That end comes however the
test process ends, by kill -9 too; then the server is stopped and the directory removed. The server's own
words go to DIRECTORY/log.
"""

import shutil
import signal
import subprocess
import sys
from pathlib import Path
from threading import Thread
from typing import IO

STOP_SECONDS = 20
READY = "database system is ready to accept connections"


def follow(words: IO[str], log: Path) -> None:
    """Copy the server's words into the log; tell the test process once when it is ready or has failed."""
    told = False
    with log.open("w", encoding="utf-8") as out:
        for line in words:
            out.write(line)
            out.flush()
            if READY in line and not told:
                told = True
                print("ready", flush=True)  # noqa: T201 - the answer to the test process
    if not told:
        print("failed", flush=True)  # noqa: T201 - the answer to the test process


def stop(server: "subprocess.Popen[str]") -> None:
    """End the server: first in order, and by force where it takes too long."""
    for number in (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGQUIT", signal.SIGTERM)):
        if server.poll() is not None:
            return
        if sys.platform == "win32":
            server.terminate()
        else:
            server.send_signal(number)
        try:
            server.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            continue
    server.kill()
    server.wait()


def main() -> None:
    """Start, tell, wait, stop, tidy up."""
    directory, uid, gid = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    server = subprocess.Popen(
        sys.argv[4:],
        cwd=directory,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        user=None if uid == "-" else int(uid),
        group=None if uid == "-" else int(gid),
        extra_groups=None if uid == "-" else [],
    )
    assert server.stderr is not None
    follower = Thread(target=follow, args=(server.stderr, directory / "log"))
    follower.start()
    sys.stdin.read()
    stop(server)
    follower.join()
    shutil.rmtree(directory, ignore_errors=True)


if __name__ == "__main__":
    main()
