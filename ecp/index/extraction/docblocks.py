"""Types that a doc comment declares where the language's own syntax does not, or says only `array`.

PHPDoc (https://docs.phpdoc.org/guide/references/phpdoc/tags/) and JSDoc (https://jsdoc.app/): `@param Pen[] $pens`,
`@param {Pen} pen`, `@return Pen|null`, `@var Pen`, `@type {Pen}`, `@template T of Pen`.  Types come out in the notation
of `ecp.index.extraction.notation`; what that cannot say (shapes, conditional types) is `?`.

What comments import for such types: https://www.typescriptlang.org/docs/handbook/jsdoc-supported-types.html#import.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ecp.index.records import REFINED, record_of

_TAG = re.compile(r"@(?:phpstan-|psalm-)?(param|returns?|var|type|extends|augments|implements)\s+")
_TEMPLATE = re.compile(r"@(?:phpstan-|psalm-)?template(?:-covariant|-contravariant)?\s+(?:(\w+)\s+of\s+|(?=[\w${[]))")
_PARAMETERS = re.compile(r"\s*\[?\s*([\w$]+(?:[ \t]*,[ \t]*[\w$]+)*)(?:[ \t]*=[ \t]*)?")
_NAME = re.compile(r"\s*(?:\.\.\.|&)?\[?(\$?\w+)(?:\.(\w+)\b(?!\.))?")
_WORD = re.compile(r"[\w\\$.-]+")
_NO_WORD = re.compile(r"\W")
_NOTHING = frozenset(("null", "void", "undefined", "false", "true", "never", "none"))
_VAGUE = frozenset(("", "?", "array", "iterable", "object", "mixed", "callable"))
_SEQUENCES = frozenset(("array", "list", "iterable", "non-empty-array", "non-empty-list", "Array", "Set"))
_MAPS = frozenset(("array", "iterable", "non-empty-array", "Map", "Object", "Record"))
_DEPTH = 8
_LINES = re.compile(r"\s*\n[ \t]*\*?\s*")
_IMPORT = re.compile(r"""@import\s+([\w$\s{},*]+?)\s*\bfrom\s*["']([^"'\n]+)["']""")
_ANOTHER = re.compile(r" *[|&]")
_KEY = re.compile(r"[\s*]*([\w$]+)\??\s*:\s*")
_BETWEEN = re.compile(r"\s*[,;]?")
_NAMING = re.compile(r"@(typedef|callback)\s+")
_PROPERTY = re.compile(r"@prop(?:erty)?\s+")
_CLAUSE = re.compile(r"(?:([\w$]+)\s*,?\s*)?(?:\*\s*as\s+([\w$]+)|\{([^{}]*)\})?\Z")
_TYPEDEF = re.compile(
    r"""@typedef\s*\{\s*import\(\s*["']([^"'\n]+)["']\s*\)(?:\.([\w$]+))?(?:<[^{}]*>)?\s*\}\s*([\w$]+)"""
)


_INLINE = re.compile(r"""\bimport\(\s*["']([^"'\n]+)["']\s*\)(?:\.([\w$]+))?""")


class Docblock(NamedTuple):
    """The types that a comment declares, `""` where it declares none."""

    parameters: dict[str, str]
    """By name; those of an object that is taken apart by `object.name`, too."""
    result: str
    variable: str
    variable_name: str
    """The variable that `@var` names, if it names one."""
    templates: tuple[tuple[str, str], ...] = ()
    """Type parameters with their bounds, "" of one that has none: `@template T of Model`, `@template {Model} [T=Pen]`.

    https://www.typescriptlang.org/docs/handbook/jsdoc-supported-types.html#template
    """
    base: str = ""
    """The base of a type, with its type arguments: `@extends {Holder<Pen>}`."""
    implemented: tuple[str, ...] = ()
    """The interfaces of a type that have some, likewise: `@implements IteratorAggregate<int, Pen>`.

    https://phpstan.org/writing-php-code/phpdocs-basics#generics
    """


class Imported(NamedTuple):
    """A name that a comment imports, as an import statement would."""

    kind: str
    module: str
    name: str
    alias: str


def imported(text: str) -> Iterator[Imported]:
    """Yield what a doc comment imports: `@import A, { B as C } from "./a"`, `@typedef {import("./a").B} B`."""
    if not text.startswith("/**") or "import" not in text:
        return
    text = _LINES.sub(" ", text)
    for said in _IMPORT.finditer(text):
        clause = _CLAUSE.match(said[1])
        default, whole, names = clause.groups() if clause is not None else (None, None, None)
        if default:
            yield Imported("default", said[2], "", default)
        if whole:
            yield Imported("namespace", said[2], "", whole)
        for each in (names or "").split(","):
            name, _, alias = each.partition(" as ")
            if name.strip():
                yield Imported("name", said[2], name.removeprefix("type ").strip(), alias.strip())
    for said in _TYPEDEF.finditer(text):
        module, name, alias = said.groups()
        yield Imported("name" if name else "module", module, name or "", alias)
    for module, name in dict.fromkeys(each.group(1, 2) for each in _INLINE.finditer(text)):
        yield Imported("name" if name else "module", module, name or "", _inline_alias(module, name or ""))


def _inline_alias(module: str, name: str) -> str:
    """Return what a type that is imported where it is used is known as: `import("./a").B`."""
    return f"{_NO_WORD.sub('_', module)}${name}"


def _with_aliases(text: str) -> str:
    """Return a comment with such names in the place of the types."""
    if "import" not in text:
        return text
    return _INLINE.sub(lambda said: _inline_alias(said[1], said[2] or ""), text)


def named_types(text: str) -> Iterator[tuple[str, str]]:
    """Yield each type that a doc comment gives a name, with a value of it: `@typedef {A | B} C`, `@callback F`.

    The members of `@typedef {object} C` follow as `@property`, what `@callback F` takes and gives as for a function.
    https://www.typescriptlang.org/docs/handbook/jsdoc-supported-types.html#typedef-callback-and-param
    """
    if not text.startswith("/**") or not _NAMING.search(text):
        return
    text = _with_aliases(_TYPEDEF.sub("", _LINES.sub(" ", text)))
    beginnings = list(_NAMING.finditer(text))
    for at, tag in enumerate(beginnings):
        end = beginnings[at + 1].start() if at + 1 < len(beginnings) else len(text)
        if tag[1] == "callback":
            name, value = _WORD.match(text, tag.end()), f"<{_function(text, tag.end(), end)}>"
        else:
            said, after = _declared(text, tag.end())
            name = _NAME.match(text, after)
            value = _members(text, after, end) if said in ("object", "Object") else f"<{said}>" if said else ""
        if name is not None and value and "?" not in (value, value[1:-1]):
            yield name[1] if name.re is _NAME else name[0], value


def _members(text: str, at: int, end: int) -> str:
    def members() -> Iterator[tuple[str, str]]:
        for tag in _PROPERTY.finditer(text, at, end):
            said, after = _declared(text, tag.end())
            name = _NAME.match(text, after)
            if name is not None and said not in ("", "?"):
                yield name[1], f"<{said}>"

    return record_of(members())


def _function(text: str, at: int, end: int) -> str:
    said = [(tag[1], _declared(text, tag.end())[0] or "?") for tag in _TAG.finditer(text, at, end)]
    result = next((each for tag, each in said if tag.startswith("return")), "void")
    return f"fn[{','.join([result, *(each for tag, each in said if tag == 'param')])}]"


def is_vague(type_text: str) -> bool:
    """Say whether a declared type leaves something for a doc comment to say."""
    return type_text in _VAGUE


def refined(declared: str, said: str, precedence: str) -> str:
    """Return a declared type with what a doc comment says of it.

    Where the language asks for the type of what is overridden, only a comment can say which of its subtypes is meant.
    https://docs.phpdoc.org/guide/references/phpdoc/tags/param.html
    """
    if not said or is_vague(declared):
        return said or declared
    if precedence != "comment" or is_vague(said) or said == declared:
        return declared
    return f"{REFINED}[{said},{declared}]"


def docblock(text: str) -> Docblock | None:
    """Read a doc comment; None for any other comment, or when it declares no type."""
    if not text.startswith("/**") or "@" not in text:
        return None
    text = _with_aliases(text)
    parameters: dict[str, str] = {}
    result = variable = variable_name = base = ""
    implemented: tuple[str, ...] = ()
    for tag in _TAG.finditer(text):
        found, end = _declared(text, tag.end())
        if not found or found == "?":
            continue
        name = _NAME.match(text, end)
        match tag[1]:
            case "param" if name is not None:
                parameters.setdefault(f"{name[1]}.{name[2]}" if name[2] else name[1], found)
            case "return" | "returns":
                result = result or found
            case "extends" | "augments" if "[" in found:
                base = found
            case "implements" if "[" in found:
                implemented += (found,)
            case "var" | "type" if not variable:
                variable, variable_name = found, name[1] if name is not None and name[1].startswith("$") else ""
    for whole in [each for each in parameters if parameters[each] in ("object", "Object")]:
        inside = ((each.partition(".")[2], said) for each, said in parameters.items() if each.startswith(f"{whole}."))
        parameters[whole] = record_of(inside) or parameters[whole]
    templates = tuple(_templates(text)) if "template" in text else ()
    if not (parameters or result or variable or templates or base or implemented):
        return None
    return Docblock(parameters, result, variable, variable_name, templates, base, implemented)


def _templates(text: str) -> Iterator[tuple[str, str]]:
    """Yield the type parameters that a comment declares, with their bounds or what they are by default."""
    for tag in _TEMPLATE.finditer(text):
        if tag[1]:
            yield tag[1], _union(text, tag.end(), 0)[0]
            continue
        bound, at = _declared(text, tag.end()) if text[tag.end()] == "{" else ("", tag.end())
        names = _PARAMETERS.match(text, at)
        if names is not None:
            default = _union(text, names.end(), 0)[0] if text[names.end() - 1] in "= " else ""
            for name in names[1].split(","):
                yield name.strip(), bound if bound not in _VAGUE else default


def _declared(text: str, at: int) -> tuple[str, int]:
    """Return the type that begins at a place, in braces or not, and where it ends."""
    if text[at : at + 1] != "{":
        return _union(text, at, 0)
    found, end = _union(text, at + 1, 0)
    closing = text.find("}", end)
    return (found if text[end : closing + 1].strip() in ("}", "=}") else "?"), closing + 1


def _union(text: str, at: int, depth: int) -> tuple[str, int]:
    parts = []
    while True:
        part, at = _one(text, at, depth)
        if part and part not in _NOTHING:
            parts.append(part)
        another = _ANOTHER.match(text, at)
        if another is None or depth > _DEPTH:
            return "|".join(dict.fromkeys(parts)), at
        at = another.end()


def _one(text: str, at: int, depth: int) -> tuple[str, int]:
    while text[at : at + 1] in ("?", "!", " "):
        at += 1
    if text[at : at + 1] == "(":
        found, at = _union(text, at + 1, depth + 1)
        at += text[at : at + 1] == ")"
    elif text[at : at + 1] == "{":
        found, at = _shape(text, at, depth + 1)
    else:
        word = _WORD.match(text, at)
        if word is None:
            return "", at
        found, at = word[0].replace("\\", ".").strip("."), word.end()
        found = f".{found}" if word[0].startswith("\\") else found
        found = "static" if found == "$this" else found
        if text[at : at + 1] in ("{", "("):  # a shape, or a function
            return "?", at
        if text[at : at + 1] == "<":
            arguments, at = _arguments(text, at + 1, depth + 1)
            found = _generic(found, arguments)
    while text[at : at + 2] == "[]":
        found, at = f"list[{found}]", at + 2
    return found, at


def _shape(text: str, at: int, depth: int) -> tuple[str, int]:
    """Return a type by its members, `{ a: A, b?: B }`, and where it ends."""
    members = []
    at += 1
    while (key := _KEY.match(text, at)) is not None and depth <= _DEPTH:
        said, at = _union(text, key.end(), depth)
        members.append((key[1], said or "?"))
        at = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]  # which matches nothing, too
    closing = text.find("}", at)
    whole = closing >= 0 and not text[at:closing].strip()
    return (record_of(members) or "?", closing + 1) if whole else ("?", at)


def _arguments(text: str, at: int, depth: int) -> tuple[list[str], int]:
    found = []
    while depth <= _DEPTH:
        argument, at = _union(text, at, depth)
        found.append(argument or "?")
        while text[at : at + 1] == " ":
            at += 1
        if text[at : at + 1] != ",":
            break
        at += 1
    return found, at + (text[at : at + 1] == ">")


def _generic(base: str, arguments: list[str]) -> str:
    if base in _SEQUENCES and len(arguments) == 1:
        return f"list[{arguments[0]}]"
    if base in _MAPS and len(arguments) == 2:
        return f"map[{','.join(arguments)}]"
    return "?" if "-" in base else f"{base}[{','.join(arguments)}]"
