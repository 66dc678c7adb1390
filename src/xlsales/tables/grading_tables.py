"""The tables of the grading job, read into a policy and rows; every problem is told at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from xlsales.customers.directory import Directory
from xlsales.customers.ladder import Standing
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.values import CellValue, is_blank
from xlsales.kernel.words import folded
from xlsales.pipeline.allocation import Seller
from xlsales.pipeline.deals import Deal, DealStage
from xlsales.plans import grading as plan
from xlsales.plans.base import Location, PlanModel
from xlsales.plans.grading_checks import check_policies
from xlsales.tables import grading_specs as specs
from xlsales.tables.grading_rows import CustomerFile, GradingTables, Invoice, LeadRow, Visit
from xlsales.tables.matching import Mapping as ColumnMapping
from xlsales.tables.matching import Matched, Reading, matched, table_of
from xlsales.tables.raw import RawTable
from xlsales.tables.records import Record, complete, records_of
from xlsales.tables.specs import TableSpec
from xlsales.tables.target_specs import COLUMNS
from xlsales.tables.transactions import LedgerReading, file_table, read_transactions
from xlsales.tables.values import FieldValue, UnreadableError, read_value, unreadable

_Model = TypeVar("_Model", bound=PlanModel)


def read_grading_tables(
    tables: Sequence[RawTable], folder: Path | None = None
) -> tuple[GradingTables, list[Issue]]:
    """Read everything that the grading job is told.

    Args:
        tables: Tables of a workbook or a YAML file.
        folder: Where a transactions file named in the policy is looked for.

    Returns:
        What was read, and every problem: TABLE-001 to TABLE-008 and TABLE-020, TABLE-021 about tables,
        cells and files, PLAN-001 about fields, GPOL-001 to GPOL-010 about the policy, GRAD-001 to GRAD-003
        about customers.
    """
    reader = _Reader(tables, folder)
    found = reader.read()
    return found, reader.issues


@dataclass
class _Reader:
    tables: Sequence[RawTable]
    folder: Path | None
    issues: list[Issue] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    places: dict[Location, str] = field(default_factory=dict)
    mappings: tuple[ColumnMapping, ...] = ()
    directory: Directory = field(default_factory=Directory)

    def read(self) -> GradingTables:
        self.mappings = tuple(
            ColumnMapping(*(str(record.values[name]) for name in ("table", "field", "column")))
            for _, record in self._records(COLUMNS, "table", "field", "column")
        )
        policies = self._policies()
        customers = self._customers()
        ledger = self._ledger(policies)
        self.issues += check_policies(policies, self._where)
        return GradingTables(
            policies,
            customers,
            ledger,
            self._previous(),
            self._overrides(policies),
            tuple(self._invoices()),
            tuple(self._visits()),
            tuple(self._leads()),
            tuple(self._deals()),
            tuple(self._stages()),
            tuple(self._sellers()),
            tuple(issue for issue in self.issues if issue.severity != "error"),
            tuple(self.readings),
            bool(customers),
        )

    # Tables and cells

    def _find(self, spec: TableSpec) -> Matched | None:
        raw, issues = table_of(spec, self.tables)
        self.issues += issues
        return None if raw is None else self._matched(spec, raw)

    def _matched(self, spec: TableSpec, raw: RawTable) -> Matched:
        found, issues = matched(spec, raw, self.mappings)
        self.issues += issues
        self.readings += found.readings()
        return found

    def _records(self, spec: TableSpec, *needed: str) -> list[tuple[Matched, Record]]:
        table = self._find(spec)
        if table is None:
            return []
        return [(table, record) for record in complete(records_of(table, self.issues), *needed)]

    def _models(self, name: str, spec: TableSpec, model: type[_Model]) -> tuple[_Model, ...]:
        table = self._find(spec)
        if table is None:
            return ()
        self.places[(name,)] = table.raw.where
        found: list[_Model] = []
        for record in records_of(table, self.issues):
            at = (name, len(found))
            self.places[at] = table.raw.place(record.row, 0)
            self.places |= {(*at, known): table.place(record.row, known) for known in table.columns}
            built = self._built(model, dict(record.values), at, record.spoilt)
            if built is not None:
                found.append(built)
        return tuple(found)

    def _built(
        self, model: type[_Model], content: dict[str, Any], at: Location, spoilt: frozenset[str] = frozenset()
    ) -> _Model | None:
        try:
            return model.model_validate(content)
        except ValidationError as error:
            for details in error.errors():
                if details["loc"][:1] and details["loc"][0] in spoilt:
                    continue
                lacking = details["type"] == "missing"
                name = details["loc"][0] if details["loc"] else at[0]
                self.issues.append(
                    Issue(
                        "PLAN-001",
                        self._where((*at, *details["loc"])),
                        "nothing" if lacking else repr(details["input"]),
                        f"{name}: {details['msg'][0].lower()}{details['msg'][1:]}",
                        "Give the field." if lacking else "Correct the cell.",
                    )
                )
            return None

    def _where(self, location: Location) -> str:
        for length in range(len(location), 0, -1):
            if location[:length] in self.places:
                return self.places[location[:length]]
        return ".".join(map(str, location))

    # The policy

    def _policies(self) -> plan.GradingPolicies:
        return plan.GradingPolicies(
            settings=self._settings(),
            conditions=self._models("conditions", specs.CONDITIONS, plan.ConditionRow),
            capability=self._models("capability", specs.CAPABILITY, plan.CapabilityRow),
            scores=self._models("scores", specs.SCORES, plan.ScoreRow),
            bands=self._models("bands", specs.BANDS, plan.BandRow),
            actions=self._models("actions", specs.ACTIONS, plan.ActionRow),
            factors=self._models("factors", specs.FACTORS, plan.FactorRow),
            segments=self._models("segments", specs.SEGMENTS, plan.SegmentRow),
            overrides=self._models("overrides", specs.OVERRIDES, plan.OverrideRow),
        )

    def _settings(self) -> tuple[plan.DatedSettings, ...]:
        """Return the settings of every day on which one changes; others stay as they were."""
        table = self._find(specs.POLICY)
        if table is None:
            return ()
        self.places[("settings",)] = table.raw.where
        changes: dict[date, dict[str, FieldValue]] = {}
        for record in complete(records_of(table, self.issues), "setting"):
            day = record.values.get("effective_from", date.min)
            assert isinstance(day, date)
            self._setting(table, record, changes.setdefault(day, {}))
        versions: list[plan.DatedSettings] = []
        content: dict[str, Any] = {}
        for day in sorted(changes):
            content |= changes[day]
            built = self._built(plan.GradingSettings, content, ("settings",))
            if built is not None:
                versions.append(plan.DatedSettings(effective_from=day, settings=built))
        return tuple(versions)

    def _setting(self, table: Matched, record: Record, found: dict[str, FieldValue]) -> None:
        word = str(record.values["setting"])
        spec = next((one for one in specs.SETTINGS if one.is_called(word)), None)
        if spec is None:
            words = [name for one in specs.SETTINGS for name in (one.name, *one.words)]
            close = get_close_matches(word.casefold(), words, 1, 0.6)
            fix = f"Did you mean {close[0]!r}?" if close else "Remove the row, or correct the word."
            where = table.place(record.row, "setting")
            self.issues.append(Issue("TABLE-008", where, repr(word), "a setting that we know", fix))
            return
        position = table.columns.get("value")
        if position is None:
            return
        where = table.raw.place(record.row, position)
        self.places[("settings", spec.name)] = where
        raw = table.raw.rows[record.row][position]
        try:
            value = read_value(raw, spec, table.raw)
        except UnreadableError as error:
            self.issues.append(unreadable(raw, where, str(error)))
            return
        if value is not None:
            found[spec.name] = value

    # Customers and what they did

    def _customers(self) -> dict[str, CustomerFile]:
        found: dict[str, CustomerFile] = {}
        table = self._find(specs.CUSTOMERS)
        if table is None:
            return found
        for record in records_of(table, self.issues):
            values = record.values
            name = _text(values.get("customer"))
            identity = _text(values.get("customer_id"))
            aliases = (_text(values.get("alias")) or "").replace("；", ";").split(";")
            key = self.directory.add(identity, name, aliases)
            if key is None:
                self.issues.append(_twice(table.raw.place(record.row, 0), identity or name))
                continue
            row = table.raw.rows[record.row]
            found[key] = CustomerFile(
                key,
                name or identity or key,
                identity,
                _text(values.get("owner")),
                _text(values.get("region")),
                _day(values.get("assigned")),
                _day(values.get("last_contact")),
                values.get("protected") is True,
                _flag(values.get("fit")),
                {folded(heading): _cell(row[position]) for heading, position in table.others.items()},
            )
        return found

    def _ledger(self, policies: plan.GradingPolicies) -> LedgerReading:
        file = next((row.settings.transactions_file for row in reversed(policies.settings)), "")
        raw, issues = table_of(specs.TRANSACTIONS, self.tables)
        self.issues += issues
        if file:
            try:
                raw = file_table((self.folder or Path()) / file)
            except InvalidInputError as error:
                where = self.places.get(("settings", "transactions_file"), file)
                self.issues += (issue.at(where) for issue in error.issues)
                return LedgerReading()
        if raw is None:
            return LedgerReading()
        table = self._matched(specs.TRANSACTIONS, raw)
        return (
            read_transactions(table, self.directory)
            if {"date", "amount"} <= set(table.columns)
            else LedgerReading()
        )

    def _key(self, values: dict[str, FieldValue], table: Matched, row: int) -> str | None:
        match = self.directory.match(_text(values.get("customer_id")), _text(values.get("customer")))
        if match is None:
            fix = "Fill the customer's id or name, or clear the row."
            where = table.raw.place(row, 0)
            self.issues.append(Issue("GRAD-002", where, "no customer", "a customer", fix, severity="warning"))
        return match.key if match else None

    def _previous(self) -> dict[str, Standing]:
        found: dict[str, Standing] = {}
        for _, record in self._records(specs.PREVIOUS, "customer", "grade"):
            key = self._named(str(record.values["customer"]))
            found[key] = Standing(str(record.values["grade"]), _day(record.values.get("since")))
        return found

    def _overrides(self, policies: plan.GradingPolicies) -> dict[str, tuple[int, ...]]:
        found: dict[str, tuple[int, ...]] = {}
        for index, row in enumerate(policies.overrides):
            key = self._named(row.customer)
            found[key] = (*found.get(key, ()), index)
        return found

    def _named(self, text: str) -> str:
        """Return the customer that one column of ids or names means."""
        match = self.directory.match(text, text)
        return match.key if match else folded(text)

    def _invoices(self) -> Iterable[Invoice]:
        for table, record in self._records(specs.INVOICES, "due", "amount"):
            values = record.values
            key = self._key(values, table, record.row)
            due, amount = _day(values["due"]), _number(values["amount"])
            if key is None or due is None or amount is None:
                continue
            paid = _day(values.get("paid"))
            rest = _number(values.get("open"))
            if rest is None:
                rest = Fraction(0) if paid else amount
            name = _text(values.get("invoice")) or table.raw.place(record.row, 0)
            yield Invoice(key, name, _day(values.get("date")), due, amount, paid, rest)

    def _visits(self) -> Iterable[Visit]:
        for table, record in self._records(specs.VISITS, "date"):
            key = self._key(record.values, table, record.row)
            day = _day(record.values["date"])
            if key is not None and day is not None:
                person = _text(record.values.get("person")) or ""
                yield Visit(key, person, day, _day(record.values.get("reported")))

    # Leads and deals

    def _leads(self) -> Iterable[LeadRow]:
        for table, record in self._records(specs.LEADS, "lead", "created"):
            values = record.values
            row = table.raw.rows[record.row]
            created = _day(values["created"])
            assert created is not None
            yield LeadRow(
                str(values["lead"]),
                created,
                _text(values.get("source")) or "",
                _text(values.get("region")),
                _day(values.get("answered")),
                _text(values.get("owner")) or "",
                tuple(_number(values.get(name)) for name in ("budget", "authority", "need", "timeline")),
                _text(values.get("outcome")) or "open",
                _number(values.get("amount")),
                _text(values.get("referred_by")) or "",
                _day(values.get("contacted")),
                _day(values.get("visited")),
                _day(values.get("closed")),
                {folded(heading): _cell(row[position]) for heading, position in table.others.items()},
            )

    def _deals(self) -> Iterable[Deal]:
        for table, record in self._records(specs.DEALS, "deal", "stage", "created"):
            values = record.values
            row = table.raw.rows[record.row]
            created = _day(values["created"])
            assert created is not None
            outcome: Any = _text(values.get("outcome")) or "open"
            yield Deal(
                str(values["deal"]),
                str(values["stage"]),
                _number(values.get("amount")),
                created,
                _day(values.get("stage_since")),
                _day(values.get("closed")),
                outcome,
                _text(values.get("document")) or "",
                _text(values.get("source")) or "",
                _text(values.get("owner")) or "",
                {heading: row[position] for heading, position in table.others.items()},
            )

    def _stages(self) -> Iterable[DealStage]:
        for table, record in self._records(specs.STAGES, "stage", "probability"):
            values = record.values
            chance, longest = _number(values["probability"]), values.get("longest_days")
            if chance is None or not 0 <= chance <= 1:
                where = table.place(record.row, "probability")
                fix = "Write 0.7 for 70 %."
                self.issues.append(Issue("GRAD-003", where, str(chance), "a chance from 0 to 1", fix))
                continue
            words = (_text(values.get("criteria")) or "").replace("；", "|").replace(";", "|").split("|")
            criteria = tuple(word.strip() for word in words if word.strip())
            yield DealStage(
                str(values["stage"]), chance, longest if isinstance(longest, int) else None, criteria
            )

    def _sellers(self) -> Iterable[Seller]:
        for _, record in self._records(specs.PEOPLE, "person", "capacity"):
            words = (
                (_text(record.values.get("regions")) or "").replace("；", ";").replace("|", ";").split(";")
            )
            regions = frozenset(folded(word) for word in words if word.strip())
            capacity, load = record.values["capacity"], record.values.get("load", 0)
            assert isinstance(capacity, int)
            yield Seller(
                str(record.values["person"]), regions, capacity, load if isinstance(load, int) else 0
            )


def _twice(where: str, who: str | None) -> Issue:
    fix = "Remove one of them, or give it an id of its own."
    came = f"{who!r} again" if who else "neither an id nor a name"
    return Issue("GRAD-001", where, came, "each customer once, with an id or a name", fix)


def _text(value: FieldValue) -> str | None:
    return None if value is None else str(value).strip()


def _day(value: FieldValue) -> date | None:
    return value if isinstance(value, date) else None


def _flag(value: FieldValue) -> bool | None:
    return value if isinstance(value, bool) else None


def _number(value: FieldValue) -> Fraction | None:
    return Fraction(value) if isinstance(value, (Decimal, int)) and not isinstance(value, bool) else None


def _cell(value: object) -> CellValue:
    """Return an attribute as conditions take it; days become serial numbers where a file has days."""
    if is_blank(value):
        return None
    if isinstance(value, (str, bool, int, float)):
        return value
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):
        from xlsales.kernel.dates import serial_of_date

        return serial_of_date(value)
    return str(value)
