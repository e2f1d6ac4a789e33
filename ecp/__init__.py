"""ecp: a full-repository code index for many agents on one machine.

    import ecp

    ecp.index("path/to/repo")                      # build, or find built
    with ecp.open("path/to/repo") as code:         # never waits for a build that somebody else runs
        callers = code.query("Session.execute").callers

Imports are late: a cache hit loads neither DuckDB nor tree-sitter.
"""

from __future__ import annotations

from ecp._version import __version__

TYPE_CHECKING = False  # true to type checkers; importing `typing` for it would cost `ecp --version` a fifth of its time
if TYPE_CHECKING:
    from typing import Any

    from ecp.api import index, open
    from ecp.build import BuildReport, Stack, Waits, build_l2, force_rebuild_l2
    from ecp.build.notes import BuildNote, Waiting
    from ecp.build.progress import Progress
    from ecp.config import Settings
    from ecp.errors import (
        BusyError,
        ConfigError,
        DamagedLayerError,
        EcpError,
        LimitError,
        MissingObjectError,
        RepositoryError,
        RevisionError,
        StoreError,
        UsageError,
    )
    from ecp.model import (
        Answer,
        Body,
        Call,
        FileTotal,
        Freshness,
        Impacted,
        ImpactReport,
        MapFile,
        PathReport,
        PathStep,
        Relative,
        Symbol,
        SymbolReport,
        Table,
        Unresolved,
        Unused,
        Use,
    )
    from ecp.query.export import Exported
    from ecp.query.index import Index

_HOMES = {
    "ecp.api": ("index", "open"),
    "ecp.build": ("BuildReport", "Stack", "Waits", "build_l2", "force_rebuild_l2"),
    "ecp.build.notes": ("BuildNote", "Waiting"),
    "ecp.build.progress": ("Progress",),
    "ecp.config": ("Settings",),
    "ecp.errors": (
        "BusyError",
        "ConfigError",
        "DamagedLayerError",
        "EcpError",
        "LimitError",
        "MissingObjectError",
        "RepositoryError",
        "RevisionError",
        "StoreError",
        "UsageError",
    ),
    "ecp.model": (
        "Answer",
        "Body",
        "Call",
        "FileTotal",
        "Freshness",
        "Impacted",
        "ImpactReport",
        "MapFile",
        "PathReport",
        "PathStep",
        "Relative",
        "Symbol",
        "SymbolReport",
        "Table",
        "Unresolved",
        "Unused",
        "Use",
    ),
    "ecp.query.export": ("Exported",),
    "ecp.query.index": ("Index",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Answer",
    "Body",
    "BuildNote",
    "BuildReport",
    "BusyError",
    "Call",
    "ConfigError",
    "DamagedLayerError",
    "EcpError",
    "Exported",
    "FileTotal",
    "Freshness",
    "ImpactReport",
    "Impacted",
    "Index",
    "LimitError",
    "MapFile",
    "MissingObjectError",
    "PathReport",
    "PathStep",
    "Progress",
    "Relative",
    "RepositoryError",
    "RevisionError",
    "Settings",
    "Stack",
    "StoreError",
    "Symbol",
    "SymbolReport",
    "Table",
    "Unresolved",
    "Unused",
    "UsageError",
    "Use",
    "Waiting",
    "Waits",
    "__version__",
    "build_l2",
    "force_rebuild_l2",
    "index",
    "open",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used (PEP 562)."""
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module 'ecp' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Name what can be had, imported or not: for whoever completes a name, or looks for the nearest to a wrong one."""
    return sorted({*globals(), *__all__})
