"""The command line: parse, ask the façade, render.  stdout is data, stderr is talk.

Exit codes: 0 found, 1 nothing found, 2 usage, 3 busy, 4 failed, 5 git lacks an object, 130 interrupted.
"""

from __future__ import annotations

import sys


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments == ["--version"]:  # worth a path of its own: it is what people time
        from ecp._version import __version__

        print(f"ecp {__version__}")
        return 0
    from ecp.commands import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
