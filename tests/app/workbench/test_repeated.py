"""What a bench makes of its repetitions: the warm-up does not count, the 95th percentile has the budget."""

import gc

from app.workbench.benches.repeated import WARM_UP, Times, repeated, row


def test_the_warm_up_does_not_count() -> None:
    """It is done more often than it is timed, with what was loaded before it frozen."""
    done: list[int] = []
    times = repeated(lambda: done.append(gc.get_freeze_count()), 3)
    assert (len(done), len(times.wall), len(times.cpu)) == (3 + WARM_UP, 3, 3)
    assert min(done) > 0
    assert gc.get_freeze_count() == 0


def test_a_budget_is_for_the_95th_percentile() -> None:
    """Four outliers of a hundred are told, and forgiven; six are not."""
    few, many = Times([1.0] * 96 + [9.0] * 4, [1.0] * 100), Times([1.0] * 94 + [9.0] * 6, [1.0] * 100)
    told = row("few", few, 5.0)
    assert (told["p50_ms"], told["p95_ms"], told["p99_ms"], told["ok"]) == (1.0, 1.0, 9.0, True)
    assert row("many", many, 5.0)["ok"] is False
    assert "ok" not in row("no budget", many)
