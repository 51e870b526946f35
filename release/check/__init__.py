"""Tests of the release, run by check.sh: they wrap a program, install each package into an empty place, and run it."""

import sys
from pathlib import Path

# The scripts of the release import one another by name, as they do when one is run.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
