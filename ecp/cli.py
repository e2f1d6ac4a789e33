"""The command line: parse, ask the façade, render.  stdout is data, stderr is talk.

Exit codes: 0 found, 1 nothing found, 2 usage, 3 busy, 4 failed, 5 git lacks an object, 130 interrupted.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # see `ecp.__init__`
if TYPE_CHECKING:
    from typing import NoReturn


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments == ["--version"]:  # worth a path of its own: it is what people time
        from ecp._version import __version__

        print(f"ecp {__version__}")
        return 0
    from ecp.commands import run

    return run(arguments)


def script() -> NoReturn:
    """Be the process that runs one command.

    It collects no cycles unless it serves, and ends without taking its modules apart: what is theirs goes with the
    process.  Either is a fiftieth of a one-shot query.
    """
    import gc

    gc.disable()
    code = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # Python's own end says so
        sys.exit(code)
    os._exit(code)


if __name__ == "__main__":
    script()
