"""PINs: users change places by them, five wrong tries end them, the password opens again; on each engine."""

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher

from app.bootstrap import App, WrongPin, actor_for, pin_giver, reset_pin, set_pin, sign_in_by_pin
from app.features.security import AddUser, Users, UserView
from app.infra.database import Location
from app.infra.tables import JournalEntry
from app.kernel.errors import InvalidInput, NotPermitted
from tests.support.houses import TestClock, open_house


@pytest.fixture
def app(location: Location) -> Iterator[App]:
    """A founded house."""
    opened = open_house(location)
    yield opened
    opened.close()


def add(app: App, login: str, role: str, password: str = "") -> UserView:
    """A new user."""
    hashed = PasswordHasher(1, 8 * 1024, 1).hash(password) if password else ""
    app.execute(AddUser(id=app.new_id(), user_id=app.new_id(), login=login, name=login.title(), role=role,
                        password_hash=hashed))  # fmt: skip
    return next(u for u in app.ask(Users()) if u.login == login)


def as_user(app: App, user: UserView) -> App:
    """The house as a user sees it."""
    return app.as_actor(actor_for(user, app.actor.tenant_id, app.actor.workstation))


def forward(app: App, seconds: int) -> None:
    """Let time pass."""
    assert isinstance(app.clock, TestClock)
    app.clock.forward(seconds=seconds)


def test_a_pin_opens_and_too_many_wrong_ones_end_it(app: App) -> None:
    """Housekeeping's role is enough for a PIN; after five wrong tries only the password opens."""
    rosa, ines = add(app, "rosa", "housekeeping"), add(app, "ines", "reception", "open sesame")
    for weak in ("12", "abcd", "1234", "4321", "7777", "123456789", "١٢٣٤"):
        with pytest.raises(InvalidInput):
            set_pin(as_user(app, rosa), "", weak)
    with pytest.raises(WrongPin, match="no PIN yet"):
        sign_in_by_pin(app, rosa, "2580")
    set_pin(as_user(app, rosa), "", "2580")
    with pytest.raises(WrongPin, match="not the PIN"):
        set_pin(as_user(app, rosa), "1111", "8052")
    signed = sign_in_by_pin(as_user(app, ines), rosa, "2580")
    assert (signed.actor.user_id, signed.actor.workstation) == (rosa.id, app.actor.workstation)
    assert not signed.actor.may("security.set_pin")

    with pytest.raises(WrongPin, match="password"):
        set_pin(as_user(app, ines), "", "9071")
    set_pin(as_user(app, ines), "open sesame", "9071")
    for left in ("4 tries are left", "3 tries", "2 tries", "1 try is", "only the password opens"):
        with pytest.raises(WrongPin, match=left):
            sign_in_by_pin(app, ines, "0000")
        forward(app, 60)
    with pytest.raises(WrongPin, match="only the password opens"):
        sign_in_by_pin(app, ines, "9071")
    forward(app, 60)
    assert sign_in_by_pin(app, ines, "open sesame").actor.user_id == ines.id
    assert sign_in_by_pin(app, ines, "9071").actor.user_id == ines.id
    with app.database.reader(app.actor.tenant_id) as session:
        entries = session.query(JournalEntry).where(JournalEntry.verb == "security.set_pin").all()
        assert len(entries) == 2
        assert all("2580" not in str(e.payload) and "9071" not in str(e.payload) for e in entries)
        assert all(not e.differences for e in entries), "the hash is no part of the house's state"


def test_wrong_tries_wait_and_are_kept(app: App) -> None:
    """A slip costs nothing; then the right PIN too has to wait, and so has the password; all are told."""
    ines = add(app, "ines", "reception", "open sesame")
    set_pin(as_user(app, ines), "open sesame", "9071")
    for _ in range(2):
        with pytest.raises(WrongPin, match="left"):
            sign_in_by_pin(app, ines, "0000")
    for secret in ("9071", "open sesame", "0000"):
        with pytest.raises(WrongPin, match="again in 5 seconds"):
            sign_in_by_pin(app, ines, secret)
    forward(app, 4)
    with pytest.raises(WrongPin, match="again in 1 second"):
        sign_in_by_pin(app, ines, "9071")
    forward(app, 1)
    assert sign_in_by_pin(app, ines, "9071").actor.user_id == ines.id
    with pytest.raises(WrongPin, match="4 tries are left"):
        sign_in_by_pin(app, ines, "0000")
    with app.database.reader(app.actor.tenant_id) as session:
        entries = session.query(JournalEntry).where(JournalEntry.verb == "security.count_wrong_pin").all()
        assert [entry.payload["user_id"] for entry in entries] == [str(ines.id)] * 3


def test_a_manager_gives_a_pin(app: App) -> None:
    """Proved by the own PIN; it lets in, and asks for one of one's own; an owner's is the owner's alone."""
    rosa, boss = add(app, "rosa", "housekeeping"), add(app, "boss", "manager")
    owner = next(user for user in app.ask(Users()) if user.id == app.actor.user_id)
    managing = as_user(app, boss)
    set_pin(managing, "", "9071")
    with pytest.raises(WrongPin):
        reset_pin(managing, rosa, "1111", "2580")
    with pytest.raises(InvalidInput, match="guess"):
        reset_pin(managing, rosa, "9071", "1234")
    with pytest.raises(NotPermitted, match="Only an owner"):
        reset_pin(managing, owner, "9071", "2580")
    with pytest.raises(InvalidInput, match="old one"):
        reset_pin(managing, boss, "9071", "2580")
    with pytest.raises(NotPermitted):
        reset_pin(as_user(app, rosa), boss, "", "2580")
    reset_pin(managing, rosa, "9071", "2580")
    signed = sign_in_by_pin(app, rosa, "2580")
    assert pin_giver(signed) == "Boss"
    set_pin(signed, "2580", "8052")
    assert pin_giver(signed) == ""
    reset_pin(app, boss, "", "3691")
    assert sign_in_by_pin(app, boss, "3691").actor.user_id == boss.id
