"""How many files and connections this process may open: as many as the system lets it."""

import contextlib

MOST_FILES = 65_536


def allow_files() -> None:
    """Open as many files and connections as the system lets this process."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 (not on every system)

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
        if wanted > soft != resource.RLIM_INFINITY:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def files_allowed() -> int:
    """How many files and connections this process may open."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 (not on every system)

        soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        return MOST_FILES if soft == resource.RLIM_INFINITY else min(soft, MOST_FILES)
    return MOST_FILES
