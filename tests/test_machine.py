"""What the machine is, read from files that look like those of kernels and containers we cannot run here."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ecp.build import machine
from ecp.build.machine import DiskSample, Environment, Load, Strain, strain
from ecp.config import Settings
from ecp.index.memory import Memory, memory

GB = 1 << 30
MEMINFO = "MemTotal:       16384000 kB\nMemFree:          204800 kB\nMemAvailable:    8192000 kB\n"
UBUNTU = "Linux version 6.8.0-45-generic (buildd@lcy02) (x86_64-linux-gnu-gcc-13) #45-Ubuntu SMP\n"


def files(root: Path, **texts: str) -> Path:
    """Write files under `root`; in their names `__` stands for `/`, and `_DOT_` for a dot."""
    for name, text in texts.items():
        path = root / name.replace("__", "/").replace("_DOT_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


@pytest.mark.parametrize(
    ("release", "expected"),
    [
        ("5.15.153.1-microsoft-standard-WSL2\n", Environment.WSL2),
        ("6.6.36.3-microsoft-standard-WSL2+\n", Environment.WSL2),
        ("4.4.0-19041-Microsoft\n", Environment.WSL2),
        ("6.8.0-45-generic\n", Environment.LINUX),
        ("6.8.0-1014-azure\n", Environment.LINUX),
        ("6.18.44-fc-v595\n", Environment.LINUX),
    ],
)
def test_wsl2_is_told_by_its_kernels_release(release: str, expected: Environment, tmp_path: Path) -> None:
    root = files(tmp_path, proc__sys__kernel__osrelease=release, proc__version=UBUNTU)
    assert machine.environment("linux", root) is expected


@pytest.mark.parametrize("name", ["WSLInterop", "WSLInterop-late"])
def test_a_wsl2_kernel_that_someone_built_is_told_by_its_interpreter(name: str, tmp_path: Path) -> None:
    root = files(tmp_path, proc__sys__kernel__osrelease="6.1.0-mine\n", proc__version="Linux version 6.1.0-mine\n")
    assert machine.environment("linux", root) is Environment.LINUX
    files(root / "proc/sys/fs/binfmt_misc", **{name: "enabled\n"})
    assert machine.environment("linux", root) is Environment.WSL2


def test_the_other_systems_are_told_by_name_alone(tmp_path: Path) -> None:
    assert machine.environment("win32", tmp_path) is Environment.WINDOWS
    assert machine.environment("darwin", tmp_path) is Environment.MACOS
    assert machine.environment("freebsd14", tmp_path) is Environment.LINUX


def test_this_very_machine_can_be_read() -> None:
    assert machine.environment() in Environment
    assert 1 <= machine.cores() <= (os.cpu_count() or 1)
    now = memory()
    assert 0 < now.available <= now.total
    state = machine.load(machine.disk_sample())
    assert state.memory.total == now.total
    assert state.disk_busy is None or 0 <= state.disk_busy <= 100


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="this system has no CPU affinity")
def test_cores_that_this_process_may_not_use_do_not_count(tmp_path: Path) -> None:
    allowed = os.sched_getaffinity(0)
    try:
        os.sched_setaffinity(0, {min(allowed)})
        assert machine.cores(tmp_path) == 1
    finally:
        os.sched_setaffinity(0, allowed)


@pytest.fixture
def sixteen_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: set(range(16)), raising=False)


@pytest.mark.usefixtures("sixteen_cores")
@pytest.mark.parametrize(
    ("quota", "cores"),
    [
        ("max 100000", 16),
        ("400000 100000", 4),
        ("150000 100000", 2),
        ("5000 100000", 1),
        ("9900000 100000", 16),
    ],
)
def test_a_cpu_quota_of_cgroup_v2_counts(quota: str, cores: int, tmp_path: Path) -> None:
    root = files(tmp_path, proc__self__cgroup="0::/\n", sys__fs__cgroup__cpu_DOT_max=quota + "\n")
    assert machine.cores(root) == cores


@pytest.mark.usefixtures("sixteen_cores")
def test_the_tightest_cpu_quota_on_the_way_up_counts(tmp_path: Path) -> None:
    group = tmp_path / "sys/fs/cgroup"
    files(tmp_path, proc__self__cgroup="0::/user.slice/build.scope\n")
    files(group / "user.slice", cpu_DOT_max="300000 100000\n")
    files(group / "user.slice/build.scope", cpu_DOT_max="max 100000\n")
    assert machine.cores(tmp_path) == 3


@pytest.mark.usefixtures("sixteen_cores")
@pytest.mark.parametrize(("quota", "cores"), [("-1", 16), ("250000", 3)])
def test_a_cpu_quota_of_cgroup_v1_counts(quota: str, cores: int, tmp_path: Path) -> None:
    # In a container the path is the host's, and here there is only its end, as the mount.
    files(tmp_path, proc__self__cgroup="4:cpu,cpuacct:/docker/abc\n2:memory:/docker/abc\n")
    files(tmp_path / "sys/fs/cgroup/cpu", cpu_DOT_cfs_quota_us=quota, cpu_DOT_cfs_period_us="100000")
    assert machine.cores(tmp_path) == cores


def test_without_a_container_the_hosts_memory_counts(tmp_path: Path) -> None:
    root = files(tmp_path, proc__meminfo=MEMINFO)
    assert memory(root) == Memory(8192000 * 1024, 16384000 * 1024)


def test_a_memory_limit_of_cgroup_v2_counts_and_file_cache_does_not(tmp_path: Path) -> None:
    root = files(tmp_path, proc__meminfo=MEMINFO, proc__self__cgroup="0::/box\n")
    box = files(
        root / "sys/fs/cgroup/box",
        memory_DOT_max=f"{2 * GB}\n",
        memory_DOT_current=f"{GB + 500}\n",
        memory_DOT_stat="anon 1000\ninactive_file 500\nactive_file 7\n",
    )
    assert memory(root) == Memory(GB, 2 * GB)
    (box / "memory.max").write_text("max\n")
    assert memory(root).total == 16384000 * 1024
    (box / "memory.max").write_text("4096\n")  # over its limit already: nothing left, not less than nothing
    assert memory(root) == Memory(0, 4096)


def test_a_memory_limit_of_cgroup_v1_counts(tmp_path: Path) -> None:
    root = files(tmp_path, proc__meminfo=MEMINFO, proc__self__cgroup="2:memory:/docker/abc\n")
    group = files(
        root / "sys/fs/cgroup/memory",
        memory_DOT_limit_in_bytes=f"{3 * GB}\n",
        memory_DOT_usage_in_bytes=f"{2 * GB}\n",
        memory_DOT_stat=f"inactive_file 1\ntotal_inactive_file {GB}\n",
    )
    assert memory(root) == Memory(2 * GB, 3 * GB)
    (group / "memory.limit_in_bytes").write_text("9223372036854771712\n")  # v1's way to say none
    assert memory(root) == Memory(8192000 * 1024, 16384000 * 1024)


def test_pressure_is_read_where_the_kernel_has_it(tmp_path: Path) -> None:
    root = files(
        tmp_path,
        proc__meminfo=MEMINFO,
        proc__pressure__memory="some avg10=1.50 avg60=0.05 total=99\nfull avg10=0.70 avg60=0 total=9\n",
        proc__pressure__io="some avg10=80.00 avg60=0 total=9\nfull avg10=12.25 avg60=0 total=9\n",
    )
    state = machine.load(root=root)
    assert (state.memory_stall, state.io_stall, state.disk_busy) == (1.5, 12.25, None)
    assert machine.has_pressure_figures(root)
    assert not machine.has_pressure_figures(root / "nowhere")


def state(
    available: float = 0.5,
    memory_stall: float | None = 0.0,
    io_stall: float | None = 0.0,
    disk: float | None = None,
) -> Load:
    return Load(Memory(int(available * 100 * GB), 100 * GB), memory_stall, io_stall, disk)


@pytest.mark.parametrize(
    ("now", "needed", "was", "expected"),
    [
        (state(), 0, None, None),
        (state(), 60 * GB, None, "memory"),
        (state(), 48 * GB, None, None),
        (state(), 48 * GB, "memory", "memory"),  # a tenth more than needed before it may start
        (state(), 48 * GB, "io", None),
        (state(available=0.04), 0, None, "memory"),
        (state(available=0.07), 0, None, None),
        (state(available=0.07), 0, "memory", "memory"),
        (state(memory_stall=11), 0, None, "memory"),
        (state(memory_stall=7), 0, None, None),
        (state(memory_stall=7), 0, "memory", "memory"),
        (state(memory_stall=4), 0, "memory", None),
        (state(io_stall=45), 0, None, "io"),
        (state(io_stall=30), 0, None, None),
        (state(io_stall=30), 0, "io", "io"),
        (state(io_stall=15), 0, "io", None),
        (state(memory_stall=None, io_stall=None, disk=99), 0, None, "io"),
        (state(memory_stall=None, io_stall=None, disk=85), 0, None, None),
        (state(memory_stall=None, io_stall=None, disk=85), 0, "io", "io"),
        (state(memory_stall=None, io_stall=None, disk=None), 0, None, None),
        (state(io_stall=1, disk=99), 0, None, None),  # the kernel knows better than a busy disk tells
    ],
)
def test_strain_begins_and_ends_at_different_thresholds(
    now: Load, needed: int, was: Strain | None, expected: Strain | None
) -> None:
    assert strain(now, needed, was) == expected


def test_the_busiest_disk_counts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    files(tmp_path, proc__meminfo=MEMINFO)
    later = DiskSample(at=12.0, busy={"sda": 1500, "sdb": 90, "new": 10**9})
    monkeypatch.setattr(machine, "disk_sample", lambda: later)
    now = machine.load(DiskSample(at=10.0, busy={"sda": 500, "sdb": 80}), tmp_path)
    assert now.disk_busy == 50.0
    assert now.disk_sample is later
    assert machine.load(DiskSample(at=12.0, busy={"sda": 500}), tmp_path).disk_busy is None


def test_low_priority_is_low_and_never_higher_than_before() -> None:
    code = (
        "import psutil; from ecp.build.machine import lower_priority; me = psutil.Process()\n"
        "lower_priority(); print(me.nice(), me.ionice() if hasattr(me, 'ionice') else '')\n"
        "me.nice(15); lower_priority(); print(me.nice())"
    )
    root = str(Path(machine.__file__).parents[2])
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": root},
        capture_output=True,
        text=True,
        check=True,
    )
    first, second = run.stdout.splitlines()
    if sys.platform == "linux":
        assert first.startswith("5 ") and "BE" in first and "7" in first
        assert second == "15"


@pytest.mark.parametrize(("asked", "of_question"), [("", "normal"), ("auto", "normal"), ("low", "low")])
def test_a_build_that_a_question_waits_for_steps_back_only_if_told_to(asked: str, of_question: str) -> None:
    settings = Settings.from_environment({"ECP_PRIORITY": asked})
    assert settings.of_question().priority == of_question
