"""What the audit found, as a person reads it in a terminal: by rule, the gravest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from xlsales.cli.outcome_text import near_path
from xlsales.jobs.audit.audit import Audit
from xlsales.jobs.audit.finding import Finding
from xlsales.jobs.audit.words import severity_of, title_of, told
from xlsales.kernel.issues import Issue, Severity
from xlsales.kernel.words import Language

#: Findings of one rule that are shown; the report and --json have them all.
_LINES: Final = 12
_COLOURS: Final[dict[Severity, str]] = {"error": "red", "warning": "yellow", "note": "cyan"}
_CHINESE: Final = {
    "error": "错误",
    "errors": "错误",
    "warning": "警告",
    "warnings": "警告",
    "note": "提示",
    "notes": "提示",
    "formulas": "个公式",
    "cells": "个单元格",
    "nothing found": "未发现问题",
    "expected": "应为",
    "fix": "修正",
    "could not be read": "无法读取",
    "more; -o and --json have them all": "项未列出；-o 或 --json 可得全部",
    "workbooks": "个工作簿",
    "to be mended": "个需要修正",
}


class FindingsText:
    """Prints the findings of one workbook after the other."""

    def __init__(self, console: Console, language: Language) -> None:
        self._console = console
        self._language = language

    def show(self, audit: Audit) -> None:
        """Print what was found in a workbook."""
        name = escape(near_path(audit.path))
        if audit.issues:
            self._console.print(
                f"[bold red]✗[/] [bold]{name}[/] {self._say('could not be read')}", soft_wrap=True
            )
            for issue in audit.issues:
                self._console.print(f"  {escape(str(issue))}", soft_wrap=True)
            return
        sign = (
            "[bold red]✗[/]"
            if audit.failed
            else "[bold yellow]![/]"
            if audit.findings
            else "[bold green]✓[/]"
        )
        self._console.print(f"{sign} [bold]{name}[/]  [dim]{self._size(audit)}[/]", soft_wrap=True)
        self._console.print(f"  {self._counts(audit.findings)}", soft_wrap=True)
        for rule, findings in groupby(audit.findings, key=lambda finding: finding.rule):
            self._show_rule(rule, list(findings))

    def total(self, audits: Sequence[Audit]) -> None:
        """Print the last line for several workbooks."""
        if len(audits) < 2:
            return
        failed = sum(1 for audit in audits if audit.failed)
        every = self._counts(finding for audit in audits for finding in audit.findings)
        tail = f"[bold red]{failed} {self._say('to be mended')}[/]" if failed else ""
        self._console.print(
            " · ".join(filter(None, (f"\n{len(audits)} {self._say('workbooks')}", every, tail))),
            soft_wrap=True,
        )

    def _show_rule(self, rule: str, findings: Sequence[Finding]) -> None:
        severity = severity_of(rule)
        issues = [told(finding, self._language) for finding in findings]
        title = escape(title_of(rule, self._language))
        colour = _COLOURS[severity]
        self._console.print(
            f"\n  [bold {colour}]{self._say(severity)}[/] [bold]{title}[/]  [dim]{rule} · {len(findings)}[/]"
        )
        shared = [word for word in ("expected", "fix") if len({getattr(each, word) for each in issues}) == 1]
        table = Table.grid(padding=(0, 2))
        table.add_column(no_wrap=True, max_width=max(16, self._console.width * 2 // 5), overflow="ellipsis")
        table.add_column(overflow="fold")
        for issue in issues[:_LINES]:
            own = self._remarks(issue, [word for word in ("expected", "fix") if word not in shared])
            table.add_row(escape(issue.where), "\n".join((escape(issue.got), *own)))
        self._print_below(table)
        if len(issues) > _LINES:
            left = f"… {len(issues) - _LINES} {self._say('more; -o and --json have them all')}"
            self._print_below(f"[dim]{left}[/]")
        for remark in self._remarks(issues[0], shared):
            self._print_below(remark)

    def _remarks(self, issue: Issue, words: Sequence[str]) -> list[str]:
        """Return what was expected and how to mend it, as far as asked for."""
        texts = {"expected": issue.expected, "fix": issue.fix}
        return [f"[dim]{self._say(word)}: {escape(texts[word])}[/]" for word in words]

    def _print_below(self, content: str | Table) -> None:
        self._console.print(Padding(content, (0, 0, 0, 4), expand=False))

    def _size(self, audit: Audit) -> str:
        return f"{audit.formulas:,} {self._say('formulas')} · {audit.cells:,} {self._say('cells')}"

    def _counts(self, findings: Iterable[Finding]) -> str:
        counts = Counter(severity_of(finding.rule) for finding in findings)
        parts = [
            f"[{colour}]{counts[kind]} {self._say(kind if counts[kind] == 1 else kind + 's')}[/]"
            for kind, colour in _COLOURS.items()
            if counts[kind]
        ]
        return " · ".join(parts) if parts else f"[green]{self._say('nothing found')}[/]"

    def _say(self, word: str) -> str:
        if self._language == "zh":
            return _CHINESE[word]
        return "mend" if word == "fix" else word
