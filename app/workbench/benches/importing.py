"""The bench `import`: the file of two real hotels into an empty house, in its own process for its memory.

It takes the published file from KEYRACK_REAL_DATA or beside the checkout, and says when neither is there.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from app.bootstrap import open_app
from app.features.reservations import importing
from app.infra.database import Location
from app.kernel.errors import NotFound
from app.kernel.text import tr
from app.workbench.benches.answer import peak_rss_mb
from app.workbench.benches.budgets import IMPORT_POSTGRES, IMPORT_RSS_MB, IMPORT_SQLITE

VARIABLE: Final = "KEYRACK_REAL_DATA"
NAME: Final = "hotel_bookings.csv.xz"


def run(server: str = "") -> list[dict[str, Any]]:
    """Measure on a file, and on the empty Postgres database `server` names, where one is named."""
    file = real_file()
    with tempfile.TemporaryDirectory(prefix="keyrack-bench-") as directory:
        rows = [_row("SQLite", directory, file, IMPORT_SQLITE)]
    return rows + ([_row("Postgres", server, file, IMPORT_POSTGRES)] if server else [])


def real_file() -> Path:
    """The published file. Raises NotFound."""
    given = os.environ.get(VARIABLE, "")
    folder = Path(given) if given else Path(__file__).resolve().parents[4] / "shared" / "data"
    path = folder if folder.is_file() else folder / NAME
    if not path.is_file():
        raise NotFound(tr("Name the published file in {variable}.", variable=VARIABLE))
    return path


def _row(engine: str, place: str, file: Path, budget_ms: float) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", __name__, place, str(file)], stdout=subprocess.PIPE, text=True, check=True
    )
    told = json.loads(done.stdout)
    took = told["seconds"] * 1000
    return {
        "case": f"{engine}, {told['rows']:,} rows", "seconds": told["seconds"], "p50_ms": took,
        "p99_ms": took, "budget_ms": budget_ms, "rss_mb": told["rss_mb"], "budget_rss_mb": IMPORT_RSS_MB,
        "ok": took <= budget_ms and told["rss_mb"] <= IMPORT_RSS_MB,
    }  # fmt: skip


def _measure(place: str, file: str) -> None:
    location = Location.shared(place) if "://" in place else Location.in_directory(Path(place))
    app = open_app(location, found="Bench")
    with tempfile.TemporaryDirectory(prefix="keyrack-bench-") as directory:
        request = importing.ImportRequest(Path(file), report=Path(directory) / "report.csv")
        result = importing.run_import(app, request)
    app.close()
    told = {"rows": result.rows, "seconds": result.seconds, "rss_mb": peak_rss_mb()}
    print(json.dumps(told))


if __name__ == "__main__":
    _measure(*sys.argv[1:])
