"""Building layers: plan, locks, gate, workers, and the one choke point that uses them.

The names are imported when first used: a question says how long it would wait for a build (`Waits`) and rarely needs
one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ecp.build.orchestrator import BuildReport, Stack, build_l2, force_rebuild_l2
    from ecp.build.waits import Waits

__all__ = ["BuildReport", "Stack", "Waits", "build_l2", "force_rebuild_l2"]


def __getattr__(name: str) -> Any:
    """Import a name when it is first used (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module 'ecp.build' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module("ecp.build.waits" if name == "Waits" else "ecp.build.orchestrator"), name)
