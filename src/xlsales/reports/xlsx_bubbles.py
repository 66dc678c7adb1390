"""Bubble charts, which XlsxWriter does not know: its scatter chart, told to write bubbles."""

from __future__ import annotations

from typing import Any

from xlsxwriter.chart_scatter import ChartScatter  # type: ignore[import-untyped, unused-ignore]

#: Largest bubble, in parts of a hundred of Excel's own choice.
_SCALE = 40


class ChartBubble(ChartScatter):  # type: ignore[misc, unused-ignore]
    """A bubble chart: horizontal, vertical and size, all bound to cells."""

    def __init__(self) -> None:
        super().__init__()
        self.embedded = True
        self._sizes: list[tuple[str, int]] = []

    def add_bubbles(self, options: dict[str, Any], sizes: str) -> None:
        """Add a series.

        Args:
            options: As of ``add_series``.
            sizes: Reference to the cells of the sizes, such as ``=Sheet!$C$2:$C$9``.
        """
        self.add_series(options)
        formula = sizes.removeprefix("=")
        self._sizes.append((formula, self._get_data_id(formula, None)))

    def _write_chart_type(self, args: dict[str, Any]) -> None:
        if not args["primary_axes"]:
            return
        self._xml_start_tag("c:bubbleChart")
        self._xml_empty_tag("c:varyColors", [("val", 0)])
        for series in self._get_primary_axes_series():
            self._write_ser(series)
        self._xml_empty_tag("c:bubbleScale", [("val", _SCALE)])
        self._xml_empty_tag("c:showNegBubbles", [("val", 0)])
        self._write_axis_ids(args)
        self._xml_end_tag("c:bubbleChart")

    def _write_ser(self, series: dict[str, Any]) -> None:
        sizes, data_id = self._sizes[self.series_index]
        self._xml_start_tag("c:ser")
        self._write_idx(self.series_index)
        self._write_order(self.series_index)
        self.series_index += 1
        self._write_series_name(series)
        self._write_sp_pr(series)
        self._xml_empty_tag("c:invertIfNegative", [("val", 0)])
        self._write_d_lbls(series.get("labels"))
        self._write_x_val(series)
        self._write_y_val(series)
        self._xml_start_tag("c:bubbleSize")
        self._write_num_ref(sizes, self.formula_data[data_id], "num")
        self._xml_end_tag("c:bubbleSize")
        self._xml_empty_tag("c:bubble3D", [("val", 0)])
        self._xml_end_tag("c:ser")
