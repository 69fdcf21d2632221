"""Windows and macOS, as far as Linux can play them: what our own modules see of them.

A module of ours that imports ``os``, ``sys``, ``signal`` or ``socket`` is given one
without what the other system lacks, and under the other's name; libraries see the real
ones. The console is one of the other system: it knows few characters on Windows. What
is not played: paths and locks of the other system, and its processes.
"""

import contextlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).parents[2]
# What scorer could use and they lack, of what typeshed says of them.
_WINDOWS = {
    "os": "O_CLOEXEC O_DIRECTORY O_NOFOLLOW O_NONBLOCK O_TMPFILE WNOHANG chown chroot "
    "environb fchdir fchmod fdatasync fork getegid geteuid getgid getpgid getpgrp "
    "getpriority getuid killpg memfd_create mkfifo mknod nice pipe2 posix_fadvise "
    "posix_spawn pread pwrite register_at_fork sched_getaffinity sched_setaffinity "
    "set_blocking setpgid setsid sync sysconf uname wait wait3 wait4",
    "signal": "ITIMER_PROF ITIMER_REAL ITIMER_VIRTUAL SIGALRM SIGCHLD SIGHUP SIGKILL "
    "SIGPIPE SIGPROF SIGQUIT SIGSTOP SIGTSTP SIGUSR1 SIGUSR2 SIGVTALRM SIGWINCH "
    "SIGXCPU SIG_BLOCK SIG_SETMASK SIG_UNBLOCK alarm getitimer pause pthread_kill "
    "pthread_sigmask setitimer siginterrupt sigpending sigwait",
    "socket": "AF_UNIX SO_REUSEPORT MSG_DONTWAIT MSG_NOSIGNAL recv_fds send_fds",
    "time": "clock_gettime CLOCK_MONOTONIC CLOCK_PROCESS_CPUTIME_ID tzset",
}
_MACOS = {
    "os": "O_TMPFILE fdatasync getrandom memfd_create pipe2 posix_fadvise "
    "sched_getaffinity sched_setaffinity",
    "signal": "SIGCLD SIGPOLL SIGPWR SIGRTMAX SIGRTMIN",
}
SYSTEMS = {
    "win32": {
        "name": "nt",
        "lacks": _WINDOWS,
        "no_modules": ["fcntl", "grp", "posix", "pwd", "resource", "syslog", "termios"],
        "console": {"encoding": "cp1252", "newline": "\r\n"},
    },
    "darwin": {
        "name": "posix",
        "lacks": {**dict.fromkeys(_WINDOWS, ""), **_MACOS},
        "no_modules": [],
        "console": {"encoding": "utf-8"},
    },
}
_HOOK = '''
import builtins, sys
LACKS, NAMES, NO_MODULES = {lacks!r}, {names!r}, {no_modules!r}
class Other:
    """A module of another system."""
    def __init__(self, real):
        vars(self).update(_real=real, _lacks=LACKS[real.__name__].split())
    def __getattr__(self, name):
        if name in self._lacks:
            raise AttributeError(f"{{self._real.__name__}} has no {{name}} there")
        own = NAMES.get((self._real.__name__, name))
        return getattr(self._real, name) if own is None else own
    def __setattr__(self, name, value):
        setattr(self._real, name, value)
others, usual = {{}}, builtins.__import__
def imported(name, globals=None, locals=None, fromlist=(), level=0):
    found = usual(name, globals, locals, fromlist, level)
    place = (globals or {{}}).get("__name__", "").partition(".")[0]
    if place != "scorer" or level:
        return found
    if name in NO_MODULES:
        raise ImportError(f"no {{name}} there")
    if name in LACKS:
        found = others.setdefault(name, Other(found))
    return found
builtins.__import__ = imported
for each in (sys.stdin, sys.stdout, sys.stderr):
    each.reconfigure(errors=each.errors, **{console!r})
'''


@contextlib.contextmanager
def played(system):
    """Yield the environment in which a Python plays ``win32`` or ``darwin``."""
    known = SYSTEMS[system]
    text = _HOOK.format(
        console=known["console"],
        lacks={"sys": "", **known["lacks"]},
        names={("sys", "platform"): system, ("os", "name"): known["name"]},
        no_modules=known["no_modules"],
    )
    with tempfile.TemporaryDirectory() as hook:
        (Path(hook) / "sitecustomize.py").write_text(text, encoding="utf-8")
        yield {"PYTHONPATH": os.pathsep.join([hook, str(TOP)])}


def as_on(system, *arguments, cwd, **more):
    """Run scorer as on another system; each worker is a new process there, too."""
    with played(system) as environment:
        return run(*arguments, cwd=cwd, **environment, **more)


def run(*arguments, cwd, given=b"", **environment):
    """Run scorer, and return how it ended and what it said, in bytes."""
    return subprocess.run(
        [sys.executable, "-m", "scorer", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        check=False,
        input=given,
        env={
            **os.environ,
            "PYTHONPATH": str(TOP),
            "SCORER_OCR_ENGINE": "none",
            "SCORER_CACHE": "false",
            **environment,
        },
    )
