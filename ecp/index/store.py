"""The store: which layers answer for which commit, and the one commit point of a build.

    $ECP_HOME/repos/<name>-<key>/     one folder per git common directory: worktrees share it
        repository.json               where the repository is, for people and for `ecp status`
        lock                          the repo lock
        layers/<id>.duckdb            immutable layers
        commits/<sha>.<fingerprint>.json   manifests

A manifest is published last, by one rename: that rename is the commit point.  A hit is decided from the manifest
alone; this module imports neither DuckDB nor tree-sitter.  It is also the only module that renames.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ecp.errors import DamagedLayerError, StoreError
from ecp.index.languages import FORMAT, fingerprint

_MANIFEST = re.compile(r"([0-9a-f]{40})\.([0-9a-f]{16})\.json\Z")
_CHUNK = 1 << 20


@dataclass(frozen=True)
class LayerRef:
    """A published layer as a manifest names it."""

    file: str
    bytes: int
    checksum: str
    """BLAKE2b-128 of the file, in hex."""
    commit: str
    """The commit whose tree the layer holds."""


@dataclass(frozen=True)
class Receipt:
    """What a build cost.  Bytes and seconds; workers included."""

    started: float = 0.0
    """Unix time."""
    seconds: float = 0.0
    wait_seconds: float = 0.0
    wait_reason: str = ""
    unthrottled: str = ""
    """Why the gate let the build pass without a slot, or ""."""
    files: int = 0
    """Files of the tree."""
    files_parsed: int = 0
    bytes_parsed: int = 0
    bytes_read: int = 0
    """Bytes fetched from storage; what the page cache held costs nothing."""
    bytes_written: int = 0
    """Bytes sent to storage."""
    cpu_seconds: float = 0.0
    peak_rss_bytes: int = 0
    """Highest resident size, summed over the build's processes."""
    workers: int = 0
    phases: dict[str, float] = field(default_factory=dict)
    """Seconds per phase."""


@dataclass(frozen=True)
class Manifest:
    """A commit's entry in the store: its stack, and what the build that made it cost."""

    commit: str
    fingerprint: str
    layers: tuple[LayerRef, ...]
    """The base, then at most one delta."""
    skipped: tuple[tuple[str, str], ...] = ()
    """(path, reason) of sources that were listed but not parsed."""
    blobs: tuple[str, ...] = ()
    """`oid language` of the blobs whose facts the top layer holds, when that is a delta."""
    receipt: Receipt = Receipt()
    format: int = FORMAT

    @property
    def index_bytes(self) -> int:
        """Return the size of the stack's layers."""
        return sum(layer.bytes for layer in self.layers)


