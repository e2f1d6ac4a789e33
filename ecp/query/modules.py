"""How an import finds its file: one small function per strategy, not per language.

A strategy takes (program, the importing file, the module as written) and returns the modules that it may mean;
nothing when it is a library's.
"""

from __future__ import annotations

import posixpath
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from ecp.query.files import TOP, Definition, File
from ecp.query.program import Program
from ecp.query.values import Holder, Module, Namespace, Package, Values

T = TypeVar("T")


def find_module(program: Program, file: File, module: str) -> Values:
    """Return the modules that `module`, as an import in `file` names it, may mean."""
    strategy = _STRATEGIES.get(file.language.imports)
    return strategy(program, file, module) if strategy is not None else ()


def _finds_by(program: Program, path: str, strategy: _Strategy) -> bool:
    """Say whether the imports of the file at a path are found by a strategy."""
    return _STRATEGIES.get(program.language(path).imports) is strategy


def once(program: Program, name: str, build: Callable[[], T]) -> T:
    """Return what `build` gives, made once per program."""
    if name not in program.kept:
        program.kept[name] = build()
    return program.kept[name]  # type: ignore[no-any-return]


def _manifests(program: Program, filename: str) -> dict[str, File]:
    """Return the manifests of a name by their folder."""

    def build() -> dict[str, File]:
        paths = [path for path in program.paths if path.rpartition("/")[2] == filename]
        program.load(paths)
        return {path.rpartition("/")[0]: program.file(path) for path in paths}

    return once(program, f"manifests {filename}", build)


def _folders_out(path: str) -> Iterator[str]:
    """Yield the folder of a path and those around it, the root ("") last."""
    while path:
        path = path.rpartition("/")[0]
        yield path


def _joined(*parts: str) -> str:
    """Join and normalize a path in the tree; one that leads out of the tree matches nothing."""
    path = posixpath.normpath(posixpath.join(*parts))
    return "" if path == "." else path


# -- dotted: Python ------------------------------------------------------------------------------------------------


def _dotted(program: Program, file: File, module: str) -> Values:
    """Find `a.b.c` or `..b`: https://docs.python.org/3/reference/import.html, the packages of the repository first.

    A module of the standard library is hidden by one at the root, in `src/` or beside a script, and by no other:
    https://docs.python.org/3/library/sys_path_init.html.
    """
    if module.startswith("."):
        rest = module.lstrip(".")
        folders = file.path.split("/")[:-1]
        folder = "/".join(folders[: len(folders) - (len(module) - len(rest) - 1)])
        path = "/".join(filter(None, [folder, *rest.split(".")])) if rest else folder
        return module_at(program, path)
    path = module.replace(".", "/")
    folder = file.path.rpartition("/")[0]
    found = module_at(program, path)
    if not found or isinstance(found[0], Package):
        known = _nearest(folder, _dotted_names(program).get(module, ()))
        if module.partition(".")[0] in sys.stdlib_module_names:
            known = [each for each in known if each == f"{_SOURCES}/{path}"]
        found = tuple(value for each in known[:1] for value in module_at(program, each)) or found
    if found or program.has(f"{folder}/__init__.py"):
        return found
    return module_at(program, f"{folder}/{path}" if folder else path)


def _nearest(folder: str, paths: Sequence[str]) -> Sequence[str]:
    """Return paths, those first that have most of a folder's path in common with it."""
    if len(paths) < 2:
        return paths
    return sorted(paths, key=lambda path: -len(posixpath.commonpath((folder, path.rpartition("/")[0]))))


def module_at(program: Program, path: str) -> Values:
    """Return the Python module or package at a path without its extension."""
    for candidate in (f"{path}.py", f"{path}/__init__.py", f"{path}.pyi", f"{path}/__init__.pyi"):
        if program.has(candidate):
            return (Module(program.file(candidate)),)
    return (Package(path),) if path in program.folders or _is_above(program, path) else ()


def _is_above(program: Program, path: str) -> bool:
    return path in _folders_above(program)


def _folders_above(program: Program) -> set[str]:
    """Return the folders that hold files only further down."""

    def build() -> set[str]:
        return {"/".join(parts[:depth]) for parts in map(split, program.folders) for depth in range(1, len(parts))}

    def split(folder: str) -> list[str]:
        return folder.split("/")

    return once(program, "folders_above", build)


