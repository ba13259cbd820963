"""`keyrack backup`: copies an embedded house to a file, while desks work."""

import argparse
from pathlib import Path

from app.bootstrap import back_up
from app.cli.house import add_house, answer, location
from app.kernel.errors import NotFound
from app.kernel.text import tr


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which house, and where to."""
    parser.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="default: backups/ in the data directory"
    )
    add_house(parser)


def run(arguments: argparse.Namespace) -> int:
    """Copy, prove, tell."""
    place = location(arguments)
    if place.path is not None and not place.path.exists():
        raise NotFound(tr("There is no house in {folder}.", folder=place.path.parent))
    made = back_up(place, arguments.file)
    if arguments.json:
        answer({"backup": str(made.path), "at": made.at.isoformat(), "bytes": made.bytes})
    else:
        print(tr("Saved and proved: {file} ({size} MB)", file=made.path, size=round(made.bytes / 1e6, 1)))
    return 0
