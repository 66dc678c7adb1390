"""Customers with their grade, and how often each grade is to be seen, as the activity report reads them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from xlsales.tables import activity_specs, grading_specs
from xlsales.tables.specs import TableSpec, field

#: The customer file with the grade of each customer.
GRADED_CUSTOMERS: Final[TableSpec] = replace(
    grading_specs.CUSTOMERS,
    fields=(*grading_specs.CUSTOMERS.fields, field("grade", "text", "class, level, 等级, 级别")),
)
#: Visits a year by grade, with the longest time without a contact.
CONTACT_RULES: Final[TableSpec] = replace(
    grading_specs.ACTIONS,
    fields=(
        *grading_specs.ACTIONS.fields,
        field("longest_days", "whole", "minimum contact, contact at least every, 最长间隔天数, 最低联系间隔"),
    ),
)
#: Complaints with who answers for them and what they are about.
COMPLAINTS: Final[TableSpec] = replace(
    activity_specs.COMPLAINTS,
    fields=(
        *activity_specs.COMPLAINTS.fields,
        field("person", "text", "owner, handled by, sales person, 负责人, 业务员, 处理人"),
        field("kind", "text", "type, reason, about, 类型, 原因, 投诉类型"),
    ),
)
