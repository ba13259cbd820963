"""Random commands on money taken: payments, refunds, deposits, cards, drawers, taxes, and their settings."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from app.features import folios
from app.features.folios.rules.cityterms import Ground
from app.kernel.commands import Command
from app.workbench.simulation.bills import a_folio, a_window
from app.workbench.simulation.world import World

METHODS: Final = (
    *("cash", "terminal", "bank_transfer") * 4, "voucher", "city_ledger", "stripe", "virtual_card", "shells",
)  # fmt: skip
AMOUNTS: Final = (100, 1_000, 5_555, 20_000) * 3 + (0, -7)
STATES: Final = ("authorised", "taken", "taken", "returned", "failed", "voided", "")


def a_drawer(w: World) -> UUID:
    """A drawer, mostly one in somebody's hands."""
    return w.a_row("cashier_session", lambda row: row["closed_at"] is None)


def a_payment(w: World) -> UUID:
    """A payment, mostly one that was taken."""
    return w.a_row("payment", lambda row: row["status"] == "captured" and row["refund_of_id"] is None)


def pay(w: World) -> Command:
    """Take money."""
    method, minor = w.rng.choice(METHODS), w.rng.choice(AMOUNTS)
    return folios.TakePayment(
        by_link=method == "stripe" and w.rng.random() < 0.5,
        id=w.new_id(), payment_id=w.new_id(), folio_id=a_folio(w), number=a_window(w), method=method,
        amount_minor=minor,
        tendered_minor=w.rng.choice((0, 0, 0, minor, 2 * minor, 50)) if method == "cash" else 0,
        tendered_currency=w.rng.choice(("",) * 7 + ("EUR", "USD", "XTS")) if method == "cash" else "",
        reference=_reference(w, method),
        session_id=a_drawer(w) if method == "cash" and w.rng.random() < 0.2 else None,
        company_id=w.a_row("company") if method == "city_ledger" else None,
        virtual_card_id=w.a_row("virtual_card") if method == "virtual_card" else None,
    )  # fmt: skip


def _reference(w: World, method: str) -> str:
    """What stands on a slip; the code of a voucher that was sold, mostly."""
    if method == "voucher" and w.rng.random() < 0.8:
        voucher = w.a_row("voucher", lambda row: row["balance_minor"] > 0)
        return next(
            (str(row["code"]) for row in w.rows.get("voucher", []) if row["id"] == voucher), "K7M2-9QXR"
        )
    return w.rng.choice(("A-77",) * 9 + ("", "4111111111111111"))


def sell_voucher(w: World) -> Command:
    """Somebody gets a present; sometimes one that is over already."""
    return folios.SellVoucher(
        id=w.new_id(), voucher_id=w.new_id(), folio_id=a_folio(w), number=a_window(w),
        amount_minor=w.rng.choice((5_000, 10_000, 1, 0)),
        valid_until=w.rng.choice((None, None, w.some_day(-1, 2))), code=w.rng.choice(("", "", "GIFT", "12")),
    )  # fmt: skip


def withdraw_voucher(w: World) -> Command:
    """Take one back, now and then one that is spent."""
    return folios.WithdrawVoucher(
        id=w.new_id(), voucher_id=w.a_row("voucher"), folio_id=a_folio(w), number=a_window(w),
        reason=w.rng.choice(("Lost", "")),
    )  # fmt: skip


def payment_terms(w: World) -> Command:
    """When deposits are applied, and the usual one."""
    return folios.SetPaymentTerms(
        id=w.new_id(), property_id=w.property_id, provider=w.rng.choice((None, "", "stripe", "bank")),
        apply_deposit=w.rng.choice((None, "check_in", "check_out", "hand", "never")),
        deposit_parts=w.rng.choice((None, (), (folios.DepositPart(bp=3_000, before_arrival=7),))),
    )  # fmt: skip


def rebuild(w: World) -> Command:
    """Make the sums again; nothing is wrong with them."""
    return folios.RebuildSums(id=w.new_id(), property_id=w.property_id)


def refund(w: World) -> Command:
    """Give money back, too much now and then."""
    return folios.RefundPayment(
        id=w.new_id(), refund_id=w.new_id(), payment_id=a_payment(w), amount_minor=w.rng.choice(AMOUNTS),
        reason=w.rng.choice(("Left early", "Left early", "")),
    )  # fmt: skip


