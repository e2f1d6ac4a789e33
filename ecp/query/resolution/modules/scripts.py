"""Relative paths, workspaces' packages and mapped paths: JavaScript and TypeScript."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from itertools import chain

from ecp.query.resolution.modules.paths import folders_out, joined, manifests
from ecp.query.resolution.program.definitions import TOP
from ecp.query.resolution.program.files import File
from ecp.query.resolution.program.program import Program
from ecp.query.resolution.values import Holder, Module, Values

_EXTENSIONS = (".ts", ".tsx", ".d.ts", ".js", ".jsx", ".mts", ".cts", ".mjs", ".cjs", ".vue", ".svelte")
_COMPILED = {
    ".js": (".ts", ".tsx", ".d.ts"),
    ".jsx": (".tsx", ".d.ts"),
    ".mjs": (".mts", ".d.mts"),
    ".cjs": (".cts", ".d.cts"),
}
"""What may stand for a script in its imports: the source that it is made from, else what declares it."""
_DECLARING = {".d.ts": (".js", ".jsx"), ".d.mts": (".mjs",), ".d.cts": (".cjs",), ".pyi": (".py",)}
_ODD_CONDITIONS = frozenset("react-server react-native worker workerd edge-light deno bun electron browser".split())
"""Conditions under which a package offers another file than it does elsewhere."""
_TSCONFIGS = ("tsconfig.json", "jsconfig.json", "tsconfig.base.json")
_FRAMEWORKS: dict[str, dict[str, tuple[str, ...]]] = {
    "nuxt": {
        "~~/": ("",),
        "@@/": ("",),
        "~/": ("app", "src", ""),
        "@/": ("app", "src", ""),
        "#shared/": ("shared",),
        "#server/": ("server",),
    },
    "svelte": {"$lib/": ("src/lib",)},
    "vue": {"@/": ("src",)},
    "docusaurus": {"@site/": ("",)},
}
"""Which folders beside a framework's configuration its names stand for: the compiler's are generated, not committed.

https://nuxt.com/docs/api/nuxt-config#alias, https://svelte.dev/docs/kit/configuration#files,
https://cli.vuejs.org/guide/webpack.html, https://docusaurus.io/docs/advanced/client
"""
_CONFIGURED = (".config.ts", ".config.js", ".config.mjs")
_ENTRIES = ("src/index", "index", "src/main", "lib/index", "lib")


def find_script_module(program: Program, file: File, module: str) -> Values:
    """Find `./a`, a workspace's package, or a path that the compiler is told of.

    https://nodejs.org/api/modules.html#all-together, with the extensions and `paths` of
    https://www.typescriptlang.org/docs/handbook/modules/reference.html.
    """
    folder = file.path.rpartition("/")[0]
    return program.once((folder, module), lambda: _find(program, file, folder, module))


def _find(program: Program, file: File, folder: str, module: str) -> Values:
    """Return what a module name leads to from a file, which is the same for all of its folder."""
    if module.startswith("."):
        return _script_at(program, joined(folder, module))
    named = _of_own_package(program, file, module) if module.startswith("#") else ()
    targets = chain(named, _mapped(program, file, module), _of_framework(program, file, module))
    found = next(filter(None, (_script_at(program, target) for target in targets)), ())
    found = found or _workspace_package(program, module)
    return _declared_in(found, module) or found or _ambient_module(program, module)


def _is_script(path: str) -> bool:
    """Say whether the file at a path can be imported: not a manifest, which has facts as well."""
    return path.endswith(_EXTENSIONS) or not posixpath.splitext(path)[1]


def _script_at(program: Program, path: str) -> Values:
    entry = manifests(program, "package.json").get(path)
    for candidate in _candidates(path, _offered(entry, ".") if entry is not None else []):
        if program.has(candidate) and _is_script(candidate):
            return (Module(program.file(candidate)),)
    return _entry(program, path, entry, ".") if entry is not None else ()


def _candidates(path: str, offered: Sequence[str]) -> Iterator[str]:
    """Yield the files that a path may mean, of which the first that is there counts."""
    stem, extension = posixpath.splitext(path)
    for each in _COMPILED.get(extension, ()):
        yield stem + each
    yield path
    for each in _EXTENSIONS:
        yield path + each
    for each in offered:
        yield joined(path, each)
    for each in offered:
        for extension in _EXTENSIONS:
            yield joined(path, each + extension)
    index = joined(path, "index")
    for each in _EXTENSIONS:
        yield index + each


def _of_own_package(program: Program, file: File, module: str) -> Iterator[str]:
    """Yield the paths that a file's own package gives a name to: https://nodejs.org/api/packages.html#imports."""
    packages = manifests(program, "package.json")
    folder = next((each for each in folders_out(file.path) if each in packages), None)
    named = packages[folder].imports if folder is not None else ()
    for each in sorted(named, key=lambda each: each.alias in _ODD_CONDITIONS):
        middle = _matched(each.name, module) if each.kind == "name" else None
        if middle is not None:
            yield joined(folder or "", each.module.replace("*", middle))


