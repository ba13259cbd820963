"""Names in the atlas: painted once for all who bear them, and anew when their page was given up."""

import numpy as np
import pytest

from app.features.rack import Labels
from ui.features.rack.canvas.names import FULL, NameSprites
from ui.features.rack.canvas.sprites import Sprites
from ui.widgets.theme import Mode
from ui.widgets.theme.tokens import colours

GUESTS = 4_500


@pytest.mark.usefixtures("qapp")
def test_names_of_a_dropped_page_are_painted_anew() -> None:
    sprites = Sprites(colours(Mode.LIGHT), 1.0)
    texts = [f"Lindqvist {number}\x1fMårten" for number in range(GUESTS)]
    labels = Labels.of([*texts, texts[0]])
    inks = sprites.palette.text, sprites.palette.text_secondary
    names = NameSprites(sprites, labels, (12, 500), inks)
    numbers = np.arange(GUESTS + 1)
    form, ink = np.full(len(numbers), FULL), np.zeros(len(numbers), np.int32)
    names.widths(numbers)
    before = names.slots(numbers, form, ink)
    assert before[0] == before[GUESTS]
    assert len(set(before.tolist())) == GUESTS
    page = sprites.atlas.trim()
    assert page == sprites.atlas.page_of(int(before[0]))
    names.forget(page)
    after = names.slots(numbers, form, ink)
    gone = np.array([sprites.atlas.page_of(int(slot)) == page for slot in before])
    assert 0 < gone.sum() < GUESTS
    assert np.array_equal(before[~gone], after[~gone])
    assert not np.isin(after[gone], before).any()
    assert after[0] == after[GUESTS]
    assert all(sprites.atlas.page_of(int(slot)) != page for slot in after[gone])
    sprites.atlas.finish()
