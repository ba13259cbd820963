"""The benches that need Qt: which one a word names."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from app.workbench.benches.answer import tell
from ui.application import desk_bench, start_bench
from ui.application.desk import make_application
from ui.features.rack.bench import run_calendar


def calendar(options: Sequence[str]) -> int:
    """Frames of the shipped calendar; 1 when over budget."""
    parser = argparse.ArgumentParser(prog="keyrack bench calendar")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--pictures", type=Path, default=Path("out/bench-calendar"), metavar="DIR")
    parser.add_argument("--cpu", action="store_true", help="also say the time on the processor")
    given = parser.parse_args(options)
    make_application()
    return tell("calendar", run_calendar(given.pictures, cpu=given.cpu), as_json=given.json)


BENCHES: dict[str, Callable[[Sequence[str]], int]] = {
    "calendar": calendar,
    "start": start_bench.run,
    "desk": desk_bench.run,
}


def run(words: Sequence[str]) -> int:
    """Run `NAME [options]`; 2 when there is no such bench."""
    name, *options = words
    if name not in BENCHES:
        print(f"There is no bench {name}; there are: {', '.join(sorted(BENCHES))}", file=sys.stderr)
        return 2
    return BENCHES[name](options)
