"""How a charge is cut in two, and what is left of it after rebates: net, taxes and shares, no cent lost."""

from collections.abc import Sequence

from app.features.folios.rules.taxes import WHOLE_BP, rounded
from app.kernel.errors import InvalidInput
from app.kernel.money import allocate, spread
from app.kernel.text import tr

# Account, counter account, amount, and whether it stands in a folio.
Line = tuple[str, str, int, bool]


def part_of(gross: int, quantity: int, amount_minor: int | None, bp: int | None, nights: int | None) -> int:
    """The amount that is named in one of three ways. Raises InvalidInput when it is none or all of it."""
    named = [value for value in (amount_minor, bp, nights) if value is not None]
    if len(named) != 1:
        raise InvalidInput(tr("Name an amount, a share or a number of nights."), field="amount_minor")
    part = named[0]
    if bp is not None:
        part = rounded(gross * bp, WHOLE_BP)
    if nights is not None:
        part = rounded(gross * nights * 1000, quantity) if quantity > 0 else 0
    if gross <= 0 or not 0 < part < gross:
        raise InvalidInput(tr("A part is more than nothing and less than the whole."), field="amount_minor")
    return part


def shares_of(lines: Sequence[Line], part: int, gross: int) -> tuple[list[int], list[int]]:
    """An entry cut like a charge of `gross` of which `part` goes: what stays and what goes, by line.

    What stands in no folio (an allocation of a package) is cut like the line that it allocates.
    """
    rows = [minor for _, _, minor, shown in lines if shown]
    sent, kept = allocate(sum(rows), [part, gross - part])
    going = spread(rows, [sent, kept])[0]
    by_line = _with_allocations(lines, going)
    return [line[2] - minor for line, minor in zip(lines, by_line, strict=True)], by_line


def taken_of(lines: Sequence[Line], amount: int) -> list[int]:
    """An amount taken from an entry's lines in proportion, by line (a rebate)."""
    rows = [minor for _, _, minor, shown in lines if shown]
    return _with_allocations(lines, spread(rows, [amount, sum(rows) - amount])[0])


def _with_allocations(lines: Sequence[Line], shown: Sequence[int]) -> list[int]:
    left = iter(shown)
    cut = [next(left) if line[3] else 0 for line in lines]
    shares = {line[1]: minor for line, minor in zip(lines, cut, strict=True) if line[3]}
    return [minor if line[3] else shares.get(line[0], 0) for line, minor in zip(lines, cut, strict=True)]
