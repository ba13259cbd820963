"""Import of bookings from files: any CSV or Excel workbook, through a mapping profile.

`reading` opens the file, `profile` and `ready_profiles` say what its columns mean, `rules` makes a booking
of a row or says why not, `plan` decides numbers, hotels and rooms for the whole file, `commands` writes a
batch, `outcome` reports every row, `run` holds it together. Ids come from source, content and occurrence:
running a file again changes nothing, and a run that was cut off goes on where it stopped.
"""

from app.features.reservations.importing.booking import Rejection, Repair, sentence
from app.features.reservations.importing.commands import HANDLERS, ImportBatch
from app.features.reservations.importing.desk import Cancelled, Progress
from app.features.reservations.importing.outcome import ImportResult
from app.features.reservations.importing.preview import ColumnView
from app.features.reservations.importing.profile import BadProfile, Profile
from app.features.reservations.importing.queries import ANSWERS
from app.features.reservations.importing.reading import UnreadableFile
from app.features.reservations.importing.ready_profiles import ready_profile_names
from app.features.reservations.importing.run import (
    ImportRequest,
    Prepared,
    carry_out,
    prepare,
    run_import,
)

__all__ = [
    "ANSWERS", "HANDLERS", "BadProfile", "Cancelled", "ColumnView", "ImportBatch", "ImportRequest",
    "ImportResult", "Prepared", "Profile", "Progress", "Rejection", "Repair", "UnreadableFile", "carry_out",
    "prepare", "ready_profile_names", "run_import", "sentence",
]  # fmt: skip
