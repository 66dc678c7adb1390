"""The tables of a grading policy, read into its models with the cell of every field."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import ValidationError

from xlsales.kernel.issues import Issue
from xlsales.plans import grading as plan
from xlsales.plans.base import Location, PlanModel
from xlsales.tables import grading_specs as specs
from xlsales.tables.matching import Matched
from xlsales.tables.reading import TableReader
from xlsales.tables.records import Record, complete, records_of
from xlsales.tables.specs import FieldSpec, TableSpec
from xlsales.tables.values import FieldValue, UnreadableError, read_value, unreadable

_Model = TypeVar("_Model", bound=PlanModel)


@dataclass(slots=True)
class PolicyReader:
    """Reads a policy; what cannot be read is added to the issues of ``reader``.

    Attributes:
        reader: The tables of the file.
        places: Cell of each field that was read.
    """

    reader: TableReader
    places: dict[Location, str] = field(default_factory=dict)

    def read(self) -> plan.GradingPolicies:
        """Return every version of the policy."""
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

    def where(self, location: Location) -> str:
        """Return the cell of a field, or of what it belongs to."""
        for length in range(len(location), 0, -1):
            if location[:length] in self.places:
                return self.places[location[:length]]
        return ".".join(map(str, location))

    def _settings(self) -> tuple[plan.DatedSettings, ...]:
        """Return the settings of every day on which one changes; others stay as they were."""
        table = self.reader.find(specs.POLICY)
        if table is None:
            return ()
        self.places[("settings",)] = table.raw.where
        changes: dict[date, dict[str, FieldValue]] = {}
        for record in complete(records_of(table, self.reader.issues), "setting"):
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
            self.reader.issues.append(_unknown_setting(word, table.place(record.row, "setting")))
            return
        position = table.columns.get("value")
        if position is not None:
            self._value(table, record.row, position, spec, found)

    def _value(
        self, table: Matched, row: int, position: int, spec: FieldSpec, found: dict[str, FieldValue]
    ) -> None:
        where = table.raw.place(row, position)
        self.places[("settings", spec.name)] = where
        raw = table.raw.rows[row][position]
        try:
            value = read_value(raw, spec, table.raw)
        except UnreadableError as error:
            self.reader.issues.append(unreadable(raw, where, str(error)))
            return
        if value is not None:
            found[spec.name] = value

    def _models(self, name: str, spec: TableSpec, model: type[_Model]) -> tuple[_Model, ...]:
        table = self.reader.find(spec)
        if table is None:
            return ()
        self.places[(name,)] = table.raw.where
        found: list[_Model] = []
        for record in records_of(table, self.reader.issues):
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
                self.reader.issues.append(
                    Issue(
                        "PLAN-001",
                        self.where((*at, *details["loc"])),
                        "nothing" if lacking else repr(details["input"]),
                        f"{name}: {details['msg'][0].lower()}{details['msg'][1:]}",
                        "Give the field." if lacking else "Correct the cell.",
                    )
                )
            return None


def _unknown_setting(word: str, where: str) -> Issue:
    words = [name for one in specs.SETTINGS for name in (one.name, *one.words)]
    close = get_close_matches(word.casefold(), words, 1, 0.6)
    fix = f"Did you mean {close[0]!r}?" if close else "Remove the row, or correct the word."
    return Issue("TABLE-008", where, repr(word), "a setting that we know", fix)
