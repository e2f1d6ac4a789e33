"""The store: which layers answer for which commit, and the one commit point of a build.

    $ECP_HOME/repos/<name>-<key>/     one folder per git common directory: worktrees share it
        repository.json               where the repository is, for people and for `ecp status`
        lock                          the repo lock
        layers/<id>.duckdb            immutable layers
        commits/<sha>.<fingerprint>.json   manifests (manifests.py)

A manifest is published last, by one rename: that rename is the commit point.  A hit is decided from the manifest
alone; this module imports neither DuckDB nor tree-sitter.  It is also the only module that renames.
"""

from __future__ import annotations

import json
import os
import re
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from ecp.dataclass import dataclass
from ecp.errors import DamagedLayerError, StoreError
from ecp.index.fingerprint import fingerprint
from ecp.index.manifests import LayerRef, Manifest, read_manifest, written

_MANIFEST = re.compile(r"([0-9a-f]{40})\.([0-9a-f]{16})\.json\Z")
_CHUNK = 1 << 20
_USED_SECONDS = 3600.0
"""A manifest's modification time is when it was last used, to within this."""


@dataclass(frozen=True)
class Examined:
    """What a manifest's file turned out to be."""

    manifest: Manifest | None
    """None when it is missing, unreadable or of another format."""
    damaged: tuple[str, ...] = ()
    """Names of the files that are not what was published: the manifest's own, or its layers'."""

    @property
    def sound(self) -> Manifest | None:
        """Return the manifest if all of its stack is there as it was published."""
        return None if self.damaged else self.manifest


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
        """Make the repository's folder, where its lock is, for its owner alone.

        Raises StoreError when it cannot be made, or what is there is not ours.
        """
        self.check_ours()
        try:
            _make_folders(self.home, self.home / "repos", self.folder)
            self.check_ours()
            for folder in (self.home, self.home / "repos", self.folder):
                make_private(folder)
        except OSError as error:
            raise unwritable(self.home, error) from None

    def furnish(self) -> None:
        """Make what the repository's folder holds.  Only for the holder of the repo lock.

        Raises StoreError when it cannot be made or written.
        """
        try:
            _make_folders(self.folder, self.layers, self.commits)
            about, said = self.folder / "repository.json", json.dumps({"common_dir": os.fsdecode(self.common_dir)})
            if not about.exists() or about.read_bytes() != said.encode():
                self._write(about, said.encode())
        except OSError as error:
            raise unwritable(self.home, error) from None

    def check_ours(self) -> None:
        """Raise StoreError unless every folder that is there is a folder, and the user's own.

        The store itself may be reached through links of the user's own.
        """
        try:
            check_owner(self.home.lstat(), self.home)
            check_owner(self.home.stat(), self.home)
            if not self.home.is_dir():
                raise NotADirectoryError(f"{self.home} is a file, not a folder")
            for folder in (self.home / "repos", self.folder, self.layers, self.commits):
                check_ours(folder)
        except FileNotFoundError:  # nor is there anything in it
            pass
        except OSError as error:
            raise StoreError(
                f"the store at {self.home} is not used: {error}",
                "See who put it there; remove it, `chown -R` it to yourself, or set ECP_HOME to a folder of your own.",
            ) from None

    def layer_path(self, layer: LayerRef) -> Path:
        """Return where a layer is."""
        return self.layers / layer.file

    def manifest_path(self, commit: str) -> Path:
        """Return where the manifest of a commit is, for the present fingerprint."""
        return self.commits / f"{commit}.{fingerprint()}.json"

    def find(self, commit: str) -> Manifest | None:
        """Return the manifest of a commit for the present fingerprint, or None when there is none that is sound.

        Notes that it was used.  Raises StoreError for a store that is not ours.
        """
        self.check_ours()
        path = self.manifest_path(commit)
        manifest = self.examine(path).sound
        if manifest is not None:
            _note_use(path)
        return manifest

    def why_unindexed(self, commit: str) -> str:
        """Return why a commit has no sound index although there is one of it or its repository; "" if there is none."""
        if broken := self.examine(self.manifest_path(commit)).damaged:
            return f"what was there of it is damaged: {', '.join(broken)}"
        paths = self.manifest_paths()
        if paths and not any(map(self.is_of_present_fingerprint, paths)):
            return "what is there was made by another version of ecp"
        return ""

    def read(self, path: Path) -> Manifest | None:
        """Read one manifest, and check that its layers are there.

        Returns None when it is missing or of another format.  Raises DamagedLayerError when it is unreadable or a
        layer is missing or altered.
        """
        examined = self.examine(path)
        if examined.damaged:
            raise damaged(self.folder, examined.damaged)
        return examined.manifest

    def examine(self, path: Path, verdicts: dict[LayerRef, bool] | None = None) -> Examined:
        """Read one manifest and check that each of its layers is as it was published.

        `verdicts` remembers layers from one call to the next: many manifests share a base.
        """
        verdicts = {} if verdicts is None else verdicts
        try:
            manifest = read_manifest(path.read_bytes())
            if manifest is None:
                return Examined(None)
            if not path.name.startswith(f"{manifest.commit}.{manifest.fingerprint}."):
                raise ValueError("the manifest of another commit")
        except FileNotFoundError:
            return Examined(None)
        except (OSError, ValueError, KeyError, TypeError):
            return Examined(None, (path.name,))
        for layer in manifest.layers:
            if layer not in verdicts:
                verdicts[layer] = self.is_sound(layer)
        return Examined(manifest, tuple(layer.file for layer in manifest.layers if not verdicts[layer]))

    def is_sound(self, layer: LayerRef) -> bool:
        """Say whether a layer's file is as it was published.

        Looks at size and modification time.  When only the time differs (a store that was copied, say) the checksum
        decides, and if it is right the time is set back, so that the next caller need not read the file.
        """
        path = self.layer_path(layer)
        try:
            status = path.stat()
            if status.st_size != layer.bytes:
                return False
            if status.st_mtime_ns == layer.mtime_ns:
                return True
            if checksum_of(path) != layer.checksum:
                return False
        except OSError:
            return False
        with suppress(OSError):
            os.utime(path, ns=(status.st_atime_ns, layer.mtime_ns))
        return True

    def is_intact(self, layer: LayerRef) -> bool:
        """Say whether a layer's file has its checksum; reads all of it.  One that has not is distrusted."""
        with suppress(OSError):
            if checksum_of(self.layer_path(layer)) == layer.checksum:
                return True
        self.distrust(layer)
        return False

    def distrust(self, layer: LayerRef) -> None:
        """Make the next `is_sound` compare the checksum, for a layer whose content was found to be wrong."""
        distrust(self.layer_path(layer))

    def distrust_damaged(self, layers: Iterable[LayerRef]) -> bool:
        """Say whether one of some layers that could not be read is damaged; if so, nobody takes it for sound again.

        Their sizes and times look right, so only the checksums can tell.
        """
        found = False
        for layer in layers:
            self.distrust(layer)
            found |= not self.is_sound(layer)
        return found

    def manifests(self) -> Iterator[Manifest]:
        """Yield every sound manifest of the present fingerprint, last used first."""
        for examined in self.examined():
            if examined.sound is not None:
                yield examined.sound

    def examined(self) -> Iterator[Examined]:
        """Yield what every manifest of the present fingerprint turns out to be, last used first."""
        verdicts: dict[LayerRef, bool] = {}
        for path in sorted(self.manifest_paths(), key=modified, reverse=True):
            if self.is_of_present_fingerprint(path):
                yield self.examine(path, verdicts)

    @staticmethod
    def is_of_present_fingerprint(path: Path) -> bool:
        """Say whether a manifest names layers that this version reads."""
        return f".{fingerprint()}." in path.name

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
            status = target.stat()
            return LayerRef(target.name, status.st_size, checksum, commit, status.st_mtime_ns)
        except OSError as error:
            raise unwritable(self.home, error) from None

    def publish(self, manifest: Manifest) -> None:
        """Publish a commit: the commit point of a build."""
        try:
            self._write(self.commits / f"{manifest.commit}.{manifest.fingerprint}.json", written(manifest))
        except OSError as error:
            raise unwritable(self.home, error) from None

    def clear_remains(self) -> None:
        """Remove what killed builds left.  Only for the holder of the repo lock: nobody else builds then."""
        for path in half_made(self.folder):
            discard(path)

    def _write(self, path: Path, data: bytes) -> None:
        temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        try:
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)
        except BaseException:
            discard(temporary)
            raise
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


