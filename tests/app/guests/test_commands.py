"""Guests and companies on both engines: added, changed, refused at the field, undone."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from app.bootstrap import App
from app.features.guests import (
    AddCompany,
    AddGuest,
    AddGuests,
    ChangeGuest,
    Companies,
    CompanyCodeTaken,
    FindGuests,
    GuestDetail,
    Person,
)
from app.infra.database import Location
from app.infra.undo import NeverUndone
from app.kernel.errors import InvalidInput, NotFound
from tests.support.houses import open_house


@pytest.fixture
def app(location: Location) -> Iterator[App]:
    """An empty house on one engine."""
    app = open_house(location)
    yield app
    app.close()


def new_guest(app: App, **fields: Any) -> AddGuest:
    """A command that adds a guest."""
    return AddGuest(id=app.new_id(), guest_id=app.new_id(), **fields)


def test_a_guest_comes_back_as_he_was_given(app: App) -> None:
    """Blanks are trimmed, codes are in their usual case, everything else stays."""
    command = new_guest(
        app, surname="  de  la Cruz ", given="Íñigo", email="i@cruz.es", phone="+34 600 100 200",
        birth_date=date(1980, 2, 29), nationality="es", language="es", country="Es", vip=2,
        tags=("wine", " wine ", "late"), note="Quiet room\r\nplease",
    )  # fmt: skip
    app.execute(command)
    view = app.ask(GuestDetail(guest_id=command.guest_id))
    assert (view.surname, view.given, view.name) == ("de la Cruz", "Íñigo", "Íñigo de la Cruz")
    assert (view.nationality, view.country, view.birth_date) == ("ES", "ES", date(1980, 2, 29))
    assert (view.tags, view.vip, view.note) == (("wine", "late"), 2, "Quiet room\nplease")


@pytest.mark.parametrize(
    "fields", [{"surname": "Sukarno"}, {"given": "Björk"}, {"surname": "王"}, {"surname": "ส" * 200}]
)
def test_one_name_is_enough(app: App, fields: dict[str, Any]) -> None:
    """A person may have a single name, in any script, up to 200 characters."""
    command = new_guest(app, **fields)
    app.execute(command)
    [hit] = app.ask(FindGuests(text=next(iter(fields.values()))[:50]))
    assert hit.id == command.guest_id


def test_birth_dates_end_today(app: App) -> None:
    """A child born today may be a guest, one born in some days may not; east of us it is tomorrow already."""
    app.execute(new_guest(app, surname="Newborn", birth_date=date(2026, 11, 21)))
    with pytest.raises(InvalidInput) as refusal:
        app.execute(new_guest(app, surname="Unborn", birth_date=date(2026, 11, 23)))
    assert refusal.value.field == "birth_date"


def test_changes_leave_other_fields(app: App) -> None:
    """None leaves a field; an empty text empties it; a birth date can be forgotten; undo brings all back."""
    command = new_guest(app, surname="Sørensen", email="s@mail.dk", birth_date=date(1990, 1, 1), vip=1)
    app.execute(command)
    before = app.ask(GuestDetail(guest_id=command.guest_id))
    change = ChangeGuest(
        id=app.new_id(), guest_id=command.guest_id, email="", forget_birth_date=True, tags=("wine",),
        blacklist_reason="Left without paying",
    )  # fmt: skip
    app.execute(change)
    after = app.ask(GuestDetail(guest_id=command.guest_id))
    assert (after.surname, after.email, after.birth_date, after.vip) == ("Sørensen", "", None, 1)
    assert app.ask(FindGuests(text="sorensen"))[0].blacklisted
    assert app.ask(FindGuests(text="s@mail.dk")) == ()
    app.undo(change.id)
    assert app.ask(GuestDetail(guest_id=command.guest_id)) == before
    assert app.ask(FindGuests(text="s@mail.dk"))[0].id == command.guest_id


def test_a_refused_change_changes_nothing(app: App) -> None:
    """The guest stays as he was, with his terms."""
    command = new_guest(app, surname="Sørensen")
    app.execute(command)
    with pytest.raises(InvalidInput):
        app.execute(ChangeGuest(id=app.new_id(), guest_id=command.guest_id, surname=" ", email="s@mail.dk"))
    assert app.ask(GuestDetail(guest_id=command.guest_id)).email == ""
    assert app.ask(FindGuests(text="soren"))


def test_an_unknown_guest_is_not_found(app: App) -> None:
    """Neither shown nor changed."""
    with pytest.raises(NotFound):
        app.ask(GuestDetail(guest_id=app.new_id()))
    with pytest.raises(NotFound):
        app.execute(ChangeGuest(id=app.new_id(), guest_id=app.new_id(), note="x"))


def test_undoing_an_addition_forgets_the_guest(app: App) -> None:
    """Neither the guest nor his terms stay; redo brings both back."""
    command = new_guest(app, surname="Müller", given="Anna")
    app.execute(command)
    undo_id = app.new_id()
    app.undo(command.id, undo_id)
    assert app.ask(FindGuests(text="muller")) == ()
    app.undo(undo_id)
    assert [hit.name for hit in app.ask(FindGuests(text="muller"))] == ["Anna Müller"]


def test_many_guests_at_once(app: App) -> None:
    """A batch is written whole, or not at all when one of its people cannot be right."""
    people = tuple((app.new_id(), Person(surname=f"Guest {n}")) for n in range(50))
    command = AddGuests(id=app.new_id(), people=people)
    assert app.execute(command).result == {"guests": 50}
    with pytest.raises(NeverUndone, match="stay"):
        app.undo(command.id)
    assert len(app.ask(FindGuests(text="guest", limit=100))) == 50
    bad = (*((app.new_id(), Person(surname="Good")),), (app.new_id(), Person(email="nobody@x.org")))
    with pytest.raises(InvalidInput):
        app.execute(AddGuests(id=app.new_id(), people=bad))
    assert app.ask(FindGuests(text="good")) == ()


def test_companies_have_one_code_per_kind(app: App) -> None:
    """An agent may bear the code of a company; two companies may not."""
    for kind in ("company", "agent"):
        app.execute(AddCompany(id=app.new_id(), company_id=app.new_id(), kind=kind, code=" 240 ", name="Sol"))
    assert [(c.kind, c.code) for c in app.ask(Companies())] in (
        [("agent", "240"), ("company", "240")],
        [("company", "240"), ("agent", "240")],
    )
    with pytest.raises(CompanyCodeTaken) as refusal:
        app.execute(
            AddCompany(id=app.new_id(), company_id=app.new_id(), kind="agent", code="240", name="Mar")
        )
    assert refusal.value.field == "code"
    with pytest.raises(InvalidInput):
        app.execute(AddCompany(id=app.new_id(), company_id=app.new_id(), kind="tour", code="1", name="Mar"))
