"""The log tells verbs and faults, never a guest or a secret; it stays small and is no hindrance."""

import logging
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from app.bootstrap import App, keep_log
from app.features.guests.models import Guest
from app.features.property import SetRackRate
from app.infra import logging as own
from tests.support.desk_process import a_booking
from tests.support.houses import Hotel

SECRET, EMAIL, SURNAME = "hunter2hunter2", "zebedee@quince.example", "Quince-Zebedee"


def lines(log: own.Log | None) -> str:
    """All that the log holds."""
    assert log is not None
    return log.path.read_text(encoding="utf-8")


def test_it_tells_what_happened(app: App, hotel: Hotel, tmp_path: Path) -> None:
    """A command's verb and revision are in it; nothing is written after its end."""
    log = own.keep_log(tmp_path)
    app.execute(SetRackRate(id=app.new_id(), room_type_id=hotel.room_type_id, rack_rate_minor=1))
    assert log is not None
    log.end()
    app.execute(SetRackRate(id=app.new_id(), room_type_id=hotel.room_type_id, rack_rate_minor=2))
    assert lines(log).count("property.set_rack_rate rev=5") == 1
    assert "rev=6" not in lines(log)


def test_it_lies_beside_the_data(app: App) -> None:
    """The desk's log and the worker's are two files in the data directory of an embedded house."""
    logs = [keep_log(app.database.location, name) for name in (own.DESK, own.WORKER)]
    assert [log.path.name for log in logs if log] == ["keyrack.log", "worker.log"]
    path = app.database.location.path
    for log in logs:
        assert log is not None
        log.end()
        assert path is None or log.path.parent == path.parent


def test_it_names_no_guest_and_no_secret(app: App, hotel: Hotel, tmp_path: Path) -> None:
    """Names, addresses and passwords stay out: of commands, the database's faults, and their causes."""
    assert hotel
    log = own.keep_log(tmp_path)
    booking = a_booking(app, SURNAME)
    app.execute(replace(booking, guest=replace(booking.guest, email=EMAIL)))
    keyrack = logging.getLogger("keyrack.test")
    with app.database.writer(app.actor.tenant_id) as session:
        session.add(Guest(id=booking.guest.guest_id, surname=SURNAME, email=EMAIL))
        with pytest.raises(IntegrityError) as caught:
            session.flush()
    try:
        raise RuntimeError(f"cannot print for '{SURNAME}' at {EMAIL}") from caught.value
    except RuntimeError as error:
        keyrack.error("crash", exc_info=error)
        keyrack.warning("no answer: %s", error)
    keyrack.warning("no answer: %s", OSError(f"postgresql://desk:{SECRET}@host/hotel password={SECRET}"))
    assert log is not None
    log.end()
    text = lines(log)
    assert "reservations.reserve rev=" in text
    assert "IntegrityError" in text
    assert "RuntimeError: cannot print for '…' at …@…" in text
    assert "test_logging.py" in text
    for private in (SURNAME, EMAIL, SECRET, SURNAME.lower()):
        assert private not in text


def test_it_stays_small(tmp_path: Path) -> None:
    """A few files of a known size, however long the program runs."""
    log = own.keep_log(tmp_path)
    assert log is not None
    for _ in range(6_000):
        logging.getLogger("keyrack.test").info("x" * 1_000)
    log.end()
    sizes = [path.stat().st_size for path in tmp_path.iterdir()]
    assert len(sizes) == own.KEPT_FILES + 1
    assert max(sizes) <= own.FILE_BYTES


def test_it_is_no_hindrance(tmp_path: Path) -> None:
    """Where the directory cannot be made, the program runs without a log."""
    (tmp_path / "file").write_text("")
    assert own.keep_log(tmp_path / "file" / "data") is None
