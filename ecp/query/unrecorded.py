"""What uses a symbol and is no reference of its name, so that answers have to say what they lack."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ecp.query.hierarchy import base_outside, overridden
from ecp.query.resolution.counterparts import identity
from ecp.query.resolution.program.definitions import FUNCTION_KINDS, VALUE_KINDS, Definition
from ecp.query.uses import Uses

_BY_SYNTAX = "what runs it by syntax alone, as operators and subscripts do, is not recorded"
_OTHERS = "what uses it and makes none, as a type or a base, is in `references`"
_FEW = 3
"""Definitions up to which it is looked up what they override, and how many of these are named."""
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


def of_calls(uses: Uses, targets: Sequence[Definition], found: Sequence[object]) -> str:
    """Return what the calls that were found of some symbols lack, or ""."""
    if not found and targets and all(map(_is_read, targets)):
        return of_references(targets) or _READ
    others = _OTHERS if any(each.is_type for each in targets) else ""
    return "; ".join(filter(None, (of_references(targets), _through_others(uses, targets, found), others)))


def _through_others(uses: Uses, targets: Sequence[Definition], found: Sequence[object]) -> str:
    """Return whose calls run methods as well, since these override them."""
    methods = [each for each in targets if each.kind in FUNCTION_KINDS]
    if not methods or len(targets) > _FEW:
        return ""
    own = set(map(identity, targets))
    above = {identity(each): each.qualified_name for method in methods for each, _ in overridden(uses, method)}
    if names := [name for symbol, name in above.items() if symbol not in own]:
        several = f" and {len(names) - _FEW} more" if len(names) > _FEW else ""
        return f"it overrides or implements {', '.join(names[:_FEW])}{several}, whose calls may run it as well"
    outside = "" if found else next(filter(None, (base_outside(uses, each) for each in methods)), "")
    return f"it may override a member of {outside}, which may call it" if outside else ""


def _is_read(definition: Definition) -> bool:
    marks = definition.file.language.read_marks
    return definition.kind in VALUE_KINDS or (bool(marks) and re.search(marks, definition.modifiers) is not None)
