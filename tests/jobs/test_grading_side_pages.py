"""Pages beside the grades: customer files, visits, quotes, outlook, market; each test names its row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from jobs.grading_tables import END, conditions, graded, policy, table, transactions
from xlsales.jobs.grading import Grading, run_grading
from xlsales.jobs.targets import read_plan_file
from xlsales.kernel.issues import InvalidInputError
from xlsales.kernel.words import Language
from xlsales.reports.grading_catalogue import CATALOGUE
from xlsales.reports.grading_pages import grading_report
from xlsales.reports.model import Page, Table

TEMPLATE = Path(__file__).parents[2] / "workbooks" / "grading_template.xlsx"
SOLD = transactions([["a", END, 500, 100, None, None]])


@pytest.fixture(scope="module")
def template() -> Grading:
    return run_grading(read_plan_file(TEMPLATE), TEMPLATE.parent)


def page(result: Grading, name: str, language: Language = "en") -> Page:
    return next(one for one in grading_report(result, language).pages if one.name == name)


def part(result: Grading, name: str, title: str) -> Table:
    return next(one for one in page(result, name).tables if one.title.startswith(title))


def column(chosen: Table, title: str) -> list[object]:
    place = [one.title for one in chosen.columns].index(title)
    return [row[place] for row in chosen.rows]


def bought(rows: list[list[object]]) -> object:
    return table("transactions", ("customer_id", "date", "amount", "product", "terms"), rows)


@pytest.mark.parametrize(
    ("segments", "verdict"), [("ab", "too few"), ("abc", "ok"), ("abcde", "ok"), ("abcdef", "too many")]
)
def test_customers_are_counted_by_segment_and_three_to_five_are_ok_cg8(segments: str, verdict: str) -> None:
    rows = [[f"c{place}", segment] for place, segment in enumerate(segments)]
    file = table("customers", ("customer_id", "segment"), [*rows, ["x", None]])

    found = part(graded(policy(), conditions(), file), "Summary", "Customer segments")

    assert found.title.endswith(f"{len(segments)}, {verdict}")
    assert column(found, "Segment")[-1] == "without a segment"
    assert sum(column(found, "Count")) == len(segments) + 1  # type: ignore[arg-type]


def test_orders_are_new_modified_or_straight_rebuys_cg9() -> None:
    rows: list[list[object]] = [
        ["a", date(2024, 5, 1), 10, "bolt", "8.8"],
        ["a", date(2025, 5, 1), 10, "ＢＯＬＴ", "8.8"],
        ["a", date(2025, 6, 1), 20, "bolt", "10.9"],
        ["b", date(2025, 6, 1), 40, "bolt", "10.9"],
        ["b", date(2025, 6, 1), -40, "bolt", "10.9"],
    ]

    result = graded(policy(), conditions(), bought(rows))  # type: ignore[arg-type]

    kinds = part(result, "Outlook", "Kinds of purchase")
    assert list(zip(column(kinds, "Kind of purchase"), column(kinds, "Amount"), strict=True)) == [
        ("new purchase", 40),
        ("modified rebuy", 20),
        ("straight rebuy", 10),
    ]
    data = page(result, "Customer data").tables[0]
    latest = dict(zip(column(data, "Customer"), column(data, "Last purchase"), strict=True))
    assert latest == {"a": "modified rebuy", "b": "new purchase"}


def test_roles_without_a_contact_are_named_by_customer_cg10() -> None:
    contacts = table("contacts", ("customer", "role"), [["a", "决定者"], ["a", "user"]])
    file = table("customers", ("customer_id",), [["a"], ["b"]])

    found = part(graded(policy(), conditions(), file, contacts), "Customer files", "By customer")

    assert column(found, "Buying roles known") == [Fraction(1, 2), 0]
    assert column(found, "Roles missing")[0] == "initiator, influencer"


def test_the_part_of_customers_that_bought_again_is_told_cg12() -> None:
    rows: list[list[object]] = [[name, END, 5, None, None] for name in "aabc"]

    found = part(graded(policy(), conditions(), bought(rows)), "Summary", "Concentration")  # type: ignore[arg-type]

    assert found.rows[-1] == ("Repeat purchase rate %", Fraction(100, 3))


def test_satisfaction_weighs_questions_and_tells_each_customer_cg14() -> None:
    replies = [["a", 5, 1, "?"], ["b", 3, None, None], [None, 9, None, None]]
    survey = table("satisfaction", ("customer", "quality", "service", "remark"), replies)
    weights = table("questions", ("question", "weight"), [["quality", 3], ["service", 1]])
    file = table("customers", ("customer_id",), [["a"], ["b"]])

    with pytest.raises(InvalidInputError, match="TABLE-003 at satisfaction!2,1 remark"):
        graded(policy(), conditions(), file, survey, weights)
    survey = table("satisfaction", ("customer", "quality", "service"), [row[:3] for row in replies])
    result = graded(policy(), conditions(), file, survey, weights)

    assert (result.care.satisfaction, result.care.replies) == (Fraction(225, 4), 2)
    found = part(result, "Customer files", "By customer")
    assert column(found, "Satisfaction index") == [75, 50]
    assert [issue.code for issue in result.issues] == ["SATI-001"]


@pytest.mark.parametrize(("spend", "tier"), [(99, None), (100, "silver"), (500, "silver"), (1000, "gold")])
def test_loyalty_tiers_need_spend_and_years_cg14(spend: int, tier: str | None) -> None:
    tiers = table("loyalty tiers", ("tier", "spend", "years"), [["silver", 100, None], ["gold", 500, 1]])
    rows: list[list[object]] = [["a", END, spend, None, None]]
    if spend == 1000:
        rows.append(["a", date(2024, 6, 1), 1, None, None])

    result = graded(policy(), conditions(), bought(rows), tiers)  # type: ignore[arg-type]

    assert result.care.lines[0].loyalty == tier


def test_a_customer_file_is_as_complete_as_its_wanted_fields_cg16() -> None:
    wanted = table("file fields", ("field", "weight"), [["Owner", 2], ["tax id", 1], ["phone", 1]])
    file = table("customers", ("customer_id", "owner", "Tax ID", "region"), [["a", "Li", " ", None]])

    found = part(graded(policy(), conditions(), file, wanted), "Customer files", "By customer")

    assert column(found, "File complete") == [Fraction(1, 2)]
    assert column(found, "Missing in the file") == ["tax id, phone"]


def test_what_a_purchase_costs_a_customer_pays_back_in_months_cg17() -> None:
    heads = ("customer", "price", "hours", "hour_rate", "monthly_gain")
    costs = table("customer costs", heads, [["a", 900, 10, 30, 200], ["b", 1, None, None, 0]])
    file = table("customers", ("customer_id",), [["a"], ["b"]])

    found = part(graded(policy(), conditions(), file, costs), "Customer files", "By customer")

    assert column(found, "Customer's outlay") == [1200, 1]
    assert column(found, "Months to pay back") == [6, None]


def test_contracts_that_end_and_deliveries_that_are_late_are_told_cr4() -> None:
    heads = ("contract", "customer", "ends", "delivery_due", "delivered")
    rows = [
        ["soon", "a", date(2026, 3, 1), None, None],
        ["later", "a", date(2026, 3, 2), None, None],
        ["late", None, None, date(2025, 12, 30), date(2026, 1, 3)],
    ]

    found = part(
        graded(policy(), conditions(), SOLD, table("contracts", heads, rows)), "Customer files", "Contracts"
    )

    assert list(zip(column(found, "Contract"), column(found, "Days"), strict=True)) == [
        ("late", 1),
        ("soon", 60),
    ]


def test_a_customer_without_payments_gets_the_limit_of_a_first_order_cr6() -> None:
    paid = (date(2025, 3, 1), date(2025, 3, 1))
    sold = transactions([["a", END, 1200, None, None, None], ["b", date(2025, 2, 1), 1200, None, *paid]])

    data = page(graded(policy({"first_order_limit": 700}), conditions(), sold), "Customer data").tables[0]

    limits = dict(zip(column(data, "Customer"), column(data, "Limit by"), strict=True))
    assert limits == {"a": "first order", "b": "payment history"}
    assert dict(zip(column(data, "Customer"), column(data, "Limit"), strict=True)) == {"a": 700, "b": 200}


def test_coming_months_follow_trend_and_season_of_the_ledger_fc1() -> None:
    rows: list[list[object]] = [
        ["a", date(2025, month, 9), 100 + 10 * month, None, None] for month in range(1, 13)
    ]

    result = graded(policy({"forecast_months": 2}), conditions(), bought(rows))  # type: ignore[arg-type]

    found = part(result, "Outlook", "Forecast")
    expected = [value for value in column(found, "Expected") if value is not None]
    assert expected == pytest.approx([230, 240])
    assert page(result, "Outlook").charts[0].table == found.known_as


def test_products_tell_the_stage_of_their_life_and_what_comes_back_fc4_cr5() -> None:
    rows: list[list[object]] = [
        ["a", date(2023, 1, 1), 100, "old", None],
        ["a", date(2024, 6, 1), 80, "old", None],
        ["a", date(2025, 6, 1), 50, "old", None],
        ["a", date(2024, 6, 1), 10, "young", None],
        ["a", date(2025, 6, 1), 40, "young", None],
        ["a", date(2025, 7, 1), -4, "young", None],
    ]

    found = part(graded(policy(), conditions(), bought(rows)), "Outlook", "Products")  # type: ignore[arg-type]

    assert list(
        zip(*(column(found, title) for title in ("Product", "Stage of life", "Return rate")), strict=True)
    ) == [
        ("old", "decline", 0),
        ("young", "growth", Fraction(1, 10)),
    ]


def test_visits_that_overlap_and_late_complaints_are_to_be_asked_fu3_fu6(template: Grading) -> None:
    odd = part(template, "To be asked", "Visits that cannot be")
    complaints = part(template, "To be asked", "Open complaints")

    assert column(odd, "What is odd") == ["overlap"]
    assert complaints.title == "Open complaints: 1, late 1 · Closed in time 100%"


def test_quota_plan_outcomes_and_signatures_stand_on_one_page_fu1_fu4_ld8_or4(template: Grading) -> None:
    people = part(template, "Visit log", "By person")

    assert column(people, "Plan kept") == [Fraction(1, 2), None, 1]
    assert sum(column(part(template, "Visit log", "Outcomes"), "Share")) == 1  # type: ignore[arg-type]
    assert column(part(template, "Visit log", "Daily reports"), "Signature")[:2] == ["not signed", "signed"]


def test_quotes_below_the_floor_come_first_pr1_pr3_pr5_pr6(template: Grading) -> None:
    quotes = part(template, "Quotes", "Quotes given")

    assert column(quotes, "To approve") == ["below the floor", "sales director", None]
    assert column(quotes, "List price") == [Fraction("0.4"), Fraction("5.9"), 1]
    assert column(quotes, "Complete") == [Fraction(1, 9), Fraction(5, 9), Fraction(8, 9)]
    assert page(template, "Quotes").subtitle == "Answered in time: 50% (1 / 2), waiting 1"


def test_samples_channels_prices_shelves_and_shops_are_shown_pr7_fc3_if4_if5(template: Grading) -> None:
    assert part(template, "Quotes", "Samples").rows[-1][:4] == ("Total", 2, 1, Fraction(1, 2))
    assert column(part(template, "Market", "Channels"), "Alert") == ["falling sales, stock piles up"]
    titles = {one.title for one in page(template, "Market").tables}
    assert titles >= {"Moves of prices", "Age of goods", "Margins of peers", "Distribution", "Displays"}


def test_words_that_we_do_not_know_are_told_and_not_dropped() -> None:
    contacts = table("contacts", ("customer", "role"), [["a", "boss"], ["a", "user"], ["b", "boss"]])
    survey = table("satisfaction", ("customer", "quality"), [["a", 5]])
    weights = table("questions", ("question", "weight"), [["quality", 1], ["sevice", 1]])
    traits = table("market traits", ("market", "trait"), [["North", "few buyers"], ["North", "cold"]])

    result = graded(policy(), conditions(), SOLD, contacts, survey, weights, traits)

    assert [(issue.code, issue.got, issue.severity) for issue in result.issues] == [
        ("GRAD-012", "'boss'", "warning"),
        ("GRAD-014", "a weight of 'sevice'", "warning"),
        ("GRAD-013", "'cold'", "warning"),
    ]


def test_a_page_says_which_tables_would_add_more() -> None:
    found = page(graded(policy(), conditions(), SOLD), "Customer files")

    assert found.notes == (
        "These tables would add more here: contacts, satisfaction, loyalty tiers, customer costs, contracts.",
    )
    names = {one.name for one in grading_report(graded(policy(), conditions(), SOLD)).pages}
    assert names & {"Visit log", "Quotes", "Market"} == set()


def _labels(result: Grading) -> Iterator[tuple[str, str]]:
    """Yield every text that we write ourselves: titles, headings and words of marks."""
    for found in grading_report(result, "zh").pages:
        yield found.name, found.title
        for chosen in found.tables:
            for one in chosen.columns:
                yield found.name, one.title
        for chart in found.charts:
            yield found.name, chart.title


def test_cards_tell_what_a_customers_own_months_let_expect_fc2() -> None:
    rows: list[list[object]] = [["a", date(2025, month, 9), 100, None, None] for month in range(1, 13)]
    rows += [["b", date(2025, 12, 9), 100, None, None]]

    result = graded(policy({"forecast_months": 3}), conditions(), bought(rows))  # type: ignore[arg-type]

    cards = {card.title: dict(card.rows) for card in page(result, "Cards").tables}  # type: ignore[arg-type]
    assert (cards["a"]["Expected"], cards["b"].get("Expected")) == ("3 months: 300", None)


def test_visits_without_a_person_are_those_of_the_owner() -> None:
    file = table("customers", ("customer_id", "owner"), [["a", "Li"], ["b", None]])
    log = table("visits", ("customer_id", "date"), [["a", END], ["b", END]])

    result = graded(policy(), conditions(), file, log)

    assert column(part(result, "Visit log", "By person"), "Person") == ["not named", "Li"]


def test_files_that_lack_nothing_are_not_listed_cg16() -> None:
    file = table(
        "customers", ("customer_id", "owner", "region", "size"), [["a", "Li", "N", 1], ["b", "Li", "N", None]]
    )

    result = graded(policy(), conditions(), file)

    assert part(result, "Customer files", "What the files lack").rows == [("size", 1)]
    assert column(part(result, "Customer files", "By customer"), "Customer") == ["b"]


def test_all_pages_are_chinese(template: Grading) -> None:
    english = {
        (name, text)
        for name, text in _labels(template)
        if re.search("[A-Za-z]{2}", text) and text not in ("ABC", "RFM", "Customer grading")
    }

    assert english == set()


def test_pages_that_serve_rows_of_the_catalogue_are_in_the_report(template: Grading) -> None:
    pages = {found.name for found in grading_report(template).pages}

    assert {one.page for one in CATALOGUE} == pages - {"Rows left out", "How it was read"}


def test_every_row_of_customer_grading_is_served_by_a_page() -> None:
    """LD10 stands in the report of the pipeline, CG15 in that of appraisal."""
    served = {row for one in CATALOGUE for row in one.rows}
    wanted = {f"CG{number}" for number in range(1, 18)} - {"CG15"}
    wanted |= {f"LD{number}" for number in range(1, 12)} - {"LD10"}
    wanted |= {f"CR{number}" for number in range(1, 7)} | {f"FU{number}" for number in range(1, 7)}
    wanted |= {f"FC{number}" for number in range(1, 5)} | {f"PR{number}" for number in (1, 3, 4, 5, 6, 7, 8)}
    wanted |= {f"IF{number}" for number in range(4, 8)} | {"OR3", "OR4"}

    assert wanted - served == set()
