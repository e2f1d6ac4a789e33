"""Objects and types by their members, in the notation of `ecp.index.extraction.notation`: `{=a=e,b=f}`."""

from __future__ import annotations

import re
from collections.abc import Iterable

RECORD = "{="
"""What a record begins with."""
REST = "..."
"""The name of another object whose members are all of this one's too; before a type, that it takes the rest."""
DEFINED = "&"
"""Before the line of what is defined there."""
CALLED = "()"
"""The name of what a value of a type is as a function."""
MAKING = "new"
"""The name of what `new` makes of a value of a type."""
RECORD_TYPE = "Record"
"""A library's type of objects, by the types of their members' names and values."""
NARROWED = "narrowed"
"""The type that a function tells of what it is given: `narrowed[isShape]`."""
EXCLUDED = "excluded"
"""The type that something is not of: `excluded[Shape]`."""
GUARDS = "guards"
"""The type of what such a function gives: `guards[parameter,Shape]`."""
DEFAULT = "default"
"""The name of what a module exports without one."""
REFINED = "refined"
"""The type that a comment says of one that the source declares: `refined[said,declared]`."""
IF = " if "
"""Before the constraints on a template, after its parameters."""
GIVING = "\\"
"""What a function without a name begins with, before what it gives."""
TRIED = "¿"
"""After what ends the function around where it holds nothing: what it holds."""
OF_BLOCK = "¶"
"""After a call: the receiver with which it runs its block; after that a number: what it calls the block with."""
ON = "on"
"""The type of the receiver of a function, in its type: `fn[R,A,on[T]]`; after `;` what that is: `use;0;on`."""
RUN = "&"
"""The name under which a function has the receivers with which it runs its block."""
HANDED_ON = "&&"
"""That of the calls that it hands its block on to; `&block` is that of what it calls its parameter with."""
LENT = "&<"
"""That of the modules that a block mixes into the type which it runs as."""
LENT_TO_ANY = "&>"
"""That of the modules that are mixed into a type which a variable holds."""
IN_FUNCTION = "{"
"""Before a name: where the functions are seen that an anonymous function has under it."""
MORE = "#more"
"""Arguments that are left out where others would be kept."""
OPENED = "opened"
"""The type of a macro that opens a namespace: `opened[shapes.detail]`."""
CONSTANT = "!"
"""After what is constant: a type, a parameter, the parameters of a method that may be called on a constant."""
POINTER = "^"
REFERENCE = "&"
HELD = "%"
"""After the type that something points to, refers to (twice where that is about to end) or holds: `Pen!^` of
`const Pen *`.  Written where a language's table names `qualifiers`."""
MARKS = CONSTANT + POINTER + REFERENCE + HELD
_MEMBER = re.compile(r"[\w$]+\Z")
_LENGTH = 6_000
"""Characters beyond which members are left out."""


def record_of(members: Iterable[tuple[str, str]]) -> str:
    """Return the members of an object that say something, in the notation, or "" where none does."""
    found: list[str] = []
    length = 0
    for written, said in members:
        name = written.strip("\"'")
        if said.startswith(("#", "?")) or not (name in (REST, CALLED) or _MEMBER.match(name)):
            continue
        length += len(name) + len(said) + 2
        if length > _LENGTH:
            break
        found.append(f"{name}={said}")
    return f"{RECORD}{','.join(found)}}}" if found else ""
