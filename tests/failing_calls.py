"""Lets the n-th write, or read, of a program fail in the kernel; on Linux with an x86-64 processor.

The program is a forked child that this process traces. Whatever would change a disk is counted: writing, growing,
bringing to the disk, making, renaming and removing files. A failing call is not carried out and gives the error that
a full or broken disk gives, so nothing of SQLite, Python or ours is replaced by something else.
"""

import ctypes
import errno
import os
import platform
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass

CAN = sys.platform == "linux" and platform.machine() == "x86_64"

_TRACEME, _PEEKUSER, _POKEUSER, _SYSCALL, _SETOPTIONS = 0, 3, 6, 24, 0x4200
_OPTIONS = 1 | 0x100000  # PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL
_AT_CALL = 5 | 0x80  # SIGTRAP
_RDI, _RSI, _RDX, _RAX, _CALL = (8 * place for place in (14, 13, 12, 10, 15))  # user_regs_struct

_ON_OPEN_FILES = {1, 18, 20, 296, 40, 326, 74, 75, 77, 285}
"""write, pwrite64, writev, pwritev, sendfile, copy_file_range, fsync, fdatasync, ftruncate, fallocate"""
_ON_NAMES = {82, 83, 87, 258, 263, 264, 316}
"""rename, mkdir, unlink, mkdirat, unlinkat, renameat, renameat2"""
_OPEN, _OPENAT, _CREAT = 2, 257, os.O_CREAT
_READS = {0, 17}
"""read, pread64"""


@dataclass(frozen=True)
class Run:
    """What the child said, and how many calls there were that might have failed."""

    said: str
    calls: int

    @property
    def has_crashed(self) -> bool:
        """An exception came out that is no word of ours."""
        return self.said.startswith("Traceback")


@dataclass(frozen=True)
class Fault:
    """Call number ``at`` fails, ``for_good`` also all calls after it; 0 for none. Reads are counted by themselves."""

    at: int = 0
    error: int = errno.ENOSPC
    for_good: bool = False
    reads: bool = False

    def strikes(self, calls: int) -> bool:
        """Whether the call that was just counted fails."""
        return bool(self.at) and (calls >= self.at if self.for_good else calls == self.at)


def run(act: Callable[[], str], fault: Fault) -> Run:
    """Run ``act`` in a child that the fault meets; what it gives back is what it said."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _be_traced(act, writing)
    os.close(writing)
    calls = _trace(child, writing, fault)
    with os.fdopen(reading, "rb") as pipe:
        return Run(pipe.read().decode(), calls)


def _be_traced(act: Callable[[], str], writing: int) -> None:
    said = "nothing"
    try:
        _ptrace(_TRACEME, 0, 0, 0)
        os.kill(os.getpid(), signal.SIGSTOP)
        said = act()
    except BaseException:  # noqa: BLE001 - whatever came out is what the test looks at
        said = traceback.format_exc()
    os.write(writing, said.encode())
    os._exit(0)


def _trace(child: int, spared: int, fault: Fault) -> int:
    """Follow the child from call to call until it ends; gives the number of calls that count."""
    os.waitpid(child, 0)
    _ptrace(_SETOPTIONS, child, 0, _OPTIONS)
    calls, is_inside, is_failing, passed_on = 0, False, False, 0
    while True:
        _ptrace(_SYSCALL, child, 0, passed_on)
        _pid, status = os.waitpid(child, 0)
        if not os.WIFSTOPPED(status):
            return calls
        passed_on = 0
        if os.WSTOPSIG(status) != _AT_CALL:
            passed_on = os.WSTOPSIG(status)
            continue
        is_inside = not is_inside
        if is_inside and _counts(child, spared, reads=fault.reads):
            calls += 1
            is_failing = fault.strikes(calls)
            if is_failing:
                _ptrace(_POKEUSER, child, _CALL, -1)
        elif not is_inside and is_failing:
            _ptrace(_POKEUSER, child, _RAX, -fault.error)
            is_failing = False


def _counts(child: int, spared: int, *, reads: bool) -> bool:
    number = _ptrace(_PEEKUSER, child, _CALL, 0)
    if reads:
        return number in _READS
    if number in _ON_OPEN_FILES:
        return (_ptrace(_PEEKUSER, child, _RDI, 0) & 0xFFFFFFFF) not in (0, 1, 2, spared)
    if number == _OPENAT:
        return bool(_ptrace(_PEEKUSER, child, _RDX, 0) & _CREAT)
    return number in _ON_NAMES or (number == _OPEN and bool(_ptrace(_PEEKUSER, child, _RSI, 0) & _CREAT))


def _ptrace(request: int, child: int, address: int, data: int) -> int:
    library = _library()
    ctypes.set_errno(0)
    answer: int = library.ptrace(request, child, ctypes.c_void_p(address), ctypes.c_void_p(data))
    if answer == -1 and ctypes.get_errno():
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), f"ptrace {request}")
    return answer


def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(None, use_errno=True)
    library.ptrace.restype = ctypes.c_long
    library.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
    return library
