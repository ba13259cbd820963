"""Desks that deal in money are killed at random moments: the books are whole each time, and go on."""

import argparse
from collections import defaultdict
from typing import Any

import pytest

from app.cli import simulate
from app.infra.database import Location
from app.infra.digest import Row
from app.workbench.simulation import HouseUnsound, MoneyTally, money_run, play_money
from tests.support.databases import SQLITE

STEPS = {SQLITE: 300, "postgres": 300}


def test_killed_desks_leave_whole_books(
    location: Location, engine_kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was said to be done is there; folios are the sums of their postings, the ledgers at zero, no
    number is missing or given twice. `keyrack simulate --money --steps 5000` does the same for longer."""
    monkeypatch.setattr(money_run, "LIFE", (70, 110))
    seen: list[int] = []
    tally = play_money(location, 7, STEPS[engine_kind], lambda one: seen.append(one.postings))
    assert tally.steps >= STEPS[engine_kind]
    assert tally.kills >= 2
    assert tally.done > STEPS[engine_kind] // 5
    assert len(tally.refused) > 5
    assert seen == sorted(seen)
    assert (tally.postings > 50, tally.documents > 1) == (True, True)


def rows_of(**more: list[Row]) -> dict[str, list[Row]]:
    """Two postings in a window, two documents of a series."""
    rows: dict[str, list[Row]] = defaultdict(list)
    rows["posting"] = [{"folio_id": 1, "number": 1, "amount_minor": minor} for minor in (500, -200)]
    rows["folio_window"] = [{"folio_id": 1, "number": 1, "balance_minor": 300}]
    rows["document"] = [document(1), document(2)]
    return rows | more


def document(sequence: int, **more: Any) -> Row:
    """A numbered document."""
    usual = {"property_id": 1, "kind": "invoice", "year": 2026, "workstation": "A", "sequence": sequence,
             "number": f"FT {sequence}"}  # fmt: skip
    return usual | more


def test_each_fault_is_seen() -> None:
    """Control: sound rows have none; a cent, a gap, a repeat and a number given twice are told."""
    assert list(money_run.money_faults(rows_of())) == []
    for planted in (
        {"folio_window": [{"folio_id": 1, "number": 1, "balance_minor": 301}]},
        {"document": [document(1), document(3)]},
        {"document": [document(1), document(1, number="FT 7")]},
        {"document": [document(1), document(2, number="FT 1")]},
    ):
        assert len(list(money_run.money_faults(rows_of(**planted)))) == 1


def test_a_desk_that_lies_or_dies_is_told(location: Location, monkeypatch: pytest.MonkeyPatch) -> None:
    """Control: postings that are not there, a desk that ends by itself: the run stops with seed and kill."""

    def lies(_place: Location, tally: MoneyTally, *_more: object) -> int:
        tally.kills = 1
        return 10_000

    monkeypatch.setattr(money_run, "_live", lies)
    with pytest.raises(HouseUnsound, match="seed 3, step 0, kill 1: a desk said"):
        play_money(location, 3, 10)
    monkeypatch.undo()
    monkeypatch.setattr(money_run, "DESK", "app.workbench.no_such_desk")
    with pytest.raises(HouseUnsound, match="ended by itself"):
        money_run._live(location, MoneyTally(3), 10, 0.1)


def test_the_command_tells_each_kill(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line per kill; 1 with the fault where a law was broken."""

    def played(_place: Location, seed: int, steps: int, told: Any) -> MoneyTally:
        tally = MoneyTally(seed, steps=steps, kills=1)
        told(tally)
        if seed == 2:
            raise HouseUnsound("money, seed 2")
        return tally

    monkeypatch.setattr(simulate, "play_money", played)
    parser = argparse.ArgumentParser()
    simulate.add_arguments(parser)
    assert simulate.run(parser.parse_args(["--money", "--steps", "40"])) == 0
    assert "40 commands" in capsys.readouterr().out
    assert simulate.run(parser.parse_args(["--money", "--seed", "2"])) == 1
    assert "money, seed 2" in capsys.readouterr().err
