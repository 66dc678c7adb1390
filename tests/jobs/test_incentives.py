"""The engine of the job: rates, windows, returns, caps, splits, overrides, draws."""

from __future__ import annotations

import random
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.pay_plans import TIERS, amounts, component, plan, run_plan, sale, tiered, total
from xlsales.kernel.issues import ComputationError, InvalidInputError
from xlsales.reports.incentive_pages import exceptions_page
from xlsales.reports.incentive_words import pay_words


def test_a_flat_rate_pays_its_part_of_every_sale() -> None:
    run = run_plan(plan(components=[component()], transactions=[sale("T1", "1000"), sale("T2", "250.55")]))

    assert amounts(run) == {("Ann", "2026-01", "commission"): Fraction("125.06")}


@pytest.mark.parametrize(
    ("amount", "pays"), [("999.99", "50"), ("1000", "50"), ("1000.01", "50"), ("1500", "90")]
)
def test_marginal_tiers_pay_each_slice_at_its_own_rate(amount: str, pays: str) -> None:
    run = run_plan(plan(components=[tiered()], tiers=TIERS, transactions=[sale("T1", amount)]))

    assert total(run) == Fraction(pays)


@pytest.mark.parametrize(("amount", "pays"), [("999.99", "50"), ("1000", "80"), ("1000.01", "80")])
def test_whole_tiers_pay_everything_at_the_reached_rate(amount: str, pays: str) -> None:
    run = run_plan(plan(components=[tiered(mode="whole")], tiers=TIERS, transactions=[sale("T1", amount)]))

    assert total(run) == Fraction(pays)


@pytest.mark.parametrize(
    ("amount", "pays"), [("16499", "824.95"), ("16500", "1650"), ("33000", "3300"), ("40000", "4700")]
)
def test_x01_hybrid_tiers_are_whole_up_to_the_target_and_marginal_above(amount: str, pays: str) -> None:
    # X01 of the worked cases: quota 33,000; 5 %, 10 % retroactive from 50 %, 20 % above 100 %.
    tiers = [
        {"table": "t", "bound": bound, "rate": rate}
        for bound, rate in (("0", "0.05"), ("0.5", "0.1"), ("1", "0.2"))
    ]
    hybrid = tiered(mode="hybrid", of_target=True, whole_up_to=1)

    run = run_plan(
        plan(
            components=[hybrid],
            tiers=tiers,
            targets=[{"person": "Ann", "month": "2026-01", "amount": 33000}],
            transactions=[sale("T1", amount)],
        )
    )

    assert total(run) == Fraction(pays)


def test_a_month_accumulates_by_itself_and_a_year_over_all_its_months() -> None:
    sales = [sale("T1", 800), sale("T2", 800, "2026-02-10")]
    by_month = run_plan(plan(components=[tiered()], tiers=TIERS, transactions=sales), "2026-02")
    by_year = run_plan(
        plan(components=[tiered(accumulator="year")], tiers=TIERS, transactions=sales), "2026-02"
    )

    assert [by_month.payable["Ann"], by_year.payable["Ann"]] == [40, Fraction(10 + 48)]


def test_a_curve_pays_a_part_of_target_pay_and_nothing_without_a_target() -> None:
    tables = plan(
        components=[tiered(kind="curve", target_pay=1000)],
        curves=[{"table": "t", "attainment": a, "payout": p} for a, p in (("0.5", "0"), ("1", "1"))],
        transactions=[sale("T1", 750)],
    )
    without = run_plan(tables)
    run = run_plan({**tables, "targets": [{"person": "Ann", "month": "2026-01", "amount": 1000}]})

    assert total(run) == 500
    assert total(without) == 0
    assert [issue.code for issue in without.issues] == ["INC-103"]


@pytest.mark.parametrize(
    ("mode", "boundary"), [("marginal", "lower"), ("whole", "upper"), ("whole", "lower")]
)
def test_a_sale_and_its_full_return_in_a_later_month_come_to_nothing(mode: str, boundary: str) -> None:
    run = run_plan(
        plan(
            components=[tiered(mode=mode, boundary=boundary)],
            tiers=TIERS,
            transactions=[
                sale("T0", 900),
                sale("T1", 700),
                sale("R1", -700, "2026-03-02", kind="return", original="T1"),
            ],
        ),
        "2026-03",
    )

    assert total(run) == 45
    assert amounts(run)["Ann", "2026-03", "commission"] == 45 - amounts(run)["Ann", "2026-01", "commission"]


