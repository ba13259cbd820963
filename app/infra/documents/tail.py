"""The end of a document: total, payments, the bar with what is due, the sums by tax, the code to pay."""

from typing import Final

from app.infra.documents.sheet import (
    LEFT,
    LINE_STRONG,
    MM,
    REGULAR,
    RIGHT,
    SECONDARY,
    SEMIBOLD,
    SUNKEN,
    TEXT,
    Sheet,
)
from app.infra.documents.words import METHODS, NONE, Words
from app.infra.epc import Transfer, can_be_coded, cells
from app.kernel.documents import OUTSIDE, Bank, DocumentContent, DocumentKind, Paid, TaxRow
from app.kernel.text import printed

NET, TAX, GROSS = 171.4, 240.3, 310.0
CODE, CODE_SIDE, BESIDE = 333.8, 28 * MM, 422.6
NOTE, NOTE_PITCH = 7.4, 10.9
PAID_PITCH, TAX_PITCH = 13.8, 13.35
BAR: Final = 26.6
SPARKLING: Final = 8.9
UNTAXED = frozenset(
    {
        DocumentKind.RECEIPT,
        DocumentKind.STATEMENT,
        DocumentKind.REMINDER,
        DocumentKind.COMMISSION,
        DocumentKind.CONFIRMATION,
    }
)
# What the house owes: nothing to be paid by who reads it.
OWED_BY_US = frozenset({DocumentKind.CREDIT_NOTE, DocumentKind.COMMISSION})
# The end of a document fits on a page, whatever was paid how often; the data inside has all of it.
MOST_PAYMENTS, MOST_NOTE_LINES = 10, 12


def height(sheet: Sheet, content: DocumentContent, words: Words) -> float:
    """How much room the end takes below the last line's baseline."""
    summary = _summary_height(content) if content.kind not in UNTAXED else 0.0
    notes = NOTE_PITCH * max(len(_notes(sheet, content)) - 1, 0)
    code = CODE_SIDE if payable(content) else 0.0
    return 31.3 + PAID_PITCH * len(_payments(content, words)) + BAR + 19 + max(summary + notes, code)


def draw(sheet: Sheet, content: DocumentContent, words: Words, y: float) -> None:
    """Everything below the last line, whose baseline is `y`."""
    sheet.rule(y + 6.9, 1.3, TEXT)
    y += 21.1
    sheet.text(LEFT, y, _total_label(content, words), 9.4, font=SEMIBOLD)
    sheet.right(RIGHT, y, words.amount(_total_minor(content)), 9.4, font=SEMIBOLD)
    for label, minor in _payments(content, words):
        y += PAID_PITCH
        sheet.text(LEFT, y, sheet.fitted(label, 420, 9), 9, color=SECONDARY)
        sheet.right(RIGHT, y, words.amount(minor), 9, color=SECONDARY)
    y += 10.2
    sheet.box(LEFT - SPARKLING, y, RIGHT - LEFT + 2 * SPARKLING, BAR, SUNKEN, radius=2.7)
    label, amount = due(content, words)
    sheet.text(LEFT, y + 16.9, label, 11, font=SEMIBOLD)
    sheet.right(RIGHT, y + 16.9, amount, 11, font=SEMIBOLD)
    y += BAR + 19
    below = y
    if content.kind not in UNTAXED:
        below = _summary(sheet, content, words, y + 9.7)
    for index, note in enumerate(_notes(sheet, content)):
        sheet.text(LEFT, below + index * NOTE_PITCH, note, NOTE, color=SECONDARY)
    if payable(content):
        _code(sheet, content, words, y)


def due(content: DocumentContent, words: Words) -> tuple[str, str]:
    """What the bar says: label and amount."""
    minor = content.due_minor
    if content.kind is DocumentKind.RECEIPT:
        return words.say(printed("Received with thanks")), words.money(content.paid_minor)
    if content.kind in OWED_BY_US:
        return words.say(printed("In your favour")), words.money(abs(minor))
    if minor == 0:
        return words.say(printed("Paid, nothing due")), words.money(0)
    if minor < 0:
        return words.say(printed("To give back")), words.money(-minor)
    if content.due_on is None:
        return words.say(printed("To pay")), words.money(minor)
    return words.say(printed("To pay by {day}"), day=words.day(content.due_on)), words.money(minor)


def payable(content: DocumentContent) -> bool:
    """Whether a code to pay by transfer makes sense: euro, an account, something due."""
    return (
        content.kind not in (OWED_BY_US | {DocumentKind.RECEIPT, DocumentKind.CONFIRMATION})
        and content.currency == "EUR"
        and can_be_coded(transfer(content))
    )


def transfer(content: DocumentContent) -> Transfer:
    """What is due, as a SEPA credit transfer."""
    name = content.bank.holder or content.seller.name
    return Transfer(
        name[:70], content.bank.iban, content.due_minor, content.number[:140], bic=content.bank.bic
    )


def epc(content: DocumentContent) -> list[list[int]]:
    """The EPC code of what is due, as rows of dark cells."""
    return cells(transfer(content))


