"""Whatever a desk does with charges, every window is the sum of its lines and every ledger is at zero."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.features import folios
from app.features.folios import LineView
from app.kernel.errors import AppError
from tests.support.bills import balances, faults, opened, view
from tests.support.desk import Desk

STEPS = 40
Step = tuple[str, int, int, int]
VERBS = (
    "charge", "charge", "charge", "reverse", "rebate", "move", "split", "route", "unroute", "close", "day",
)  # fmt: skip
steps = st.lists(
    st.tuples(st.sampled_from(VERBS), st.integers(1, 10**7), st.integers(0, 99), st.integers(1, 10_000)),
    min_size=STEPS,
    max_size=STEPS,
)


class Play:
    """A desk with three folios of two windows each, and its random deeds."""

    SHARES: ClassVar = ("full", "percent", "fixed", "remainder")

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.folios = [opened(desk, 2, kind=kind) for kind in ("guest", "company", "passer_by")]
        self.rules: list[UUID] = []
        self.done = 0
        self.sentences = set[str]()

    def play(self, step: Step) -> None:
        """One deed; a refusal changes nothing."""
        verb, minor, pick, share = step
        deed: Callable[[int, int, int], None] = getattr(self, verb)
        try:
            deed(minor, pick, share)
            self.done += 1
        except AppError as refusal:
            self.sentences.add(refusal.sentence)

    def _folio(self, pick: int) -> UUID:
        return self.folios[pick % len(self.folios)]

    def _line(self, pick: int) -> LineView | None:
        lines = [line for id_ in self.folios for w in view(self.desk, id_).windows for line in w.lines]
        return lines[pick % len(lines)] if lines else None

    def _on_line(self, command: Any, pick: int, **fields: Any) -> None:
        line = self._line(pick)
        if line is not None:
            self.desk.do(command, posting_id=line.posting_id, **fields)

    def charge(self, minor: int, pick: int, share: int) -> None:
        """Any article, any quantity."""
        code = ("OTHER", "BAR", "BREAKFAST", "ROOM")[share % 4]
        self.desk.do(
            folios.PostCharge, folio_id=self._folio(pick), number=1 + pick % 2, article_code=code,
            unit_minor=minor, quantity=share,
        )  # fmt: skip

    def reverse(self, minor: int, pick: int, share: int) -> None:  # noqa: ARG002 - one shape for all deeds
        """Any line."""
        self._on_line(folios.ReversePosting, pick, reason="random")

    def rebate(self, minor: int, pick: int, share: int) -> None:
        """An amount or a share of any line."""
        how = {"amount_minor": minor} if share % 2 else {"bp": share}
        self._on_line(folios.Rebate, pick, reason="random", **how)

    def move(self, minor: int, pick: int, share: int) -> None:
        """Any line, anywhere."""
        line = self._line(pick)
        if line is not None:
            self.desk.do(
                folios.MovePostings, posting_ids=(line.posting_id,), to_folio_id=self._folio(share),
                to_number=1 + minor % 2,
            )  # fmt: skip

    def split(self, minor: int, pick: int, share: int) -> None:
        """A part of any line, anywhere."""
        how = {"amount_minor": minor} if share % 2 else {"bp": share}
        self._on_line(
            folios.SplitPosting, pick, to_folio_id=self._folio(share), to_number=1 + minor % 2, **how
        )

    def route(self, minor: int, pick: int, share: int) -> None:
        """Any rule."""
        rule_id = self.desk.app.new_id()
        self.desk.do(
            folios.SetRouting, rule_id=rule_id, folio_id=self._folio(pick), to_folio_id=self._folio(share),
            to_number=1 + minor % 2, share=self.SHARES[share % 4], value=share, rank=pick,
            stops=bool(pick % 2),
        )  # fmt: skip
        self.rules.append(rule_id)

    def unroute(self, minor: int, pick: int, share: int) -> None:  # noqa: ARG002 - one shape for all deeds
        """The last rule."""
        if self.rules:
            self.desk.do(folios.RemoveRouting, rule_id=self.rules.pop())

    def close(self, minor: int, pick: int, share: int) -> None:  # noqa: ARG002 - one shape for all deeds
        """Close a folio, or open it again."""
        id_ = self._folio(pick)
        closed = view(self.desk, id_).status != "open"
        self.desk.do(folios.ReopenFolio if closed else folios.CloseFolio, folio_id=id_)

    def day(self, minor: int, pick: int, share: int) -> None:  # noqa: ARG002 - one shape for all deeds
        """The day is closed, some time has passed or the clock was set back."""
        self.desk.clock().forward(minutes=share - 5_000)
        self.desk.close_day()


def test_every_sum_stays_right(money: Desk) -> None:
    """Random deeds on both engines; the invariants run at each commit, the checks after each run."""
    done = 0

    @settings(
        max_examples=6, deadline=None, derandomize=True, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(steps)
    def run(deeds: list[Step]) -> None:
        nonlocal done
        play = Play(money)
        for deed in deeds:
            play.play(deed)
        done += play.done
        assert all(sentence.endswith(".") for sentence in play.sentences)
        assert faults(money) == []
        for id_ in play.folios:
            for window in view(money, id_).windows:
                assert window.balance_minor == sum(line.amount_minor for line in window.lines)
                assert window.vat_minor == sum(line.tax_minor for line in window.lines)
        assert sum(balances(money).values()) == 0

    run()
    assert done > 60


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_a_wrong_sum_is_refused_at_commit(money: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Control: a ledger that forgets a balance does not get past the invariants."""
    folio_id = opened(money)
    monkeypatch.setattr("app.features.folios.ledger._effect", lambda entry: entry.amount_minor + 1)
    with pytest.raises(AssertionError, match="balances of windows"):
        money.do(folios.PostCharge, folio_id=folio_id, article_code="OTHER", unit_minor=100)
    monkeypatch.undo()