def _dotted_names(program: Program) -> dict[str, list[str]]:
    """Return where each dotted module name leads, by the packages' own roots (`src/flask/app.py` is `flask.app`).

    What is around a package may be a package without `__init__.py`, as in `src/poetry/config/__init__.py`, or a
    folder that is none: https://packaging.python.org/en/latest/guides/packaging-namespace-packages/.
    """

    def build() -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in program.paths:
            stem, _, extension = path.rpartition(".")
            if extension not in ("py", "pyi"):
                continue
            stem = stem.removesuffix("/__init__")
            root = path.rpartition("/")[0]
            while root and program.has(f"{root}/__init__.py"):
                root = root.rpartition("/")[0]
            while root:
                name = stem.removeprefix(f"{root}/").replace("/", ".")
                if stem not in (known := found.setdefault(name, [])):
                    known.append(stem)
                outer, _, last = root.rpartition("/")
                if outer.rpartition("/")[2] == _SOURCES and root not in (known := found.setdefault(last, [])):
                    known.append(root)
                root = outer
        return found

    return once(program, "dotted_names", build)


_SOURCES = "src"
"""The folder that packages lie in, and is none: https://packaging.python.org/en/latest/discussions/src-layout-vs-flat-layout/."""


# -- relative: JavaScript, TypeScript ------------------------------------------------------------------------------

_EXTENSIONS = (".ts", ".tsx", ".d.ts", ".js", ".jsx", ".mts", ".cts", ".mjs", ".cjs")
_COMPILED = {
    ".js": (".ts", ".tsx", ".d.ts"),
    ".jsx": (".tsx", ".d.ts"),
    ".mjs": (".mts", ".d.mts"),
    ".cjs": (".cts", ".d.cts"),
}
"""What may stand for a script in its imports: the source that it is made from, else what declares it."""
_DECLARING = {".d.ts": (".js", ".jsx"), ".d.mts": (".mjs",), ".d.cts": (".cjs",)}
_ODD_CONDITIONS = frozenset("react-server react-native worker workerd edge-light deno bun electron browser".split())
"""Conditions under which a package offers another file than it does elsewhere."""
_TSCONFIGS = ("tsconfig.json", "jsconfig.json", "tsconfig.base.json")
_ENTRIES = ("src/index", "index", "src/main", "lib/index", "lib")


def _relative(program: Program, file: File, module: str) -> Values:
    """Find `./a`, a workspace's package, or a path that the compiler is told of.

    https://nodejs.org/api/modules.html#all-together, with the extensions and `paths` of
    https://www.typescriptlang.org/docs/handbook/modules/reference.html.
    """
    folder = file.path.rpartition("/")[0]
    if module.startswith("."):
        return _script_at(program, _joined(folder, module))
    targets = _of_own_package(program, file, module) if module.startswith("#") else _mapped(program, file, module)
    for target in targets:
        if found := _script_at(program, target):
            return found
    return _workspace_package(program, module) or _ambient_module(program, module)


def _script_at(program: Program, path: str) -> Values:
    stem, extension = posixpath.splitext(path)
    candidates = [stem + each for each in _COMPILED.get(extension, ())]
    candidates += [path, *(path + each for each in _EXTENSIONS)]
    entry = _manifests(program, "package.json").get(path)
    offered = _offered(entry, ".") if entry is not None else []
    candidates += [_joined(path, each) for each in offered]
    candidates += [_joined(path, each + extension) for each in [*offered, "index"] for extension in _EXTENSIONS]
    for candidate in candidates:
        if program.has(candidate) and _finds_by(program, candidate, _relative):
            return (Module(program.file(candidate)),)
    return _entry(program, path, entry, ".") if entry is not None else ()


def _of_own_package(program: Program, file: File, module: str) -> Iterator[str]:
    """Yield the paths that a file's own package gives a name to: https://nodejs.org/api/packages.html#imports."""
    manifests = _manifests(program, "package.json")
    folder = next((each for each in _folders_out(file.path) if each in manifests), None)
    named = manifests[folder].imports if folder is not None else ()
    for each in named:
        middle = _matched(each.name, module) if each.kind == "name" else None
        if middle is not None:
            yield _joined(folder or "", each.module.replace("*", middle))


def _matched(pattern: str, module: str) -> str | None:
    """Return what `*` in a pattern stands for in a module name, "" where it has none, None where it does not match."""
    before, star, after = pattern.partition("*")
    if not star:
        return "" if module == pattern else None
    fits = len(module) >= len(before) + len(after) and module.startswith(before) and module.endswith(after)
    return module[len(before) : len(module) - len(after)] if fits else None


