"""Programs that train the shipped models, and their data. Imported by nothing; not in the wheel."""

from pathlib import Path

DATA = Path(__file__).parent / "data"
