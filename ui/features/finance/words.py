"""Words of finance: next steps, levels, kinds of accounts, ledgers."""

from datetime import date

from app.features.finance import NextStep
from app.kernel.text import tr
from ui.widgets.day_text import short_day


def step_word(step: NextStep, on: date | None) -> str:
    """What an account wants next."""
    if step is NextStep.WAIT and on is not None:
        return tr("Letter from {day}", day=short_day(on))
    words = {
        NextStep.ALLOCATE: tr("Give payment to documents"),
        NextStep.WRITE_LETTER: tr("Write a letter"),
        NextStep.COLLECT: tr("Collect or write off"),
        NextStep.WAIT: tr("Wait"),
        NextStep.NOTHING: tr("Nothing"),
    }
    return words[step]


def level_word(level: int) -> str:
    """How firmly an account has been asked."""
    return ("", tr("Reminded"), tr("Second reminder"), tr("Last reminder"))[level]


def ledger_word(ledger: str) -> str:
    """A ledger's name."""
    words = {
        "guest": tr("Guest ledger"), "deposit": tr("Deposit ledger"), "receivables": tr("Receivables"),
        "package": tr("Package ledger"), "non_resident": tr("Passers-by"), "general": tr("General ledger"),
    }  # fmt: skip
    return words.get(ledger, ledger)


def kind_word(kind: str) -> str:
    """What sort of account it is."""
    words = {
        "asset": tr("Asset"), "liability": tr("Liability"), "revenue": tr("Revenue"), "expense": tr("Expense")
    }  # fmt: skip
    return words.get(kind, kind)
