"""The index: git → blobs → facts → layer → store.

The package shares its name with the call that people make most, `ecp.index(repo)`.  Importing a submodule binds the
package over that name, so the package itself can be called and does the same.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


class _CallablePackage(ModuleType):
    def __call__(self, *arguments: Any, **options: Any) -> Any:
        """Do what `ecp.api.index` does."""
        from ecp.api import index

        return index(*arguments, **options)


sys.modules[__name__].__class__ = _CallablePackage