def discard(path: Path) -> None:
    """Remove a file if it is there, also when an interrupt comes just then; what cannot be removed stays."""
    with suppress(OSError):
        try:
            path.unlink(missing_ok=True)
        except KeyboardInterrupt:
            path.unlink(missing_ok=True)
            raise


def half_made(folder: Path) -> list[Path]:
    """Return the files in a repository's folder that are not published: of a killed build, unless its lock is held."""
    return [path for place in (folder, folder / "layers", folder / "commits") for path in place.glob(".*.tmp*")]


def checksum_of(path: Path) -> str:
    """Return the BLAKE2b-128 of a file, in hex."""
    from hashlib import blake2b

    digest = blake2b(digest_size=16)
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _sync(path: Path) -> None:
    """Flush a file or folder to the disk.  Windows cannot open a folder, and needs no such flush."""
    if os.name == "nt" and path.is_dir():
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def settle_removals(folder: Path) -> None:
    """Make the removal of a repository's manifests durable, which comes before that of the layers that they name.

    `folder` is the repository's in the store.  Raises StoreError.
    """
    try:
        _sync(folder / "commits")
    except FileNotFoundError:
        return
    except OSError as error:
        raise unwritable(folder, error) from None


def _make_folders(*folders: Path) -> None:
    """Make those that are missing, outermost first, and make that durable."""
    for folder in folders:
        if not folder.is_dir():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with suppress(PermissionError):  # what is around the store need not be ours to read
                _sync(folder.parent)


