"""What the verbs share: where the house is, and answers as JSON."""

import argparse
import json
from pathlib import Path

from app.bootstrap import App, location_of, open_app
from app.infra.database import Location
from app.kernel.errors import NotFound
from app.kernel.text import tr


def add_house(parser: argparse.ArgumentParser, *, json_too: bool = True) -> None:
    """The options that say which house a verb is about."""
    parser.add_argument("--data", type=Path, metavar="DIR", help="where the embedded database lives")
    parser.add_argument("--database", default="", metavar="URL", help="a shared Postgres, postgresql://…")
    if json_too:
        parser.add_argument("--json", action="store_true", help="answer in JSON")


def location(arguments: argparse.Namespace) -> Location:
    """The place that the options name."""
    return location_of(arguments.data, arguments.database)


def opened(arguments: argparse.Namespace, *, found: str = "") -> App:
    """The house that the options name, opened; an empty one is founded under the name `found`."""
    return open_app(location(arguments), workstation="Command line", found=found)


def existing(arguments: argparse.Namespace) -> App:
    """The house that the options name, for verbs that ask: a place without one is refused, not founded."""
    place = location(arguments)
    if place.path is not None and not place.path.exists():
        raise NotFound(tr("There is no house in {folder}.", folder=place.path.parent))
    return open_app(place, workstation="Command line")


def answer(data: object) -> None:
    """Print JSON."""
    print(json.dumps(data, ensure_ascii=False, indent=1, default=str))
