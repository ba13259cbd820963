"""`keyrack simulate`: random days in a small hotel; stops at the first broken law with its seed and step."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable

from app.cli.house import add_house, answer, location
from app.kernel.errors import AppError
from app.kernel.text import tr
from app.workbench.simulation import HouseUnsound, Simulation, Tally, play_seeds


class HouseNotEmpty(AppError):
    """A simulation makes its own house and needs an empty place."""

    code = "house_not_empty"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which seeds, how long, and where."""
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="the seed of one run (1)")
    parser.add_argument("--seeds", type=_span, metavar="A-B", help="many runs, each in a house of its own")
    parser.add_argument("--days", type=int, default=7, metavar="D", help="hotel days of each run (7)")
    add_house(parser)


def _span(text: str) -> range:
    first, dash, last = text.partition("-")
    if not (dash and first.isdigit() and last.isdigit() and int(first) <= int(last)):
        raise argparse.ArgumentTypeError(f"{text} is not a range of seeds such as 1-1000")
    return range(int(first), int(last) + 1)


def run(arguments: argparse.Namespace) -> int:
    """Play and tell; 1 with seed and step when a law was broken."""
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


def _play(arguments: argparse.Namespace) -> Iterable[Tally]:
    if arguments.data is None and not arguments.database:
        return play_seeds(arguments.seeds or (arguments.seed,), arguments.days)
    place = location(arguments)
    if place.path is not None and place.path.exists():
        raise HouseNotEmpty(
            tr("There is a house in {folder}. A simulation needs an empty folder.", folder=place.path.parent)
        )
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
