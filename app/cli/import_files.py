"""`keyrack import reservations FILE`: bring bookings from a CSV file or an Excel workbook; or a house."""

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

from app.bootstrap import data_directory
from app.cli import import_house
from app.cli.house import add_house, answer, location, opened
from app.features.reservations import importing
from app.features.reservations.importing import ImportRequest, ImportResult, Progress
from app.kernel.text import tr

_SHOWN = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to import, how to read it, and into which house."""
    parser.add_argument(
        "what", choices=("reservations", "house"),
        help="what the file holds: bookings, or a whole house that keyrack export wrote",
    )  # fmt: skip
    parser.add_argument("file", type=Path, metavar="FILE", help="CSV (also .gz, .xz), .xlsx, or an export")
    parser.add_argument(
        "--profile", default="", metavar="NAME|FILE",
        help="a ready mapping profile or a JSON file with one; without it the header decides",
    )  # fmt: skip
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, and write nothing")
    parser.add_argument(
        "--report",
        type=Path,
        metavar="PATH",
        help="where the report goes; without it into the folder imports beside the data",
    )
    add_house(parser)


def run(arguments: argparse.Namespace) -> int:
    """Import and tell; every row of the file is in the report."""
    if arguments.what == "house":
        return import_house.run(arguments)
    app = opened(arguments, found="Keyrack")
    try:
        report = arguments.report or _report_path(arguments)
        request = ImportRequest(arguments.file, arguments.profile, arguments.dry_run, report)
        result = importing.run_import(app, request, _progress if sys.stderr.isatty() else _quiet)
    finally:
        app.close()
    if arguments.json:
        data = asdict(result)
        data["rejections"] = data["rejections"][:1_000]
        answer({"import": "reservations", **data})
    else:
        _tell(result)
    return 1 if result.rows and result.rejected == result.rows else 0


def _report_path(arguments: argparse.Namespace) -> Path:
    folder = data_directory(location(arguments)) / "imports"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{arguments.file.name.split('.')[0]}-import-report.csv"


def _quiet(_progress: Progress) -> None:
    return


def _progress(progress: Progress) -> None:
    of = f" / {progress.total:,}" if progress.total else ""
    print(f"\r{progress.phase} {progress.done:,}{of}   ", end="", file=sys.stderr, flush=True)
    if progress.total and progress.done >= progress.total:
        print(file=sys.stderr)


def _tell(result: ImportResult) -> None:
    if result.dry_run:
        print(tr("Nothing was written: this was a trial run."))
    print(tr("{n:,} rows, read as “{profile}”", n=result.rows, profile=result.profile))
    print(tr("  imported                {n:>9,}", n=result.imported))
    print(tr("  imported with a repair  {n:>9,}", n=result.repaired))
    print(tr("  in the house already    {n:>9,}", n=result.known))
    print(tr("  rejected                {n:>9,}", n=result.rejected))
    for repair, count in result.repairs.items():
        print(f"    {count:>9,} × {importing.sentence(importing.Repair(repair))}")
    for rejection in result.rejections[:_SHOWN]:
        print(f"    {rejection.row}: {rejection.column} {rejection.value!r}: {rejection.reason}")
    if result.unused_columns:
        print(tr("Columns that were not taken: {columns}", columns=", ".join(result.unused_columns)))
    print(tr("The report: {path}", path=result.report))
