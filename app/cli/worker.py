"""`keyrack worker`: runs durable jobs without a window, beside one or on a host of its own."""

import argparse
import signal
import sys
from threading import Event

from app.bootstrap import keep_log, prepare_jobs, tenants_of
from app.cli.house import add_house, opened
from app.infra.logging import WORKER
from app.kernel.text import tr


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which house."""
    add_house(parser, json_too=False)


def run(arguments: argparse.Namespace) -> int:
    """Work until a signal says to end."""
    app = opened(arguments)
    log = keep_log(app.database.location, WORKER)
    ending = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: ending.set())
    jobs = prepare_jobs(app, tenants_of(app))
    jobs.start()
    print(tr("Working. End with Ctrl+C."), file=sys.stderr, flush=True)
    ending.wait()
    jobs.stop()
    app.close()
    if log is not None:
        log.end()
    return 0
