"""PINs: users change places by them, five wrong tries end them, the password opens again; on each engine."""

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher

from app.bootstrap import App, WrongPin, actor_for, set_pin, sign_in_by_pin
from app.features.security import AddUser, Users, UserView
from app.infra.database import Location
from app.infra.tables import JournalEntry
from app.kernel.errors import InvalidInput
from tests.support.houses import open_house


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
    with pytest.raises(WrongPin, match="only the password opens"):
        sign_in_by_pin(app, ines, "9071")
    assert sign_in_by_pin(app, ines, "open sesame").actor.user_id == ines.id
    assert sign_in_by_pin(app, ines, "9071").actor.user_id == ines.id
    with app.database.reader(app.actor.tenant_id) as session:
        entries = session.query(JournalEntry).where(JournalEntry.verb == "security.set_pin").all()
        assert len(entries) == 2
        assert all("2580" not in str(e.payload) and "9071" not in str(e.payload) for e in entries)
        assert all(not e.differences for e in entries), "the hash is no part of the house's state"