def _mapped(program: Program, file: File, module: str) -> Iterator[str]:
    """Yield the paths that the nearest compiler configurations map a module name to."""
    for folder in _folders_out(file.path):
        for filename in _TSCONFIGS:
            config = _manifests(program, filename).get(folder)
            if config is None:
                continue
            base = next((each.module for each in config.imports if each.name == "baseUrl"), "")
            for each in sorted(config.imports, key=lambda each: "*" in each.name):
                if each.kind != "name":
                    continue
                middle = _matched(each.name, module)
                if middle is not None:
                    yield _joined(folder, base, each.module.replace("*", middle))
            if base:
                yield _joined(folder, base, module)


def _packages(program: Program) -> dict[str, tuple[str, File]]:
    """Return the workspace's packages by name: their folder and manifest, of several the one least deep in the tree."""

    def build() -> dict[str, tuple[str, File]]:
        manifests = _manifests(program, "package.json")
        return {
            each.module: (folder, manifest)
            for folder, manifest in sorted(manifests.items(), key=lambda found: -found[0].count("/"))
            for each in manifest.imports
            if each.kind == "package"
        }

    return once(program, "packages", build)


def _ambient_module(program: Program, module: str) -> Values:
    """Return a module that is declared by its name: `declare module "library" { … }`.

    https://www.typescriptlang.org/docs/handbook/modules/reference.html#ambient-modules
    """

    def build() -> frozenset[str]:
        return frozenset(name for (name,) in program.view.rows(_MODULE_NAMES))

    if module not in once(program, "ambient modules", build):
        return ()
    declared = (each for each in program.named(module) if each.kind == "module" and each.container == TOP)
    return tuple(Holder(each) for each in declared if _finds_by(program, each.file.path, _relative))


_MODULE_NAMES = "SELECT DISTINCT name FROM definition WHERE kind = 'module'"


def _workspace_package(program: Program, module: str) -> Values:
    parts = module.split("/")
    length = 2 if module.startswith("@") else 1
    found = _packages(program).get("/".join(parts[:length]))
    if found is None:
        return ()
    folder, manifest = found
    inside = "/".join(parts[length:])
    if not inside:
        return _entry(program, folder, manifest, ".")
    return (
        _entry(program, folder, manifest, f"./{inside}")
        or _script_at(program, _joined(folder, inside))
        or _script_at(program, _joined(folder, "src", inside))
    )


def _entry(program: Program, folder: str, manifest: File, subpath: str) -> Values:
    """Return the file that a package offers: the source of it where the manifest names what is built from it."""
    offered = _offered(manifest, subpath)
    sources = _ENTRIES if subpath == "." else ()
    for target in [*_compiled_sources(sources[:1]), *offered, *map(_source_of, offered), *sources]:
        path = _joined(folder, target)
        if path != folder and (found := _script_at(program, path)):
            return found
    return ()


def _source_of(target: str) -> str:
    """Return what a file in a folder of built ones is likely made from: `src/node/index` of `dist/node/index.js`."""
    folder, _, rest = posixpath.normpath(target).partition("/")
    stem, extension = posixpath.splitext(rest.removesuffix(".d.ts"))
    return f"src/{stem if extension in _COMPILED else stem + extension}" if rest and folder != "src" else target


def _offered(manifest: File, subpath: str) -> list[str]:
    """Return the files that a manifest names for what its package offers: declarations first, odd conditions last."""
    offered = [each.module for each in manifest.imports if each.kind == "export" and each.name == subpath]
    if subpath == ".":
        offered += [each.module for each in manifest.imports if each.kind == "export" and not each.name.startswith(".")]
    odd = {each.module for each in manifest.imports if each.kind == "export" and each.alias in _ODD_CONDITIONS}
    return sorted(offered, key=lambda target: (target in odd, not target.endswith(tuple(_DECLARING))))


def _compiled_sources(entries: Sequence[str]) -> list[str]:
    return [f"{entry}{extension}" for entry in entries for extension in _COMPILED[".js"][:2]]


def declared_script(program: Program, file: File) -> File | None:
    """Return the script that a file of declarations beside it declares.

    https://www.typescriptlang.org/docs/handbook/declaration-files/introduction.html
    """
    for ending, scripts in _DECLARING.items():
        stem = file.path.removesuffix(ending)
        if stem != file.path:
            beside = (f"{stem}{script}" for script in scripts)
            return next((program.file(path) for path in beside if program.has(path)), None)
    return None


