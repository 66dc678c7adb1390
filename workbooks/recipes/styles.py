"""Colours and cell styles of the demo workbooks; styles combine, later ones win."""

NAVY, SKY, ORANGE, GREY, LINE_GREY = "#1F3864", "#8FB4DE", "#ED7D31", "#7F7F7F", "#E0E0E0"
GREEN, RED, BROWN = "#2E7D32", "#C62828", "#7F6000"
PALE_GREEN, PALE_RED, PALE_AMBER, PALE_GREY = "#D9EAD3", "#F8D7DA", "#FFF2CC", "#E7E6E6"
CHINESE_RED = "#C00000"

STYLES: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 16, "font_color": NAVY},
    "subtitle": {"font_color": GREY, "italic": True},
    "section": {"bold": True, "font_size": 12, "font_color": NAVY, "bottom": 2, "bottom_color": NAVY},
    "header": {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": NAVY,
        "text_wrap": True,
        "align": "center",
        "valign": "vcenter",
    },
    "input": {"bg_color": "#FFF9DB", "font_color": "#1F4E9E", "border": 1, "border_color": "#BFBFBF"},
    "ours": {"bg_color": "#EAF4EA"},
    "total": {"bold": True, "top": 1},
    "bold": {"bold": True},
    "note": {"font_color": GREY, "indent": 1},
    "wrap": {"text_wrap": True, "valign": "top"},
    "center": {"align": "center"},
    "left": {"align": "left"},
    "right": {"align": "right"},
    "money": {"num_format": "#,##0;[Red]-#,##0"},
    "cents": {"num_format": "#,##0.00;[Red]-#,##0.00"},
    "difference": {"num_format": "#,##0.00"},
    "percent": {"num_format": "0.0%"},
    "whole": {"num_format": "0"},
    "index": {"num_format": "0.000"},
    "date": {"num_format": "yyyy-mm-dd"},
    "time": {"num_format": "hh:mm"},
    "period": {"num_format": "yyyy-mm"},
    "moment": {"num_format": "yyyy-mm-dd hh:mm"},
    "zh": {"font_name": "Microsoft YaHei"},
    "link": {"font_color": "#0563C1", "underline": 1},
    "good": {"font_color": GREEN, "bold": True},
    "bad": {"font_color": RED, "bold": True, "bg_color": PALE_RED},
    "grey_mark": {"font_color": GREY, "bg_color": PALE_GREY},
    "green_mark": {"font_color": GREEN, "bg_color": PALE_GREEN},
    "amber_mark": {"font_color": BROWN, "bg_color": PALE_AMBER},
    "red_mark": {"font_color": RED, "bg_color": PALE_RED},
    "red_text": {"font_color": RED},
}
