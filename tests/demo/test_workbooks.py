"""The demo workbooks: built from a script, complete, and what the demo says about them is there."""

import importlib.util
import tomllib
import zipfile
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

import openpyxl
import pytest

from demo.packages import Call, Cell, calls, cells, count_arguments, defined_names, formulas, sheet_parts
from xlsales.functions import find_function

WORKBOOKS = Path(__file__).parents[2] / "workbooks"
SPELLINGS = {
    "sales_plan.xlsx": "_xldudf_XLSALES_",
    "incentives.xlsm": "XLSALES_",
    "customers.xlsx": "_xldudf_XL_XLSALES_",
}
FUNCTIONS = {
    "sales_plan.xlsx": {"SPLIT", "SPLIT_TREE", "SEASONALITY", "ATTAINMENT"},
    "incentives.xlsm": {
        "ATTAINMENT",
        "BANDS",
        "COMMISSION",
        "COMMISSION_RUNNING",
        "COMMISSION_STEPS",
        "CREDIT",
        "PAYOUT_CURVE",
        "SCORECARD",
        "TIERS_CHECK",
    },
    "customers.xlsx": {"FIT", "GRADE", "GRADE_WHY", "BANDS", "RFM", "RFM_SEGMENT", "ABC"},
}
# openpyxl says what it would lose on saving; nothing is saved here.
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
each_workbook = pytest.mark.parametrize("name", SPELLINGS)


