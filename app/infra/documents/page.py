"""The page of a document: head, parties, lines by night, totals, taxes, code to pay, foot.

Measures are points from the top left corner, taken from the model picture of the invoice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.infra.documents import tail
from app.infra.documents.sheet import LEFT, LINE, MEDIUM, RIGHT, SECONDARY, SEMIBOLD, TEXT, Sheet
from app.infra.documents.words import NONE, TITLES, Words, title_of
from app.kernel.documents import OUTSIDE, DocumentContent, DocumentKind, Line, Part, Party, by_night
from app.kernel.text import printed

SERVICE, TAX, FACTS = 129.0, 478.0, 350.2
PITCH, BEFORE_RULE, AFTER_RULE = 14.25, 5.1, 11.4
FIRST_LINE, NEXT_PAGE_LINE = 290.1, 148.0
# Lines end here, so that "carried forward" and the foot have their place.
LINES_END: Final = 748.0
FOOT: Final = 784.8
MOST_LOGO: Final = 120.0
# So many lines of a night stay on one page; a longer night may be cut.
TOGETHER: Final = 8
KINDS_OF_LINES = {
    DocumentKind.STATEMENT: printed("Document"), DocumentKind.RECEIPT: printed("Payment"),
    DocumentKind.REMINDER: printed("Document"), DocumentKind.COMMISSION: printed("Booking"),
    DocumentKind.CONFIRMATION: printed("Service"),
}  # fmt: skip
OPENING, OPENING_PITCH = 9.4, 13.6


@dataclass(frozen=True, slots=True)
class Row:
    """A line with what stands in its columns; the `first` of a night follows a hairline."""

    night: str
    text: str
    tax: str
    amount: str
    minor: int
    first: bool


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of one page; `carried` before and after them; whether the totals follow on it."""

    rows: tuple[Row, ...]
    brought_minor: int
    carried_minor: int
    has_totals: bool


def draw(sheet: Sheet, content: DocumentContent, words: Words, logo: bytes, electronic: bool) -> None:
    """All pages."""
    planned = pages(
        rows_of(content, words), tail.height(sheet, content, words), _above(sheet, content, words)
    )
    for index, page in enumerate(planned):
        if index:
            sheet.next_page()
        _head(sheet, content, words, logo)
        if index:
            y = _columns(sheet, content, words, _again(sheet, content, words))
        else:
            _parties(sheet, content, words)
            y = _title(sheet, content, words)
        y = _rows(sheet, page, words, y, _service(content), first_page=index == 0)
        if page.has_totals:
            tail.draw(sheet, content, words, y)
        _foot(sheet, content, words, electronic, index + 1, len(planned))


def pages(rows: Sequence[Row], tail_height: float, above: float = 0.0) -> list[Page]:
    """Rows dealt to pages: a night stays together, and the totals never stand apart from a last row."""
    made: list[list[list[Row]]] = [[]]
    y = FIRST_LINE + above
    groups = _nights(rows)
    for index, group in enumerate(groups):
        high = PITCH * (len(group) - 1) + BEFORE_RULE + AFTER_RULE
        end = FOOT - 10 - tail_height if index == len(groups) - 1 else LINES_END
        if made[-1] and y + PITCH * (len(group) - 1) > min(end, LINES_END):
            made.append([])
            y = NEXT_PAGE_LINE
        made[-1].append(group)
        y += high
    result, sum_minor = [], 0
    for index, page in enumerate(made):
        own = tuple(row for group in page for row in group)
        after = sum_minor + sum(row.minor for row in own)
        result.append(Page(own, sum_minor, after, index == len(made) - 1))
        sum_minor = after
    return result


def _nights(rows: Sequence[Row]) -> list[list[Row]]:
    groups: list[list[Row]] = []
    for row in rows:
        if row.first or not groups or len(groups[-1]) >= TOGETHER:
            groups.append([])
        groups[-1].append(row)
    return groups