def test_cash_is_earned_as_it_comes_and_never_beyond_the_invoice() -> None:
    run = run_plan(
        plan(
            components=[component(basis="cash")],
            transactions=[sale("T1", 1000, tax=130)],
            payments=[
                {"id": "P1", "transaction": "T1", "date": "2026-01-20", "amount": 565},
                {"id": "P2", "transaction": "T1", "date": "2026-02-20", "amount": 700},
                {"id": "P3", "transaction": "T1", "date": "2026-03-20", "amount": -700},
            ],
        ),
        "2026-03",
    )

    assert list(amounts(run).values()) == [50, 50, Fraction("-61.95") + Fraction("11.95")]


def test_late_cash_is_paid_by_its_age_and_a_factor_of_nothing_stays_visible() -> None:
    factors = [{"table": "age", "bound": b, "value": v} for b, v in ((-9999, 1), (31, "0.5"), (91, 0))]
    run = run_plan(
        plan(
            components=[component(basis="cash", late_table="age")],
            steps=factors,
            transactions=[sale("T1", 900, due="2026-01-31")],
            payments=[
                {"id": "P1", "transaction": "T1", "date": "2026-01-31", "amount": 300},
                {"id": "P2", "transaction": "T1", "date": "2026-03-03", "amount": 300},
                {"id": "P3", "transaction": "T1", "date": "2026-05-31", "amount": 300},
            ],
        ),
        "2026-05",
    )

    assert [(line.amount, line.factor) for line in run.pay.lines] == [(30, 1), (15, Fraction(1, 2)), (0, 0)]


def test_credit_is_split_to_the_cent_and_returns_split_as_their_sale() -> None:
    people = [{"person": name, "plan": "reps"} for name in ("Ann", "Bob", "Eve")]
    run = run_plan(
        plan(
            people=people,
            components=[component(rate=1)],
            credits=[
                {"transaction": "T1", "person": "Ann", "share": "0.5"},
                {"transaction": "T1", "person": "Bob", "share": "0.5"},
                {"transaction": "T1", "person": "Eve", "share": 1, "overlay": True},
            ],
            transactions=[
                sale("T1", "0.05"),
                sale("R1", "-0.05", kind="return", original="T1", day="2026-01-20"),
            ],
        )
    )

    paid = {(line.payee, line.source): line.amount for line in run.pay.lines}
    assert paid["Ann", "T1"] + paid["Bob", "T1"] == Fraction("0.05") == paid["Eve", "T1"]
    assert total(run) == 0


def test_a_manager_is_paid_for_the_team_of_the_day_of_the_sale() -> None:
    people = [
        {"person": "Ann", "plan": "reps", "manager": "Max", "end": "2026-01-15"},
        {"person": "Ann", "plan": "reps", "manager": "Ida", "start": "2026-01-16"},
        {"person": "Max", "plan": "leads", "manager": "Top"},
        {"person": "Ida", "plan": "leads"},
        {"person": "Top", "plan": "leads"},
    ]
    run = run_plan(
        plan(
            people=people,
            components=[
                component(),
                component(plan="leads", component="team", kind="override", rate=None, table="by distance"),
            ],
            steps=[{"table": "by distance", "bound": d, "value": v} for d, v in ((1, "0.08"), (2, "0.04"))],
            transactions=[sale("T1", 1000), sale("T2", 500, "2026-01-16")],
        )
    )

    assert run.payable == {"Ann": 150, "Ida": 40, "Max": 80, "Top": 40}


@pytest.mark.parametrize(("carries", "paid"), [(False, [100, 20]), (True, [100, 70])])
def test_what_a_cap_cuts_is_lost_or_carried_into_the_next_month(carries: bool, paid: list[int]) -> None:
    run = run_plan(
        plan(
            components=[component(cap=100, cap_carries=carries)],
            transactions=[sale("T1", 1500), sale("T2", 200, "2026-02-01")],
        ),
        "2026-02",
    )

    assert list(amounts(run).values()) == paid


def test_a_return_of_a_capped_sale_takes_back_only_what_was_paid() -> None:
    run = run_plan(
        plan(
            components=[component(cap=100)],
            transactions=[sale("T1", 1500), sale("R1", -1500, "2026-02-01", kind="return", original="T1")],
        ),
        "2026-02",
    )

    assert list(amounts(run).values()) == [100, -100]


