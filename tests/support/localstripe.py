"""A localstripe on loopback, in a process and an environment of its own: its licence is the GPL's.

Nothing of it is imported here. Its environment is made by the set-up of the tests, or now.
"""

import importlib.util
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
KEY = "sk_test_localstripe"
# Runs over there: listens on a free port of loopback only, and tells which.
PROGRAM = """
import asyncio, sys
from aiohttp import web
from localstripe.resources import Store
from localstripe.server import app
Store.dump_to_disk = lambda self: None  # it would write to one file for all processes of the computer
async def main():
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.to_thread(sys.stdin.read)
asyncio.run(main())
"""


@contextmanager
def localstripe() -> Iterator[str]:
    """The address of a localstripe, which keeps nothing and ends with the block."""
    process = subprocess.Popen(
        [str(_python()), "-c", PROGRAM],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={"PATH": ""},
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
    finally:
        process.stdin.close()
        process.wait(timeout=30)
        process.stdout.close()


def card_token(address: str, number: str) -> str:
    """What a pay page does: the provider gets the number, we get its token."""
    answer = httpx.post(
        f"{address}/v1/payment_methods", auth=(KEY, ""),
        data={"type": "card", "card[number]": number, "card[exp_month]": "12", "card[exp_year]": "2030",
              "card[cvc]": "123"},
    )  # fmt: skip
    return str(answer.raise_for_status().json()["id"])


def _python() -> Path:
    spec = importlib.util.spec_from_file_location("setup", PACKAGING / "setup_environment.py")
    assert spec is not None
    assert spec.loader is not None
    setup = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(setup)
    python: Path = setup.prepare_localstripe()
    return python
