"""Cancelling, no-shows and bringing back at random, then everything undone: the books are at zero again."""

from collections.abc import Callable
from contextlib import suppress
from random import Random
from typing import Any, Final
from uuid import UUID

import pytest

from app.features.folios import FolioOf, SetUpLedgers, TrialBalance
from app.features.front_desk import CancelWithFee, MarkNoShow, Reinstate
from app.kernel.commands import Command
from app.kernel.errors import AppError
from tests.support.desk import Desk

STEPS = 20
POLICIES: Final[tuple[dict[str, Any], ...]] = (
    {"fee": "first_night"},
    {"fee": "all"},
    {"fee": "share", "share_bp": 3_333},
    {"fee": "none"},
    {},
)


def some(rng: Random, desk: Desk, stays: list[UUID]) -> Command:
    """A command on one of the stays, whatever its state."""
    stay_id, id_ = rng.choice(stays), desk.app.new_id()
    waive = rng.random() < 0.3
    ways: tuple[Callable[[], Command], ...] = (
        lambda: CancelWithFee(id=id_, stay_ids=(stay_id,), waive=waive, waive_reason="Storm"),
        lambda: MarkNoShow(id=id_, stay_id=stay_id, charge=rng.random() < 0.7, waive=waive,
                           waive_reason="Storm"),
        lambda: Reinstate(id=id_, stay_id=stay_id, keep_fee=rng.random() < 0.3),
    )  # fmt: skip
    return rng.choice(ways)()


@pytest.mark.parametrize("seed", [1])
def test_everything_is_taken_back(desk: Desk, seed: int) -> None:
    """Every state is as before, each folio owes nothing, no number comes twice, the ledgers are at zero."""
    desk.do(SetUpLedgers, property_id=desk.hotel.property_id, country="PT")
    rng = Random(seed)
    stays = [
        desk.book(room, 0, 3, prices=(8_001, 9_502, 12_003), cancellation_policy=rng.choice(POLICIES))
        for room in desk.rooms
    ]
    done: list[UUID] = []
    undone = 0
    for _ in range(STEPS):
        if done and rng.random() < 0.3:
            undo_id, redo_id = desk.app.new_id(), desk.app.new_id()
            desk.app.undo(done.pop(), undo_id)
            undone += 1
            if rng.random() < 0.5:
                desk.app.undo(undo_id, redo_id)
                done.append(redo_id)
        else:
            command = some(rng, desk, stays)
            with suppress(AppError):  # of a stay that is in another state
                desk.app.execute(command)
                done.append(command.id)
        desk.clock().forward(minutes=7)
    assert undone > 1
    while done:
        desk.app.undo(done.pop())
    assert {desk.view(stay_id).status for stay_id in stays} == {"confirmed"}
    assert all(desk.held(stay_id) for stay_id in stays)
    for stay_id in stays:
        folio = desk.app.ask(FolioOf(stay_id=stay_id))
        assert folio is None or not any(window.balance_minor for window in folio.windows)
    rows = desk.rows()
    numbers = [row["number"] for row in rows["folio"]]
    assert len(numbers) == len(set(numbers))
    balance = desk.app.ask(TrialBalance(property_id=desk.hotel.property_id))
    assert balance
    assert not any(row.balance_minor for row in balance)
    assert len(rows["posting"]) > 4
