"""Where tests put their files: in memory where the system offers a roomy disk of that kind.

Each commit of a house waits for the disk. That is right at a hotel's desk, but in a test it proves nothing:
a process that is killed leaves the same files behind on either kind of disk.
"""

import os
import shutil
import tempfile
from pathlib import Path

import psutil

MEMORY = Path("/dev/shm")
ROOM = 4 * 2**30


def keep_files_in_memory() -> None:
    """Temporary files of this process and its children go to memory, unless TMPDIR says where."""
    if "TMPDIR" not in os.environ and _is_roomy():
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


def _is_roomy() -> bool:
    return (
        os.access(MEMORY, os.W_OK)
        and shutil.disk_usage(MEMORY).free >= ROOM
        and psutil.virtual_memory().available >= 2 * ROOM
    )
