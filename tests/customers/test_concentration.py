"""CONCENTRATION: exact definitions, against definitions written out."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.functions import call_function
from xlsales.kernel.values import CellError

METRICS = ["hhi", "gini", "theil", "schutz", "top1", "top3", "top5"]


@pytest.mark.parametrize(
    ("values", "metric", "expected"),
    [
        ([30, 30, 20, 20], "hhi", 2600),
        ([7], "hhi", 10_000),
        ([1, 1, 1, 1], "gini", 0),
        ([1, 0, 0, 0], "gini", 0.75),
        ([1, 0], "theil", math.log(2)),
        ([5, 5, 5], "theil", 0),
        ([1000, 2000, 1500, 3000, 2500], "schutz", 0.15),
        ([40, 30, 20, 10], "top1", 0.4),
        ([40, 30, 20, 10], "TOP3", 0.9),
        ([40, 30, 20, 10], "top5", 1),
        ([40, None, "", 60], "top1", 0.6),
    ],
)
def test_known_values(values: list[object], metric: str, expected: float) -> None:
    assert call_function("CONCENTRATION", [values, metric]).value == pytest.approx(expected, abs=1e-15)


def test_without_a_metric_a_labelled_table() -> None:
    rows = call_function("CONCENTRATION", [[[60], [40]]]).rows

    assert [name for name, _ in rows] == METRICS
    assert dict(rows)["hhi"] == 5200


def test_several_metrics_at_once() -> None:
    assert call_function("CONCENTRATION", [[60, 40], [["hhi", "top1"]]]).rows == ((5200, 0.6),)


@pytest.mark.parametrize("values", [[0, 0], [[None], [None]], None, [""]])
def test_without_sales_there_is_no_concentration(values: object) -> None:
    assert call_function("CONCENTRATION", [values, "gini"]).value is None
    assert {value for _, value in call_function("CONCENTRATION", [values]).rows} == {None}


def test_a_negative_value_is_refused_with_its_place() -> None:
    outcome = call_function("CONCENTRATION", [[[5], [-1]], "hhi"])

    assert outcome.value == CellError("#VALUE!")
    assert outcome.issues[0].where == "values cell 2"


def test_an_unknown_metric_names_the_choices() -> None:
    outcome = call_function("CONCENTRATION", [[5], "ginny"])

    assert "hhi, gini, theil" in str(outcome.issues[0])


sales = st.lists(st.integers(0, 10**6), min_size=1, max_size=15).filter(any)


@given(values=sales)
def test_definitions_written_out_agree(values: list[int]) -> None:
    found = dict(call_function("CONCENTRATION", [[[value] for value in values]]).rows)

    count, total = len(values), sum(values)
    mean = total / count
    pairs = sum(abs(a - b) for a in values for b in values)
    assert found["hhi"] == pytest.approx(sum((100 * v / total) ** 2 for v in values), rel=1e-12)
    assert found["gini"] == pytest.approx(pairs / (2 * count * count * mean), abs=1e-12)
    assert found["theil"] == pytest.approx(
        sum(v / mean * math.log(v / mean) for v in values if v) / count, abs=1e-12
    )
    assert found["schutz"] == pytest.approx(sum(abs(v - mean) for v in values) / (2 * total), abs=1e-12)
    assert found["top3"] == pytest.approx(sum(sorted(values)[-3:]) / total, abs=1e-15)


@given(values=sales, factor=st.integers(1, 1000))
def test_neither_scale_nor_order_matters(values: list[int], factor: int) -> None:
    first = call_function("CONCENTRATION", [[[value] for value in values]])
    second = call_function("CONCENTRATION", [[[value * factor] for value in sorted(values)]])

    for (_, a), (_, b) in zip(first.rows, second.rows, strict=True):
        assert a == pytest.approx(b, abs=1e-12)