def same_module(program: Program, path: str) -> str:
    """Return the path of what declares the script at a path, or of the script that it declares; "" without any."""
    for ending, scripts in _DECLARING.items():
        for own, others in ((ending, scripts), *((script, (ending,)) for script in scripts)):
            if path.endswith(own):
                beside = (path.removesuffix(own) + other for other in others)
                return next((each for each in beside if program.has(each)), "")
    return ""


# -- go ------------------------------------------------------------------------------------------------------------


def _go(program: Program, file: File, module: str) -> Values:
    """Find a package by its path under a module of the repository: https://go.dev/ref/mod#resolve-pkg-mod."""
    for name, folder in _go_modules(program):
        if module == name or module.startswith(f"{name}/"):
            path = _joined(folder, module.removeprefix(name).lstrip("/"))
            if path in program.folders:
                return (Package(path),)
    for folder in _folders_out(file.path):  # vendored
        path = f"{folder}/vendor/{module}".lstrip("/")
        if path in program.folders:
            return (Package(path),)
    return ()


def _go_modules(program: Program) -> list[tuple[str, str]]:
    """Return (module name, folder), the longest names first."""

    def build() -> list[tuple[str, str]]:
        names = [
            (each.module, folder)
            for folder, manifest in _manifests(program, "go.mod").items()
            for each in manifest.imports
        ]
        return sorted(names, key=lambda pair: -len(pair[0]))

    return once(program, "go modules", build)


# -- include: C, C++ -----------------------------------------------------------------------------------------------


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


def _include(program: Program, path: str, module: str) -> str:
    """Find a header beside the including file, else by the end of its path, the nearest first.

    The compiler's include path is not known; a header is found under any folder, as if all of them were on it.
    """
    if module.startswith("<"):
        return _include_of_path(program, path, module.strip("<> \t"))
    beside = _joined(path.rpartition("/")[0], module)
    if program.has(beside):
        return beside
    return max(_ending_in(program, module), key=lambda each: shared_folders(each, path), default="")


def _include_of_path(program: Program, path: str, module: str) -> str:
    """Find `<name>`, never sought beside the including file (C11, 6.10.2): the nearest, an include folder's first.

    A header that every system has is the repository's own only in an include folder of one of the folders around.
    """
    if module in _SYSTEM_HEADERS or module.startswith(_SYSTEM_FOLDERS) or not _MAY_BE_OWN.search(module):
        around = (_joined(folder, inside, module) for folder in _folders_out(path) for inside in _INCLUDE_FOLDERS)
        return next(filter(program.has, around), "")

    def nearness(found: str) -> tuple[int, bool, int]:
        root = found[: -len(module)].rstrip("/")
        is_root = not root or root.rpartition("/")[2] in _INCLUDE_FOLDERS
        return shared_folders(found, path), is_root, -root.count("/")

    return max(_ending_in(program, module), key=nearness, default="")


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

    return once(program, "filenames", build)


def shared_folders(path: str, other: str) -> int:
    """Return how many folders two paths have in common from the root."""
    count = 0
    for ours, theirs in zip(path.split("/")[:-1], other.split("/")[:-1], strict=False):
        if ours != theirs:
            break
        count += 1
    return count


# -- source: shells ------------------------------------------------------------------------------------------------


def _source(program: Program, path: str, module: str) -> str:
    """Find `. "$HERE/lib/a.sh"` beside the file or where a path ends so, the nearest first.

    https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#dot; what is substituted is not known.
    """
    known = module.rpartition("/")[0]
    parts = module.split("/")
    while any("$" in part or "`" in part or ")" in part for part in parts):
        parts.pop(0)
    named = "/".join(parts) if known else module
    return _include(program, path, named) if named and "$" not in named else ""


# -- require: Ruby -------------------------------------------------------------------------------------------------


def _require(program: Program, path: str, module: str) -> str:
    """Find `require "a/b"` beside the file or under a folder of the load path (`lib`, `test`, …), the nearest first.

    https://docs.ruby-lang.org/en/master/Kernel.html#method-i-require; the load path is not known.
    """
    extension = program.language(path).extensions[0]
    return _include(program, path, module if module.endswith(extension) else f"{module}{extension}")


_LOADED: dict[str, Callable[[Program, str, str], str]] = {"include": _include, "source": _source, "require": _require}
"""Strategies by which a line of the file at a path finds one file, or "", whatever is in the two."""


