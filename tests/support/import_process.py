"""An import in a process of its own, for tests that kill it.

    python -m tests.support.import_process URL FILE BATCH

It says "begins" before the first write, and ends by itself when it is not killed.
"""

import sys
from pathlib import Path

from sqlalchemy.engine import make_url

from app.features.reservations import importing
from app.features.reservations.importing import ImportRequest, Progress
from app.infra.database import Location
from tests.support.houses import open_house


def main(url: str, file: str, batch: str) -> None:
    """Import the file into the house at the URL."""

    def tell(progress: Progress) -> None:
        if progress.phase == "planning":
            print("begins", flush=True)  # noqa: T201 - the word to the test process

    app = open_house(Location(make_url(url)))
    report = Path(file).with_suffix(".killed.csv")
    importing.run_import(app, ImportRequest(Path(file), report=report, batch=int(batch)), tell)
    app.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
