"""`keyrack bench NAME`: measures, prints the figures, exits 1 when a budget is missed."""

import argparse
import importlib
import sys

from app.workbench.benches.answer import tell

# Name -> module with `run(server: str) -> rows`. The benches that need a screen are in ui.
BENCHES = {
    "search": "app.workbench.benches.search",
    "commands": "app.workbench.benches.commands",
    "import": "app.workbench.benches.importing",
    "money": "app.workbench.benches.money",
    "fit": "app.workbench.benches.fit",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which bench, and a Postgres to measure as well."""
    parser.add_argument("name", metavar="NAME", help="calendar, start, desk, " + ", ".join(BENCHES))
    parser.add_argument("--database", default="", metavar="URL", help="an empty Postgres to measure as well")
    parser.add_argument("--json", action="store_true", help="answer in JSON")


def run(arguments: argparse.Namespace) -> int:
    """Run it and tell."""
    if arguments.name not in BENCHES:
        print(f"There is no bench {arguments.name}; there are: {', '.join(BENCHES)}", file=sys.stderr)
        return 2
    module = importlib.import_module(BENCHES[arguments.name])
    return tell(arguments.name, module.run(arguments.database), as_json=arguments.json)
