"""Random commands around arriving and leaving: papers, keys, guarantees, fees, many at once, the register."""

from datetime import time
from typing import Final

from app.features import front_desk
from app.kernel.commands import Command
from app.workbench.simulation.world import World

STROKES: Final = ("10,10 20,20;30,30 40,45", "", "x")
BANDS: Final = (front_desk.Band(time(9), percent=50), front_desk.Band(time(11), minor=1_500))
EMPTY: Final = front_desk.Band(time(7))


def identity(w: World) -> Command:
    """Papers are looked at: all that the law asks, or one fact too few or wrong."""
    facts = {
        "surname": "Okonkwo", "given": "Ana", "kind": "passport", "number": f"P{w.rng.randrange(9_999):07}",
        "nationality": w.rng.choice(("NG", "PT")), "birth_date": "1990-02-03", "issued_by": "NG",
    }  # fmt: skip
    if w.rng.random() < 0.3:
        facts |= w.rng.choice(({"birth_date": "2090-02-03"}, {"number": ""}, {"kind": "ticket"}))
    return front_desk.VerifyIdentity(
        id=w.new_id(), check_id=w.new_id(), stay_id=w.due(), facts=facts,
        way=w.rng.choice(("typed", "scanner", "guessed")), place=w.rng.choice((1, 1, 1, 2, 0)),
    )  # fmt: skip


def give_keys(w: World) -> Command:
    """Keys go out."""
    return front_desk.IssueKeys(
        id=w.new_id(), issue_id=w.new_id(), stay_id=w.a_stay("checked_in"), count=w.rng.choice((1, 2, 0, 99)),
        kind=w.rng.choice(("card", "metal", "pin")),
    )  # fmt: skip


def take_keys(w: World) -> Command:
    """Keys come back."""
    return front_desk.ReturnKeys(
        id=w.new_id(), stay_id=w.a_stay("checked_in", "checked_out"), count=w.rng.choice((None, 1, 5))
    )


def sign(w: World) -> Command:
    """The card is signed, or not quite."""
    return front_desk.SignRegistration(
        id=w.new_id(), stay_id=w.due(), way=w.rng.choice(("screen", "screen", "paper", "air")),
        strokes=w.rng.choice(STROKES),
    )  # fmt: skip


def secure(w: World) -> Command:
    """By a card at the terminal, by a company, by nothing."""
    return front_desk.SecureStay(
        id=w.new_id(), stay_id=w.due(), way=w.rng.choice(("card", "company", "none", "word")),
        amount_minor=w.rng.choice((12_000, 0)), reference=w.rng.choice(("A 774", "", "4111 1111 1111 1111")),
        reason=w.rng.choice(("Regular", "")),
    )  # fmt: skip


def give_room(w: World) -> Command:
    """Another room at the desk."""
    return front_desk.GiveRoom(
        id=w.new_id(), stay_id=w.due(), room_id=w.one_of(w.room_ids), reprice=w.rng.random() < 0.3,
        reason=w.rng.choice(("Upgrade", "")),
    )  # fmt: skip


def fee(w: World) -> Command:
    """For coming early or leaving late."""
    return front_desk.ChargeFee(
        id=w.new_id(), stay_id=w.a_stay("checked_in"), kind=w.rng.choice(("early", "late", "never")),
        at=w.clock.now(), amount_minor=w.rng.choice((None, 2_000, 0, -5)),
    )  # fmt: skip


def terms(w: World) -> Command:
    """How the house checks in and out."""
    bands = w.rng.choice(((), BANDS, BANDS[:1], (BANDS[0], BANDS[0]), (EMPTY,)))
    return front_desk.SetDeskTerms(
        id=w.new_id(), property_id=w.property_id, early=bands, late=w.rng.choice(((), BANDS)),
        early_article=w.rng.choice(("OTHER", "NONE")), late_article="OTHER",
        extras_minor=w.rng.choice((0, 5_000, -1)),
    )  # fmt: skip


def check_in_many(w: World) -> Command:
    """A coach arrives."""
    stays = tuple(w.due() for _ in range(w.rng.choice((0, 1, 2, 3))))
    return front_desk.CheckInMany(id=w.new_id(), stay_ids=stays, keys=w.rng.choice((0, 1, 2)))


def check_out_many(w: World) -> Command:
    """The coach leaves."""
    stays = tuple(w.a_stay("checked_in") for _ in range(w.rng.choice((0, 1, 2, 3))))
    return front_desk.CheckOutMany(id=w.new_id(), stay_ids=stays)


def complete(w: World) -> Command:
    """A fact that the authority asks for, or takes none of."""
    key = w.rng.choice(("number", "birth_place", "shoe_size"))
    return front_desk.CompleteRegister(
        id=w.new_id(), stay_id=w.a_stay("checked_in", "checked_out"), facts={key: w.rng.choice(("A1", ""))},
        place=w.rng.choice((1, 1, 2, 0)),
    )  # fmt: skip


def sent(w: World) -> Command:
    """Entries are with the authority."""
    stays = tuple({w.a_stay("checked_in") for _ in range(w.rng.choice((0, 1, 2)))})
    return front_desk.MarkRegisterSent(id=w.new_id(), stay_ids=stays, reference=w.rng.choice(("", "L 8")))


def answered(w: World) -> Command:
    """It took one, or not."""
    return front_desk.AnswerRegister(
        id=w.new_id(), stay_id=w.a_stay("checked_in", "checked_out"),
        answer=w.rng.choice(("processed", "refused", "failed", "perhaps")), words="No such place",
    )  # fmt: skip


def withdrawn(w: World) -> Command:
    """It is not to count."""
    return front_desk.WithdrawRegister(id=w.new_id(), stay_id=w.a_stay("checked_in", "checked_out"))


def authority(w: World) -> Command:
    """Under which code it knows the house."""
    return front_desk.SetRegisterTerms(
        id=w.new_id(), property_id=w.property_id, establishment=w.rng.choice(("PT-7", "", "x" * 60))
    )


def hand_over(w: World) -> Command:
    """A shift ends."""
    return front_desk.HandOver(
        id=w.new_id(), handover_id=w.new_id(), property_id=w.property_id,
        note=w.rng.choice(("", "104 waits", "x" * 5_000)),
    )  # fmt: skip


def take_over(w: World) -> Command:
    """The next one begins."""
    return front_desk.TakeOver(id=w.new_id(), handover_id=w.a_row("shift_handover"))


def incident(w: World) -> Command:
    """Something happens."""
    return front_desk.RecordIncident(
        id=w.new_id(), incident_id=w.new_id(), property_id=w.property_id,
        text=w.rng.choice(("Water in the lobby", "")), place=w.rng.choice(("104", "")),
    )  # fmt: skip


def settled(w: World) -> Command:
    """Nothing is left to do."""
    return front_desk.SettleIncident(id=w.new_id(), incident_id=w.a_row("incident"))
