"""The story of a summary in sentences: what it came to, who rose and fell, what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from xlsales.jobs.summary_sums import Line
from xlsales.kernel.numbers import to_float
from xlsales.reports.summary_lines import Telling


def headlines(telling: Telling) -> Iterator[str]:
    """Go through the sentences, the most important first."""
    zh = telling.language == "zh"
    sales = telling.summary.figures.sales
    amount = _amount(sales.now, zh=zh)
    growth = _growth(sales.growth, zh=zh)
    yield f"净销售额 {amount}，同比{growth}。" if zh else f"Net sales {amount}, {growth} on last year."
    if not sales.gross:
        yield "本期没有销售。" if zh else "Nothing was sold in this period."
    yield from _cash(telling, zh=zh)
    yield from _movers(telling, zh=zh)
    yield from _returns(telling, zh=zh)
    yield from _expenses(telling, zh=zh)
    yield from _missing(telling, zh=zh)


def _cash(telling: Telling, *, zh: bool) -> Iterator[str]:
    figures = telling.summary.figures
    if figures.cash is None:
        return
    rate = figures.collection_rate
    amount = _amount(figures.cash.now, zh=zh)
    if rate is None:
        yield f"回款 {amount}（含税）。" if zh else f"Cash collected {amount}, tax included."
    elif zh:
        yield f"回款 {amount}（含税），为含税净销售额的 {_percent(rate)}。"
    else:
        yield f"Cash collected {amount}, tax included: {_percent(rate)} of net sales with tax."


def _movers(telling: Telling, *, zh: bool) -> Iterator[str]:
    for name in ("region", "category"):
        breakdown = telling.summary.breakdowns.get(name)
        lines = [line for line in breakdown.lines if line.label] if breakdown else []
        if len(lines) < 2:
            continue
        up = max(lines, key=_difference)
        down = min(lines, key=_difference)
        parts = []
        if _difference(up) > 0:
            parts.append(_moved(up, "增加最多" if zh else "gained most", zh=zh))
        if _difference(down) < 0:
            parts.append(_moved(down, "减少最多" if zh else "lost most", zh=zh))
        if parts:
            joined = ("；" if zh else "; ").join(parts)
            label = telling.label(name)
            yield f"{label}：{joined}。" if zh else f"{label}: {joined}."


def _returns(telling: Telling, *, zh: bool) -> Iterator[str]:
    sales = telling.summary.figures.sales
    if sales.return_rate is None or not sales.returned:
        return
    last = sales.return_rate_before
    before = (
        "" if last is None else (f"（上年 {_percent(last)}）" if zh else f" (last year {_percent(last)})")
    )
    rate = _percent(sales.return_rate)
    yield f"退货率 {rate}{before}。" if zh else f"Returns are {rate} of gross sales{before}."


def _expenses(telling: Telling, *, zh: bool) -> Iterator[str]:
    over = [line for line in telling.summary.money.expenses[:-1] if line.left is not None and line.left < 0]
    if over:
        names = ("、" if zh else ", ").join(line.label for line in over[:5])
        yield f"超预算科目：{names}。" if zh else f"Over budget: {names}."


def _missing(telling: Telling, *, zh: bool) -> Iterator[str]:
    lacking = [section for section in telling.summary.sections if section.state != "complete"]
    if lacking:
        names = ("、" if zh else ", ").join(telling.say(section.name) for section in lacking)
        yield f"本总结尚缺：{names}。" if zh else f"This summary still lacks: {names}."
    left = telling.summary.tables.ledger.counts.left_out
    if left:
        yield (
            f"{left:,} 行销售数据未计入，详见“{telling.say('Rows with problems')}”。"
            if zh
            else f"{left:,} rows of sales are not counted; see {telling.say('Rows with problems')}."
        )


def _moved(line: Line, word: str, *, zh: bool) -> str:
    growth = _growth(line.growth, zh=zh)
    amount = _amount(_difference(line), zh=zh, signed=True)
    return f"{line.label} {word}（{amount}，{growth}）" if zh else f"{line.label} {word} ({amount}, {growth})"


def _difference(line: Line) -> Fraction:
    return line.now - line.year_before


def _amount(value: Fraction, *, zh: bool, signed: bool = False) -> str:
    number = to_float(value)
    sign = "+" if signed and number > 0 else ""
    if zh and abs(number) >= 10_000:
        return f"{sign}{number / 10_000:,.2f} 万"
    return f"{sign}{number:,.0f}"


def _growth(rate: Fraction | None, *, zh: bool) -> str:
    if rate is None:
        return "无可比数" if zh else "nothing to compare with"
    return f"{to_float(100 * rate):+.1f}%"


def _percent(rate: Fraction) -> str:
    return f"{to_float(100 * rate):.1f}%"
