"""What uses a symbol and is no reference of its name, so that answers have to say what they lack."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ecp.query.resolution.program.definitions import VALUE_KINDS, Definition

_BY_SYNTAX = "what runs it by syntax alone, as operators and subscripts do, is not recorded"
_READ = "it is read, not called: `references` lists where"


def is_run_by_syntax(definition: Definition) -> bool:
    """Say whether its language runs a definition where its name is not written: an operator, a subscript."""
    pattern = definition.file.language.run_by_syntax
    if not pattern or definition.is_constructor:
        return False
    return re.fullmatch(f"(.* )?({pattern})", f"{definition.modifiers} {definition.name}") is not None


def of_references(targets: Sequence[Definition]) -> str:
    """Return what the references of some symbols lack, or ""."""
    return _BY_SYNTAX if any(map(is_run_by_syntax, targets)) else ""


def of_calls(targets: Sequence[Definition], found: Sequence[object]) -> str:
    """Return what the calls that were found of some symbols lack, or ""."""
    is_only_read = not found and targets and all(map(_is_read, targets))
    return of_references(targets) or (_READ if is_only_read else "")


def _is_read(definition: Definition) -> bool:
    marks = definition.file.language.read_marks
    return definition.kind in VALUE_KINDS or (bool(marks) and re.search(marks, definition.modifiers) is not None)
