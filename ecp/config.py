"""Every ECP_* variable, in one table.  The only module that reads the environment."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ecp.dataclass import dataclass, replace
from ecp.errors import ConfigError


@dataclass(frozen=True)
class Variable:
    """One environment variable: its name, what it means, and how its text becomes a value."""

    name: str
    field: str
    default: str
    help: str
    parse: Callable[[str], Any]


def _path(text: str) -> Path:
    return Path(text).expanduser().absolute()


def _positive_int(text: str) -> int:
    try:
        value = int(text)
    except ValueError:
        value = 0
    if value < 1:
        raise ValueError("must be a whole number from 1 on")
    return value


def _count_or_auto(text: str) -> int | None:
    return None if text == "auto" else _positive_int(text)


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value < float("inf"):
        raise ValueError("must be a number of seconds, 0 or more")
    return value


def _priority(text: str) -> str:
    if text not in ("auto", "low", "normal"):
        raise ValueError("must be auto, low or normal")
    return text


VARIABLES = (
    Variable("ECP_HOME", "home", "~/.ecp", "Where indexes, locks and slots live.", _path),
    Variable(
        "ECP_MAX_CONCURRENT_BUILDS",
        "max_concurrent_builds",
        "auto",
        "Builds that may run at once on this machine; `auto` derives it from the cores and the system.",
        _count_or_auto,
    ),
    Variable(
        "ECP_SLOT_TIMEOUT",
        "slot_timeout",
        "120",
        "Seconds to wait for a slot (or for memory and I/O pressure to ease) before one build at a time "
        "goes on unthrottled.",
        _seconds,
    ),
    Variable(
        "ECP_LOCK_TIMEOUT",
        "lock_timeout",
        "600",
        "Seconds to wait for another build of the same repository before giving up with exit code 3.",
        _seconds,
    ),
    Variable(
        "ECP_WORKERS",
        "workers",
        "auto",
        "Worker processes of one build; `auto` is the build's share of the cores.",
        _count_or_auto,
    ),
    Variable(
        "ECP_PRIORITY",
        "priority",
        "auto",
        "CPU and I/O priority of builds: `low`, `normal`, or `auto`: low unless a question waits for it.",
        _priority,
    ),
    Variable(
        "ECP_MAX_FILE_BYTES",
        "max_file_bytes",
        str(4 << 20),
        "Source files larger than this many bytes are listed, not parsed.",
        _positive_int,
    ),
    Variable(
        "ECP_OVERLAY_MAX_BYTES",
        "overlay_max_bytes",
        str(4 << 20),
        "Bytes of changed sources that a query may parse in memory; past it the answer says what is missing.",
        _positive_int,
    ),
    Variable(
        "ECP_MAX_STORE_BYTES",
        "max_store_bytes",
        str(20 << 30),
        "`ecp gc` drops the least recently used commits until the store is at most this large.",
        _positive_int,
    ),
)


@dataclass(frozen=True)
class Settings:
    """The value of every ECP_* variable.  Sizes are in bytes, times in seconds; None means automatic."""

    home: Path
    max_concurrent_builds: int | None
    slot_timeout: float
    lock_timeout: float
    workers: int | None
    priority: str
    max_file_bytes: int
    overlay_max_bytes: int
    max_store_bytes: int

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Read the settings.

        Raises ConfigError, naming the variable, for a value that cannot be meant.
        """
        environ = os.environ if environ is None else environ
        values: dict[str, Any] = {}
        for variable in VARIABLES:
            text = environ.get(variable.name, "").strip() or variable.default
            try:
                values[variable.field] = variable.parse(text)
            except ValueError as error:
                raise ConfigError(
                    f"{variable.name}={text!r} means nothing here: {error}",
                    f"Unset it to get the default ({variable.default}). {variable.help}",
                ) from None
        return cls(**values)

    def of_question(self) -> Settings:
        """Return the settings of a build that a question waits for."""
        return replace(self, priority="normal") if self.priority == "auto" else self


def environment_of_workers() -> dict[str, str]:
    """Return the environment of a worker process: ours, with this very package first on the import path."""
    package_parent = str(Path(__file__).resolve().parents[1])
    search_path = [package_parent, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(search_path), _AUTHORITIES: os.devnull}


_AUTHORITIES = "SSL_CERT_FILE"
"""Where OpenSSL finds whom to trust."""


def trust_nobody() -> None:
    """Have libraries read no certificate authorities.  For processes that are ours alone: they use no network.

    libgit2 reads all of them while it is loaded, which takes longer than to load it; pygit2 reads them once more.
    """
    os.environ[_AUTHORITIES] = os.devnull


def calculate_alone() -> None:
    """Have NumPy's linear algebra, of which we use nothing, start no threads.  For processes that are ours alone.

    They are a quarter of what NumPy's import takes, and spin for a while after it.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
