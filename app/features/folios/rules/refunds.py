"""What may be given back or taken: refunds, virtual cards, the credit of a company, parts of deposits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.kernel.errors import AppError, InvalidInput
from app.kernel.money import allocate, exponent
from app.kernel.text import tr, trn

BP = 10_000


class RefundTooHigh(AppError):
    """More is asked back than is left of the payment."""

    code = "refund_too_high"


class NotChargeable(AppError):
    """The card cannot be charged (so high, or yet)."""

    code = "not_chargeable"


class CreditExceeded(AppError):
    """The company would owe more than was agreed."""

    code = "credit_exceeded"


@dataclass(frozen=True, slots=True)
class DepositPart:
    """A part of a price that is due: `bp` of it (or `minor`), so many days before arrival or after booking.

    With both `before_arrival` and `after_booking` unset it is due at once.
    """

    bp: int = 0
    minor: int = 0
    before_arrival: int | None = None
    after_booking: int | None = None


def money(minor: int, currency: str) -> str:
    """An amount in a sentence: "12.50 EUR"."""
    places = exponent(currency)
    whole, rest = divmod(abs(minor), 10**places)
    sign = "-" if minor < 0 else ""
    return f"{sign}{whole}.{rest:0{places}d} {currency}" if places else f"{sign}{whole} {currency}"


def ensure_positive(minor: int, field: str = "amount_minor") -> None:
    """An amount is more than nothing. Raises InvalidInput."""
    if minor <= 0:
        raise InvalidInput(tr("An amount is more than zero."), field=field)


def ensure_short(text: str, most: int, field: str) -> None:
    """A text fits its place. Raises InvalidInput."""
    if len(text) > most:
        raise InvalidInput(
            trn("At most {n} letter fits here.", "At most {n} letters fit here.", most), field=field
        )


def ensure_refundable(asked_minor: int, paid_minor: int, refunded_minor: int, currency: str) -> None:
    """Never give back more than is left of a payment. Raises RefundTooHigh."""
    left = paid_minor - refunded_minor
    if asked_minor <= left:
        return
    if left <= 0:
        raise RefundTooHigh(tr("This payment has been given back already."), field="amount_minor")
    raise RefundTooHigh(
        tr("Only {left} is left of this payment.", left=money(left, currency)), field="amount_minor"
    )


def ensure_chargeable(
    asked_minor: int,
    *,
    left_minor: int,
    today: date,
    valid_from: date,
    valid_until: date | None,
    currency: str,
) -> None:
    """A virtual card is charged from its date on, and at most its balance. Raises NotChargeable."""
    if today < valid_from:
        raise NotChargeable(
            tr("This virtual card can be charged from {day} on.", day=f"{valid_from:%d %b %Y}"),
            field="method",
        )
    if valid_until is not None and today > valid_until:
        raise NotChargeable(
            tr(
                "This virtual card could be charged until {day}. Ask the channel for a new one.",
                day=f"{valid_until:%d %b %Y}",
            ),
            field="method",
        )
    if asked_minor > left_minor:
        raise NotChargeable(
            tr("Only {left} is left on this virtual card.", left=money(max(0, left_minor), currency)),
            field="amount_minor",
        )


def ensure_credit(asked_minor: int, owed_minor: int, limit_minor: int, name: str, currency: str) -> None:
    """A company owes at most what was agreed. Raises CreditExceeded."""
    if owed_minor + asked_minor > limit_minor:
        raise CreditExceeded(
            tr(
                "{name} may owe {limit} and owes {owed} already. Take less, or another way to pay.",
                name=name, limit=money(limit_minor, currency), owed=money(owed_minor, currency),
            ),
            field="amount_minor",
        )  # fmt: skip


def due_parts(
    total_minor: int, parts: Sequence[DepositPart], booked_on: date, arrival: date
) -> list[tuple[date, int]]:
    """What is due when, in the order of days; percentages of a price lose no cent, the sum never exceeds it.

    Raises InvalidInput when the parts are more than the price.
    """
    shares = sum(part.bp for part in parts)
    fixed = sum(part.minor for part in parts)
    if shares > BP or any(part.bp < 0 or part.minor < 0 for part in parts):
        raise InvalidInput(tr("The parts of a deposit are at most the whole price."), field="parts")
    by_share = allocate(total_minor, [*(part.bp for part in parts), BP - shares])[:-1]
    amounts = [share + part.minor for share, part in zip(by_share, parts, strict=True)]
    if sum(by_share) + fixed > total_minor:
        raise InvalidInput(tr("The parts of a deposit are at most the whole price."), field="parts")
    due: dict[date, int] = {}
    for part, minor in zip(parts, amounts, strict=True):
        day = _due_on(part, booked_on, arrival)
        due[day] = due.get(day, 0) + minor
    return [(day, due[day]) for day in sorted(due) if due[day]]


def _due_on(part: DepositPart, booked_on: date, arrival: date) -> date:
    if part.before_arrival is not None:
        wanted = arrival - timedelta(days=part.before_arrival)
    else:
        wanted = booked_on + timedelta(days=part.after_booking or 0)
    return max(booked_on, min(wanted, arrival))
