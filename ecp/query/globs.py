"""Which paths a pattern means: a glob, whose square brackets may be those of a path.

Frameworks name folders `[slug]` and files `[...path].ts`, and whoever asks about one gives its path as it is.
"""

from __future__ import annotations

from fnmatch import fnmatchcase

GLOBBED = "(path GLOB $glob OR path GLOB $literal)"
"""The condition of SQL on `path`, with the parameters of `parameters`."""


def parameters(pattern: str) -> dict[str, str]:
    """Return what `GLOBBED` takes for a pattern; of "" every path."""
    return {"glob": pattern or "*", "literal": _literal(pattern or "*")}


def is_like(path: str, pattern: str) -> bool:
    """Say whether a path is one that a pattern means; "" means every."""
    return not pattern or fnmatchcase(path, pattern) or ("[" in pattern and fnmatchcase(path, _literal(pattern)))


def _literal(pattern: str) -> str:
    """Return a pattern with its square brackets as a path has them."""
    return pattern.replace("[", "[[]")