def rows_of(content: DocumentContent, words: Words) -> list[Row]:
    """The lines of a document as they are written; a receipt's are its payments."""
    if content.kind is DocumentKind.RECEIPT:
        return [
            Row(words.short_day(paid.on), tail.payment_text(paid, words), "", words.amount(paid.amount_minor),
                paid.amount_minor, True)
            for paid in content.payments
        ]  # fmt: skip
    rows = []
    for night, lines in by_night(content.lines):
        for index, line in enumerate(lines):
            rows.append(_row(line, night if index == 0 else None, content, words, first=index == 0))
    return rows


def _row(line: Line, night: date | None, content: DocumentContent, words: Words, *, first: bool) -> Row:
    shown = ""
    if night is not None:
        long_table = content.kind in KINDS_OF_LINES
        shown = words.short_day(night) if long_table else words.night(night)
    minor = line.gross_minor
    return Row(shown, _text(line, words), _tax(line, content, words), words.amount(minor), minor, first)


def _text(line: Line, words: Words) -> str:
    text = line.text
    if line.quantity != 1000:
        text = f"{words.quantity(line.quantity)} × {text}"
    if len(line.parts) < 2:
        return text
    return f"{text}: {', '.join(_share(part, words) for part in line.parts)}"


def _share(part: Part, words: Words) -> str:
    return f"{part.text} {words.amount(part.gross_minor)} ({words.percent([part.bp])})".strip()


def _tax(line: Line, content: DocumentContent, words: Words) -> str:
    if content.kind in KINDS_OF_LINES:
        return ""
    rates = list(dict.fromkeys(part.bp for part in line.parts if part.category != OUTSIDE))
    return words.percent(rates) if rates else NONE


def _head(sheet: Sheet, content: DocumentContent, words: Words, logo: bytes) -> None:
    x, wide = LEFT, 31.4
    if logo:
        wide = sheet.picture(LEFT, 41, logo, MOST_LOGO, wide)
    else:
        sheet.bell(LEFT, 41, wide)
    x += wide + 8.8
    sheet.text(x, 56, sheet.fitted(content.house, 150, 15, SEMIBOLD), 15, font=SEMIBOLD)
    sheet.text(x, 68.6, sheet.fitted(content.place, 150, 9), 9, color=SECONDARY)
    for index, line in enumerate(_letterhead(content.seller, words)):
        shown = sheet.fitted(line, 230, 7.4)
        sheet.right(RIGHT, 48.7 + index * 10.5, shown, 7.4, color=SECONDARY)


def _letterhead(seller: Party, words: Words) -> list[str]:
    address = ", ".join(part for part in (seller.street, seller.town) if part)
    contact = " · ".join(part for part in (seller.phone, seller.email) if part)
    vat = words.say(printed("VAT id {number}"), number=seller.vat_id) if seller.vat_id else ""
    return [line for line in (seller.name, address, contact, vat) if line]


def _parties(sheet: Sheet, content: DocumentContent, words: Words) -> None:
    buyer, seller = content.buyer, content.seller
    if buyer.name:
        sender = " · ".join(part for part in (seller.name, seller.street, seller.town) if part)
        sheet.text(LEFT, 121, sheet.fitted(sender, 275, 7.2), 7.2, color=SECONDARY)
        sheet.text(LEFT, 137.9, sheet.fitted(buyer.name, 275, 9.4, SEMIBOLD), 9.4, font=SEMIBOLD)
        y = 137.9
        abroad = words.country(buyer.country) if buyer.country and buyer.country != seller.country else ""
        for line in (*buyer.lines, buyer.street, buyer.town, abroad):
            if line and y < 205:
                y += 14.2
                sheet.text(LEFT, y, sheet.fitted(line, 275, 9.4), 9.4)
        last = " · ".join(
            text
            for text in (
                buyer.vat_id and words.say(printed("VAT id {number}"), number=buyer.vat_id),
                buyer.order and words.say(printed("Your order {number}"), number=buyer.order),
            )
            if text
        )
        sheet.text(LEFT, y + 15.8, sheet.fitted(last, 275, 9), 9, color=SECONDARY)
    for index, (label, value) in enumerate(_in_rows(sheet, facts(content, words))[:9]):
        y = 121.5 + index * 15
        sheet.text(FACTS, y, label, 9, color=SECONDARY)
        room = RIGHT - FACTS - sheet.width(label, 9) - 8
        font = SEMIBOLD if index == 0 else "Inter"
        sheet.right(RIGHT, y, sheet.fitted(value, room, 9, font), 9, font=font)


