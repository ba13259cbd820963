"""`keyrack report trial-balance | ageing | commissions | journal`: money, for people and programs."""

import sys
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from app.bootstrap import App
from app.cli.house import answer
from app.features import finance, folios
from app.features.finance import Ageing
from app.features.property import House, PropertyView
from app.infra import sheets
from app.kernel.errors import InvalidInput, NotFound
from app.kernel.money import exponent
from app.kernel.text import tr

Row = tuple[object, ...]
AGES = ("not_due", "to_30", "to_60", "to_90", "older", "on_account")


def run(app: App, arguments: Namespace) -> int:
    """Ask for the report, and tell it as JSON, CSV or a table."""
    if arguments.first is not None and arguments.last is not None and arguments.last < arguments.first:
        raise InvalidInput(tr("The last day lies before the first."), field="last")
    house = _house(app, arguments.property)
    return REPORTS[arguments.name](app, house, arguments)


def _house(app: App, name: str) -> PropertyView:
    houses = app.ask(House()).properties
    for house in houses:
        if name.strip().casefold() in (house.name.casefold(), house.code.casefold(), str(house.id)):
            return house
    names = ", ".join(house.name for house in houses)
    raise NotFound(
        tr("There is no hotel {name} here. There are: {names}.", name=name, names=names), field="property"
    )


def _trial_balance(app: App, house: PropertyView, arguments: Namespace) -> int:
    day = arguments.last or house.business_date
    found = app.ask(folios.TrialBalance(property_id=house.id, business_date=day))
    ledgers: dict[str, int] = {}
    for row in found:
        ledgers[row.ledger] = ledgers.get(row.ledger, 0) + row.balance_minor
    rows = [
        {"account": r.account, "name": r.name, "ledger": r.ledger, "kind": r.kind,
         "debit_minor": r.debit_minor, "credit_minor": r.credit_minor, "balance_minor": r.balance_minor}
        for r in found
    ]  # fmt: skip
    sums = {name: sum(int(str(row[name])) for row in rows) for name in _MINOR}
    more = {"ledgers": ledgers, "total": sums, "zero": sums["balance_minor"] == 0}
    return _tell(house, arguments, {"as_of": day.isoformat()}, rows, more)


def _ageing(app: App, house: PropertyView, arguments: Namespace) -> int:
    view = app.ask(finance.Receivables(property=str(house.id), as_of=arguments.last))
    rows = [
        {"account": r.number, "company": r.name, **_ages(r.ageing), "balance_minor": r.ageing.balance,
         "limit_minor": r.limit_minor, "level": r.level, "last_letter": r.last_letter, "next": str(r.step)}
        for r in view.rows
    ]  # fmt: skip
    more = {"total": {**_ages(view.total), "balance_minor": view.total.balance}}
    return _tell(house, arguments, {"as_of": view.as_of.isoformat()}, rows, more)


def _ages(ageing: Ageing) -> dict[str, object]:
    return {f"{name}_minor": getattr(ageing, name) for name in AGES}


def _commissions(app: App, house: PropertyView, arguments: Namespace) -> int:
    month = arguments.first or arguments.last or house.business_date
    view = app.ask(finance.Commissions(property=str(house.id), month=month))
    rows = [
        {"earner": e.name, "sort": "agent" if e.company_id else "channel", "booking": line.number,
         "departure": line.departure, "basis_minor": line.basis_minor, "percent": line.bp / 100,
         "amount_minor": line.amount_minor, "posted_minor": line.posted_minor}
        for e in view.earners
        for line in e.lines
    ]  # fmt: skip
    names = ("basis_minor", "amount_minor", "posted_minor")
    total = {name: sum(getattr(e, name) for e in view.earners) for name in names}
    return _tell(house, arguments, {"month": f"{view.month:%Y-%m}"}, rows, {"total": total})


def _journal(app: App, house: PropertyView, arguments: Namespace) -> int:
    first, last = _span(house, arguments)
    view = app.ask(finance.Journal(property=str(house.id), first=first, last=last))
    if arguments.datev:
        finance.save_datev(arguments.datev, view, app.clock.now())
    rows = [
        {"business_date": line.business_date, "at": line.at.isoformat(), "entry": str(line.entry_id),
         "kind": line.kind, "debit": line.debit, "credit": line.credit, "amount_minor": line.minor,
         "text": line.text, "folio": line.folio, "document": line.document, "tax": line.tax_code,
         "by": line.by_name, "reason": line.reason}
        for line in view.lines
    ]  # fmt: skip
    return _tell(house, arguments, {"from": first.isoformat(), "to": last.isoformat()}, rows, {})


def _span(house: PropertyView, arguments: Namespace) -> tuple[date, date]:
    last = arguments.last or house.business_date
    return arguments.first or last.replace(day=1), last


def _tell(
    house: PropertyView,
    arguments: Namespace,
    parameters: Mapping[str, object],
    rows: Sequence[Mapping[str, object]],
    more: Mapping[str, object],
) -> int:
    """One shape for all: parameters, rows, sums."""
    asked = {"property": house.name, **parameters, "currency": house.currency}
    if arguments.json:
        answer({"report": arguments.name, "parameters": asked, "rows": rows, **more})
        return 0
    table: list[Row] = [tuple(_heading(name) for name in rows[0])] if rows else []
    table += [tuple(_cell(name, value, house.currency) for name, value in row.items()) for row in rows]
    if arguments.csv:
        sheets.write_csv(sys.stdout, table)
    else:
        _print(house, table, more.get("total"))
    return 0


_MINOR = ("debit_minor", "credit_minor", "balance_minor")


def _heading(name: str) -> str:
    return name.removesuffix("_minor").replace("_", " ")


def _cell(name: str, value: object, currency: str) -> object:
    if not name.endswith("_minor"):
        return value
    return str(Decimal(int(str(value))).scaleb(-exponent(currency)))


def _print(house: PropertyView, table: Sequence[Row], total: object) -> None:
    print(tr("{hotel}, amounts in {currency}", hotel=house.name, currency=house.currency))
    if not table:
        print(tr("There is nothing to tell of these days."))
        return
    texts = [["" if cell is None else str(cell) for cell in row] for row in table]
    widths = [max(len(row[n]) for row in texts) for n in range(len(texts[0]))]
    for row in texts:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    if isinstance(total, dict):
        sums = (f"{_heading(name)} {_cell(name, minor, house.currency)}" for name, minor in total.items())
        print(tr("total") + ": " + ", ".join(sums))


Report = Callable[[App, PropertyView, Namespace], int]
REPORTS: dict[str, Report] = {
    "trial-balance": _trial_balance,
    "ageing": _ageing,
    "commissions": _commissions,
    "journal": _journal,
}
