"""`keyrack check`: proves the house sound, or says what is not, and exits 1 then.

With --rebuild sums that are not those of their postings are made again first; postings are never touched.
"""

import argparse
from dataclasses import replace

from app.bootstrap import check_house, open_database, tenants_of
from app.cli.house import add_house, answer, existing, location
from app.features.folios import RebuildSums
from app.features.property import House
from app.infra.integrity import Report
from app.kernel.errors import NotFound
from app.kernel.text import tr, trn


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which house."""
    add_house(parser)
    parser.add_argument(
        "--rebuild", action="store_true", help="make balances and sums of days again from the postings"
    )


def run(arguments: argparse.Namespace) -> int:
    """Run every check and tell."""
    place = location(arguments)
    if place.path is not None and not place.path.exists():
        raise NotFound(tr("There is no house in {folder}.", folder=place.path.parent))
    rebuilt = _rebuild(arguments) if arguments.rebuild else None
    database = open_database(place)
    try:
        reports = check_house(database)
    finally:
        database.close()
    if arguments.json:
        told = [_as_json(name, report) for name, report in reports.items()]
        answer({"check": told, "ok": _ok(reports)} | ({"rebuilt": rebuilt} if rebuilt is not None else {}))
    else:
        if rebuilt is not None:
            print(trn("{n} sum was made again.", "{n} sums were made again.", rebuilt))
        for name, report in reports.items():
            _tell(name, report)
    return 0 if _ok(reports) else 1


def _rebuild(arguments: argparse.Namespace) -> int:
    """Make the sums of every hotel again; how many were wrong."""
    count = 0
    app = existing(arguments)
    try:
        for tenant_id in tenants_of(app):
            owner = replace(app.actor, tenant_id=tenant_id)
            own = app.as_actor(owner)
            for hotel in own.ask(House()).properties:
                result = own.execute(RebuildSums(id=own.new_id(), property_id=hotel.id)).result
                count += sum(part for part in result.values() if isinstance(part, int))
    finally:
        app.close()
    return count


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
