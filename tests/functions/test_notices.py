"""Notes and warnings travel beside the result of the call that they belong to."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from xlsales.functions.notices import listening, notice
from xlsales.kernel.issues import Issue


def note(code: str) -> Issue:
    return Issue(code, "here", "a", "b", "c.", severity="note")


def test_what_is_told_is_heard_in_order() -> None:
    with listening() as heard:
        notice(note("A-001"))
        notice(note("A-002"))

    assert [issue.code for issue in heard] == ["A-001", "A-002"]


def test_without_a_listener_it_is_dropped() -> None:
    notice(note("A-001"))

    with listening() as heard:
        pass

    assert heard == []


def test_an_inner_call_keeps_its_notices_to_itself() -> None:
    with listening() as outer:
        notice(note("A-001"))
        with listening() as inner:
            notice(note("A-002"))
        notice(note("A-003"))

    assert [issue.code for issue in outer] == ["A-001", "A-003"]
    assert [issue.code for issue in inner] == ["A-002"]


def test_a_call_that_fails_stops_listening() -> None:
    def fail() -> None:
        with listening():
            raise KeyError("x")

    with listening() as heard:
        with pytest.raises(KeyError):
            fail()
        notice(note("A-001"))

    assert [issue.code for issue in heard] == ["A-001"]


def test_calls_at_the_same_time_do_not_hear_each_other() -> None:
    def call(code: str) -> list[str]:
        with listening() as heard:
            for _ in range(200):
                notice(note(code))
        return sorted({issue.code for issue in heard})

    codes = [f"A-{i:03}" for i in range(8)]
    with ThreadPoolExecutor(4) as pool:
        heard = list(pool.map(call, codes))

    assert heard == [[code] for code in codes]