def in_fours(iban: str) -> str:
    """An IBAN in words of four letters."""
    plain = iban.replace(" ", "")
    return " ".join(plain[i : i + 4] for i in range(0, len(plain), 4))


def payment_text(paid: Paid, words: Words) -> str:
    """How and when somebody paid."""
    method = words.say(METHODS.get(paid.method, paid.method))
    return ", ".join(part for part in (method, words.day(paid.on), paid.reference) if part)


def _payments(content: DocumentContent, words: Words) -> list[tuple[str, int]]:
    if content.kind is DocumentKind.RECEIPT:
        return []
    shown, more = content.payments[:MOST_PAYMENTS], content.payments[MOST_PAYMENTS:]
    rows = [(_payment_label(paid, words), -paid.amount_minor) for paid in shown]
    if more:
        label = words.say(printed("Paid: {count} more payments"), count=len(more))
        rows.append((label, -sum(paid.amount_minor for paid in more)))
    return rows


def _payment_label(paid: Paid, words: Words) -> str:
    how = payment_text(paid, words)
    if paid.amount_minor < 0:
        return words.say(printed("Given back: {how}"), how=how)
    return words.say(printed("Paid: {how}"), how=how)


def _total_label(content: DocumentContent, words: Words) -> str:
    taxed = content.kind not in UNTAXED and any(row.category != OUTSIDE for row in content.taxes)
    return words.say(printed("Total, VAT included")) if taxed else words.say(printed("Total"))


def _total_minor(content: DocumentContent) -> int:
    return content.paid_minor if content.kind is DocumentKind.RECEIPT else content.total_minor


def _notes(sheet: Sheet, content: DocumentContent) -> list[str]:
    lines = [line for note in content.notes for line in sheet.wrapped(note, GROSS - LEFT, NOTE)]
    return lines[:MOST_NOTE_LINES]


def _summary_height(content: DocumentContent) -> float:
    return 42.8 + TAX_PITCH * len(content.taxes)


def _summary(sheet: Sheet, content: DocumentContent, words: Words, y: float) -> float:
    """The sums by tax; the first baseline below them."""
    labels = (printed("VAT"), printed("Net"), printed("VAT"), printed("Gross"))
    sheet.text(LEFT, y, words.say(labels[0]), 7.5, color=SECONDARY)
    for x, label in zip((NET, TAX, GROSS), labels[1:], strict=True):
        sheet.right(x, y, words.say(label), 7.5, color=SECONDARY)
    sheet.rule(y + 4.8, 0.6, LINE_STRONG, LEFT, GROSS)
    y += 0.5
    for row in content.taxes:
        y += TAX_PITCH
        outside = row.category == OUTSIDE
        room = NET - LEFT - sheet.width(words.amount(row.net_minor), 9) - 6
        label = sheet.fitted(_tax_label(row, words), room, 9)
        sheet.text(LEFT, y, label, 9, color=SECONDARY if outside else TEXT)
        _sums(sheet, words, y, row, REGULAR, outside=outside)
    sheet.rule(y + 5, 0.6, LINE_STRONG, LEFT, GROSS)
    y += TAX_PITCH + 0.8
    sheet.text(LEFT, y, words.say(printed("Total")), 9, font=SEMIBOLD)
    whole = TaxRow(
        0, "", sum(row.net_minor for row in content.taxes), sum(row.tax_minor for row in content.taxes)
    )
    _sums(sheet, words, y, whole, SEMIBOLD, outside=False)
    return y + 18.4


def _tax_label(row: TaxRow, words: Words) -> str:
    if row.category != OUTSIDE:
        return words.percent([row.bp])
    return words.say(row.text) if row.text else words.say(printed("Outside VAT"))


def _sums(sheet: Sheet, words: Words, y: float, row: TaxRow, font: str, *, outside: bool) -> None:
    tax = NONE if outside else words.amount(row.tax_minor)
    for x, text in ((NET, words.amount(row.net_minor)), (TAX, tax), (GROSS, words.amount(row.gross_minor))):
        sheet.right(x, y, text, 9, font=font)


def _code(sheet: Sheet, content: DocumentContent, words: Words, y: float) -> None:
    sheet.code(CODE, y, CODE_SIDE, epc(content))
    sheet.text(BESIDE, y + 8.6, words.say(printed("Scan to pay")), 9, font=SEMIBOLD)
    sheet.text(BESIDE, y + 19.9, words.say(printed("EPC code for SEPA apps")), 7.6, color=SECONDARY)
    said = _account(content.bank, content.number, words)
    lines = [line for text in said for line in sheet.wrapped(text, RIGHT - BESIDE - 24, 7.6)]
    start = y + 42.5 if len(lines) <= 4 else y + 33
    for index, line in enumerate(lines):
        sheet.text(BESIDE, start + index * 11.35, line, 7.6, color=SECONDARY)


def _account(bank: Bank, number: str, words: Words) -> list[str]:
    said = [f"IBAN {in_fours(bank.iban)}"]
    if bank.bic:
        said.append(f"BIC {bank.bic}")
    return [*said, words.say(printed("Text {number}"), number=number)]
