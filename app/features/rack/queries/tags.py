"""The tags of all stays that have some, read when somebody wants to see them on the bars."""

import json
from dataclasses import dataclass

from sqlalchemy import String, Text, cast, func, select, type_coerce
from sqlalchemy.orm import Session

from app.features.rack.rules.tags import NO_TAGS, RackTags
from app.features.reservations.models import Reservation, Stay
from app.infra.bus import Answering
from app.infra.packed import Packer, as_key
from app.kernel.commands import Query

STAYS, BOOKINGS = Stay.__table__, Reservation.__table__
NONE, END = "[]", "\x1e"


@dataclass(frozen=True, kw_only=True, slots=True)
class StayTags(Query[RackTags]):
    """The tags of every booking on each of its stays."""


def stay_tags(query: StayTags, *, session: Session) -> RackTags:  # noqa: ARG001
    """One pass over tagged bookings; JSON has no control character, so one can part the texts."""
    pack = Packer(session)
    embedded = session.get_bind().dialect.name == "sqlite"
    of = BOOKINGS.c
    tags = type_coerce(of.tags, String) if embedded else cast(of.tags, Text)
    got = pack.read(
        select(STAYS.c.id).where(
            pack.some_of(STAYS), STAYS.c.tenant_id == of.tenant_id, STAYS.c.reservation_id == of.id,
            tags != NONE,
        ),
        {"id": pack.id(STAYS.c.id), "tags": pack.text(func.coalesce(tags, NONE), END)},
    )  # fmt: skip
    if not len(got["id"]):
        return NO_TAGS
    texts = got["tags"].tobytes().decode().split(END)
    words = {text: tuple(str(word) for word in json.loads(text)) for text in set(texts)}
    return RackTags.of(as_key(got["id"]), [words[text] for text in texts])


ANSWERS = (Answering(StayTags, stay_tags),)
