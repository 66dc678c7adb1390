"""The language of an explanation, as an option."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final

from xlsales.functions.kinds import Kind, Reading, only_value, wrong
from xlsales.kernel.values import CellValue, is_blank
from xlsales.kernel.words import Language, folded

_LANGUAGES: Final[dict[str, Language]] = {
    "en": "en",
    "english": "en",
    "英文": "en",
    "zh": "zh",
    "zh-cn": "zh",
    "chinese": "zh",
    "中文": "zh",
}


@dataclass(frozen=True, slots=True)
class LanguageKind:
    """English or Chinese."""

    expects: str = "en (English, 英文) or zh (Chinese, 中文)"

    def read(self, value: CellValue, reading: Reading) -> Language | None:
        """Return the language."""
        if is_blank(value):
            return None
        language = _LANGUAGES.get(folded(str(value)))
        if language is None:
            raise wrong(reading, value, self.expects, "Type en or zh.", "ARG-002")
        return language


OneLanguage = Annotated[
    Language,
    Kind(LanguageKind(), "whole", only_value),
    {"doc": "en (default) or zh", "zh": "语言：en 或 zh（中文）"},
]