def loaded_path(program: Program, path: str, module: str) -> str:
    """Return the file that a line of the one at a path loads, "" when it is a library's or loads no file."""
    find = _LOADED.get(program.language(path).imports)
    return find(program, path, module) if find is not None else ""


def _loaded(program: Program, file: File, module: str) -> Values:
    found = loaded_path(program, file.path, module)
    return (Module(program.file(found)),) if found else ()


# -- crate: Rust ---------------------------------------------------------------------------------------------------


def crate_head(program: Program, file: File, module: str) -> Values:
    """Find what a path may begin with apart from a name in scope: `crate`, or a crate of the repository.

    https://doc.rust-lang.org/reference/paths.html#path-qualifiers and
    https://doc.rust-lang.org/reference/names/preludes.html#extern-prelude.
    """
    if module == "crate":
        return (Module(crate_root(program, file)),)
    root = _crates(program).get(module)
    return (Module(root),) if root is not None else ()


def parent_module(program: Program, file: File) -> File | None:
    """Return the file that declares `mod file;`, None of a crate's root.

    https://doc.rust-lang.org/reference/items/modules.html#module-source-filenames
    """
    return once(program, f"parent of {file.path}", lambda: _find_parent(program, file))


def _find_parent(program: Program, file: File) -> File | None:
    folder, _, filename = file.path.rpartition("/")
    name = filename.rpartition(".")[0]
    if name in ("lib", "main", "build"):
        return None
    if name == "mod":
        folder, _, name = folder.rpartition("/")
    usual = [_joined(folder, each) for each in ("mod.rs", "lib.rs", "main.rs")] + ([f"{folder}.rs"] if folder else [])
    others = [path for path in program.folders.get(folder, ()) if path not in usual and path != file.path]
    for path in [*usual, *others]:
        if program.has(path) and program.language(path).declared_modules:
            other = program.file(path)
            if any(each.kind == "module" and each.module == name for each in other.imports):
                declared = child_module(program, other, name)
                if declared is file:
                    return other
            if path in usual and any(module_by_path(program, each) is file for each in _modules_with_path(other)):
                return other
    return _declared_inside(program, file, folder, name)


def _declared_inside(program: Program, file: File, folder: str, name: str) -> File | None:
    """Return the file that declares a module inside others, which name the folders: `mod outer { mod name; }`."""
    outer, _, inside = folder.rpartition("/")
    while inside:
        for path in [*(_joined(outer, each) for each in ("mod.rs", "lib.rs", "main.rs")), f"{outer}.rs"]:
            if program.has(path) and program.language(path).declared_modules:
                other = program.file(path)
                modules = (each for each in other.all_definitions if each.kind == "module" and each.name == name)
                if any(each.qualified_name.replace(".", "/") == f"{inside}/{name}" for each in modules):
                    return other if child_module(program, other, name, inside) is file else None
        outer, _, last = outer.rpartition("/")
        inside = f"{last}/{inside}" if last else ""
    return None


def _modules_with_path(file: File) -> Iterator[Definition]:
    declared = (each.module for each in file.imports if each.kind == "module")
    modules = (each for name in declared for each in file.children.get((TOP, name), ()) if each.kind == "module")
    return (each for each in modules if "#[path=" in each.modifiers)


def module_by_path(program: Program, module: Definition) -> File | None:
    """Return the file that an attribute of a module names: `#[path = "unix.rs"] mod os;`.

    https://doc.rust-lang.org/reference/items/modules.html#the-path-attribute
    """
    said = _PATH_ATTRIBUTE.search(module.modifiers)
    if said is None or module.container != TOP:
        return None
    path = posixpath.normpath(_joined(module.file.path.rpartition("/")[0], said[1]))
    return program.file(path) if program.has(path) else None


_PATH_ATTRIBUTE = re.compile(r'#\[path="([^"]+)"')


def crate_root(program: Program, file: File) -> File:
    """Return the file in which the module tree of a file begins."""
    seen = {file.path}
    while (parent := parent_module(program, file)) is not None and parent.path not in seen:
        file = parent
        seen.add(file.path)
    return file


def child_module(program: Program, file: File, name: str, inside: str = "") -> File | None:
    """Return the file of `mod name;`, as it stands in a file (within its module `inside`).

    https://doc.rust-lang.org/reference/items/modules.html#module-source-filenames; any file may be a crate's root.
    """
    folder, _, filename = file.path.rpartition("/")
    stem = filename.rpartition(".")[0]
    folders = [folder] if stem in ("mod", "lib", "main") else [_joined(folder, stem), folder]
    for each in folders:
        for end in (f"{name}.rs", f"{name}/mod.rs"):
            path = _joined(each, inside, end)
            if path != file.path and program.has(path):
                return program.file(path)
    return None