def _matched(pattern: str, module: str) -> str | None:
    """Return what `*` in a pattern stands for in a module name, "" where it has none, None where it does not match."""
    before, star, after = pattern.partition("*")
    if not star:
        return "" if module == pattern else None
    fits = len(module) >= len(before) + len(after) and module.startswith(before) and module.endswith(after)
    return module[len(before) : len(module) - len(after)] if fits else None


def _mapped(program: Program, file: File, module: str) -> Iterator[str]:
    """Yield the paths that the nearest compiler configurations map a module name to."""
    for folder in folders_out(file.path):
        for filename in _TSCONFIGS:
            config = manifests(program, filename).get(folder)
            if config is None:
                continue
            base = next((each.module for each in config.imports if each.name == "baseUrl"), "")
            for each in sorted(config.imports, key=lambda each: "*" in each.name):
                if each.kind != "name":
                    continue
                middle = _matched(each.name, module)
                if middle is not None:
                    yield joined(folder, base, each.module.replace("*", middle))
            if base:
                yield joined(folder, base, module)


def _of_framework(program: Program, file: File, module: str) -> Iterator[str]:
    """Yield the paths that a name of the framework stands for by whose configuration a file lies."""
    for framework, names in _FRAMEWORKS.items():
        for name in (each for each in names if f"{module}/".startswith(each)):
            for folder in folders_out(file.path):
                if any(program.has(joined(folder, framework + ending)) for ending in _CONFIGURED):
                    inside = module[len(name) :]
                    yield from (joined(folder, each, inside) for each in names[name])
                    break


def _packages(program: Program) -> dict[str, tuple[str, File]]:
    """Return the workspace's packages by name: their folder and manifest, of several the one least deep in the tree."""

    def build() -> dict[str, tuple[str, File]]:
        found = manifests(program, "package.json")
        return {
            each.module: (folder, manifest)
            for folder, manifest in sorted(found.items(), key=lambda pair: -pair[0].count("/"))
            for each in manifest.imports
            if each.kind == "package"
        }

    return program.once("packages", build)


def _ambient_module(program: Program, module: str) -> Values:
    """Return a module that is declared by its name: `declare module "library" { … }`.

    https://www.typescriptlang.org/docs/handbook/modules/reference.html#ambient-modules
    """

    def build() -> frozenset[str]:
        return frozenset(name for (name,) in program.view.rows(_MODULE_NAMES))

    if module not in program.once("ambient modules", build):
        return ()
    declared = (each for each in program.named(module) if each.kind == "module" and each.container == TOP)
    return tuple(Holder(each) for each in declared if _is_script(each.file.path))


def _declared_in(found: Values, module: str) -> Values:
    """Return what the file that a module name leads to declares under that name: that is the module then."""
    files = (value.file for value in found if isinstance(value, Module))
    declared = (each for file in files for each in file.children.get((TOP, module), ()))
    return tuple(Holder(each) for each in declared if each.kind == "module")


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
        or _script_at(program, joined(folder, inside))
        or _script_at(program, joined(folder, "src", inside))
    )


def _entry(program: Program, folder: str, manifest: File, subpath: str) -> Values:
    """Return the file that a package offers: the source of it where the manifest names what is built from it."""
    offered = _offered(manifest, subpath)
    sources = _ENTRIES if subpath == "." else ()
    for target in [*_compiled_sources(sources[:1]), *offered, *map(_source_of, offered), *sources]:
        path = joined(folder, target)
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
