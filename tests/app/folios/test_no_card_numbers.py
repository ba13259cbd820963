"""No card number anywhere: a desk that tries every way to type one leaves none in any file of the house.

Every file below the data directory is read as bytes (database, its log, backups, exports, the program's log,
what jobs wrote); on Postgres the whole house as it is exported.
"""

import logging
import zipfile
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from app import bootstrap
from app.bootstrap import App
from app.features import folios
from app.features.folios import CardNumberGiven
from app.features.folios.commands import HANDLERS
from app.features.folios.rules.pan import holds_card_number
from app.infra.database import Location
from app.infra.logging import keep_log
from app.kernel.commands import Command
from tests.support.bills import charge, opened
from tests.support.desk import Desk
from tests.support.houses import open_house

CARD = "4242 4242 4242 4242"
WAYS = (CARD, CARD.replace(" ", ""), CARD.replace(" ", "-"), f"card {CARD} exp 12/28", "5555555555554444")
DIGITS = (b"4242424242424242", b"4242 4242 4242", b"4242-4242-4242", b"5555555555554444")


def texts_of(kind: type[Command]) -> list[str]:
    """The fields of a command in which a person can type."""
    return [f.name for f in fields(kind) if f.type in (str, "str", str | None)]


MONEY = sorted({handling.command for handling in HANDLERS}, key=lambda kind: kind.verb)
FIELDS = [(kind, name) for kind in MONEY for name in texts_of(kind)]


@pytest.fixture(scope="module")
def money_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """One house for all refusals: nothing is ever written."""
    app = open_house(Location.in_directory(tmp_path_factory.mktemp("house")))
    yield app
    app.close()


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=lambda v: v if isinstance(v, str) else v.verb)
def test_no_text_of_a_money_command_takes_one(money_house: App, kind: type[Command], field: str) -> None:
    """Whatever else is wrong with the command: the card number is refused first, and named by its field."""
    values: dict[str, Any] = {
        f.name: money_house.new_id() if f.name.endswith("id") else None for f in fields(kind)
    }
    for way in WAYS:
        with pytest.raises(CardNumberGiven) as caught:
            money_house.execute(kind(**{**values, "id": money_house.new_id(), field: way}))
        assert caught.value.field == field
        assert not holds_card_number(caught.value.sentence)


def test_a_desk_that_tries(money: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Payments, refunds, answers of a provider, exports: afterwards no file holds a number."""
    caplog.set_level(logging.DEBUG)
    log = keep_log(tmp_path)
    assert log is not None
    folio_id, payment_id = opened(money), money.app.new_id()
    charge(money, folio_id, 10_000)
    own = {"folio_id": folio_id, "amount_minor": 100}
    for way in WAYS:
        tried: list[tuple[type[Command], dict[str, Any]]] = [
            (folios.TakePayment, {"payment_id": payment_id, "method": "terminal", "reference": way, **own}),
            (folios.TakePayment, {"payment_id": payment_id, "method": "stripe", "provider_ref": way, **own}),
            (folios.AuthoriseCard, {"payment_id": payment_id, "provider_ref": way, **own}),
            (folios.PostCharge, {"folio_id": folio_id, "article_code": "OTHER", "text": way}),
            (folios.SaveCard, {"card_id": payment_id, "guest_id": payment_id, "token": way}),
        ]
        for kind, values in tried:
            money.refused(CardNumberGiven, kind, **values)
    money.do(folios.TakePayment, payment_id=payment_id, method="stripe", provider_ref="pm_card_visa", **own)
    for action, sentence in (("charge", CARD), ("charge", f"Your card {CARD} was declined.")):
        money.refused(
            CardNumberGiven, folios.RecordCardAnswer, payment_id=payment_id, action=action, state="failed",
            sentence=sentence,
        )  # fmt: skip
    log.end()
    bootstrap.export_house(money.app, tmp_path / "export.keyrack", lambda *_: None)
    kept = dict(_kept(tmp_path))
    assert any("export.keyrack/" in name for name in kept)
    for name, data in kept.items():
        assert not [digits for digits in DIGITS if digits in data], name
    assert not holds_card_number(caplog.text)
    assert not holds_card_number(str(money.rows()["payment"]))


def _kept(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder, and what is packed in those that are archives."""
    for path in folder.rglob("*"):
        if path.is_file():
            yield str(path), path.read_bytes()
        if path.is_file() and zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    yield f"{path}/{name}", archive.read(name)


def test_a_number_that_is_there_is_found(tmp_path: Path) -> None:
    """Control: in a file, and in an archive."""
    with zipfile.ZipFile(tmp_path / "x.keyrack", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("payment.jsonl", f'{{"reference": "{WAYS[1]}"}}' * 9)
    found = [name for name, data in _kept(tmp_path) if DIGITS[0] in data]
    assert len(found) == 1
