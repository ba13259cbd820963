"""The bench `start`: from the start of the process to a usable first page, warm; and its memory."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from app.workbench.benches.answer import tell
from app.workbench.benches.budgets import PROGRAM_RSS_MB, START
from app.workbench.demo import open_demo
from ui.application.desk import READY

RUNS = 9
LONGEST_S = 60


def run(options: Sequence[str]) -> int:
    """Time the start of a house (`--data DIR`, else the demo hotel); 1 when over budget."""
    parser = argparse.ArgumentParser(prog="keyrack bench start")
    parser.add_argument("--data", type=Path, metavar="DIR", help="a house on disk; else the demo hotel")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(options)
    with tempfile.TemporaryDirectory(prefix="keyrack-bench-") as folder:
        data = given.data or Path(folder)
        if given.data is None:
            open_demo(data).close()
        times = sorted(_once(data) for _ in range(RUNS + 1))[:RUNS]
        resident, peak = _weight(data)
    typical = median(times)
    row = {
        "case": "house of --data" if given.data else "demo hotel",
        "p50_ms": round(typical, 1),
        "p99_ms": round(times[-1], 1),
        "budget_ms": START,
        "ok": typical <= START,
    }
    heavy = {
        "case": "memory with everything loaded",
        "rss_mb": resident,
        "peak_rss_mb": peak,
        "budget_rss_mb": PROGRAM_RSS_MB,
        "ok": resident <= PROGRAM_RSS_MB,
    }
    return tell("start", [row, heavy], as_json=given.json, weight=(resident, peak))


def _weight(data: Path) -> tuple[float, float]:
    """Resident and greatest memory of a desk with everything loaded."""
    done = subprocess.run(
        [sys.executable, "-m", "ui", "--data", str(data), "--until-calm"],
        stdout=subprocess.PIPE, text=True, env=_environment(), timeout=LONGEST_S, check=True,
    )  # fmt: skip
    told = json.loads(done.stdout.splitlines()[-1])
    return float(told["resident"]), float(told["peak"])


def _environment() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def _once(data: Path) -> float:
    begun = perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-m", "ui", "--data", str(data), "--until-ready"],
        stdout=subprocess.PIPE,
        text=True,
        env=_environment(),
    )
    assert child.stdout is not None
    line = child.stdout.readline().strip()
    passed = (perf_counter() - begun) * 1000
    child.wait(LONGEST_S)
    if line != READY:
        raise RuntimeError("The desk did not open.")
    return passed
