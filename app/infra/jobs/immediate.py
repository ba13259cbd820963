"""The runner of simulations and tests: each run at once, in order, in the caller's thread."""

from collections.abc import Callable
from uuid import UUID

from app.infra.jobs.port import RunState, Work


class ImmediateRunner:
    """Deterministic: no thread, no clock, no file. A run that has ended does not run again."""

    def __init__(self) -> None:
        self._work: Work | None = None
        self._ended: set[str] = set()

    def start(self, work: Work) -> None:
        """Remember what a run does."""
        self._work = work

    def hand_over(self, run: str, tenant_id: UUID, job_id: UUID) -> RunState:
        """Run it now."""
        if run in self._ended:
            return RunState.ENDED
        assert self._work is not None
        self._work(tenant_id, job_id, _now, _no_pause)
        self._ended.add(run)
        return RunState.UNDER_WAY

    def stop(self) -> None:
        """Nothing is ever under way."""
        self._work = None


def _now(_name: str, step: Callable[[], bool]) -> bool:
    return step()


def _no_pause(_seconds: float) -> None:
    return None
