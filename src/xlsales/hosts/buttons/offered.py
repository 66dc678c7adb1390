"""The buttons of jobs and reports, with their words in both languages; a host decides how they look."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from typing import Final, Literal

Group = Literal["Targets", "Incentives", "Customers", "Reports", "Workbook"]
#: What stands before the name of a report in the name of its button.
REPORT: Final = "report_"


@dataclass(frozen=True, slots=True)
class Words:
    """A label and a sentence that explains it, in one language."""

    label: str
    tip: str


@dataclass(frozen=True, slots=True)
class JobButton:
    """A button that runs a job.

    Attributes:
        name: As ``running`` knows it.
        group: Where it stands.
        english: Its words.
        chinese: The same in Chinese.
        needs: Modules without which it is not shown.
    """

    name: str
    group: Group
    english: Words
    chinese: Words
    needs: tuple[str, ...] = ()

    @property
    def is_report(self) -> bool:
        """Whether it makes a report, and so stands in a menu with the others."""
        return self.name.startswith(REPORT)


_JOBS: Final = (
    JobButton(
        "targets",
        "Targets",
        Words("Set targets", "Reads the plan tables of this workbook and writes the targets into a new one."),
        Words("制定目标", "读取本工作簿的计划表，把目标写到新的工作簿。"),
        ("xlsales.jobs.targets",),
    ),
    JobButton(
        "incentives",
        "Incentives",
        Words(
            "Pay incentives",
            "Pays the open month: a payroll workbook, a statement for each payee, a draft in the ledger.",
        ),
        Words("计算提成", "计算当月提成：工资汇总、每人一份对账单，并以草稿记入台账。"),
        ("xlsales.jobs.incentives.job",),
    ),
    JobButton(
        "customers",
        "Customers",
        Words(
            "Grade customers",
            "Reads customers and grading policy of this workbook and writes the grades into a new one.",
        ),
        Words("客户评级", "读取本工作簿的客户表和评级规则，把评级写到新的工作簿。"),
        ("xlsales.jobs.grading",),
    ),
    JobButton(
        "check",
        "Workbook",
        Words(
            "Check",
            "Looks for slips: plan tables, ranges that miss rows, rates typed into formulas, broken links.",
        ),
        Words("检查", "查找疏漏：计划表、漏掉行的区域、写死在公式里的比率、失效的引用。"),
        ("xlsales.jobs.audit.audit",),
    ),
)

#: Words of each report; one that is not in the registry has no button.
_REPORT_WORDS: Final[dict[str, tuple[Words, Words]]] = {
    "targets": (
        Words("Targets", "Targets by level and month, reconciled and measured against what was sold."),
        Words("目标分解表", "各层级各月目标、勾稽和完成情况。"),
    ),
    "statements": (
        Words("Incentive payroll", "Pay of the month, cost of the plan, a statement for each payee."),
        Words("提成结算表", "当月提成、方案成本和每人的对账单。"),
    ),
    "customers": (
        Words("Customers", "Grades and their reasons, moves, coverage and what to do next."),
        Words("客户评级表", "评级及理由、升降、覆盖情况和下一步行动。"),
    ),
    "summary": (
        Words("Period summary", "The period against target and last year, and the plan of the next one."),
        Words("期间总结", "本期与目标、去年同期的对比，以及下期计划。"),
    ),
    "pipeline": (
        Words("Pipeline", "Deals by stage, weighted forecast, conversion and quotes."),
        Words("销售漏斗", "各阶段商机、加权预测、转化率和报价。"),
    ),
    "activity": (
        Words("Activity", "Visits, calls and follow-up of each person against the plan."),
        Words("销售活动", "每人的拜访、电话和跟进，与计划对比。"),
    ),
    "appraisal": (
        Words("Appraisal", "Results and behaviour of each person, weighted, with ranks."),
        Words("绩效考核", "每人的业绩与行为得分、加权和排名。"),
    ),
    "market": (
        Words("Market", "Size of the market, shares and potential by area."),
        Words("市场分析", "各区域市场规模、份额和潜力。"),
    ),
    "check": (
        Words("Workbook check", "Every slip that the check finds, by rule and cell, ready to print."),
        Words("工作簿检查", "检查发现的全部疏漏，按规则和单元格列出，可打印。"),
    ),
}


def offered() -> tuple[JobButton, ...]:
    """Return the buttons whose jobs are installed, in their order."""
    return tuple(button for button in (*_JOBS, *_reports()) if all(map(_exists, button.needs)))


@lru_cache(maxsize=1)
def _reports() -> tuple[JobButton, ...]:
    from xlsales.reports.registry import REPORTS

    return tuple(
        JobButton(REPORT + name, "Reports", english, chinese)
        for name, (english, chinese) in _REPORT_WORDS.items()
        if name in REPORTS
    )


def _exists(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:  # a package above it is missing
        return False
