"""The language of a paper: its reader's own, or one that is chosen for this once."""

from app.features.invoices import LANGUAGES
from app.kernel.text import tr
from ui.widgets.choice_box import ChoiceBox


def language_choice(own: str) -> ChoiceBox:
    """A choice of all languages; `own` says whose it is when none is chosen, which is ""."""
    box = ChoiceBox()
    box.setAccessibleName(tr("Language"))
    box.setToolTip(tr("The language of the statement or letter"))
    box.add("", own)
    for code, name in LANGUAGES.items():
        box.add(code, name)
    box.choose("")
    return box
