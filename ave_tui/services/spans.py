"""Whether the dates of two records meet; an end that nobody knows lies far away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.domain.eligible import NO_END

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ave_tui.domain.schema import Value

_LONG_AGO: Final = "0001-01-01"


def same_time(one: Mapping[str, Value], other: Mapping[str, Value]) -> bool:
    """Tell whether two records overlap."""
    return _first(one) <= _last(other) and _first(other) <= _last(one)


def within(inner: Mapping[str, Value], outer: Mapping[str, Value]) -> bool:
    """Tell whether what dates there are lie inside; an open end lies inside any."""
    dates: list[Value] = [inner.get("starts_on"), inner.get("ends_on")]
    return all(_first(outer) <= day <= _last(outer) for day in dates if isinstance(day, str))


def _first(span: Mapping[str, Value]) -> str:
    return str(span.get("starts_on") or _LONG_AGO)


def _last(span: Mapping[str, Value]) -> str:
    return str(span.get("ends_on") or NO_END)
