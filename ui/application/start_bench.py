"""The bench `start`: from the start of the process to a usable first page, warm, of a house on disk."""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from PySide6.QtCore import QTimer

from app.bootstrap import location_of, open_app
from app.workbench.demo import open_demo
from ui.application.desk import first_page, make_application, make_window

BUDGET_MS = 1_000.0
RUNS = 9
READY = "ready"
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
    row = {
        "case": "house of --data" if given.data else "demo hotel",
        "p50_ms": round(median(times), 1),
        "p99_ms": round(times[-1], 1),
        "budget_ms": BUDGET_MS,
        "ok": median(times) <= BUDGET_MS,
    }
    rss = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    if given.json:
        print(json.dumps({"bench": "start", "rows": [row], "rss_mb": rss}))  # noqa: T201
    else:
        print(f"{row['case']}: {row['p50_ms']} ms (budget {BUDGET_MS:.0f} ms), {rss} MB")  # noqa: T201
    return 0 if row["ok"] else 1


def _once(data: Path) -> float:
    begun = perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-m", "ui.application.start_bench", str(data)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    line = child.stdout.readline().strip()
    passed = (perf_counter() - begun) * 1000
    child.wait(LONGEST_S)
    if line != READY:
        raise RuntimeError("The desk did not open.")
    return passed


def open_and_tell(data: Path) -> None:
    """The timed process: open the desk, say when the first page is answered and painted, go."""
    qt = make_application()
    app = open_app(location_of(data))
    window = make_window(app)
    window.show()
    first_page(window)

    def look() -> None:
        if window.operations.idle:
            window.repaint()
            print(READY, flush=True)  # noqa: T201
            window.close()
            qt.quit()
        else:
            QTimer.singleShot(1, window, look)

    QTimer.singleShot(0, window, look)
    qt.exec()
    app.close()


if __name__ == "__main__":
    open_and_tell(Path(sys.argv[1]))
