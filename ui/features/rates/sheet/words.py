"""What a cell says aloud and in its tip."""

from app.kernel.text import tr, trn
from ui.features.rates.sheet.data import NO_PRICE, SheetData
from ui.widgets.day_text import long_day
from ui.widgets.money_text import money_text


def cell_text(data: SheetData, line: int, column: int) -> str:
    """ "Standard double, Flexible, Sat 28 Nov 2026: € 166.00, minimum stay 2 nights, no arrival"."""
    kind, plan = data.type_of(line), data.plan_of(line)
    said = ", ".join((price_text(data, line, column), *limits(data, line, column)))
    return f"{kind.name}, {plan.name}, {long_day(data.night(column))}: {said}"


def price_text(data: SheetData, line: int, column: int) -> str:
    """The price of a cell, or that there is none."""
    minor = int(data.minor[line, column])
    return tr("no price") if minor == NO_PRICE else money_text(minor, data.currency)


def limits(data: SheetData, line: int, column: int) -> list[str]:
    """What may not be sold, where the price comes from, and what is left of the type."""
    said = []
    plan = data.plan_of(line)
    if plan.is_linked:
        own = bool(data.own[line, column])
        said.append(
            tr("own price instead of {rule}", rule=plan.rule) if own else tr("follows {rule}", rule=plan.rule)
        )
    if data.closed[line, column]:
        said.append(tr("closed"))
    least, most = int(data.min_stay[line, column]), int(data.max_stay[line, column])
    if least > 1:
        said.append(trn("at least {n} night", "at least {n} nights", least))
    if most:
        said.append(trn("at most {n} night", "at most {n} nights", most))
    if data.no_arrival[line, column]:
        said.append(tr("no arrival"))
    if data.no_departure[line, column]:
        said.append(tr("no departure"))
    if data.problem[line, column]:
        said.append(tr("no stay is possible here"))
    if data.free is not None and column >= data.today_column:
        free = int(data.free[int(data.line_type[line]), column])
        if free < 0:
            said.append(tr("oversold by {n}", n=-free))
        else:
            said.append(tr("{n} free", n=free) if free else tr("full"))
    return said
