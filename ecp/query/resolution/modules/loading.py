"""Lines that load one file: what C includes, a shell sources and Ruby requires."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from itertools import islice

from ecp.query.resolution.modules.paths import folders_out, joined
from ecp.query.resolution.program.files import File
from ecp.query.resolution.program.program import Program
from ecp.query.resolution.values import Module, Values

_INCLUDE_FOLDERS = ("include", "inc")
_SYSTEM_FOLDERS = ("arpa/", "net/", "netinet/", "sys/")
_SYSTEM_HEADERS = frozenset(
    f"{name}.h"
    for name in "aio assert complex cpio ctype devctl dirent dlfcn endian errno fcntl fenv float fmtmsg fnmatch ftw "
    "glob grp iconv inttypes iso646 langinfo libgen libintl limits locale math monetary mqueue ndbm netdb nl_types "
    "poll pthread pwd regex sched search semaphore setjmp signal spawn stdalign stdarg stdatomic stdbit stdbool "
    "stdckdint stddef stdint stdio stdlib stdnoreturn string strings stropts syslog tar termios tgmath threads time "
    "trace uchar ulimit unistd utime utmpx wchar wctype wordexp".split()
)
"""The headers of C and POSIX: https://pubs.opengroup.org/onlinepubs/9799919799/idx/headers.html."""


def _include(program: Program, path: str, module: str) -> list[str]:
    """Find a header beside the including file, else by the end of its path, the nearest first.

    The compiler's include path is not known; a header is found under any folder, as if all of them were on it.  Of
    folders side by side a build chooses one: `linux/Platform.h` or `darwin/Platform.h` for `#include "Platform.h"`.
    """
    if module.startswith("<"):
        return _include_of_path(program, path, module.strip("<> \t"))
    beside = joined(path.rpartition("/")[0], module)
    if program.has(beside):
        return [beside]
    found = _ending_in(program, module)
    most = max((shared_folders(each, path) for each in found), default=0)
    nearest = [each for each in found if shared_folders(each, path) == most]
    return [each for each in nearest if _are_side_by_side(nearest[0], each, module)]


def _are_side_by_side(path: str, other: str, module: str) -> bool:
    """Say whether the folders under which two headers of a name were found lie in the same one."""
    roots = {each.removesuffix(module).rstrip("/") for each in (path, other)}
    return len(roots) == 1 or ("" not in roots and len(set(map(posixpath.dirname, roots))) == 1)


def _include_of_path(program: Program, path: str, module: str) -> list[str]:
    """Find `<name>`, never sought beside the including file (C11, 6.10.2): the nearest, an include folder's first.

    A header that every system has is the repository's own only in an include folder of one of the folders around.
    """
    if module in _SYSTEM_HEADERS or module.startswith(_SYSTEM_FOLDERS) or not _MAY_BE_OWN.search(module):
        around = (joined(folder, inside, module) for folder in folders_out(path) for inside in _INCLUDE_FOLDERS)
        return list(islice(filter(program.has, around), 1))

    def nearness(found: str) -> tuple[int, bool, int]:
        root = found[: -len(module)].rstrip("/")
        is_root = not root or root.rpartition("/")[2] in _INCLUDE_FOLDERS
        return shared_folders(found, path), is_root, -root.count("/")

    found = max(_ending_in(program, module), key=nearness, default="")
    return [found] if found else []


_MAY_BE_OWN = re.compile(r"[./]")
"""In the name of a header that need not be the language's own: those of C++ have neither (`<vector>`)."""


def _ending_in(program: Program, module: str) -> list[str]:
    """Return the paths that end in the path of a header."""
    found = [each for each in _by_filename(program).get(posixpath.basename(module), ()) if each.endswith(f"/{module}")]
    return [*found, module] if program.has(module) else found


def _by_filename(program: Program) -> dict[str, list[str]]:
    def build() -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in program.paths:
            found.setdefault(path.rpartition("/")[2], []).append(path)
        return found

    return program.once("filenames", build)


def shared_folders(path: str, other: str) -> int:
    """Return how many folders two paths have in common from the root."""
    count = 0
    for ours, theirs in zip(path.split("/")[:-1], other.split("/")[:-1], strict=False):
        if ours != theirs:
            break
        count += 1
    return count


def _source(program: Program, path: str, module: str) -> list[str]:
    """Find `. "$HERE/lib/a.sh"` beside the file or where a path ends so, the nearest first.

    https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#dot; what is substituted is not known.
    """
    known = module.rpartition("/")[0]
    parts = module.split("/")
    while any("$" in part or "`" in part or ")" in part for part in parts):
        parts.pop(0)
    named = "/".join(parts) if known else module
    return _include(program, path, named)[:1] if named and "$" not in named else []


def _require(program: Program, path: str, module: str) -> list[str]:
    """Find `require "a/b"` beside the file or under a folder of the load path (`lib`, `test`, …), the nearest first.

    https://docs.ruby-lang.org/en/master/Kernel.html#method-i-require; the load path is not known.
    """
    extension = program.language(path).extensions[0]
    return _include(program, path, module if module.endswith(extension) else f"{module}{extension}")[:1]


def _search(program: Program, path: str, module: str) -> list[str]:
    """Find `require "a.b"` at a/b.lua or a/b/init.lua under a folder of the search path, which is not known.

    https://www.lua.org/manual/5.4/manual.html#6.3.  A folder around the requiring file is likelier on it than another,
    of these the outermost, and of two as far out the one with more in it.
    """
    language = program.language(path)
    stem, extension = module.replace(".", "/"), language.extensions[0]
    names = (f"{stem}{extension}", f"{stem}/{language.package_file}{extension}")
    found = [(each[: -len(named)].rstrip("/"), named) for named in names for each in _ending_in(program, named)]

    def likelihood(candidate: tuple[str, str]) -> tuple[bool, int, int]:
        root = candidate[0]
        inside = _files_under(program, root) if len(found) > 1 else 0
        return not root or path.startswith(f"{root}/"), -root.count("/") - bool(root), inside

    return [joined(*max(found, key=likelihood))] if found else []


def _files_under(program: Program, folder: str) -> int:
    return program.once(
        f"files under {folder}", lambda: sum(each.startswith(f"{folder}/") for each in program.paths) if folder else 0
    )


LOADED: dict[str, Callable[[Program, str, str], list[str]]] = {
    "include": _include,
    "source": _source,
    "require": _require,
    "searched": _search,
}
"""Strategies by which a line of the file at a path finds files of which it loads one, whatever is in the two."""


def loaded_paths(program: Program, path: str, module: str) -> list[str]:
    """Return the files of which a line of the one at a path loads one, none when that is a library's."""
    find = LOADED.get(program.language(path).imports)
    return find(program, path, module) if find is not None else []


def find_loaded(program: Program, file: File, module: str) -> Values:
    return tuple(Module(program.file(found)) for found in loaded_paths(program, file.path, module)[:1])