@lru_cache(maxsize=1)
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("demo_workbooks_build", WORKBOOKS / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@lru_cache(maxsize=3)
def stored_formulas(name: str) -> tuple[Cell, ...]:
    return tuple(formulas(WORKBOOKS / name))


def our_calls(name: str) -> list[Call]:
    return [call for cell in stored_formulas(name) for call in calls(cell.formula or "")]


def demo_steps() -> list[tuple[str, dict[str, Any]]]:
    demo = tomllib.loads((WORKBOOKS / "demo.toml").read_text(encoding="utf-8"))
    return [(workbook["file"], workbook) for workbook in demo["workbook"]]


def values(name: str, sheet: str, block: str) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(WORKBOOKS / name, data_only=True, read_only=True)
    found = [tuple(cell.value for cell in row) for row in book[sheet][block]]
    book.close()
    return found


def one_cell(name: str, ref: str) -> Cell:
    sheet, _, address = ref.replace("$", "").rpartition("!")
    found = {cell.ref: cell for cell in cells(WORKBOOKS / name, sheet.strip("'"))}
    return found[address]


@each_workbook
def test_a_workbook_opens_in_openpyxl(name: str) -> None:
    book = openpyxl.load_workbook(WORKBOOKS / name, read_only=name == "sales_plan.xlsx")

    assert book.sheetnames == list(sheet_parts(WORKBOOKS / name))
    book.close()


@each_workbook
def test_every_call_names_a_function_with_admissible_arguments(name: str) -> None:
    wrong = []
    for call in our_calls(name):
        arguments = find_function(call.name).arguments
        required = sum(argument.required for argument in arguments)
        if not required <= call.arguments <= len(arguments):
            wrong.append(call)

    assert wrong == []


@each_workbook
def test_a_workbook_shows_its_functions_in_the_spelling_of_its_host(name: str) -> None:
    found = our_calls(name)

    assert {call.name for call in found} == FUNCTIONS[name]
    assert {call.prefix for call in found} == {SPELLINGS[name]}


@each_workbook
def test_our_calls_are_dynamic_arrays(name: str) -> None:
    plain = [cell.ref for cell in stored_formulas(name) if calls(cell.formula or "") and cell.array is None]

    assert plain == []


@each_workbook
def test_every_formula_carries_a_result_that_is_no_error(name: str) -> None:
    without = [(cell.sheet, cell.ref) for cell in stored_formulas(name) if cell.value is None]
    errors = [(cell.sheet, cell.ref) for cell in stored_formulas(name) if cell.type == "e"]

    assert without[:5] == []
    assert errors[:5] == []


def test_the_built_workbooks_stay_small() -> None:
    total = sum((WORKBOOKS / name).stat().st_size for name in SPELLINGS)

    assert total < 8_500_000


@each_workbook
def test_building_twice_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    module = build()
    orders = module.read_orders()[:600]
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()

    module.RECIPES[name](first / name, orders)
    module.RECIPES[name](second / name, orders)

    assert (first / name).read_bytes() == (second / name).read_bytes()


@each_workbook
def test_a_fresh_build_fakes_no_result(name: str, tmp_path: Path) -> None:
    module = build()

    module.RECIPES[name](tmp_path / name, module.read_orders()[:600])

    assert {cell.value for cell in formulas(tmp_path / name)} == {""}


@pytest.mark.slow
def test_the_committed_workbooks_are_what_the_script_builds(tmp_path: Path) -> None:
    module = build()

    fresh = module.build_all(tmp_path, module.read_orders())

    for path in fresh:
        committed = WORKBOOKS / path.name
        assert _without_sheets(path) == _without_sheets(committed)
        assert _formula_texts(formulas(path)) == _formula_texts(stored_formulas(path.name))


def _without_sheets(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if not name.startswith("xl/worksheets/sheet")]
        return {name: archive.read(name) for name in names}


def _formula_texts(found: Iterable[Cell]) -> list[tuple[str, str, str | None]]:
    return [(cell.sheet, cell.ref, cell.formula) for cell in found]


@pytest.mark.parametrize(("name", "step"), demo_steps())
def test_the_inputs_that_the_demo_sets_exist_and_are_constants(name: str, step: dict[str, Any]) -> None:
    names = defined_names(WORKBOOKS / name)

    for setting in step["set"]:
        cell = one_cell(name, names.get(setting["ref"], setting["ref"]))
        assert cell.formula is None, setting["ref"]
        assert isinstance(setting["value"], int | float | str | date)
        assert setting["why"]["en"]
        assert setting["why"]["zh"]


@pytest.mark.parametrize(("name", "step"), demo_steps())
def test_the_places_where_the_demo_tells_to_look_hold_results(name: str, step: dict[str, Any]) -> None:
    for look in step["look"]:
        sheet, _, block = look["where"].partition("!")
        found = [value for row in values(name, sheet, block) for value in row if value not in (None, "")]
        assert found, look["where"]
        assert look["en"]
        assert look["zh"]


@pytest.mark.parametrize(("year", "cell"), [(2021, "B17"), (2022, "B18")])
def test_the_plan_shows_the_net_sales_that_the_raw_orders_give(year: int, cell: str) -> None:
    orders = build().read_orders()
    counted = [
        Decimal(str(order.revenue))
        for order in orders
        if order.year == year and order.quantity <= 100 and order.status not in ("returned", "cancelled")
    ]

    [(shown,)] = values("sales_plan.xlsx", "Plan", f"{cell}:{cell}")

    assert round(Decimal(shown), 2) == sum(counted)


def test_months_regions_and_quarters_sum_to_the_annual_target() -> None:
    [(target,)] = values("sales_plan.xlsx", "Plan", "B7:B7")
    months = values("sales_plan.xlsx", "Months", "I7:I18")
    regions = values("sales_plan.xlsx", "Regions", "K7:K9")
    quarters = values("sales_plan.xlsx", "Regions", "C23:F25")

    assert sum(amount for (amount,) in months) == target
    assert sum(amount for (amount,) in regions) == target
    assert [sum(row) for row in quarters] == [amount for (amount,) in regions]


def test_every_persons_months_sum_to_the_persons_target() -> None:
    people = values("sales_plan.xlsx", "People", "I8:I24")
    months = values("sales_plan.xlsx", "Person months", "C6:N22")

    assert [sum(row) for row in months] == [target for (target,) in people]


def test_commission_of_the_year_is_what_the_tiers_say_by_hand() -> None:
    tiers = [
        (Decimal(str(bound)), Decimal(str(rate)))
        for bound, rate in values("incentives.xlsm", "Plan", "B15:C18")
    ]
    payees = values("incentives.xlsm", "Payees", "A8:J24")

    for name, quota, *_, year, _attainment, by_deal, at_once in payees:
        expected = _marginal(Decimal(str(year)), [(bound * quota, rate) for bound, rate in tiers])
        assert Decimal(str(at_once)) == expected, name
        assert round(Decimal(by_deal), 2) == expected, name


def _marginal(amount: Decimal, tiers: list[tuple[Decimal, Decimal]]) -> Decimal:
    ends = [*(bound for bound, _ in tiers[1:]), Decimal("Infinity")]
    slices = [
        (min(amount, end) - bound) * rate
        for (bound, rate), end in zip(tiers, ends, strict=True)
        if amount > bound
    ]
    return sum(slices, Decimal(0)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def test_english_and_chinese_grades_agree() -> None:
    chinese = dict(zip(("potential", "target", "key", "ungraded"), _chinese_grades(), strict=True))
    english_rows = values("customers.xlsx", "Customers", "L7:L506")
    chinese_rows = values("customers.xlsx", "客户分级", "G17:G516")

    assert [chinese[grade] for (grade,) in english_rows] == [grade for (grade,) in chinese_rows]


def _chinese_grades() -> tuple[str, ...]:
    return ("潜在客户", "目标客户", "目标大客户", "待评级")


@pytest.mark.parametrize(
    ("formula", "count"),
    [("F()", 0), ("F(1)", 1), ("F(1,,2)", 3), ('F("a,(b",G(1,2),{1,2;3,4})', 3), ("F(T[[a]:[b]],1)", 2)],
)
def test_arguments_are_counted_at_the_call_itself(formula: str, count: int) -> None:
    assert count_arguments(formula, 2) == count


def test_the_sources_come_with_their_licences() -> None:
    data = WORKBOOKS / "data"

    assert "Posit Software" in (data / "LICENSE-pointblank.txt").read_text(encoding="utf-8")
    assert "John McNamara" in (data / "LICENSE-xlsxwriter.txt").read_text(encoding="utf-8")
    assert len(build().read_orders()) == 50_000