def test_row_28_the_version_of_the_day_of_the_event_pays() -> None:
    run = run_plan(
        plan(
            components=[component(), component(rate="0.2", effective_from="2026-01-16")],
            transactions=[sale("T1", 100), sale("T2", 100, "2026-01-16")],
        )
    )

    assert [line.amount for line in run.pay.lines] == [10, 20]


def test_a_new_version_of_tiers_goes_on_where_the_year_stands() -> None:
    steeper = [{"table": "u", "bound": b, "rate": r} for b, r in ((0, "0.06"), (1000, "0.1"))]
    run = run_plan(
        plan(
            components=[
                tiered(accumulator="year"),
                tiered(accumulator="year", table="u", effective_from="2026-02-01"),
            ],
            tiers=[*TIERS, *steeper],
            transactions=[sale("T1", 900), sale("T2", 200, "2026-02-10")],
        ),
        "2026-02",
    )

    assert [line.amount for line in run.pay.lines] == [45, 16]


def test_prizes_go_by_rank_and_equal_ranks_share() -> None:
    people = [{"person": name, "plan": "reps"} for name in ("Ann", "Bob", "Eve")]
    run = run_plan(
        plan(
            people=people,
            components=[tiered(kind="rank prize", minimum=100)],
            prizes=[{"table": "t", "place": place, "prize": prize} for place, prize in ((1, 500), (2, 200))],
            transactions=[sale("T1", 300), sale("T2", 300, person="Bob"), sale("T3", 99, person="Eve")],
        )
    )

    assert run.payable == {"Ann": 350, "Bob": 350}


def test_row_30_missed_visits_are_deducted_and_held_against_the_limit() -> None:
    run = run_plan(
        plan(
            people=[{"person": "Ann", "plan": "reps", "wage": 1000}],
            components=[component(kind="penalty", rate=None, amount=50)],
            activities=[{"person": "Ann", "month": "2026-01", "planned": 10, "done": 5}],
        )
    )

    assert total(run) == -250
    assert {issue.code for issue in run.issues} == {"INC-101", "INC-104"}


def test_a_first_listing_pays_once_per_store_and_goes_back_with_its_return() -> None:
    people = [{"person": name, "plan": "reps"} for name in ("Ann", "Bob")]
    listing = component(kind="new listing", rate=None, amount=30, once_per="customer, product")
    first = sale("T1", 10, customer="Shop", product="Tea")
    again = sale("T2", 10, "2026-01-20", person="Bob", customer="shop", product="Tea")
    back = sale("R1", -10, "2026-01-25", kind="return", original="T1")

    sold = run_plan(plan(people=people, components=[listing], transactions=[again, first]))
    returned = run_plan(plan(people=people, components=[listing], transactions=[back, first]))

    assert sold.payable == {"Ann": 30}
    assert total(returned) == 0


def test_a_referral_is_paid_to_whom_its_column_names() -> None:
    people = [{"person": "Ann", "plan": "reps"}, {"person": "Kim", "plan": "friends"}]
    reward = component(
        plan="friends", component="referral", kind="spiff", rate=None, amount=50, credited_to="referrer"
    )
    tables = plan(
        people=people,
        components=[component(), reward],
        transactions=[sale("T1", 1000, referrer="Kim"), sale("T2", 1000)],
    )

    assert run_plan(tables).payable == {"Ann": 200, "Kim": 50}
    tables["transactions"][0]["referrer"] = "Kym"
    with pytest.raises(InvalidInputError, match=r"INC-050.*Did you mean .Kim."):
        run_plan(tables)


def test_row_34_a_dispute_tells_what_its_claim_would_change() -> None:
    run = run_plan(
        plan(
            components=[component()],
            transactions=[sale("T1", 1000)],
            disputes=[
                {
                    "id": "D1",
                    "person": "Ann",
                    "month": "2026-01",
                    "component": "commission",
                    "claimed": 130,
                    "status": "open",
                }
            ],
        )
    )

    page = exceptions_page(run, pay_words("en"))

    assert page.tables[-1].rows == [("Ann", "D1", "", date(2026, 1, 1), 130, 30, "open")]


def test_a_scorecard_pays_weighted_scores_and_waits_for_all_of_them() -> None:
    tables = plan(
        components=[tiered(kind="scorecard", target_pay=1000)],
        weights=[
            {"table": "t", "measure": "sales", "weight": "0.75", "cap": "1.2"},
            {"table": "t", "measure": "service", "weight": "0.25"},
        ],
        scores=[{"person": "Ann", "month": "2026-01", "measure": "sales", "score": 2}],
    )
    waiting = run_plan(tables)
    tables["scores"].append({"person": "Ann", "month": "2026-01", "measure": "service", "score": "0.8"})

    assert total(run_plan(tables)) == 1100
    assert total(waiting) == 0
    assert [issue.code for issue in waiting.issues] == ["INC-102"]


def test_a_draw_is_paid_in_advance_and_recovered_from_the_surplus() -> None:
    run = run_plan(
        plan(
            people=[{"person": "Ann", "plan": "reps", "draw": 1000}],
            components=[component()],
            transactions=[sale("T1", 4000), sale("T2", 14000, "2026-02-01")],
        ),
        "2026-02",
    )

    draws = [line.amount for line in run.pay.lines if line.component == "draw"]
    assert draws == [600, -400]
    assert run.pay.draws["Ann", run.month].owed == 200


def test_held_back_pay_is_released_and_a_cancelled_deal_is_clawed_back_by_months() -> None:
    held = component(holdback="0.3", release_months=2)
    clawed = component(clawback_months=12)
    cancel = sale("C1", 0, "2026-04-15", kind="cancel", original="T1")

    released = run_plan(plan(components=[held], transactions=[sale("T1", 1000)]), "2026-03")
    taken = run_plan(plan(components=[clawed], transactions=[sale("T1", 1200), cancel]), "2026-04")

    assert list(amounts(released).values()) == [70, 30]
    assert list(amounts(taken).values()) == [120, -90]


def test_row_33_an_amount_set_by_hand_sticks_with_its_reason() -> None:
    tables = plan(
        components=[component()],
        transactions=[sale("T1", 1000)],
        overrides=[
            {
                "person": "Ann",
                "month": "2026-01",
                "component": "commission",
                "amount": 130,
                "reason": "agreed by letter",
                "by": "Max",
            }
        ],
    )
    before = run_plan(tables)
    tables["transactions"].append(sale("T2", 500))
    after = run_plan(tables)

    assert [total(before), total(after)] == [130, 130]
    assert after.lines[-1].steps[0].words == "150 → 130: agreed by letter (Max)"


@pytest.mark.parametrize(("mode", "pays"), [("half up", "0.13"), ("half even", "0.12")])
@pytest.mark.parametrize("stage", ["line", "component"])
def test_row_29_rounding_is_by_the_stated_stage_and_mode(stage: str, mode: str, pays: str) -> None:
    tables = plan(components=[component()], transactions=[sale("T1", "0.85"), sale("T2", "0.40")])
    tables["plan"] |= {"rounding": stage, "rounding mode": mode}

    assert total(run_plan(tables)) == Fraction(pays)


def test_days_of_service_scale_target_and_bounds() -> None:
    run = run_plan(
        plan(
            people=[{"person": "Ann", "plan": "reps", "start": "2026-04-16"}],
            components=[tiered(prorated=True)],
            tiers=TIERS,
            transactions=[sale("T1", 600, "2026-04-20")],
        ),
        "2026-04",
    )

    assert total(run) == Fraction(25 + 8)


def test_the_most_specific_rate_wins_and_a_sale_without_a_rule_is_named() -> None:
    tables = plan(
        components=[component(rate=None, table="r")],
        rates=[
            {"table": "r", "rate": "0.1", "product": "tea"},
            {"table": "r", "rate": "0.2", "product": "tea", "region": "North"},
        ],
        transactions=[
            sale("T1", 100, product="Tea", region="North"),
            sale("T2", 100, product="tea", region="South"),
        ],
    )

    assert total(run_plan(tables)) == 30
    tables["transactions"].append(sale("T3", 100, product="ink", region="South"))
    with pytest.raises(ComputationError, match="RULE-002"):
        run_plan(tables)


SALES = st.lists(
    st.tuples(st.integers(1, 300_000), st.integers(1, 28), st.sampled_from(["01", "02"]), st.booleans()),
    min_size=1,
    max_size=12,
)
KINDS: list[dict[str, Any]] = [
    component(rate="0.0333"),
    tiered(),
    tiered(mode="whole", accumulator="quarter"),
    tiered(accumulator="deal", boundary="upper"),
    tiered(mode="hybrid", whole_up_to=1500),
    component(kind="spiff", rate=None, amount=25, minimum=100),
    component(cap=50),
    tiered(gate="0.5"),
]


