"""`keyrack import house FILE`: puts an exported house into an empty place, and checks all of it."""

import argparse

from app.bootstrap import import_house
from app.cli.export import table_progress
from app.cli.house import answer, location
from app.kernel.text import tr


def run(arguments: argparse.Namespace) -> int:
    """Take over, check, tell; 1 when the house that came is not sound."""
    moved, reports = import_house(location(arguments), arguments.file, table_progress)
    findings = [finding for report in reports.values() for finding in report.findings]
    if arguments.json:
        answer(
            {"import": "house", "house": moved.name, "rows": moved.rows, "fingerprint": moved.fingerprint,
             "findings": [finding.sentence for finding in findings]}
        )  # fmt: skip
    else:
        n = sum(moved.rows.values())
        print(tr("{house} is here: {n:,} rows.", house=moved.name, n=n))
        for finding in findings:
            print(f"{finding.check}: {finding.sentence}")
    return 1 if findings else 0