def macro_reaches(program: Program, macro: Definition, file: File) -> bool:
    """Say whether a file of its crate sees a macro by its bare name.

    That is one that is exported, of a module around the file's, or of one that `#[macro_use]` stands above there:
    https://doc.rust-lang.org/reference/macros-by-example.html#scoping-exporting-and-importing
    """
    if "macro_export" in macro.modifiers:
        return True
    around = [file.path]
    at: File | None = file
    while at is not None and (at := parent_module(program, at)) is not None and at.path not in around:
        around.append(at.path)
    if macro.file.path in around:
        return True
    parent = parent_module(program, macro.file)
    if parent is None or parent.path not in around:
        return False
    declared = (d for d in parent.all_definitions if d.kind == "module" and "macro_use" in d.modifiers)
    return any(child_module(program, parent, d.name) is macro.file for d in declared)


def _crates(program: Program) -> dict[str, File]:
    """Return the libraries of the repository by the name that Rust has for them.

    https://doc.rust-lang.org/cargo/reference/cargo-targets.html#library
    """

    def build() -> dict[str, File]:
        found = {}
        for folder, manifest in _manifests(program, "Cargo.toml").items():
            package = next((each.module for each in manifest.imports if each.kind == "package"), "")
            library = {each.name: each.module for each in manifest.imports if each.kind == "export"}
            path = _joined(folder, library.get("path", "src/lib.rs"))
            if package and program.has(path):
                found[library.get("name", package).replace("-", "_")] = program.file(path)
        return found

    return once(program, "crates", build)


# -- package: Java, Kotlin, C#, PHP --------------------------------------------------------------------------------

_PACKAGES = """
SELECT   path, module
FROM     import JOIN file USING (blob)
WHERE    import.kind = 'package'
UNION ALL
SELECT   path, qualified_name
FROM     definition JOIN file USING (blob)
WHERE    definition.kind = 'module'
"""


def package_of(program: Program, file: File) -> str:
    """Return the package that a file says it belongs to, `.` between the parts."""
    return next((each.module.replace("\\", ".").strip(".") for each in file.imports if each.kind == "package"), "")


def namespace_of(definition: Definition) -> str:
    """Return the package or namespace around a definition."""
    container = definition.container
    while container != TOP and definition.file.definitions[container].kind != "module":
        container = definition.file.definitions[container].container
    inside = definition.file.definitions[container].qualified_name if container != TOP else ""
    return ".".join(filter(None, [package_of(definition.file.program, definition.file), inside]))


def namespaces_around(program: Program, file: File) -> list[str]:
    """Return the namespaces whose names a file sees: its package, and its namespaces with those around them.

    https://docs.oracle.com/javase/specs/jls/se21/html/jls-6.html#jls-6.3 and
    https://learn.microsoft.com/en-us/dotnet/csharp/language-reference/language-specification/namespaces
    """
    found = [package_of(program, file)]
    for definition in file.all_definitions:
        if definition.kind == "module":
            parts = definition.qualified_name.split(".")
            found += [".".join(parts[:length]) for length in range(len(parts), 0, -1)]
            found.append("")
    return list(dict.fromkeys(found))


def is_namespace(program: Program, family: str, name: str) -> bool:
    """Say whether a package or namespace has a name, or begins with it."""

    def build() -> set[tuple[str, str]]:
        found = set()
        for path, module in program.view.rows(_PACKAGES):
            if program.has(path):
                parts = module.replace("\\", ".").strip(".").split(".")
                spoken = program.language(path).family
                found |= {(spoken, ".".join(parts[:length])) for length in range(1, len(parts) + 1)}
        return found

    return (family, name) in once(program, "namespaces", build)


def _package(program: Program, file: File, module: str) -> Values:
    """Find a package by its name: https://docs.oracle.com/javase/specs/jls/se21/html/jls-7.html#jls-7.5."""
    name = module.replace("\\", ".").strip(".")
    family = file.language.family
    return (Namespace(family, name),) if is_namespace(program, family, name) else ()


_Strategy = Callable[[Program, File, str], Values]
_STRATEGIES: dict[str, _Strategy] = {
    "dotted": _dotted,
    "relative": _relative,
    "go": _go,
    "crate": crate_head,
    "package": _package,
    **dict.fromkeys(_LOADED, _loaded),
}
