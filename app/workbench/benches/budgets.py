"""The budgets of all benches, in one table, with the numbers of the product's promises. Never loosened."""

from typing import Final

# Milliseconds, unless the name says otherwise.
CALENDAR_FRAME: Final = 8.3
CALENDAR_FIRST_FRAME: Final = 30.0
CALENDAR_INDEX: Final = 300.0
CALENDAR_EDIT: Final = 5.0
CALENDAR_DRAG: Final = 5.0
SEARCH_P95: Final = 30.0
COMMAND_P95: Final = 15.0
START: Final = 1_000.0
IMPORT_SQLITE: Final = 60_000.0
IMPORT_POSTGRES: Final = 90_000.0
IMPORT_RSS_MB: Final = 1_024.0
NIGHT_CHARGES: Final = 1_000.0
TRIAL_BALANCE: Final = 1_000.0
INVOICE_FILE: Final = 300.0
QUOTE: Final = 20.0
RATE_GRID: Final = 100.0
RATE_YEAR: Final = 1_000.0
PROGRAM_RSS_MB: Final = 300.0
DESK_OPEN: Final = 100.0
DESK_AVAILABILITY: Final = 50.0
DESK_COMMIT_P95: Final = 25.0
DESK_SWITCH: Final = 1_000.0
FIT: Final = 1_000.0