def _in_rows(sheet: Sheet, found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Facts with the end of a long one under it: the nights of a stay in a language of long words."""
    rows = []
    for label, value in found:
        head, comma, end = value.rpartition(", ")
        room = RIGHT - FACTS - sheet.width(label, 9) - 8
        if comma and sheet.width(value, 9) > room >= sheet.width(head, 9):
            rows += [(label, head), ("", end)]
        else:
            rows.append((label, value))
    return rows


def facts(content: DocumentContent, words: Words) -> list[tuple[str, str]]:
    """What stands at the right: number, date, stay, and the codes that a country asks for."""
    stay = content.stay
    found = [
        (words.say(SHORT_TITLES.get(content.kind, TITLES[content.kind])), content.number),
        (words.say(printed("Date")), words.day(content.issued_on)),
        (words.say(printed("Corrects")), content.corrects.number if content.corrects else ""),
        (words.say(printed("Booking")), stay.booking),
        (words.say(printed("Guest")), stay.guest),
        (words.say(printed("Room")), stay.room),
    ]
    if stay.arrival and stay.departure:
        nights = (stay.departure - stay.arrival).days
        span = words.span(stay.arrival, stay.departure) if nights else words.day(stay.arrival)
        found.append((words.say(printed("Stay")), f"{span}, {words.nights(nights)}" if nights else span))
    return [(label, value) for label, value in (*found, *content.codes.items()) if value]


SHORT_TITLES = {
    DocumentKind.PRO_FORMA: printed("Pro forma"), DocumentKind.STATEMENT: printed("Statement"),
    DocumentKind.REMINDER: printed("Reminder"), DocumentKind.COMMISSION: printed("Statement"),
    DocumentKind.FOLIO: printed("Folio"), DocumentKind.CONFIRMATION: printed("Booking"),
}  # fmt: skip


def subtitle(content: DocumentContent, words: Words) -> str:
    """What a credit note takes back, and why."""
    if content.corrects is None:
        return ""
    day = words.day(content.corrects.issued_on)
    text = words.say(printed("Takes back {number} of {day}"), number=content.corrects.number, day=day)
    return f"{text}: {content.corrects.reason}" if content.corrects.reason else text


def _title(sheet: Sheet, content: DocumentContent, words: Words) -> float:
    sheet.text(LEFT, 252.8, title_of(content, words), 15, font=SEMIBOLD)
    below = subtitle(content, words)
    if below:
        sheet.text(LEFT, 266, sheet.fitted(below, RIGHT - LEFT, 8.4), 8.4, color=SECONDARY)
    for index, line in enumerate(_opening(sheet, content)):
        sheet.text(LEFT, 274 + index * OPENING_PITCH, line, OPENING)
    return _columns(sheet, content, words, 272.6 + _above(sheet, content, words))


def _opening(sheet: Sheet, content: DocumentContent) -> list[str]:
    """The words of a letter before its lines."""
    lines: list[str] = []
    for text in content.opening:
        lines += [*([""] if lines else []), *sheet.wrapped(text, RIGHT - LEFT, OPENING)]
    return lines


def _above(sheet: Sheet, content: DocumentContent, words: Words) -> float:
    """How much further down the lines begin, under what a credit note or a letter says first."""
    lines = len(_opening(sheet, content))
    return (13 if subtitle(content, words) else 0) + (lines * OPENING_PITCH + 12 if lines else 0)


def _columns(sheet: Sheet, content: DocumentContent, words: Words, y: float) -> float:
    money = words.say(printed("Amount {currency}"), currency=content.currency)
    own = KINDS_OF_LINES.get(content.kind)
    service = _service(content)
    when = words.say(printed("Night")) if content.stay.arrival and not own else words.say(printed("Date"))
    what = words.say(own) if own else words.say(printed("Service"))
    if service > LEFT:
        sheet.text(LEFT, y, when, 7.5, font=MEDIUM, color=SECONDARY)
    sheet.text(service, y, what, 7.5, font=MEDIUM, color=SECONDARY)
    if not own:
        sheet.right(TAX, y, words.say(printed("VAT")), 7.5, font=MEDIUM, color=SECONDARY)
    sheet.right(RIGHT, y, money, 7.5, font=MEDIUM, color=SECONDARY)
    sheet.rule(y + 5.8, 1.3, TEXT)
    return y + 17.5


def _again(sheet: Sheet, content: DocumentContent, words: Words) -> float:
    """Which document a further page belongs to; the baseline of its columns."""
    title = f"{title_of(content, words)} {content.number}, {words.day(content.issued_on)}"
    sheet.text(LEFT, 97, sheet.fitted(title, RIGHT - LEFT, 9, MEDIUM), 9, font=MEDIUM)
    return 114


def _service(content: DocumentContent) -> float:
    """Where services stand: at the left, where no line has a night."""
    dated = content.kind is DocumentKind.RECEIPT or any(line.night for line in content.lines)
    return SERVICE if dated else LEFT


def _rows(sheet: Sheet, page: Page, words: Words, y: float, service: float, *, first_page: bool) -> float:
    if not first_page:
        _carried(sheet, words.say(printed("Brought forward")), words.amount(page.brought_minor), y)
        sheet.rule(y + BEFORE_RULE)
        y += BEFORE_RULE + AFTER_RULE
    for index, row in enumerate(page.rows):
        if index:
            y += PITCH
            if row.first:
                sheet.rule(y - PITCH + BEFORE_RULE)
                y += BEFORE_RULE + AFTER_RULE - PITCH
        sheet.text(LEFT, y, sheet.fitted(row.night, SERVICE - LEFT - 4, 9, MEDIUM), 9, font=MEDIUM)
        room = TAX - service - sheet.width(row.tax, 9) - 8
        sheet.text(service, y, sheet.fitted(row.text, room, 9), 9)
        sheet.right(TAX, y, row.tax, 9)
        sheet.right(RIGHT, y, row.amount, 9)
    if page.has_totals:
        return y
    sheet.rule(y + BEFORE_RULE, color=LINE)
    _carried(sheet, words.say(printed("Carried forward")), words.amount(page.carried_minor), y + 17)
    return y


def _carried(sheet: Sheet, label: str, amount: str, y: float) -> None:
    sheet.text(SERVICE, y, label, 9, font=MEDIUM, color=SECONDARY)
    sheet.right(RIGHT, y, amount, 9, font=MEDIUM, color=SECONDARY)


def _foot(
    sheet: Sheet, content: DocumentContent, words: Words, electronic: bool, number: int, count: int
) -> None:
    sheet.rule(FOOT, 0.6, LINE)
    said = [content.certified] if content.certified else []
    if electronic:
        said.insert(0, words.say(ELECTRONIC))
    if content.is_taxed and content.seller.country:
        country = words.country(content.seller.country)
        said.append(words.say(printed("VAT charged in {country}, place of the property."), country=country))
    for index, line in enumerate(sheet.wrapped(" ".join(said), 372, 7.4)[:3]):
        sheet.text(LEFT, 799.4 + index * 10.3, line, 7.4, color=SECONDARY)
    issued = words.say(printed("Issued by {name}"), name=content.issued_by) if content.issued_by else ""
    sheet.right(RIGHT, 799.4, sheet.fitted(issued, 110, 7.4), 7.4, color=SECONDARY)
    place = words.say(printed("Page {number} of {count}"), number=number, count=count)
    sheet.right(RIGHT, 809.7, place, 7.4, color=SECONDARY)


ELECTRONIC = printed(
    "This PDF is also the electronic invoice: it carries the Factur-X data (EN 16931, file factur-x.xml) "
    "for your accounts."
)
