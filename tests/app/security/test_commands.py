"""Users, roles and settings, on each engine."""

from collections.abc import Iterator

import pytest

from app.bootstrap import App, actor_for
from app.features.property import Housekeeping, SetRoomState
from app.features.reservations import LockStay
from app.features.security import AddUser, LoginTaken, SaveSetting, Settings, Users
from app.infra.database import Location
from app.kernel.errors import InvalidInput, NotFound, NotPermitted
from tests.support.houses import open_house


@pytest.fixture
def app(location: Location) -> Iterator[App]:
    """A founded house."""
    opened = open_house(location)
    yield opened
    opened.close()


def add(app: App, login: str, role: str) -> App:
    """A new user's own view of the house."""
    app.execute(AddUser(id=app.new_id(), user_id=app.new_id(), login=login, name=login.title(), role=role))
    user = next(u for u in app.ask(Users()) if u.login == login)
    return app.as_actor(actor_for(user, app.actor.tenant_id, "Front desk 2"))


def test_a_role_is_a_list_of_verbs(app: App) -> None:
    """Housekeeping says how rooms are and locks no stay; reception may."""
    maid = add(app, "rosa", "housekeeping")
    with pytest.raises(NotPermitted):
        maid.execute(LockStay(id=app.new_id(), stay_id=app.new_id()))
    with pytest.raises(NotFound):  # permitted, but there is no such room
        maid.execute(SetRoomState(id=app.new_id(), room_id=app.new_id(), housekeeping=Housekeeping.CLEAN))
    clerk = add(app, "ines", "reception")
    with pytest.raises(NotFound):
        clerk.execute(LockStay(id=app.new_id(), stay_id=app.new_id()))


def test_logins_are_one_each(app: App) -> None:
    """A taken login, an empty one and an unknown role are refused at their fields."""
    add(app, "rosa", "housekeeping")
    with pytest.raises(LoginTaken) as taken:
        add(app, "rosa", "reception")
    with pytest.raises(InvalidInput) as empty:
        add(app, " ", "reception")
    with pytest.raises(NotFound) as unknown:
        add(app, "leo", "astronaut")
    assert [e.value.field for e in (taken, empty, unknown)] == ["login", "login", "role"]


def test_settings_belong_to_their_user(app: App) -> None:
    """What one user sets another does not see; the last value stands."""
    clerk = add(app, "ines", "reception")
    for value in ({"day": 44}, {"day": 60}):
        app.execute(SaveSetting(id=app.new_id(), key="rack", value=value))
    clerk.execute(SaveSetting(id=app.new_id(), key="rack", value={"day": 8}))
    assert app.ask(Settings(user_id=app.actor.user_id)) == {"rack": {"day": 60}}
    assert clerk.ask(Settings(user_id=clerk.actor.user_id)) == {"rack": {"day": 8}}