def authorise(w: World) -> Command:
    """Hold an amount on a card."""
    return folios.AuthoriseCard(
        id=w.new_id(), payment_id=w.new_id(), folio_id=a_folio(w), amount_minor=w.rng.choice(AMOUNTS)
    )


def capture(w: World) -> Command:
    """Take what is held, or more."""
    return folios.CaptureCard(id=w.new_id(), payment_id=_of_provider(w), amount_minor=w.rng.choice(AMOUNTS))


def void(w: World) -> Command:
    """Let go of what is held."""
    return folios.VoidCard(id=w.new_id(), payment_id=_of_provider(w))


def ask_provider(w: World) -> Command:
    """What has become of it?"""
    return folios.AskProvider(id=w.new_id(), payment_id=_of_provider(w))


def provider_answers(w: World) -> Command:
    """The provider says what became of it, late or twice."""
    return folios.RecordCardAnswer(
        id=w.new_id(), payment_id=_of_provider(w),
        action=w.rng.choice(("authorise", "charge", "capture", "refund", "void", "ask")),
        state=w.rng.choice(STATES), provider_ref="pi_1", amount_minor=w.rng.choice((0, 100, 1_000)),
    )  # fmt: skip


def _of_provider(w: World) -> UUID:
    return w.a_row("payment", lambda row: row["method"] == "stripe")


def schedule(w: World) -> Command:
    """Deposits of a booking, by shares or amounts."""
    parts = tuple(
        folios.DepositPart(
            bp=w.rng.choice((0, 3_000)),
            minor=w.rng.choice((1_000, 0)),
            before_arrival=w.rng.choice((None, 7)),
        )
        for _ in range(w.rng.choice((0, 1, 2)))
    )
    return folios.ScheduleDeposits(
        id=w.new_id(), reservation_id=w.one_of(w.reservation_ids), parts=parts,
        due_ids=tuple(w.new_id() for _ in parts),
    )  # fmt: skip


def take_deposit(w: World) -> Command:
    """A deposit comes in."""
    return folios.TakeDeposit(
        id=w.new_id(), payment_id=w.new_id(), folio_id=w.new_id(), method=w.rng.choice(METHODS),
        amount_minor=w.rng.choice(AMOUNTS), reference="T1", reservation_id=w.one_of(w.reservation_ids),
    )  # fmt: skip


def apply_deposit(w: World) -> Command:
    """A deposit becomes a payment."""
    return folios.ApplyDeposit(
        id=w.new_id(), folio_id=a_folio(w), number=a_window(w), amount_minor=w.rng.choice((None, 500, 10**9))
    )


def open_drawer(w: World) -> Command:
    """Take a drawer, or a second one."""
    return folios.OpenCashier(
        id=w.new_id(), session_id=w.new_id(), property_id=w.property_id,
        float_minor=w.rng.choice((20_000, 0, -1)),
    )  # fmt: skip


def drop(w: World) -> Command:
    """Some of it to the safe."""
    return folios.DropCash(
        id=w.new_id(), session_id=a_drawer(w), amount_minor=w.rng.choice((1_000, 10**8, 0)), reason="Safe"
    )


def count(w: World) -> Command:
    """Count it."""
    return folios.CountCashier(
        id=w.new_id(),
        session_id=a_drawer(w),
        counts=w.rng.choice(((folios.Counted("EUR", 5_000, 4),), ())),
    )


def close_drawer(w: World) -> Command:
    """Close it, with or without a reason for what is missing."""
    return folios.CloseCashier(
        id=w.new_id(), session_id=a_drawer(w), reason=w.rng.choice(("", "Counted twice"))
    )


def hand_over(w: World) -> Command:
    """The next shift takes it."""
    return folios.HandOverCashier(
        id=w.new_id(), session_id=a_drawer(w), next_session_id=w.new_id(), to_user_id=w.new_id(),
        to_name=w.rng.choice(("Inês", "")), reason=w.rng.choice(("", "Short")),
    )  # fmt: skip


