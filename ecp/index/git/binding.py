"""pygit2's compiled half alone, which opens repositories, reads objects and tells what has changed."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from types import ModuleType
from typing import Any

_core_lock = threading.Lock()
_core_module: Any = None


def libgit2() -> Any:
    """Return pygit2's compiled half, which can open a repository, read its objects and tell what has changed in it.

    It is loaded by its file: by its name, the whole package would come with it, which takes 30 to 40 ms, a fifth of a
    one-shot query.  Where that does not work the package is imported after all.
    """
    global _core_module  # noqa: PLW0603
    with _core_lock:
        if _core_module is None:
            _core_module = _load_core() or _whole_package()
        return _core_module


def _load_core() -> Any:
    """Return the compiled half alone, or None where only the package will do."""
    from importlib import util
    from importlib.machinery import EXTENSION_SUFFIXES, ExtensionFileLoader

    if "pygit2" in sys.modules or threading.active_count() > 1:
        return None  # another thread might import it while `_states_as_numbers` has a stand-in in its place
    package = util.find_spec("pygit2")
    if package is None or package.origin is None:
        return None
    for suffix in EXTENSION_SUFFIXES:
        place = Path(package.origin).with_name(f"_pygit2{suffix}")
        if place.is_file():
            loader = ExtensionFileLoader("pygit2._pygit2", str(place))
            spec = util.spec_from_loader("pygit2._pygit2", loader)
            try:
                assert spec is not None
                module: Any = util.module_from_spec(spec)
                loader.exec_module(module)
                _states_as_numbers(module)
            except Exception:  # whatever a future version objects to: its front door remains
                return None
            return module if hasattr(module, "init_file_backend") else None
    return None


def _states_as_numbers(core: Any) -> None:
    """Have the compiled half give states as plain numbers, for as long as the package is not imported.

    It makes them values of the enumerations in `pygit2.enums`, for which it asks once and the package again: for the
    moment of its asking, a stand-in is there, all of whose enumerations are `int`.
    """
    package, enums = ModuleType("pygit2"), ModuleType("pygit2.enums")
    vars(enums)["__getattr__"] = lambda name: int
    sys.modules.update({"pygit2": package, "pygit2.enums": enums})
    try:
        core._cache_enums()
    finally:
        del sys.modules["pygit2"], sys.modules["pygit2.enums"]


def _whole_package() -> Any:
    import pygit2

    assert pygit2
    return sys.modules["pygit2._pygit2"]


def libgit2_version() -> str:
    """Return the version of the libgit2 that is in use."""
    import pygit2

    return str(pygit2.LIBGIT2_VERSION)


def map_little() -> None:
    """Have libgit2 map 32 MB of packs at most in this process, for as long as it lives: it counts as our memory.

    Reading every blob of Linux takes as long as with all 220 MB mapped.  For processes that are ours alone.
    """
    import pygit2

    pygit2.settings.mwindow_size = 4 << 20
    pygit2.settings.mwindow_mapped_limit = 32 << 20
