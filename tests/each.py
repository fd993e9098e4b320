"""Many cases in one test: all are tried, and each that fails is named."""

import inspect
from functools import wraps

import pytest

PARAM = type(pytest.param())


def each(names, rows, ids=None):
    """Like ``pytest.mark.parametrize``, in one test: for what is cheap and leaves nothing behind.

    Fixtures are those of the test: the same for all rows.
    """
    given = [one.strip() for one in names.split(",")] if isinstance(names, str) else [*names]
    rows = [row if isinstance(row, PARAM) else _param(given, row) for row in rows]
    assert rows, "nothing to try"
    listed = ids if callable(ids) or ids is None else list(ids)

    def folded(test):
        @wraps(test)
        def whole(*args, **kwargs):
            failed = []
            for k, row in enumerate(rows):
                try:
                    test(*args, **kwargs, **dict(zip(given, row.values, strict=True)))
                except (Exception, pytest.fail.Exception) as error:  # noqa: BLE001 (all are told)
                    failed.append((_name(row, k, listed), error))
            if failed:
                told = [f"[{name}] {type(why).__name__}: {why}" for name, why in failed]
                message = "\n".join([f"{len(failed)} of {len(rows)} fail", *told])
                safe = message.encode("utf-8", "backslashreplace").decode("utf-8")
                raise AssertionError(safe) from failed[0][1]

        signature = inspect.signature(test)
        left = [one for name, one in signature.parameters.items() if name not in given]
        whole.__signature__ = signature.replace(parameters=left)
        return whole

    return folded


def _param(given, row):
    return pytest.param(row) if len(given) == 1 else pytest.param(*row)


def _name(row, k, ids):
    """What a row is called: by its own id, by those given, else by its values."""
    if row.id or isinstance(ids, list):
        return row.id or ids[k]
    return "-".join(str(ids(one) if ids else one)[:60] for one in row.values)
