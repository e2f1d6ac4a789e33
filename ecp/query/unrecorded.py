"""What uses a symbol and is no reference of its name, so that answers have to say what they lack."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ecp.query.hierarchy import base_outside, overridden, owners_of
from ecp.query.resolution.counterparts import identity
from ecp.query.resolution.program.definitions import FUNCTION_KINDS, TOP, VALUE_KINDS, Definition
from ecp.query.resolution.program.files import File
from ecp.query.resolution.types.metaclasses import as_value_of_metaclass
from ecp.query.resolution.values import Module
from ecp.query.uses import Uses

_BY_SYNTAX = "what runs it by syntax alone, as operators and subscripts do, is not recorded"
_OTHERS = "`references` lists its other uses, as a type or a base"
_HOLDING = FUNCTION_KINDS | VALUE_KINDS
"""Kinds of what a method is in that is of no type: of an object that is written there."""
_MARK = re.compile(r"(?:@|#\[\\?|\[\[?)(?:\w+(?:\.|::|:))*(\w+)")
"""The decorator or attribute that a modifier is: the last part of its name."""
_MODULES = "SELECT DISTINCT blob, module, name FROM import WHERE module <> ''"
_FEW = 3
"""Definitions up to which it is looked up what they override, and how many of these are named."""
READ = "it is read, not called: `references` lists where"
"""Of a variable, or of a function that is handed over."""


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
        return of_references(targets) or READ
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
    reason = "" if found else why_in_use(uses, methods)
    return reason and f"it {'' if reason.startswith('may ') else 'is '}{reason}: others may call it"


def why_in_use(uses: Uses, group: Sequence[Definition]) -> str:
    """Return why definitions of one symbol may be in use though nothing is seen to refer to them, or ""."""
    if any(map(_is_handed_over, group)):
        return "decorated"
    if group[0].container != TOP and _is_handed_over(group[0].file.definitions[group[0].container]):
        return "in what is decorated"
    around = group[0].outer
    if group[0].kind == "method" and not group[0].owner and (around is None or around.kind in _HOLDING):
        return "member of an object literal"
    is_structural = group[0].file.language.structural_interfaces
    if is_structural and group[0].exported and owners_of(uses.resolver, group[0]):
        return "may implement an interface of a library"
    # Names of another package that are not exported differ: https://go.dev/ref/spec#Uniqueness_of_identifiers
    if not is_structural and (outside := base_outside(uses, group[0])):
        return f"may override a member of {outside}"
    if group[0].is_type and any(
        as_value_of_metaclass(uses.resolver, each) for each in owners_of(uses.resolver, group[0])
    ):
        return "given to a metaclass"
    return "exported by a file that nothing imports" if _is_offered_to_outside(uses, group[0]) else ""


def _is_handed_over(definition: Definition) -> bool:
    """Say whether a decorator or attribute may give a definition to somebody who uses it."""
    marks = filter(None, map(_MARK.match, definition.modifiers.split()))
    return any(mark[1] not in definition.file.language.plain_marks for mark in marks)


def _is_read(definition: Definition) -> bool:
    marks = definition.file.language.read_marks
    return definition.kind in VALUE_KINDS or (bool(marks) and re.search(marks, definition.modifiers) is not None)


def _is_offered_to_outside(uses: Uses, definition: Definition) -> bool:
    """Say whether a file that exports a definition is one that only what runs it imports: a route, a page, a script."""
    if definition.container != TOP or not definition.exported or not definition.file.language.files_run:
        return False
    return not uses.once(("imported", definition.file.path), lambda: _is_imported(uses, definition.file))


def _is_imported(uses: Uses, file: File) -> bool:
    imports = uses.once("imports by their last part", lambda: _imports_by_last_part(uses))
    *folders, name = file.path.split("/")
    return any(
        path != file.path and Module(file) in uses.resolver.modules(uses.program.file(path), module)
        for last in {"", name.partition(".")[0], *folders}
        for blob, module in imports.get(last, ())
        for path in uses.program.paths_of(blob)
    )


def _imports_by_last_part(uses: Uses) -> dict[str, set[tuple[int, str]]]:
    """Return the modules that files import, as written, by what may be a file's name or that of a folder around it.

    What is imported of a module may be one: `from package import module`.
    """
    found: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for blob, module, name in uses.program.view.rows(_MODULES):
        if "/" in module:
            found[module.rstrip("/").rpartition("/")[2].partition(".")[0]].add((blob, module))
            continue
        found[module.rpartition(".")[2]].add((blob, module))
        if name:
            found[name.rpartition(".")[2]].add((blob, f"{module}{'' if module.endswith('.') else '.'}{name}"))
    return dict(found)
