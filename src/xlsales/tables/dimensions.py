"""Dimensions that have a name in both languages; any other column is a dimension by its own name."""

from __future__ import annotations

from typing import Final

from xlsales.tables.specs import plain

_WORDS: Final = {
    "month": ("period", "月", "月份", "期间"),
    "person": (
        "salesperson",
        "sales person",
        "rep",
        "sales rep",
        "employee",
        "人员",
        "销售人员",
        "业务员",
        "姓名",
    ),
    "manager": ("reports to", "supervisor", "上级", "主管", "直属上级"),
    "region": ("area", "区域", "大区", "地区"),
    "territory": ("片区", "辖区"),
    "country": ("国家",),
    "province": ("省份", "省"),
    "city": ("城市",),
    "team": ("group", "小组", "团队"),
    "customer": ("account", "client", "客户"),
    "product": ("sku", "产品"),
    "category": ("product category", "品类", "类别", "产品类别"),
    "channel": ("渠道", "销售渠道"),
    "industry": ("行业",),
}
_NAMES: Final = {plain(word): name for name, words in _WORDS.items() for word in (name, *words)}


def dimension_name(heading: str) -> str:
    """Return the name of a dimension from a heading in either language.

    Examples:
        >>> dimension_name("大区"), dimension_name("Sales Person"), dimension_name(" Brand ")
        ('region', 'person', 'brand')
    """
    return _NAMES.get(plain(heading), heading.strip().casefold())


def dimension_label(name: str, language: str) -> str:
    """Return what a dimension is called in a language.

    Examples:
        >>> dimension_label("region", "zh"), dimension_label("person", "en"), dimension_label("brand", "zh")
        ('区域', 'Person', 'brand')
    """
    if language == "zh":
        words = [word for word in _WORDS.get(name, ()) if not word.isascii()]
        return words[0] if words else name
    return name.capitalize()
