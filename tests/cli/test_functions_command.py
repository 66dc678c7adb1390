"""``xlsales functions``: lists, finds, explains; for people and for programs."""

from __future__ import annotations

import re

import pytest

from cli.running import run
from xlsales.functions import GROUPS, all_functions

NAMES = [function.name for function in all_functions()]


def test_every_function_is_listed_in_its_group_with_one_line() -> None:
    done = run("functions")

    assert done.code == 0
    listed = dict(re.findall(r"^  ([A-Z_]+) +(\S.*)$", done.out, re.MULTILINE))
    assert listed == {function.name: function.summary for function in all_functions()}
    for group, chinese in GROUPS.items():
        assert f"\n{group} {chinese}\n" in done.out


def test_json_holds_arguments_help_and_catalogue_rows_of_every_function() -> None:
    found = run("functions", "--json").json()

    assert [each["name"] for each in found] == NAMES
    for each in found:
        assert each.keys() >= {"signature", "group", "group_zh", "summary", "summary_zh", "catalogue", "help"}
        assert each["catalogue"], each["name"]
        assert each["summary"], each["name"]
        assert each["summary_zh"], each["name"]
        for argument in each["arguments"]:
            assert argument["help"], (each["name"], argument["name"])
            assert argument["help_zh"], (each["name"], argument["name"])
            assert argument["expects"], (each["name"], argument["name"])


def test_json_says_what_a_blank_argument_stands_for() -> None:
    (split,) = run("functions", "SPLIT", "--json").json()

    defaults = {argument["name"]: argument["default"] for argument in split["arguments"]}
    assert defaults["total"] is None
    assert defaults["unit"] == "0.01"
    assert defaults["method"] == "hamilton (最大余额法)"


def test_a_name_shows_one_function_in_full() -> None:
    done = run("functions", "split")

    assert done.out.startswith(
        "XLSALES.SPLIT(total, weights, [unit], [floors], [caps], [locked], [method])\n"
    )
    assert "XLSALES.SPLIT_TREE" not in done.out
    assert "  =XLSALES.SPLIT(100,{1;1;1})\n  33.34\n  33.33\n  33.33\n" in done.out
    assert "Catalogue: PL1, PL4, PL5, PL16" in done.out


@pytest.mark.parametrize("name", ["SPLIT", "Split", "XLSALES.SPLIT", "=XLSALES_SPLIT", "ｓｐｌｉｔ"])
def test_a_function_is_found_as_it_stands_in_a_cell(name: str) -> None:
    assert run("functions", name).out.startswith("XLSALES.SPLIT(")


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("分解", "SPLIT"),
        ("提成", "COMMISSION"),
        ("二八法则", "ABC"),
        ("客户分级", "GRADE"),
        ("webster", "SPLIT"),
        ("hysteresis", "REGRADE"),
        ("quota", "COMMISSION"),
        ("customers", "RFM"),
    ],
)
def test_a_word_in_chinese_or_english_finds_functions(word: str, name: str) -> None:
    done = run("functions", word)

    assert done.code == 0
    assert f"XLSALES.{name}(" in done.out


def test_two_words_that_find_the_same_function_show_it_once() -> None:
    assert run("functions", "SPLIT", "split").out.count("XLSALES.SPLIT(total") == 1


def test_an_unknown_name_ends_with_2_and_the_nearest_name() -> None:
    done = run("functions", "COMISSION")

    assert (done.code, done.out) == (2, "")
    assert "FUNC-001" in done.err
    assert "Did you mean COMMISSION?" in done.err


def test_the_catalogue_names_what_does_each_row() -> None:
    done = run("functions", "--catalogue")

    rows = dict(re.findall(r"^  ([A-Z]{2}\d+) +(.+)$", done.out, re.MULTILINE))
    for row, what in rows.items():
        functions = [function.name for function in all_functions() if row in function.catalogue]
        assert what.startswith(", ".join(functions)), row
    assert rows["RP2"] == "report summary: Regions"
    assert list(rows).index("PL2") < list(rows).index("PL10")


def test_a_row_that_nothing_does_is_said_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xlsales.reports.catalogue.served_pages", lambda: iter(()))

    done = run("functions", "--catalogue")

    assert re.search(r"^  RP2 +not yet served$", done.out, re.MULTILINE)
    assert re.search(r"^\d+ of 117 rows of the catalogue are served\.$", done.out, re.MULTILINE)


def test_only_one_form_at_a_time() -> None:
    assert run("functions", "--json", "--catalogue").code == 2
