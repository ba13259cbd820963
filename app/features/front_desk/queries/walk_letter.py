"""The letter that a walked guest gets, in the guest's own language, whatever language the desk speaks."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.features.front_desk.queries.turning_away import Walks, WalkView, walks
from app.infra.bus import Answering
from app.infra.documents.words import Words
from app.kernel.commands import Query
from app.kernel.text import printed


@dataclass(frozen=True, slots=True)
class WalkLetterView:
    """A letter in parts: what it says before and after the address of the other hotel."""

    language: str
    title: str
    house: str
    day: str
    booking: str
    before: tuple[str, ...]
    hotel: str
    address: str
    after: tuple[str, ...]
    signed: str


@dataclass(frozen=True, kw_only=True, slots=True)
class WalkLetter(Query[WalkLetterView | None]):
    """The letter of a stay that was walked, the last time; `language` "" is the guest's. None: it was not."""

    stay_id: UUID
    language: str = ""


def walk_letter(query: WalkLetter, *, session: Session) -> WalkLetterView | None:
    """Found and put into words."""
    found = walks(Walks(stay_id=query.stay_id), session=session)
    if not found:
        return None
    walk = found[0]
    language = query.language or walk.language or "en"
    words = Words.of(language, walk.currency)
    return WalkLetterView(
        language, words.say(printed("Your night at {hotel}"), hotel=walk.hotel), walk.hotel_here,
        words.day(walk.walked_on), words.say(printed("Booking {number}"), number=walk.number),
        (
            words.say(printed("Dear {name},"), name=walk.guest),
            words.say(
                printed("we are sorry: more guests have arrived than we have rooms tonight, and we cannot "
                        "give you the room that you booked.")
            ),
            words.say(printed("We have booked a room for you at {hotel}."), hotel=walk.hotel),
        ),
        walk.hotel, walk.address, tuple(_after(walk, words)), walk.by_name,
    )  # fmt: skip


def _after(walk: WalkView, words: Words) -> list[str]:
    """What this hotel pays, and when the room here is ready again."""
    paid = printed("We pay the room there for {nights}. You owe us nothing for this time.")
    said = [words.say(paid, nights=words.nights(walk.nights))]
    if walk.transport:
        said.append(words.say(printed("We pay your way there too: {transport}."), transport=walk.transport))
    if walk.return_on is not None:
        back = printed("Your room here is ready for you on {day}.")
        said.append(words.say(back, day=words.day(walk.return_on)))
    thanks = printed("Thank you for your patience. We hope to welcome you here soon.")
    return [*said, words.say(thanks)]


ANSWERS = (Answering(WalkLetter, walk_letter),)
