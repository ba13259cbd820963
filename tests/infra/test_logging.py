"""The log tells verbs and faults, stays small, and is no hindrance where it cannot be written."""

import logging
from pathlib import Path

from app.bootstrap import App
from app.features.property import SetRackRate
from app.infra import logging as own
from tests.support.houses import Hotel


def test_it_tells_what_happened(app: App, hotel: Hotel, tmp_path: Path) -> None:
    """A command's verb and revision are in it; nothing is written after its end."""
    handler = own.keep_log(tmp_path)
    app.execute(SetRackRate(id=app.new_id(), room_type_id=hotel.room_type_id, rack_rate_minor=1))
    own.end_log(handler)
    app.execute(SetRackRate(id=app.new_id(), room_type_id=hotel.room_type_id, rack_rate_minor=2))
    text = (tmp_path / own.NAME).read_text(encoding="utf-8")
    assert text.count("property.set_rack_rate rev=5") == 1
    assert "rev=6" not in text


def test_it_stays_small(tmp_path: Path) -> None:
    """A few files of a known size, however long the program runs."""
    handler = own.keep_log(tmp_path)
    log = logging.getLogger("keyrack.test")
    for _ in range(6_000):
        log.info("x" * 1_000)
    own.end_log(handler)
    sizes = [path.stat().st_size for path in tmp_path.iterdir()]
    assert len(sizes) == own.KEPT_FILES + 1
    assert max(sizes) <= own.FILE_BYTES


def test_it_is_no_hindrance(tmp_path: Path) -> None:
    """Where the directory is not there, the program runs without a log."""
    handler = own.keep_log(tmp_path / "nowhere" / "at all")
    assert handler is None
    own.end_log(handler)