def check_ours(folder: Path) -> None:
    """Raise OSError unless `folder` is a folder, no link to one, and belongs to this user."""
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode):
        raise NotADirectoryError(f"{folder} is a link or a file, not a folder")
    check_owner(found, folder)


def check_owner(found: os.stat_result, path: Path) -> None:
    """Raise PermissionError if what was found at a path belongs to another user."""
    if hasattr(os, "getuid") and found.st_uid != os.getuid():
        raise PermissionError(f"{path} belongs to another user (uid {found.st_uid})")


def make_private(folder: Path) -> None:
    """Take a folder of ours from everybody else."""
    if hasattr(os, "getuid") and folder.stat().st_mode & 0o077:
        folder.chmod(0o700)


def modified(path: Path) -> float:
    """Return a file's modification time as Unix time, 0 when it cannot be had."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def distrust(layer: Path) -> None:
    """Make everybody compare a layer's checksum before they use it again."""
    with suppress(OSError):
        os.utime(layer, ns=(0, 0))


def last_used(manifest: Path, now: float) -> float:
    """Return when a manifest was last used, as Unix time.  Raises OSError.

    A time to come shows that the clock went back.  It is set to an hour before `now`: behind what is used from now on,
    and for gc to reckon from.
    """
    used = manifest.stat().st_mtime
    if used - now <= _USED_SECONDS:
        return used
    os.utime(manifest, (now - _USED_SECONDS, now - _USED_SECONDS))
    return manifest.stat().st_mtime


def _note_use(path: Path) -> None:
    """Set a manifest's modification time, at most once an hour."""
    if abs(time.time() - modified(path)) > _USED_SECONDS:
        with suppress(OSError):
            os.utime(path)


def damaged(folder: Path, files: Iterable[str]) -> DamagedLayerError:
    """Return the error that names some damaged files of a repository's store."""
    return DamagedLayerError(
        f"{', '.join(files)} in {folder} not what was published: missing, cut short or altered",
        "Run `ecp index` again: it rebuilds what is damaged.",
    )


def unwritable(home: Path, error: OSError) -> StoreError:
    """Return the error of a store that cannot be written, with the system's reason."""
    return StoreError(
        f"cannot write the store at {home}: {error}", "Free room there, or set ECP_HOME to another folder."
    )
