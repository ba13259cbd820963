"""The benches that need Qt: which one a word names."""

import sys
from collections.abc import Callable, Sequence

from ui.application import start_bench

BENCHES: dict[str, Callable[[Sequence[str]], int]] = {"start": start_bench.run}


def run(words: Sequence[str]) -> int:
    """Run `NAME [options]`; 2 when there is no such bench."""
    name, *options = words
    if name not in BENCHES:
        print(f"There is no bench {name}; there are: {', '.join(sorted(BENCHES))}", file=sys.stderr)
        return 2
    return BENCHES[name](options)
