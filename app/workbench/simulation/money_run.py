"""Thousands of random commands on money, by desks that are killed in the middle of their work.

A life: a desk in a process of its own deals so many commands and is ended without a warning. After each one
the house is opened and proved, by `keyrack check`'s own checks and by sums over its plain rows: ledgers at
zero, folios equal to the sum of their postings, series without gap or repeat, and what a desk said it had
posted is there. Then a day passes, and the next desk goes on where the last one fell.
"""

import random
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from app.bootstrap import App, check_house, open_app
from app.features.folios import TrialBalance
from app.features.property import CloseDay
from app.infra.database import Location
from app.infra.digest import Row, table_rows
from app.kernel.errors import AppError
from app.workbench.simulation.run import HouseUnsound
from app.workbench.simulation.world import begin

DESK: Final = "app.workbench.simulation.money_desk"
# The commands of one life, and the seconds that it goes on after the last of them.
LIFE: Final = (20, 320)
LAST_MOMENT: Final = 0.2


@dataclass(slots=True)
class MoneyTally:
    """What a run has seen."""

    seed: int
    steps: int = 0
    done: int = 0
    kills: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    postings: int = 0
    documents: int = 0


def play_money(
    location: Location, seed: int, steps: int, told: Callable[[MoneyTally], None] = lambda _tally: None
) -> MoneyTally:
    """Begin a house in an empty place and let desks deal so many commands. Raises HouseUnsound."""
    begin(location, seed).app.close()
    chance, tally = random.Random(seed), MoneyTally(seed)
    while tally.steps < steps:
        wanted = min(chance.randint(*LIFE), max(steps - tally.steps, LIFE[0]))
        before = tally.postings
        posted = _live(location, tally, wanted, chance.uniform(0, LAST_MOMENT))
        _prove(location, tally)
        if tally.postings < before + posted:
            raise HouseUnsound(f"{_where(tally)}: a desk said it had posted what is not there")
        told(tally)
    return tally


def _live(location: Location, tally: MoneyTally, wanted: int, seconds: float) -> int:
    """One desk until it is killed; how many of its commands said that they posted something."""
    lines: list[str] = []
    with subprocess.Popen(
        [sys.executable, "-m", DESK, location.url.render_as_string(False), str(tally.seed + tally.kills)],
        stdout=subprocess.PIPE, text=True,
    ) as desk:  # fmt: skip
        assert desk.stdout is not None
        while len(lines) < wanted:
            line = desk.stdout.readline()
            if not line:
                raise HouseUnsound(f"{_where(tally)}: a desk ended by itself")
            lines.append(line)
        try:
            desk.wait(seconds)
        except subprocess.TimeoutExpired:
            desk.kill()
        lines += [line for line in desk.stdout if line.endswith("\n")]
    for line in lines:
        word, *rest = line.split()
        tally.done += word == "did"
        tally.refused.update(rest if word == "refused" else ())
    tally.steps += len(lines)
    tally.kills += 1
    return sum(line.startswith("did") and "posting" in line.split() for line in lines)


def _prove(location: Location, tally: MoneyTally) -> None:
    app = open_app(location)
    try:
        findings = [f.sentence for report in check_house(app.database).values() for f in report.findings]
        with app.database.reader(app.actor.tenant_id) as session:
            rows = table_rows(session)
        findings += [*money_faults(rows), *_trial(app, rows)]
        if findings:
            raise HouseUnsound(f"{_where(tally)}: {findings[0]}")
        tally.postings, tally.documents = len(rows["posting"]), len(rows["document"])
        _pass_a_day(app, rows)
    finally:
        app.close()


def _trial(app: App, rows: dict[str, list[Row]]) -> Iterator[str]:
    for hotel in rows["property"]:
        balances = app.ask(TrialBalance(property_id=hotel["id"]))
        if sum(row.debit_minor - row.credit_minor for row in balances):
            yield "the trial balance is not zero"


def _pass_a_day(app: App, rows: dict[str, list[Row]]) -> None:
    """So that letters fall due and months are posted; a day that may not be closed stays open."""
    hotel = rows["property"][0]
    try:
        app.execute(CloseDay(id=app.new_id(), property_id=hotel["id"], expected=hotel["business_date"]))
    except AppError:
        return


def money_faults(rows: dict[str, list[Row]]) -> Iterator[str]:
    """What is wrong with money, worked out from plain rows and not by the code under test."""
    balances: dict[object, int] = defaultdict(int)
    for posting in rows["posting"]:
        balances[posting["folio_id"], posting["number"]] += posting["amount_minor"]
    for window in rows["folio_window"]:
        if balances[window["folio_id"], window["number"]] != window["balance_minor"]:
            yield f"window {window['number']} of folio {window['folio_id']} is not the sum of its postings"
    yield from _series_faults(rows)


def _series_faults(rows: dict[str, list[Row]]) -> Iterator[str]:
    def series(row: Row) -> tuple[str, ...]:
        return str(row["property_id"]), row["kind"], str(row["year"]), row["workstation"]

    for name, group in groupby(sorted(rows["document"], key=series), key=series):
        documents = list(group)
        if sorted(row["sequence"] for row in documents) != list(range(1, len(documents) + 1)):
            yield f"the series {' '.join(name[1:])} has a gap or a repeat"
        if len({row["number"] for row in documents}) != len(documents):
            yield f"the series {' '.join(name[1:])} gave a number twice"


def _where(tally: MoneyTally) -> str:
    return f"money, seed {tally.seed}, step {tally.steps}, kill {tally.kills}"
