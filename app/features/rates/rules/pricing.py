"""The price of a party for every plan, type and night at once, as steps that explain themselves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.features.rates.rules.amounts import DERIVED, NONE, OWN, PriceTable, shared
from app.features.rates.rules.chains import line_of
from app.features.rates.rules.parts import Amounts, Part, child_part
from app.features.rates.rules.party import Counted, Party, counted
from app.features.rates.rules.terms import AgreementTerms, PlanTerms, RateBook, night_at, on_weekdays
from app.features.rates.rules.wording import band_text, money_text, share_text
from app.kernel.text import tr, trn

Where = NDArray[np.bool_]


class QuoteLine(NamedTuple):
    """One step of a night's price: the rule, what it says, and the amount it adds."""

    rule: str
    text: str
    minor: int


class NightQuote(NamedTuple):
    """A night's price and the lines that add up to it."""

    night: date
    minor: int
    lines: tuple[QuoteLine, ...]


class Step(NamedTuple):
    """A line of many nights: `which` is the text of each [type, night], below zero where it is not said."""

    rule: str
    texts: tuple[str, ...]
    which: NDArray[np.int32]
    minor: Amounts


class Priced(NamedTuple):
    """A plan's steps, and where a price is known."""

    steps: tuple[Step, ...]
    known: Where


def priced(
    book: RateBook,
    table: PriceTable,
    plan: PlanTerms,
    party: Party,
    agreement: AgreementTerms | None = None,
    currency: str = "",
) -> Priced:
    """The steps of a plan's price for a party."""
    who = counted(party, plan.bands)
    at = book.place(plan.id)
    amounts = table.amounts[:, at]
    single = (amounts[Part.SINGLE] >= 0) if who.adults == 1 else np.zeros(book.shape, bool)
    known = single | (amounts[Part.BASE] >= 0)
    steps = [
        *_room_steps(book, table, plan, Part.SINGLE, single, 1, currency),
        *_room_steps(book, table, plan, Part.BASE, known & ~single, _payers(book, plan, who), currency),
        *_extra_steps(book, plan, amounts, who, known),
    ]
    if agreement is not None:
        steps.append(_discount(book, agreement, steps, known))
    return Priced(tuple(steps), known)


def total(priced: Priced) -> Amounts:
    """The price of each [type, night]; zero where none is known."""
    found = np.zeros(priced.known.shape, np.int64)
    for step in priced.steps:
        found += np.where(step.which >= 0, step.minor, 0)
    return found


def _is_per_person(book: RateBook, plan: PlanTerms) -> bool:
    return line_of(plan, book.known)[0].per == "person"


def _payers(book: RateBook, plan: PlanTerms, who: Counted) -> Amounts:
    """How often the base price counts, by type: once for a room, for each adult up to the base occupancy."""
    if not _is_per_person(book, plan):
        return np.ones((len(book.types), 1), np.int64)
    return np.array([[min(who.adults, kind.base)] for kind in book.types], np.int64).reshape(-1, 1)


def _room_steps(
    book: RateBook,
    table: PriceTable,
    plan: PlanTerms,
    part: Part,
    where: Where,
    times: Amounts | int,
    currency: str,
) -> Iterable[Step]:
    """Where the price comes from, and each derivation after it."""
    if not where.any():
        return
    line = line_of(plan, book.known)
    places = [book.place(p.id) for p in line]
    origins = table.origins[part]
    # The last plan of the line whose amount is set and not derived.
    start = np.zeros(book.shape, np.int32)
    for level, at in enumerate(places):
        start = np.where((origins[at] != DERIVED) & (origins[at] != NONE), level, start)
    for level, (own, at) in enumerate(zip(line, places, strict=True)):
        here = where & (start == level)
        if here.any():
            yield _source(book, own, part, origins[at], here, table.amounts[part, at] * times)
        after = where & (start < level)
        if level and after.any():
            parent = table.amounts[part, places[level - 1]]
            yield from _derivation(own, parent, table.amounts[part, at], after, times, currency)


def _source(
    book: RateBook, plan: PlanTerms, part: Part, origin: NDArray[np.int32], here: Where, minor: Amounts
) -> Step:
    """The line that a night's own price or its season gives."""
    used = np.unique(origin[here]).tolist()
    texts = []
    which = np.full(book.shape, NONE, np.int32)
    for number, kind in enumerate(used):
        name = tr("price of the night") if kind == OWN else (book.seasons[kind].name or tr("season"))
        if part == Part.SINGLE:
            texts.append(tr("{plan}, single use, {source}", plan=plan.name, source=name))
        else:
            texts.append(tr("{plan}, {source}", plan=plan.name, source=name))
        which[here & (origin == kind)] = number
    rule = "single" if part == Part.SINGLE else "base"
    return Step(rule, tuple(texts), which, minor)


