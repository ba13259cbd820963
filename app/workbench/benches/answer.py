"""What a bench says: its rows, the memory it took, and whether every row held its budget."""

import json
import platform
import resource
from collections.abc import Mapping, Sequence
from typing import Any


def peak_rss_mb() -> float:
    """The most memory this process has held, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1024 * 1024 if platform.system() == "Darwin" else 1024), 1)


def tell(bench: str, rows: Sequence[Mapping[str, Any]], *, as_json: bool) -> int:
    """Print a bench's answer; 1 when a row missed its budget."""
    if as_json:
        print(json.dumps({"bench": bench, "rows": list(rows), "rss_mb": peak_rss_mb()}, ensure_ascii=False))
    else:
        for row in rows:
            print(_line(row))
        print(f"{bench}: {peak_rss_mb()} MB at the most")
    return 0 if all(row.get("ok", True) for row in rows) else 1


def _line(row: Mapping[str, Any]) -> str:
    mark = "ok  " if row.get("ok", True) else "MISS"
    figures = "  ".join(f"{key} {value}" for key, value in row.items() if key not in ("case", "ok"))
    return f"{mark} {row.get('case', ''):<34} {figures}"
