"""The rules of the house behind refusals: what each is called, where it is set, what can be done about it.

A refusal brings commands that would succeed (`choices`). Where it has none, or few, verbs of the window stand
beside them: the place where what is missing can be done. The table is by the refusal's code; a test walks all
classes of the desk's capabilities, so that a new one gets its line.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from app.kernel.actor import Actor
from app.kernel.errors import AppError
from app.kernel.text import marked, tr
from ui.shell.actions import ActionRegistry, ActionSpec


@dataclass(frozen=True, slots=True)
class Ground:
    """A rule in a few words, the verb that opens where it is set ("" for none), verbs that lead on."""

    rule: str
    setting: str = ""
    steps: tuple[str, ...] = ()


_BOOKING, _FOLIO, _RACK, _SETTINGS = (
    "reservations.open",
    "folios.show",
    "shell.open.rack",
    "shell.open.settings",
)
_MONEY, _CASHIER, _PAY = "invoices.show_money_settings", "shell.open.cashier", "folios.take_payment"
_RECEIVABLES = "finance.show_receivables"
_AROUND: Final = (_BOOKING, _RACK)

GROUNDS: Final[Mapping[str, Ground]] = {
    # Bookings.
    "room_taken": Ground(marked("A room has one holder a night"), "", (_RACK, _BOOKING)),
    "party_too_large": Ground(marked("Not more people than a room takes"), "", _AROUND),
    "type_full": Ground(
        marked("Not more rooms are sold than there are"), "", ("front_desk.join_waitlist", _RACK)
    ),
    "wrong_state": Ground(
        marked("Each step follows the one before it"), "", (_BOOKING, "front_desk.done_today")
    ),
    "stay_locked": Ground(marked("What is marked is not moved"), "", _AROUND),
    "dates_refused": Ground(marked("Nights that were slept stay; a stay ends after it begins"), "", _AROUND),
    "rate_refused": Ground(
        marked("A rate is sold within its limits"), "rates.plans", ("reservations.new", "shell.open.rates")
    ),
    "not_together": Ground(marked("All of several, or none"), "", (_RACK, "rack.draft")),
    "group_code_taken": Ground(marked("Each group has a code of its own"), "", ("shell.open.groups",)),
    "not_so_many_rooms": Ground(marked("Not more is kept than is free"), "", ("shell.open.groups", _RACK)),
    "bad_profile": Ground(
        marked("A profile names columns that are there"), "", ("reservations.import_file",)
    ),
    "unreadable_file": Ground(marked("Bookings come as CSV or XLSX"), "", ("reservations.import_file",)),
    # The desk.
    "room_not_ready": Ground("", "", ("front_desk.join_queue", "front_desk.room_queue")),
    "no_room_yet": Ground("", "", ("boards.to_place", "rack.make_fit")),
    "not_expected": Ground("", "", _AROUND),
    "still_owes": Ground("", _SETTINGS, (_PAY, _FOLIO)),
    "fee_changed": Ground(marked("The fee is the one that was shown"), _SETTINGS, ("front_desk.cancel",)),
    "no_accounts": Ground(marked("Fees need the books of the house"), _MONEY, (_MONEY,)),
    "no_fee": Ground(marked("Fees follow the hours of the house"), _SETTINGS, (_SETTINGS, _FOLIO)),
    "plan_outdated": Ground(marked("A plan holds for what it has seen"), "", (_RACK, "rack.draft")),
    "plan_refused": Ground(marked("All of a plan, or nothing"), "", (_RACK, "rack.draft")),
    "room_is_ready": Ground(marked("Nobody waits for a room that is ready"), "", ("front_desk.check_in",)),
    "register_closed": Ground(
        marked("What was told is corrected, not rewritten"), "", ("front_desk.show_register",)
    ),
    "register_not_ready": Ground(
        marked("An entry is complete before it is sent"), _SETTINGS, ("front_desk.show_register",)
    ),
    "shares_already": Ground(marked("A guest is in a stay once"), "", (_BOOKING,)),
    "own_handover": Ground("", "", ("shell.switch_user", "front_desk.shift")),
    "taken_already": Ground(marked("A shift is taken once"), "", ("front_desk.shift",)),
    "settled_already": Ground(marked("What is settled stays settled"), "", ("front_desk.shift",)),
    "trace_done": Ground(marked("A to-do is done once"), "", ("boards.traces",)),
    "cannot_walk": Ground(
        marked("Who arrives today can be walked"), "", ("boards.arrivals", "front_desk.cancel")
    ),
    "not_waiting": Ground(marked("Who is booked or gone does not wait"), "", ("boards.waitlist",)),
    "not_mrz": Ground(marked("Check digits are right"), "", ("front_desk.check_in",)),
    "cannot_merge": Ground(marked("Only what is the same guest is merged"), "", ("guests.show_duplicates",)),
    "not_merged": Ground(marked("Only what was merged is parted"), "", ("guests.show_duplicates",)),
    "no_places": Ground(marked("Places come from the authority's table"), _SETTINGS, (_SETTINGS,)),
    # Money.
    "folio_closed": Ground(marked("Nothing is posted to a closed folio"), "", (_FOLIO, "folios.list")),
    "folio_open_items": Ground(marked("A folio is settled before it is closed"), "", (_PAY, _FOLIO)),
    "day_closed": Ground(marked("Only the open day is posted to"), "", (_FOLIO, "folios.post_charge")),
    "too_little_given": Ground(marked("Cash covers what is paid"), "", (_PAY,)),
    "refund_too_high": Ground(marked("Not more is given back than was paid"), "", (_FOLIO,)),
    "not_chargeable": Ground(marked("A card is charged within its limit and day"), _SETTINGS, (_PAY, _FOLIO)),
    "credit_exceeded": Ground(
        marked("A company owes what was agreed"),
        "finance.show_receivables",
        ("finance.show_receivables", _PAY),
    ),
    "terms_refused": Ground(marked("Taxes follow the law of the place"), _MONEY, (_MONEY,)),
    "unknown_currency": Ground(marked("Foreign notes need a rate"), _MONEY, (_MONEY, _PAY)),
    "card_number_given": Ground(marked("Card numbers are never kept"), "", (_PAY, _FOLIO)),
    "voucher_refused": Ground(marked("A voucher is known, valid and not empty"), "", (_PAY,)),
    "voucher_too_low": Ground(marked("A voucher pays what is left on it"), "", (_PAY,)),
    "voucher_sold": Ground(marked("A voucher is taken back by its own verb"), "", (_FOLIO,)),
    "already_reversed": Ground(marked("A posting is reversed once"), "", (_FOLIO,)),
    "no_deposit": Ground(marked("Only what is held is used"), "", (_PAY, _FOLIO)),
    "drawer_open": Ground(marked("A workstation has one open drawer"), "", (_CASHIER,)),
    "no_drawer": Ground(marked("Cash needs an open drawer"), "", (_CASHIER, _PAY)),
    "not_this_drawer": Ground(marked("Each drawer belongs to its workstation"), "", (_CASHIER,)),
    "drawer_too_low": Ground(marked("A drawer gives what is in it"), "", (_CASHIER,)),
    "not_counted": Ground(marked("Counted before it is closed"), "", (_CASHIER,)),
    "variance": Ground(marked("A difference has a reason"), "", (_CASHIER,)),
    "no_proof": Ground(marked("Who is free of tax proves it"), _MONEY, (_BOOKING,)),
    "tax_rule_exists": Ground(marked("One rule for a tax and day"), _MONEY, (_MONEY,)),
    "not_pending": Ground(marked("The card provider says where a payment stands"), "", (_FOLIO,)),
    # Of everybody.
    "not_now": Ground("", "", ("shell.find",)),
    "not_permitted": Ground("", "", ("shell.switch_user",)),
    "changed_since": Ground(marked("The newest is taken back first"), "", ("front_desk.done_today",)),
    "never_undone": Ground(marked("What is in the books stands"), "", ("front_desk.done_today",)),
    "nothing_to_undo": Ground(marked("Each thing is taken back once"), "", ("front_desk.done_today",)),
}
# What the button of a choice says, by the verb of its command.
_DOES: Final[Mapping[str, str]] = {
    "front_desk.check_in": marked("Check in"), "front_desk.check_out": marked("Check out"),
    "front_desk.walk_in": marked("Check in"), "front_desk.reinstate": marked("Bring back"),
    "front_desk.offer_room": marked("Offer"), "front_desk.cancel": marked("Cancel it"),
    "front_desk.mark_no_show": marked("No-show"), "front_desk.commit_plan": marked("Commit"),
    "front_desk.book_from_waitlist": marked("Book"), "reservations.reserve": marked("Book"),
    "reservations.book_rooming_list": marked("Book"), "reservations.move_stay": marked("Move"),
    "reservations.move_from": marked("Move"), "reservations.swap_stays": marked("Swap"),
    "reservations.join_stay": marked("Join"), "reservations.unlock_stay": marked("Unlock"),
    "reservations.change_stay_dates": marked("Change days"), "reservations.block_room": marked("Block"),
    "reservations.change_block": marked("Block"), "reservations.together": marked("Do these"),
    "reservations.price_stay": marked("Sell"), "reservations.add_room": marked("Add"),
    "reservations.change_party": marked("Change"), "reservations.set_allotment": marked("Keep"),
    "property.set_room_state": marked("Set clean"), "folios.reopen": marked("Open"),
    "folios.open_cashier": marked("Open drawer"), "folios.take_payment": marked("Take"),
    "folios.refund_payment": marked("Give back"), "folios.post_charge": marked("Charge"),
    "folios.set_up_ledgers": marked("Set up"), "folios.withdraw_voucher": marked("Take back"),
    "folios.close_cashier": marked("Close drawer"), "invoices.credit": marked("Take back"),
    "invoices.issue": marked("Issue"),
}  # fmt: skip


def rule_of(error: AppError | type[AppError]) -> str:
    """The rule behind a refusal, in a few words; "" where the sentence says it all."""
    ground = GROUNDS.get(error.code)
    return error.rule() or (tr(ground.rule) if ground is not None and ground.rule else "")


def does(verb: str) -> str:
    """What a choice's button says."""
    return tr(_DOES[verb]) if verb in _DOES else tr("Do it")


def setting_of(error: AppError, actions: ActionRegistry, actor: Actor) -> ActionSpec | None:
    """The verb that opens where the rule is set, for whom it is allowed."""
    ground = GROUNDS.get(error.code)
    spec = actions.find(ground.setting) if ground is not None and ground.setting else None
    return spec if spec is not None and not spec.reason(actor) else None


def steps_of(error: AppError, actions: ActionRegistry, actor: Actor) -> list[ActionSpec]:
    """The verbs that lead on and can run now."""
    return list(_steps(error.code, actions, lambda spec: not spec.reason(actor)))


def _steps(code: str, actions: ActionRegistry, can: Callable[[ActionSpec], bool]) -> Iterator[ActionSpec]:
    ground = GROUNDS.get(code)
    for verb in ground.steps if ground is not None else ():
        spec = actions.find(verb)
        if spec is not None and not spec.page and can(spec):
            yield spec
