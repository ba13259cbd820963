"""`keyrack simulate`: random days in a small hotel; stops at the first broken law with its seed and step.

`--money` lets desks deal in nothing but money, and kills them in the middle of it.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from app.cli.house import add_house, answer, location
from app.infra.database import Location
from app.kernel.errors import AppError
from app.kernel.text import tr
from app.workbench.simulation import (
    HouseUnsound,
    MoneyTally,
    Simulation,
    Tally,
    play_money,
    play_seeds,
)


class HouseNotEmpty(AppError):
    """A simulation makes its own house and needs an empty place."""

    code = "house_not_empty"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which seeds, how long, and where."""
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="the seed of one run (1)")
    parser.add_argument("--seeds", type=_span, metavar="A-B", help="many runs, each in a house of its own")
    parser.add_argument("--money", action="store_true", help="only money, by desks that are killed")
    parser.add_argument("--steps", type=int, default=3000, metavar="N", help="with --money: commands (3000)")
    parser.add_argument("--days", type=int, default=7, metavar="D", help="hotel days of each run (7)")
    add_house(parser)


def _span(text: str) -> range:
    first, dash, last = text.partition("-")
    if not (dash and first.isdigit() and last.isdigit() and int(first) <= int(last)):
        raise argparse.ArgumentTypeError(f"{text} is not a range of seeds such as 1-1000")
    return range(int(first), int(last) + 1)


def run(arguments: argparse.Namespace) -> int:
    """Play and tell; 1 with seed and step when a law was broken."""
    if arguments.money:
        return _run_money(arguments)
    tallies: list[Tally] = []
    try:
        for tally in _play(arguments):
            tallies.append(tally)
            if not arguments.json:
                print(_line(tally), flush=True)
    except HouseUnsound as fault:
        if arguments.json:
            answer({"simulate": [_as_json(tally) for tally in tallies], "ok": False, "fault": str(fault)})
        print(str(fault), file=sys.stderr)
        return 1
    if arguments.json:
        answer({"simulate": [_as_json(tally) for tally in tallies], "ok": True})
    return 0


def _run_money(arguments: argparse.Namespace) -> int:
    """Kill after kill in one house; 1 with seed, step and kill when a law was broken."""

    def told(tally: MoneyTally) -> None:
        if not arguments.json:
            print(_money_line(tally), flush=True)

    with tempfile.TemporaryDirectory(prefix="keyrack-money-") as folder:
        place = _empty_place(arguments) or Location.in_directory(Path(folder))
        try:
            tally = play_money(place, arguments.seed, arguments.steps, told)
        except HouseUnsound as fault:
            if arguments.json:
                answer({"simulate_money": {}, "ok": False, "fault": str(fault)})
            print(str(fault), file=sys.stderr)
            return 1
    if arguments.json:
        answer(
            {"simulate_money": {**asdict(tally), "refused": dict(sorted(tally.refused.items()))}, "ok": True}
        )
    return 0


def _money_line(tally: MoneyTally) -> str:
    return tr(
        "seed {seed}: {steps} commands, {done} done, {refused} refused, {kills} kills, {postings} postings, "
        "{documents} documents: sound", seed=tally.seed, steps=tally.steps, done=tally.done,
        refused=tally.refused.total(), kills=tally.kills, postings=tally.postings, documents=tally.documents,
    )  # fmt: skip


def _empty_place(arguments: argparse.Namespace) -> Location | None:
    """Where the house is to be; None where nobody said."""
    if arguments.data is None and not arguments.database:
        return None
    place = location(arguments)
    if place.path is not None and place.path.exists():
        raise HouseNotEmpty(
            tr("There is a house in {folder}. A simulation needs an empty folder.", folder=place.path.parent)
        )
    return place


def _play(arguments: argparse.Namespace) -> Iterable[Tally]:
    place = _empty_place(arguments)
    if place is None:
        return play_seeds(arguments.seeds or (arguments.seed,), arguments.days)
    return (Simulation(place, arguments.seed).play(arguments.days),)


def _line(tally: Tally) -> str:
    return tr(
        "seed {seed}: {steps} steps, {done} done, {refused} refused, {undone} undone, state {digest}",
        seed=tally.seed, steps=tally.steps, done=tally.done.total(), refused=tally.refused.total(),
        undone=tally.undone, digest=tally.digest[:12],
    )  # fmt: skip


def _as_json(tally: Tally) -> dict[str, object]:
    def sorted_counts(counter: Counter[str]) -> dict[str, int]:
        return dict(sorted(counter.items()))

    return {
        "seed": tally.seed, "steps": tally.steps, "done": sorted_counts(tally.done),
        "refused": sorted_counts(tally.refused), "choices": sorted_counts(tally.choices),
        "undone": tally.undone, "digest": tally.digest,
    }  # fmt: skip
