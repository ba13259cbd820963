"""`keyrack restore FILE`: puts a copy in the place of an embedded house's data, and keeps those."""

import argparse
from pathlib import Path

from app.bootstrap import restore
from app.cli.house import add_house, answer, location
from app.kernel.text import tr


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which copy, and where to."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a file that keyrack backup made")
    parser.add_argument(
        "--anyway", action="store_true", help="also a copy in which keyrack check finds faults"
    )
    add_house(parser)


def run(arguments: argparse.Namespace) -> int:
    """Prove, replace, tell where the replaced data are."""
    place = location(arguments)
    aside = restore(place, arguments.file, anyway=arguments.anyway)
    if arguments.json:
        answer({"restored": str(arguments.file), "replaced": str(aside) if aside else None})
    elif aside is None:
        print(tr("Restored from {file}.", file=arguments.file))
    else:
        print(tr("Restored from {file}. The data before are in {aside}.", file=arguments.file, aside=aside))
    return 0
