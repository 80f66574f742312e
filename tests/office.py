"""LibreOffice without a window: the text of a .docx whose tracked changes are settled."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("office_script.py")
#: the Python of the system: LibreOffice's bridge is built for no other
PYTHON = "/usr/bin/python3"


def settle_changes(files: Sequence[bytes], folder: Path) -> list[tuple[str, str]]:
    """The text of each .docx with all its changes accepted, and with all of them rejected."""
    program = shutil.which("soffice")
    if program is None:
        pytest.fail("这项测试需要 LibreOffice：请安装 libreoffice-writer-nogui 和 python3-uno")
    paths = [folder / f"{number}.docx" for number in range(len(files))]
    for path, file in zip(paths, files, strict=True):
        path.write_bytes(file)
    pipe = f"fagui{folder.name}"
    office = subprocess.Popen(
        [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"),
        ]
    )
    try:
        subprocess.run([PYTHON, SCRIPT, pipe, *paths], check=True, timeout=300)
        office.wait(60)
    finally:
        office.kill()
    return [
        (_read(path.with_suffix(".accepted")), _read(path.with_suffix(".rejected")))
        for path in paths
    ]


def _read(path: Path) -> str:
    """A text as LibreOffice saves it, without the end of its last paragraph."""
    return path.read_bytes().decode("utf-8-sig").removesuffix("\n")
