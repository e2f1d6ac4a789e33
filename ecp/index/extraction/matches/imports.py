"""Imports that a match adds."""

from __future__ import annotations

from tree_sitter import Node

from ecp.index.extraction.matches.captured import SPACE, name_of, one
from ecp.index.extraction.matches.found import Found
from ecp.index.extraction.notation.patterns import pattern_names
from ecp.index.extraction.syntax import Captures, Syntax

_MODULE = "module"
"""What stands for a module that a pattern takes apart."""


def import_names(found: Found, rules: Syntax, captures: Captures, node: Node, kind: str, pattern: int) -> None:
    module_node, alias_node = one(captures, "module"), one(captures, "alias")
    module = rules.separator.join(
        [SPACE.sub("", found.tree.of(part).strip("\"'`")) for part in captures.get("module", ())]
    )
    if kind == "public":
        found.public.append((node.start_byte, node.end_byte))
        return
    if kind == "prefix":
        found.prefixes.append((node.start_byte, node.end_byte, module))
        return
    alias = name_of(found, alias_node) if alias_node is not None else ""
    if alias_node is not None:
        found.claimed.add(alias_node.start_byte)
        found.imported.add(alias_node.start_byte)
    names = captures.get("name", ())
    for holder in captures.get("pattern", ()):
        _import_parts(found, holder, kind, module)
    for name in names:
        found.claimed.add(name.start_byte)
        if module_node is not None and module_node.start_byte < name.start_byte < module_node.end_byte:
            module = found.tree.of(module_node)[: name.start_byte - module_node.start_byte].rstrip(".:/\\ \n\t")
        if kind != "export":  # an export may stand at the definition itself
            found.imported.add(name.start_byte)
        found.imports.append((name, kind, module, name_of(found, name), alias))
    if not names and "pattern" not in captures:
        found.imports.append((module_node or node, kind, module, "", alias))


def _import_parts(found: Found, holder: Node, kind: str, module: str) -> None:
    """Add what a pattern takes out of a module; what it takes out of that in turn is no import."""
    for part in holder.named_children:
        for name, value in pattern_names(part, found.tree, _MODULE):
            member = value.removeprefix(f"{_MODULE}.")
            if member == value or not member.isidentifier():
                continue
            text = name_of(found, name)
            found.claimed |= {part.start_byte, name.start_byte}
            found.imported |= {part.start_byte, name.start_byte}
            found.imports.append((part, kind, module, member, text if text != member else ""))
