"""What a manifest says: a commit's layers, and what the build that made it cost; as a value and as a file.

The file is a JSON object with a checksum of its own text.
"""

from __future__ import annotations

import json
import re
from functools import cached_property
from typing import Any

from ecp.dataclass import asdict, dataclass, field
from ecp.index.fingerprint import FORMAT

LAYER_NAME = re.compile(r"[0-9a-f]{12}-[0-9a-f]{12}\.duckdb")
_SEAL = b',"checksum":"'


@dataclass(frozen=True)
class LayerRef:
    """A published layer as a manifest names it."""

    file: str
    bytes: int
    checksum: str
    """BLAKE2b-128 of the file, in hex."""
    commit: str
    """The commit whose tree the layer holds."""
    mtime_ns: int
    """The file's modification time when it was published: while it stands, nobody wrote into the file since."""


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
    """The base, then the deltas on it, the older and larger ones first."""
    skipped: tuple[tuple[str, str], ...] = ()
    """(path, reason) of sources that were listed but not parsed."""
    blobs: tuple[str, ...] = ()
    """`oid language` of the blobs whose facts the top layer holds, when that is a delta."""
    receipt: Receipt = Receipt()
    format: int = FORMAT

    @cached_property
    def held(self) -> frozenset[str]:
        """Return `blobs` as a set."""
        return frozenset(self.blobs)

    @property
    def index_bytes(self) -> int:
        """Return the size of the stack's layers."""
        return sum(layer.bytes for layer in self.layers)


def written(manifest: Manifest) -> bytes:
    """Return a manifest as its file has it."""
    return _sealed(json.dumps(asdict(manifest), separators=(",", ":")).encode())


def read_manifest(data: bytes) -> Manifest | None:
    """Read a manifest's file; None for one of another format.

    Raises ValueError, KeyError or TypeError for what was not written so.
    """
    table = json.loads(_unsealed(data))
    return _manifest(table) if table["format"] == FORMAT else None


def _manifest(table: dict[str, Any]) -> Manifest:
    layers = tuple(LayerRef(**layer) for layer in table["layers"])
    if not layers or not all(LAYER_NAME.fullmatch(layer.file) for layer in layers):
        raise ValueError("no layers, or a layer with a name that is not ours")
    return Manifest(
        commit=table["commit"],
        fingerprint=table["fingerprint"],
        layers=layers,
        skipped=tuple((path, reason) for path, reason in table["skipped"]),
        blobs=tuple(table["blobs"]),
        receipt=Receipt(**table["receipt"]),
        format=table["format"],
    )


def _sealed(body: bytes) -> bytes:
    """Return a JSON object with the checksum of its text as a last member."""
    from hashlib import blake2b

    return body[:-1] + _SEAL + blake2b(body, digest_size=16).hexdigest().encode() + b'"}'


def _unsealed(data: bytes) -> bytes:
    """Return the text that was sealed.  Raises ValueError when it has changed since."""
    body = data[: data.rfind(_SEAL)] + b"}"
    if _sealed(body) != data:
        raise ValueError("the text does not match its checksum")
    return body
