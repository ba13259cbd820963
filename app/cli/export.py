"""`keyrack export house FILE`: everything of a house in one file, to move it to another place or engine."""

import argparse
import sys
from pathlib import Path

from app.bootstrap import export_house
from app.cli.house import add_house, answer, existing
from app.kernel.text import tr


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which house, and where to."""
    parser.add_argument("what", choices=("house",), help="everything, ids and journal included")
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="the file to write, such as miradouro.keyrack"
    )
    add_house(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the file and tell what is in it."""
    app = existing(arguments)
    try:
        moved = export_house(app, arguments.file, table_progress)
    finally:
        app.close()
    rows = sum(moved.rows.values())
    if arguments.json:
        answer(
            {"export": "house", "file": str(arguments.file), "house": moved.name, "rows": moved.rows,
             "fingerprint": moved.fingerprint}
        )  # fmt: skip
    else:
        print(tr("{house} is in {file}: {n:,} rows.", house=moved.name, file=arguments.file, n=rows))
        print(tr("It holds guests' data: keep it safe, and use the house on in one place only."))
    return 0


def table_progress(table: str, rows: int) -> None:
    """Tell a person who waits which table is done."""
    if sys.stderr.isatty():
        print(f"{table} {rows:,}", file=sys.stderr, flush=True)
