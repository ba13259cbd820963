"""A desk that deals in money is killed at random moments: the books are whole each time, and go on."""

import random
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from app.bootstrap import App, check_house, open_app
from app.features.folios import TrialBalance
from app.features.property import House
from app.infra.database import Location
from app.infra.digest import Row, table_rows
from app.workbench.simulation.world import begin
from tests.support.databases import SQLITE

ROOT: Final = Path(__file__).resolve().parents[2]
KILLS: Final = {SQLITE: 5, "postgres": 3}
# So many commands with postings each desk has said it did before its last moment comes.
AT_LEAST, AT_MOST = 8, 16


def run_and_kill(location: Location, seed: int, wanted: int, seconds: float) -> int:
    """Let a desk post so often and live a moment more, then end it without a warning.

    Tells how many of its commands it said to have posted something: each of them is committed.
    """
    posted = 0
    with subprocess.Popen(
        [sys.executable, "-m", "tests.support.money_process",
         location.url.render_as_string(False), str(seed)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    ) as desk:  # fmt: skip
        assert desk.stdout is not None
        while posted < wanted:
            line = desk.stdout.readline()
            assert line, "the desk ended by itself"
            posted += "posting" in line.split()
        with pytest.raises(subprocess.TimeoutExpired):
            desk.wait(seconds)
        desk.kill()
        return posted + sum("posting" in line.split() for line in desk.stdout if line.endswith("\n"))


def rows_of(app: App) -> dict[str, list[Row]]:
    """All rows of the house."""
    with app.database.reader(app.actor.tenant_id) as session:
        return table_rows(session)


def test_a_killed_desk_leaves_whole_books(location: Location, engine_kind: str) -> None:
    """What was said to be done is there; folios are the sums of their postings, the ledgers at zero, no
    number is missing or given twice."""
    begin(location, 7).app.close()
    chance, postings = random.Random(11), 0
    for number in range(KILLS[engine_kind]):
        before = postings
        posted = run_and_kill(location, number, chance.randint(AT_LEAST, AT_MOST), chance.uniform(0, 0.2))
        app = open_app(location)
        try:
            reports = check_house(app.database)
            assert [f.sentence for report in reports.values() for f in report.findings] == []
            balances = app.ask(TrialBalance(property_id=app.ask(House()).properties[0].id))
            assert sum(row.debit_minor - row.credit_minor for row in balances) == 0
            postings = len(rows_of(app)["posting"])
        finally:
            app.close()
        assert postings >= before + posted, "a desk said it had posted what is not there"
