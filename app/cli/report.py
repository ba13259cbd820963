"""`keyrack report NAME`: figures of the house, for a person, a spreadsheet or a program."""

import argparse
import sys
from datetime import date
from pathlib import Path

from app.cli import money_reports
from app.cli.house import add_house, answer, existing
from app.features import reports
from app.features.reports import Group, OccupancyView, Period
from app.infra import sheets
from app.kernel.money import exponent
from app.kernel.text import tr

OCCUPANCY = "occupancy"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which report, of which hotel, from when to when."""
    parser.add_argument("name", choices=(OCCUPANCY, *money_reports.REPORTS), help="which report")
    parser.add_argument("--property", required=True, metavar="NAME", help="the hotel's name or code")
    parser.add_argument(
        "--from", dest="first", type=_day, metavar="DATE",
        help="the first day, YYYY-MM-DD; of commissions a day of the month",
    )  # fmt: skip
    parser.add_argument(
        "--to", "--as-of", dest="last", type=_day, metavar="DATE",
        help="the last day, included; of balances the day (the open one)",
    )  # fmt: skip
    parser.add_argument(
        "--group", choices=[str(group) for group in Group], default="day", help="a row for each (day)"
    )
    parser.add_argument("--csv", action="store_true", help="answer in CSV")
    parser.add_argument(
        "--datev", type=Path, metavar="FILE", help="save the journal as a DATEV booking batch"
    )
    add_house(parser)
    # Occupancy has no usual days: argparse itself says so then.
    parser.set_defaults(refuse=parser.error)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} is not a date such as 2016-08-31") from error


def run(arguments: argparse.Namespace) -> int:
    """Ask and tell."""
    if arguments.name == OCCUPANCY and (arguments.first is None or arguments.last is None):
        arguments.refuse("occupancy needs --from and --to")
    app = existing(arguments)
    try:
        if arguments.name != OCCUPANCY:
            return money_reports.run(app, arguments)
        view = app.ask(
            reports.Occupancy(
                property=arguments.property, first=arguments.first, last=arguments.last,
                group=Group(arguments.group),
            )
        )  # fmt: skip
    finally:
        app.close()
    if arguments.json:
        answer(_as_json(view))
    elif arguments.csv:
        sheets.write_csv(sys.stdout, reports.table(view))
    else:
        _tell(view)
    return 0


def _as_json(view: OccupancyView) -> dict[str, object]:
    return {
        "report": "occupancy",
        "parameters": {
            "property": view.property, "from": view.first.isoformat(), "to": view.last.isoformat(),
            "group": str(view.group), "currency": view.currency,
        },
        "rows": [
            {
                "period": row.period, "rooms_available": row.rooms_available, "room_nights": row.room_nights,
                "occupancy": row.occupancy, "room_revenue_minor": row.room_revenue_minor,
                "adr_minor": row.adr_minor, "revpar_minor": row.revpar_minor, "currency": view.currency,
            }
            for row in view.rows
        ],
    }  # fmt: skip


def _tell(view: OccupancyView) -> None:
    columns = (tr("rooms"), tr("nights"), tr("occupied"), tr("revenue"), tr("ADR"), tr("RevPAR"))
    print(tr("{hotel}, amounts in {currency}", hotel=view.property, currency=view.currency))
    lines = [(tr("period"), *columns), *(_line(row, row.period, view.currency) for row in view.rows)]
    if len(view.rows) > 1:
        lines.append(_line(view.total, tr("total"), view.currency))
    for line in lines:
        print(f"{line[0]:<10}" + "".join(f"{cell:>15}" for cell in line[1:]))


def _line(row: Period, name: str, currency: str) -> tuple[str, ...]:
    return (
        name, f"{row.rooms_available:,}", f"{row.room_nights:,}", f"{row.occupancy:.1%}",
        _amount(row.room_revenue_minor, currency), _amount(row.adr_minor, currency),
        _amount(row.revpar_minor, currency),
    )  # fmt: skip


def _amount(minor: int | None, currency: str) -> str:
    if minor is None:
        return "–"
    places = exponent(currency)
    sign, (units, rest) = "-" if minor < 0 else "", divmod(abs(minor), 10**places)
    return f"{sign}{units:,}" + (f".{rest:0{places}d}" if places else "")
