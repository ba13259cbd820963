"""Many rows at once keep each value as it is, on both engines, whatever signs stand in it."""

from datetime import date

import pytest

from app.bootstrap import App
from app.features.guests import AddGuests, GuestDetail, Person

PLAIN = (
    Person(surname="García Lorca", given="Federico", tags=("quiet", "NULL")),
    Person(surname="null", given="", vip=2, birth_date=date(1980, 2, 29)),
    Person(surname="O’Sullivan, {Ciara}", email="c@example.org", note="one, two"),
)
SIGNS = (
    Person(surname='"', given='"quoted'),
    Person(surname='A","B', note='He said "no"'),
    Person(surname="back\\slash", note="\\"),
    Person(surname="ends with \\", tags=('"', "\\", "{}")),
)


@pytest.mark.parametrize("people", [PLAIN, SIGNS, PLAIN + SIGNS, SIGNS[1:2]])
def test_every_text_comes_back(app: App, people: tuple[Person, ...]) -> None:
    ids = [app.new_id() for _ in people]
    app.execute(AddGuests(id=app.new_id(), people=tuple(zip(ids, people, strict=True))))
    for id_, person in zip(ids, people, strict=True):
        view = app.ask(GuestDetail(guest_id=id_))
        kept = Person(**{name: getattr(view, name) for name in Person.__dataclass_fields__})
        assert kept == person
