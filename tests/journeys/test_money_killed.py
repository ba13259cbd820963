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
KILLS: Final = {SQLITE: 5, "postgres": 2}


def run_and_kill(location: Location, seed: int, done: int, seconds: float) -> None:
    """Let a desk do so much and a moment more, then end it without a warning."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.support.money_process",
         location.url.render_as_string(False), str(seed)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    ) as desk:  # fmt: skip
        assert desk.stdout is not None
        for _ in range(done):
            assert desk.stdout.readline() == "done\n"
        with pytest.raises(subprocess.TimeoutExpired):
            desk.wait(seconds)
        desk.kill()


def rows_of(app: App) -> dict[str, list[Row]]:
    """All rows of the house."""
    with app.database.reader(app.actor.tenant_id) as session:
        return table_rows(session)


def test_a_killed_desk_leaves_whole_books(location: Location, engine_kind: str) -> None:
    """Folios are the sums of their postings, the ledgers at zero, no number is missing or given twice."""
    begin(location, 7).app.close()
    chance, counts = random.Random(11), []
    for number in range(KILLS[engine_kind]):
        run_and_kill(location, number, chance.randint(5, 25), chance.uniform(0, 0.2))
        app = open_app(location)
        try:
            reports = check_house(app.database)
            assert [f.sentence for report in reports.values() for f in report.findings] == []
            balances = app.ask(TrialBalance(property_id=app.ask(House()).properties[0].id))
            assert sum(row.debit_minor - row.credit_minor for row in balances) == 0
            counts.append(len(rows_of(app)["posting"]))
        finally:
            app.close()
    assert counts == sorted(counts)
    assert counts[-1] > 20, "the desks did too little to show anything"
