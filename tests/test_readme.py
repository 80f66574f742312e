"""Every `fagui` command that README shows works, in the order in which it stands there."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = [
    line
    for block in re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    for line in block.splitlines()
    if line.startswith("fagui ")
]


def test_readme_commands(tmp_path):
    assert len(COMMANDS) > 10
    for command in COMMANDS:
        run = subprocess.run(
            shlex.split(command),
            cwd=ROOT,
            env={
                **os.environ,
                "FAGUI_HOME": str(tmp_path),
                "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, f"{command}: {run.returncode}\n{run.stdout}{run.stderr}"


def test_make_targets_exist():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in set(re.findall(r"make ([a-z]+)", (ROOT / "README.md").read_text("utf-8"))):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