def _sales(rows: list[tuple[int, int, str, bool]]) -> list[dict[str, Any]]:
    return [
        sale(f"T{i}", cents / 100, f"2026-{month}-{day:02d}") for i, (cents, day, month, _) in enumerate(rows)
    ]


def _of(kind: dict[str, Any], transactions: list[dict[str, Any]]) -> dict[str, Any]:
    targets = [{"person": "Ann", "month": f"2026-0{m}", "amount": 1000} for m in (1, 2)]
    return plan(components=[kind], tiers=TIERS, targets=targets, transactions=transactions)


@pytest.mark.parametrize("kind", KINDS, ids=str)
@settings(max_examples=20)
@given(rows=SALES)
def test_returns_of_everything_leave_nothing(
    kind: dict[str, Any], rows: list[tuple[int, int, str, bool]]
) -> None:
    sold = _sales(rows)
    back = [
        sale(f"R{one['id']}", -float(one["amount"]), "2026-03-05", kind="return", original=one["id"])
        for one in sold
    ]

    assert total(run_plan(_of(kind, sold + back), "2026-03")) == 0


@pytest.mark.parametrize("kind", KINDS, ids=str)
@settings(max_examples=20)
@given(rows=SALES, seed=st.integers(0, 9))
def test_the_order_of_rows_changes_nothing_and_steps_add_up(
    kind: dict[str, Any], rows: list[tuple[int, int, str, bool]], seed: int
) -> None:
    sold = _sales(rows)
    sold += [
        sale(f"R{i}", -float(one["amount"]), "2026-02-28", kind="return", original=one["id"])
        for i, one in enumerate(sold)
        if rows[i][3]
    ]
    shuffled = random.Random(seed).sample(sold, len(sold))

    run, other = run_plan(_of(kind, sold), "2026-02"), run_plan(_of(kind, shuffled), "2026-02")

    assert run.pay.lines == other.pay.lines
    assert run.stamp == other.stamp
    exact = sum((line.exact for line in run.pay.lines), Fraction(0))
    assert abs(exact - total(run)) <= Fraction(1, 200) * len(rows)


@settings(max_examples=30)
@given(rows=SALES, cut=st.fractions(0, 1))
def test_a_deal_split_in_two_pays_the_same_in_marginal_tiers(
    rows: list[tuple[int, int, str, bool]], cut: Fraction
) -> None:
    sold = _sales(rows)
    first = round(float(sold[0]["amount"]) * float(cut), 2)
    rest = round(float(sold[0]["amount"]) - first, 2)
    halves = [{**sold[0], "id": "A", "amount": str(first)}, {**sold[0], "id": "B", "amount": str(rest)}]

    whole, split = (
        run_plan(_of(tiered(), sold), "2026-02"),
        run_plan(_of(tiered(), halves + sold[1:]), "2026-02"),
    )

    assert total(whole) == total(split)


def test_everything_wrong_is_told_at_once_with_its_place() -> None:
    tables = plan(
        people=[{"person": "Ann", "plan": "rep", "manager": "Ann"}],
        components=[
            tiered(table="tt"),
            component(component="x", rate=None),
            component(rate="ten", component="y"),
        ],
        tiers=[*TIERS, {"table": "t", "bound": 500, "rate": "0.1"}],
        transactions=[sale("T1", 5), sale("T1", 5), sale("T2", 5, person="An"), sale("T3", "five")],
    )

    with pytest.raises(InvalidInputError) as caught:
        run_plan(tables)

    assert sorted({issue.code for issue in caught.value.issues}) == [
        "INC-003",
        "INC-010",
        "INC-020",
        "INC-023",
        "INC-030",
        "INC-050",
        "TABLE-003",
    ]
    assert all(issue.where.startswith("plan.yaml:") for issue in caught.value.issues)


def test_somebody_who_changes_plans_within_a_month_is_paid_by_the_tiers_of_each() -> None:
    people = [
        {"person": "Ann", "plan": "reps", "end": "2026-01-15"},
        {"person": "Ann", "plan": "keys", "start": "2026-01-16"},
    ]
    steeper = [{"table": "u", "bound": 0, "rate": "0.2"}]
    run = run_plan(
        plan(
            people=people,
            components=[tiered(), tiered(plan="keys", table="u")],
            tiers=[*TIERS, *steeper],
            transactions=[sale("T1", 100, "2026-01-15"), sale("T2", 100, "2026-01-16")],
        )
    )

    assert sorted(line.amount for line in run.pay.lines) == [5, 20]
