"""What a bench says: its rows, the memory it took, and whether every row held its budget."""

import json
import platform
import resource
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any


def peak_rss_mb() -> float:
    """The most memory this process has held, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1024 * 1024 if platform.system() == "Darwin" else 1024), 1)


def resident_mb() -> float:
    """The memory this process holds now, in MB; where the system does not say, the most it has held."""
    pages = Path("/proc/self/statm")
    if not pages.exists():
        return peak_rss_mb()
    return round(int(pages.read_text().split()[1]) * resource.getpagesize() / (1024 * 1024), 1)


def tell(
    bench: str, rows: Sequence[Mapping[str, Any]], *, as_json: bool, weight: tuple[float, float] | None = None
) -> int:
    """Print a bench's answer; 1 when a row missed its budget.

    `weight` is the resident and the greatest memory of the process it is about, where that is another one.
    """
    resident, peak = weight or (resident_mb(), peak_rss_mb())
    if as_json:
        memory = {"rss_mb": resident, "peak_rss_mb": peak}
        print(json.dumps({"bench": bench, "rows": list(rows), **memory}, ensure_ascii=False))
    else:
        for row in rows:
            print(_line(row))
        print(f"{bench}: {resident} MB, {peak} MB at the most")
    return 0 if all(row.get("ok", True) for row in rows) else 1


def _line(row: Mapping[str, Any]) -> str:
    mark = "ok  " if row.get("ok", True) else "MISS"
    figures = "  ".join(f"{key} {value}" for key, value in row.items() if key not in ("case", "ok"))
    return f"{mark} {row.get('case', ''):<34} {figures}"
