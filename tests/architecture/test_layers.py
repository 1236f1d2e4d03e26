"""An import may only go down."""

import subprocess
import sys
from pathlib import Path


def test_imports_only_go_down() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([str(command), "--no-cache"], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout
