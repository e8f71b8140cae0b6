"""The dashboard's script: ``make app`` and ``accord-atlas serve`` run it.

It takes one argument, the data folder; without it the shipped one is shown.
"""

import sys
from pathlib import Path

from geo.dashboard.page import show_page
from geo.shipped import data_folder

show_page(Path(sys.argv[1]) if len(sys.argv) > 1 else data_folder())