def exchange_rate(w: World) -> Command:
    """What a dollar is worth."""
    return folios.SetExchangeRate(
        id=w.new_id(), property_id=w.property_id, currency=w.rng.choice(("USD", "EUR", "XXX1")),
        micro=w.rng.choice((920_000, 0)), from_day=w.some_day(),
    )  # fmt: skip


def cash_rounding(w: World) -> Command:
    """To the next five cents."""
    return folios.SetCashRounding(
        id=w.new_id(), property_id=w.property_id, step_minor=w.rng.choice((1, 5, 0))
    )


def set_credit(w: World) -> Command:
    """How much a company may owe."""
    return folios.SetCredit(
        id=w.new_id(), property_id=w.property_id, company_id=w.a_row("company"),
        limit_minor=w.rng.choice((0, 50_000, -1)), days=w.rng.choice((14, 30)),
    )  # fmt: skip


def save_card(w: World) -> Command:
    """Keep a provider's token; a card number is refused."""
    return folios.SaveCard(
        id=w.new_id(), card_id=w.new_id(), guest_id=w.one_of(w.guest_ids),
        token=w.rng.choice(("pm_1Nv0", "5555555555554444")), last_four="4444",
    )  # fmt: skip


def forget_card(w: World) -> Command:
    """Do not keep it."""
    return folios.ForgetCard(id=w.new_id(), card_id=w.a_row("saved_card"))


def virtual_card(w: World) -> Command:
    """A channel's card."""
    return folios.RecordVirtualCard(
        id=w.new_id(), card_id=w.new_id(), reservation_id=w.one_of(w.reservation_ids), limit_minor=30_000,
        currency=w.rng.choice(("EUR", "USD")), valid_from=w.some_day(), channel="booking",
    )  # fmt: skip


def ledgers(w: World) -> Command:
    """Set up what is there already."""
    return folios.SetUpLedgers(
        id=w.new_id(), property_id=w.property_id, country=w.rng.choice(("PT", "DE", "QQ"))
    )


def account(w: World) -> Command:
    """Another account, or another name for one."""
    return folios.SetAccount(
        id=w.new_id(), property_id=w.property_id, code=w.rng.choice(("4910", "4000", "")), name="Laundry",
        kind=w.rng.choice(("revenue", "asset", "dream")),
    )  # fmt: skip


def tax_rule(w: World) -> Command:
    """Another rate from a day on."""
    return folios.SetTaxRule(
        id=w.new_id(), rule_id=w.new_id(), property_id=w.property_id,
        code=w.rng.choice(("VAT_R", "VAT_S", "LUX")), name="VAT",
        bp=w.rng.choice((600, 1_300, -1, 20_000)), valid_from=w.some_day(), inclusive=w.rng.random() < 0.8,
    )  # fmt: skip


def end_tax_rule(w: World) -> Command:
    """No longer."""
    return folios.EndTaxRule(id=w.new_id(), rule_id=w.a_row("tax_rule"), last_day=w.some_day(0, 30))


def city_tax(w: World) -> Command:
    """A city's rule, mostly one that says nonsense."""
    return folios.SetCityTaxRule(
        id=w.new_id(), rule_id=w.new_id(), property_id=w.property_id, code="CITY", name="City tax",
        valid_from=w.some_day(), valid_until=w.today + timedelta(days=40),
        terms=w.rng.choice(({}, {"basis": "moon"}, {"basis": "person_night", "amount_minor": 400})),
    )  # fmt: skip


def city_preset(w: World) -> Command:
    """A city's rule out of the box."""
    return folios.UseCityPreset(
        id=w.new_id(), property_id=w.property_id, preset=w.rng.choice(("lisbon", "berlin", "atlantis"))
    )


def exempt(w: World) -> Command:
    """Somebody owes no city tax."""
    return folios.ExemptFromTax(
        id=w.new_id(), exemption_id=w.new_id(), stay_id=w.a_stay(), persons=w.rng.choice((1, 2, 0)),
        ground=w.rng.choice((*Ground, "charm")), proof=w.rng.choice(("Letter 7", "")),
    )  # fmt: skip


def withdraw(w: World) -> Command:
    """Owes it after all."""
    return folios.WithdrawExemption(id=w.new_id(), exemption_id=w.a_row("tax_exemption"))
