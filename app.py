"""The dashboard's script: ``make app`` and ``accord-atlas serve`` run it.

It takes the data folder, or else the shipped one is shown, after it the project that
the page opens with, if there is one, and whether that may be written into.
"""

import sys

from geo.dashboard.arguments import read_arguments
from geo.dashboard.page import show_page

show_page(*read_arguments(sys.argv[1:]))
