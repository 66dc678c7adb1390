"""Whether we can serve a customer's needs, and which of them we cannot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsales.customers.conditions import Condition, parse_condition
from xlsales.customers.tables import unknown_name
from xlsales.kernel.issues import InvalidInputError, Issue, raise_if_any
from xlsales.kernel.values import CellValue, is_blank
from xlsales.kernel.words import folded


@dataclass(frozen=True, slots=True)
class Capability:
    """What we can do about one attribute: the test that a need has to pass.

    Attributes:
        attribute: Name as the table writes it.
        condition: The test; ``None`` where the table does not say what we can do.
        row: Row of the table, from 1.
    """

    attribute: str
    condition: Condition | None
    row: int


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether needs are met, and the needs that are not.

    Attributes:
        met: True, False, or ``None`` where nothing fails but something is unknown.
        failed: Attributes whose needs fail, in the order of the capability table.
    """

    met: bool | None
    failed: tuple[str, ...] = ()


def read_capability(rows: Sequence[Sequence[CellValue]]) -> tuple[Capability, ...]:
    """Read a capability table.

    Args:
        rows: Attribute and test, shape (n, 2); wholly blank rows are passed over, a blank test
            leaves the attribute unknown.

    Raises:
        InvalidInputError: FIT-001 not two columns or nothing in them, FIT-003 a test without an
            attribute, COND-001 a test that cannot be read.

    Examples:
        >>> [c.attribute for c in read_capability([["quantity", "<=5000"], ["process", "in:A|B"]])]
        ['quantity', 'process']
    """
    if all(is_blank(cell) for row in rows for cell in row) or len(rows[0]) != 2:
        came = f"{len(rows)} rows of {len(rows[0]) if rows else 0} cells"
        fix = "Select the columns attribute and test, one row a test."
        raise InvalidInputError(Issue("FIT-001", "", came, "two columns: attribute, test", fix))
    issues: list[Issue] = []
    found: list[Capability] = []
    for i, (attribute, test) in enumerate(rows):
        if is_blank(attribute):
            if not is_blank(test):
                fix = "Name the attribute that is tested."
                issues.append(Issue("FIT-003", f"[{i + 1},1]", "blank", "an attribute", fix))
            continue
        try:
            condition = None if is_blank(test) else parse_condition(test)
            found.append(Capability(str(attribute), condition, i + 1))
        except InvalidInputError as error:
            issues += [issue.at(f"[{i + 1},2]") for issue in error.issues]
    raise_if_any(issues)
    return tuple(found)


def check_attributes(capability: Sequence[Capability], columns: Mapping[str, int]) -> tuple[Issue, ...]:
    """Return an issue for each capability whose attribute is no column of the needs."""
    expected = "an attribute of the needs' header"
    return tuple(
        unknown_name("FIT-002", f"[{item.row},1]", item.attribute, columns, expected)
        for item in capability
        if folded(item.attribute) not in columns
    )


def fit_of(needs: Sequence[CellValue], columns: Mapping[str, int], capability: Sequence[Capability]) -> Fit:
    """Test one customer's needs against what we can do.

    Args:
        needs: One row of needs, shape (k,).
        columns: Column of each folded attribute, see ``attribute_columns``.
        capability: Tests, all of which a need has to pass.

    Returns:
        Not met as soon as one known need fails, even where others are unknown; open where none
        fails and one is unknown; met otherwise.

    Raises:
        InvalidInputError: COND-002 a text where a test needs a number.

    References:
        Handbook rule: a customer whose needs we cannot meet stays a potential account.

    Examples:
        >>> capability = read_capability([["size", "<=10"], ["steel", "in:304|316"]])
        >>> fit_of([12, None], {"size": 0, "steel": 1}, capability)
        Fit(met=False, failed=('size',))
        >>> fit_of([8, None], {"size": 0, "steel": 1}, capability)
        Fit(met=None, failed=())
    """
    failed: dict[str, None] = {}
    unknown = False
    for item in capability:
        holds = None
        if item.condition is not None:
            holds = item.condition.holds(needs[columns[folded(item.attribute)]])
        if holds is None:
            unknown = True
        elif not holds:
            failed[item.attribute] = None
    met = False if failed else (None if unknown else True)
    return Fit(met, tuple(failed))
