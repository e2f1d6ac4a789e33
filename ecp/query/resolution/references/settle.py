"""What a reference means, decorations and overloads told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecp.query.resolution.overloads.fitting import fitting, is_left_open, is_specialized
from ecp.query.resolution.program.build_constraints import compiled_with
from ecp.query.resolution.program.files import Context, File
from ecp.query.resolution.program.rows import Reference
from ecp.query.resolution.references.bare import resolve_bare
from ecp.query.resolution.references.members import resolve_member
from ecp.query.resolution.references.targets import DYNAMIC, EXTERNAL, Resolution, made_by_own_maker, resolution
from ecp.query.resolution.types.implementations import implementing, is_one_of_many
from ecp.query.resolution.values import Values

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver


def settle(resolver: Resolver, reference: Reference) -> Resolution:
    """Return what a reference means, decorations and overloads told apart."""
    found = _resolve(resolver, reference)
    if reference.role == "decorate":
        return _decoration(resolver, reference, found)
    file = resolver.program.file(reference.path)
    language = file.language
    if reference.role == "new" and language.making and language.type_modifier:
        return found._replace(targets=made_by_own_maker(resolver, found.targets))
    if len(found.targets) > 1 and language.conditional_files:
        return found._replace(targets=compiled_with(resolver.program, file, found.targets))
    if not reference.arguments and not (found.targets and language.extension_traits):
        return found
    context = Context(file, reference.scope, reference.line)
    if language.extension_traits:
        return _implementation(resolver, context, reference, found)
    return _overload(resolver, context, reference, found) if found.targets else found


def _implementation(resolver: Resolver, context: Context, reference: Reference, found: Resolution) -> Resolution:
    """Return which implementation of a trait a call is of, as its receiver and arguments tell."""
    targets = implementing(resolver, context, reference, found.targets)
    if is_one_of_many(targets):
        return DYNAMIC._replace(candidates=targets)
    return found._replace(targets=targets, how=found.how or "class") if targets else found


def _overload(resolver: Resolver, context: Context, reference: Reference, found: Resolution) -> Resolution:
    """Return which overloads the arguments of a call leave."""
    left = fitting(resolver, context, reference, found.targets)
    how = "overload" if is_left_open(context.file.language, left) else found.how
    specialized = tuple(each for each in found.targets if each not in left and is_specialized(each))
    return found._replace(targets=left, how=how, candidates=specialized)


def _decoration(resolver: Resolver, reference: Reference, found: Resolution) -> Resolution:
    """Return what a decoration means, which may have names of its own or may leave out the end of one."""
    language = resolver.program.file(reference.path).language
    if suffix := language.attribute_suffix:
        whole = _resolve(resolver, reference._replace(name=reference.name + suffix))
        named = whole if whole.targets else found
        types = tuple(each for each in named.targets if each.is_type or each.is_constructor)
        return named._replace(targets=types) if types else EXTERNAL
    if language.decorations and any(each.kind not in language.decorations for each in found.targets):
        return EXTERNAL
    return found


def _resolve(resolver: Resolver, reference: Reference) -> Resolution:
    file = resolver.program.file(reference.path)
    if reference.role == "import":
        return resolution(resolver, _imported_name(resolver, file, reference), "import")
    resolve = resolve_member if reference.receiver else resolve_bare
    return resolve(resolver, Context(file, reference.scope, reference.line), reference)


def _imported_name(resolver: Resolver, file: File, reference: Reference) -> Values:
    for each in file.imports:
        if each.line == reference.line and each.name == reference.name:
            return resolver.import_values(file, each)
    return ()
