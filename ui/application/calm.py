"""What a desk weighs when everything is loaded, said on the standard output for the bench `start`."""

import gc
import json

from PySide6.QtCore import QTimer

from app.workbench.benches.answer import peak_rss_mb, resident_mb
from ui.shell.main_window import MainWindow

LOOK_MS = 250
# Everything is loaded when nothing has run for so many looks: the years and the jobs begin a moment later.
CALM_LOOKS = 16


def tell_when_calm(window: MainWindow) -> None:
    """Say the memory that the desk holds when it is calm, and the most it has held; then close it."""
    timer = QTimer(window)
    calm = 0

    def look() -> None:
        nonlocal calm
        calm = calm + 1 if window.page.is_usable and window.operations.idle else 0
        if calm >= CALM_LOOKS:
            timer.stop()
            gc.collect()
            print(json.dumps({"resident": resident_mb(), "peak": peak_rss_mb()}), flush=True)
            window.close()

    timer.timeout.connect(look)
    timer.start(LOOK_MS)
