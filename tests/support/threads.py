"""The threads of Keyrack that run now; other tests' houses may have some, so look before and after."""

import threading


def keyrack_threads() -> set[threading.Thread]:
    """All that run in this process, whoever's they are."""
    return {thread for thread in threading.enumerate() if thread.name.startswith("keyrack-")}
