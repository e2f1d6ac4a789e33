"""`python -m ecp`."""

import sys

from ecp.cli import main

sys.exit(main())
