"""`python -m ecp`."""

from ecp.cli import script

script()