class RepositoryStore:
    """The part of the store that belongs to one repository."""

    def __init__(self, home: Path, common_dir: Path) -> None:
        from hashlib import blake2b

        key = blake2b(os.fsencode(common_dir), digest_size=8).hexdigest()
        owner = common_dir.parent if common_dir.name == ".git" else common_dir
        name = re.sub(r"[^\w.-]", "_", owner.name.removesuffix(".git"))[:40] or "repository"
        self.home = home
        self.common_dir = common_dir
        self.folder = home / "repos" / f"{name}-{key}"
        self.layers = self.folder / "layers"
        self.commits = self.folder / "commits"

    def create(self) -> None:
        """Make the folders, for their owner alone.

        Raises StoreError when they cannot be made or written.
        """
        try:
            for folder in (self.home, self.home / "repos", self.folder, self.layers, self.commits):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            about = self.folder / "repository.json"
            if not about.exists():
                self._write(about, {"common_dir": os.fsdecode(self.common_dir)})
        except OSError as error:
            raise _unwritable(self.home, error) from None

    def layer_path(self, layer: LayerRef) -> Path:
        """Return where a layer is."""
        return self.layers / layer.file

    def find(self, commit: str) -> Manifest | None:
        """Return the manifest of a commit for the present fingerprint, or None when there is none that is sound.

        Sound means: readable, of this format, and every layer there with its size.
        """
        try:
            return self.read(self.commits / f"{commit}.{fingerprint()}.json")
        except DamagedLayerError:
            return None

    def read(self, path: Path, *, check_layers: bool = True) -> Manifest | None:
        """Read one manifest, and check that its layers are there.

        Returns None when it is missing or of another format.  Raises DamagedLayerError when it is unreadable or a
        layer is missing or has another size.
        """
        try:
            table = json.loads(path.read_bytes())
            if table["format"] != FORMAT:
                return None
            manifest = _manifest(table)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DamagedLayerError(f"{path} is not a readable manifest: {error}", "Run `ecp index` again.") from None
        for layer in manifest.layers if check_layers else ():
            try:
                size = self.layer_path(layer).stat().st_size
            except OSError as error:
                raise _damaged(self.layer_path(layer), str(error)) from None
            if size != layer.bytes:
                raise _damaged(self.layer_path(layer), f"{size} bytes instead of {layer.bytes}")
        return manifest

    def manifests(self) -> Iterator[Manifest]:
        """Yield every sound manifest of the present fingerprint, newest first."""
        for path in sorted(self.manifest_paths(), key=_modified, reverse=True):
            if f".{fingerprint()}." in path.name:
                try:
                    manifest = self.read(path)
                except DamagedLayerError:
                    continue
                if manifest is not None:
                    yield manifest

    def manifest_paths(self) -> list[Path]:
        """Return the manifests of every fingerprint."""
        try:
            return [path for path in self.commits.iterdir() if _MANIFEST.match(path.name)]
        except FileNotFoundError:
            return []

    def temporary(self, commit: str) -> Path:
        """Return where to build a layer of `commit` aside."""
        return self.layers / f".{commit[:12]}.{os.getpid()}.tmp"

    def publish_layer(self, temporary: Path, commit: str) -> LayerRef:
        """Make a finished layer file durable under its final name, which its content gives it."""
        try:
            checksum = checksum_of(temporary)
            target = self.layers / f"{commit[:12]}-{checksum[:12]}.duckdb"
            os.chmod(temporary, 0o600)
            _sync(temporary)
            os.replace(temporary, target)
            _sync(self.layers)
            return LayerRef(target.name, target.stat().st_size, checksum, commit)
        except OSError as error:
            raise _unwritable(self.home, error) from None

    def publish(self, manifest: Manifest) -> None:
        """Publish a commit: the commit point of a build."""
        try:
            self._write(self.commits / f"{manifest.commit}.{manifest.fingerprint}.json", asdict(manifest))
        except OSError as error:
            raise _unwritable(self.home, error) from None

    def clear_remains(self) -> list[Path]:
        """Remove what killed builds left.  Only for the holder of the repo lock: nobody else builds then."""
        removed = []
        for folder in (self.layers, self.commits):
            for path in folder.glob(".*.tmp*"):
                path.unlink(missing_ok=True)
                removed.append(path)
        return removed

    def _write(self, path: Path, table: dict[str, Any]) -> None:
        temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump(table, file, separators=(",", ":"))
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
        _sync(path.parent)


def repository_folders(home: Path) -> list[tuple[Path, Path]]:
    """Return (store folder, common directory) of every repository that has been indexed."""
    found = []
    for about in sorted((home / "repos").glob("*/repository.json")):
        try:
            found.append((about.parent, Path(json.loads(about.read_bytes())["common_dir"])))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return found


def checksum_of(path: Path) -> str:
    """Return the BLAKE2b-128 of a file, in hex."""
    from hashlib import blake2b

    digest = blake2b(digest_size=16)
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _manifest(table: dict[str, Any]) -> Manifest:
    return Manifest(
        commit=table["commit"],
        fingerprint=table["fingerprint"],
        layers=tuple(LayerRef(**layer) for layer in table["layers"]),
        skipped=tuple((path, reason) for path, reason in table["skipped"]),
        blobs=tuple(table["blobs"]),
        receipt=Receipt(**table["receipt"]),
        format=table["format"],
    )


def _sync(path: Path) -> None:
    """Flush a file or folder to the disk.  Windows cannot open a folder, and needs no such flush."""
    if os.name == "nt" and path.is_dir():
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _modified(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _damaged(path: Path, what: str) -> DamagedLayerError:
    return DamagedLayerError(f"layer {path} is damaged: {what}", "Run `ecp index` again: it rebuilds what is missing.")


def _unwritable(home: Path, error: OSError) -> StoreError:
    return StoreError(
        f"cannot write the store at {home}: {error}", "Free room there, or set ECP_HOME to another folder."
    )
