"""How an import finds its file: one small module per strategy, not per language.

A strategy takes (program, the importing file, the module as written) and returns the modules that it may mean;
nothing when it is a library's.
"""

from __future__ import annotations

from collections.abc import Callable

from ecp.query.resolution.modules.crates import find_crate
from ecp.query.resolution.modules.dotted import find_dotted
from ecp.query.resolution.modules.go import find_go_package
from ecp.query.resolution.modules.loading import LOADED, find_loaded
from ecp.query.resolution.modules.packages import find_namespace
from ecp.query.resolution.modules.scripts import find_script_module
from ecp.query.resolution.program.files import File
from ecp.query.resolution.program.program import Program
from ecp.query.resolution.values import Values


def find_module(program: Program, file: File, module: str) -> Values:
    """Return the modules that `module`, as an import in `file` names it, may mean."""
    strategy = _STRATEGIES.get(file.language.imports)
    return strategy(program, file, module) if strategy is not None else ()


def joined(module: str, name: str) -> str:
    """Return the name of a module in another, as an import would write it."""
    return f"{module}{name}" if module.endswith(".") else f"{module}.{name}"


_Strategy = Callable[[Program, File, str], Values]
_STRATEGIES: dict[str, _Strategy] = {
    "dotted": find_dotted,
    "relative": find_script_module,
    "go": find_go_package,
    "crate": find_crate,
    "package": find_namespace,
    **dict.fromkeys(LOADED, find_loaded),
}
