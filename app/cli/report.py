"""`keyrack report NAME`: figures of the house, for a person, a spreadsheet or a program."""

import argparse
import sys
from datetime import date

from app.cli.house import add_house, answer, existing
from app.features import reports
from app.features.reports import Group, OccupancyView, Period
from app.infra import sheets
from app.kernel.money import exponent
from app.kernel.text import tr


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which report, of which hotel, from when to when."""
    parser.add_argument("name", choices=("occupancy",), help="which report")
    parser.add_argument("--property", required=True, metavar="NAME", help="the hotel's name or code")
    parser.add_argument(
        "--from", dest="first", required=True, type=_day, metavar="DATE", help="the first day, YYYY-MM-DD"
    )
    parser.add_argument(
        "--to", dest="last", required=True, type=_day, metavar="DATE", help="the last day, included"
    )
    parser.add_argument(
        "--group", choices=[str(group) for group in Group], default="day", help="a row for each (day)"
    )
    parser.add_argument("--csv", action="store_true", help="answer in CSV")
    add_house(parser)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} is not a date such as 2016-08-31") from error


def run(arguments: argparse.Namespace) -> int:
    """Ask and tell."""
    app = existing(arguments)
    try:
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
