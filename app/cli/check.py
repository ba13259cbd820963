"""`keyrack check`: proves the house sound, or says what is not, and exits 1 then."""

import argparse

from app.bootstrap import check_house, open_database
from app.cli.house import add_house, answer, location
from app.infra.integrity import Report
from app.kernel.errors import NotFound
from app.kernel.text import tr, trn


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which house."""
    add_house(parser)


def run(arguments: argparse.Namespace) -> int:
    """Run every check and tell."""
    place = location(arguments)
    if place.path is not None and not place.path.exists():
        raise NotFound(tr("There is no house in {folder}.", folder=place.path.parent))
    database = open_database(place)
    try:
        reports = check_house(database)
    finally:
        database.close()
    if arguments.json:
        answer({"check": [_as_json(name, report) for name, report in reports.items()], "ok": _ok(reports)})
    else:
        for name, report in reports.items():
            _tell(name, report)
    return 0 if _ok(reports) else 1


def _ok(reports: dict[str, Report]) -> bool:
    return not any(report.findings for report in reports.values())


def _as_json(name: str, report: Report) -> dict[str, object]:
    return {
        "house": name,
        "findings": [{"check": f.check, "finding": f.sentence} for f in report.findings],
        "more": report.more,
        "seconds": {check: round(seconds, 3) for check, seconds in report.seconds.items()},
    }


def _tell(name: str, report: Report) -> None:
    for finding in report.findings:
        print(f"{finding.check}: {finding.sentence}")
    for check, count in report.more.items():
        print(f"{check}: " + trn("{n} more", "{n} more", count))
    if report.findings:
        print(tr("{house} is not sound.", house=name))
    else:
        print(tr("{house} is sound: {n} checks found nothing.", house=name, n=len(report.seconds)))
