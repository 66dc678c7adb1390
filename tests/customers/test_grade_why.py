"""GRADE_WHY: the words that explain a grade, and that doing what they ask works."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from xlsales.functions import call_function
from xlsales.kernel.values import CellError

LIMITS = [[100, 12, 0.2, 80]]
NAMES = {
    "en": {"volume": 1, "frequency": 2, "margin": 3, "credit": 4},
    "zh": {"采购量": 1, "年采购次数": 2, "利润率": 3, "诚信度": 4},
}
ASKED = {
    "en": re.compile(r"(\w+) from (unknown|[-+.e\d]+) to ([-+.e\d]+)(?: \(\+([-+.e\d]+)\))?"),
    "zh": re.compile(r"([一-龥]+?)由 ?(未知|[-+.e\d]+) ?到 ([-+.e\d]+)(?:（差 ([-+.e\d]+)）)?"),
}


def why(*arguments: object, language: str | None = None, labels: object = None) -> str:
    return call_function("GRADE_WHY", [*arguments, LIMITS, labels, language]).value  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("customer", "language", "expected"),
    [
        (
            (True, 80, 11, 0.3, None),
            None,
            "target: fit is TRUE, 3 of 4 conditions of key are missing. For key: "
            "frequency from 11 to 12 (+1); volume from 80 to 100 (+20); credit from unknown to 80",
        ),
        (
            (True, 80, 12, 0.3, None),
            "中文",
            "目标客户：能满足需求，目标大客户的4项条件缺2项。升为目标大客户："
            "采购量由 80 到 100（差 20）；诚信度由未知到 80。",
        ),
        (
            (True, 100, 12, 0.2, 80),
            "en",
            "key: fit is TRUE and all 4 conditions are met "
            "(volume 100 >= 100; frequency 12 >= 12; margin 0.2 >= 0.2; credit 80 >= 80)",
        ),
        (
            (False, 1, 1, 1, 1),
            "EN",
            "potential: fit is FALSE, the needs are not met. For target: make fit TRUE",
        ),
        ((None, 1, 1, 1, 1), "zh-CN", "潜在客户：能否满足需求未知。升为目标客户：须能满足需求。"),
    ],
)
def test_the_words_for_each_grade(customer: tuple[object, ...], language: str | None, expected: str) -> None:
    assert why(*customer, language=language) == expected


def test_a_wholly_blank_row_stays_blank() -> None:
    assert why(None, None, None, None, None) is None


def test_labels_appear_in_the_words() -> None:
    assert why(False, 1, 1, 1, 1, labels=[["C", "B", "A"]]).startswith("C: ")
    assert why(None, 1, 1, 1, 1, labels=[["C", "B", "A", "N"]], language="zh").startswith("N：")


def test_an_unknown_language_names_the_choices() -> None:
    outcome = call_function("GRADE_WHY", [True, 1, 1, 1, 1, LIMITS, None, "fr"])

    assert outcome.value == CellError("#VALUE!")
    assert "zh (Chinese, 中文)" in str(outcome.issues[0])


def test_a_condition_with_threshold_zero_comes_after_those_with_a_relative_gap() -> None:
    text = call_function("GRADE_WHY", [True, 1, 1, -0.1, 1, [[100, None, 0, None]]]).value

    assert str(text).index("volume") < str(text).index("margin")


number = st.one_of(
    st.integers(0, 200),
    st.decimals(-10, 200, places=3).map(float),
    st.floats(1e-7, 1e12).map(lambda x: float(f"{x:.15g}")),
)
maybe = st.one_of(st.none(), number)


@given(
    fit=st.one_of(st.none(), st.booleans()),
    measures=st.tuples(maybe, maybe, maybe, maybe),
    limits=st.tuples(maybe, maybe, maybe, maybe),
    language=st.sampled_from(["en", "zh"]),
)
def test_doing_all_that_is_asked_reaches_the_next_grade(
    fit: bool | None, measures: tuple[object, ...], limits: tuple[object, ...], language: str
) -> None:
    assume(any(x is not None for x in (fit, *measures)) and any(x is not None for x in limits))
    ladder = ["potential", "target", "key"]
    before = call_function("GRADE", [fit, *measures, [list(limits)]]).value
    text = str(call_function("GRADE_WHY", [fit, *measures, [list(limits)], None, language]).value)

    customer: list[object] = [fit, *measures]
    if "make fit TRUE" in text or "须能满足需求" in text:
        customer[0] = True
    asked = ASKED[language].findall(text)
    for name, have, need, missing in asked:
        place = NAMES[language][name]
        known = have not in ("unknown", "未知")
        customer[place] = float(have) + float(missing) if known and place % 2 else float(need)
        if known:
            assert float(have) == pytest.approx(measures[place - 1])
            assert float(have) + float(missing) == pytest.approx(float(need), rel=1e-12)
    after = call_function("GRADE", [*customer, [list(limits)]]).value

    if before == "key":
        assert not asked
    else:
        assert ladder.index(str(after)) >= ladder.index(str(before)) + 1


@given(measures=st.tuples(*[st.integers(1, 99)] * 4), limits=st.tuples(*[st.integers(100, 1000)] * 4))
def test_the_smallest_relative_gap_comes_first(measures: tuple[int, ...], limits: tuple[int, ...]) -> None:
    text = str(call_function("GRADE_WHY", [True, *measures, [list(limits)]]).value)

    gaps = [float(missing) / float(need) for _, _, need, missing in ASKED["en"].findall(text)]

    assert len(gaps) == 4
    assert gaps == sorted(gaps)
