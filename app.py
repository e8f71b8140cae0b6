"""The dashboard's script: ``make app`` and ``accord-atlas serve`` run it.

It takes the data folder, or else the shipped one is shown, and after it the project
that the page opens with, if there is one.
"""

import sys
from pathlib import Path

from geo.dashboard.page import show_page
from geo.shipped import data_folder

show_page(*map(Path, sys.argv[1:]) if len(sys.argv) > 1 else [data_folder()])
