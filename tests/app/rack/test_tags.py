"""Tags of stays are what their bookings say, on both engines."""

import numpy as np

from app.features.rack import NO_TAGS, Rack, RackTags, StayTags
from app.features.reservations import ChangeReservation
from app.infra.database import Location
from tests.support.desk import open_desk
from tests.support.houses import open_house


def test_tags_are_read_by_stay(location: Location) -> None:
    """Each stay of a tagged booking; commas, quotes and accents stay; a booking without tags has none."""
    app = open_house(location)
    desk = open_desk(app)
    assert app.ask(StayTags()) is NO_TAGS
    plain = desk.book("101")
    one = desk.book("102", tags=('Hochzeit, "groß"', "Ação"))
    pair = desk.reserve(desk.request("103"), desk.request("104"), tags=("parking 1",))
    app.execute(pair)
    desk.do(ChangeReservation, reservation_id=desk.view(plain).reservation_id, tags=())
    bars, tags = app.ask(Rack()).bars, app.ask(StayTags())
    told = {bars.id(bar): code for bar, code in enumerate(tags.codes(bars.key).tolist())}
    words = {stay: tags.words[code] if code >= 0 else () for stay, code in told.items()}
    assert words == {
        plain: (), one: ('Hochzeit, "groß"', "Ação"),
        **{room.stay_id: ("parking 1",) for room in pair.rooms},
    }  # fmt: skip
    app.close()


def test_equal_tags_are_kept_once() -> None:
    """Codes number the distinct words; who is not known has none."""
    keys = np.array([[1, 9], [1, 3], [1, 5]], np.uint64)
    tags = RackTags.of(keys, [("a",), ("b", "c"), ("a",)])
    assert tags.words == (("a",), ("b", "c"))
    wanted = np.array([[1, 3], [1, 4], [1, 5], [1, 99], [1, 9]], np.uint64)
    assert tags.codes(wanted).tolist() == [1, -1, 0, -1, 0]