def _derivation(
    plan: PlanTerms, parent: Amounts, result: Amounts, after: Where, times: Amounts | int, currency: str
) -> Iterable[Step]:
    """Share, amount and rounding of one derived plan; what changes nothing is not said."""
    with_share = shared(parent, plan.derive_bp)
    fixed = plan.derive_minor if plan.per == "room" else 0
    if plan.derive_bp:
        yield _plain("derived_share", tr("{plan}: {share}", plan=plan.name, share=share_text(plan.derive_bp)),
                     after, (with_share - parent) * times)  # fmt: skip
    if fixed:
        text = tr("{plan}: {amount}", plan=plan.name, amount=money_text(fixed, currency, signed=True))
        yield _plain("derived_amount", text, after, np.full_like(parent, fixed) * times)
    off = result - with_share - fixed
    if plan.round_minor > 1:
        text = tr("{plan}: rounded to {multiple}", plan=plan.name,
                  multiple=money_text(plan.round_minor, currency))  # fmt: skip
    else:
        text = tr("{plan}: no price is below zero", plan=plan.name)
    if (off[after] != 0).any():
        yield _plain("rounding", text, after & (off != 0), off * times)


def _extra_steps(
    book: RateBook, plan: PlanTerms, amounts: Amounts, who: Counted, known: Where
) -> Iterable[Step]:
    """Adults beyond the base occupancy, what each adult is asked, and children by band."""
    more = np.array([[max(who.adults - kind.base, 0)] for kind in book.types], np.int64).reshape(-1, 1)
    if more.any():
        each = np.where(amounts[Part.ADULT] >= 0, amounts[Part.ADULT], 0)
        if _is_per_person(book, plan):
            each = np.where(amounts[Part.ADULT] >= 0, each, amounts[Part.BASE])
        texts = tuple(trn("{n} extra adult", "{n} extra adults", n) for n in range(int(more.max()) + 1))
        which = np.where(known & (more > 0), more, NONE).astype(np.int32)
        yield Step("extra_adult", texts, which, each * more)
    person = amounts[Part.PERSON]
    if (person[known] > 0).any():
        text = trn("Supplement for {n} adult", "Supplement for {n} adults", who.adults)
        yield _plain("person", text, known & (person > 0), person * who.adults)
    for band, count in enumerate(who.children):
        if count:
            text = band_text(count, *plan.bands[band])
            yield _plain("child", text, known, np.maximum(amounts[child_part(band)], 0) * count)


def _discount(book: RateBook, agreement: AgreementTerms, steps: Sequence[Step], known: Where) -> Step:
    nights = on_weekdays(book.first, book.days, agreement.valid_from, agreement.valid_until or date.max, 127)
    valid = np.zeros(book.days, bool)
    valid[nights] = True
    before = total(Priced(tuple(steps), known))
    text = tr("Agreement of {company}: {share}", company=agreement.company,
              share=share_text(-agreement.discount_bp))  # fmt: skip
    return _plain("agreement", text, known & valid, shared(before, -agreement.discount_bp) - before)


def _plain(rule: str, text: str, where: Where, minor: Amounts) -> Step:
    return Step(rule, (text,), np.where(where, 0, NONE).astype(np.int32), minor)


@dataclass(frozen=True, slots=True, eq=False)
class Explanation:
    """How one room type's prices came about; the lines are put together when somebody asks for them."""

    first: date
    steps: tuple[Step, ...]
    row: int

    def nights(self, prices: Sequence[int]) -> tuple[NightQuote, ...]:
        """Each night with its lines, which add up to its price."""
        columns = [
            (step.rule, step.texts, step.which[self.row].tolist(), step.minor[self.row].tolist())
            for step in self.steps
        ]
        return tuple(
            NightQuote(
                night_at(self.first, place),
                minor,
                tuple(
                    QuoteLine(rule, texts[which[place]], minors[place])
                    for rule, texts, which, minors in columns
                    if which[place] >= 0
                ),
            )
            for place, minor in enumerate(prices)
        )
