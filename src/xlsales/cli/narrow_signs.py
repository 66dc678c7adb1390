"""Full-width signs of a formula, as a Chinese keyboard types them; Excel narrows them while typing, too."""

from __future__ import annotations

import re
from typing import Final

#: Letters and digits stay: a name may hold them.
_WIDE: Final = str.maketrans("＝（）｛｝，；：＋－＊／＾＆＜＞％！", "=(){},;:+-*/^&<>%!")
#: Texts, names of sheets and columns of tables keep every sign that they hold.
_QUOTED: Final = re.compile(r"""("[^"]*"|'[^']*'|\[[^\]]*\]|“[^”]*”)""")


def narrow_signs(formula: str) -> str:
    """Return a formula with plain signs outside its texts and names.

    Examples:
        >>> narrow_signs("＝ROUND（1.5，0）＆“（元）”")
        '=ROUND(1.5,0)&"（元）"'
        >>> narrow_signs("=SUM(销售[金额（元）])")
        '=SUM(销售[金额（元）])'
    """
    return "".join(map(_narrowed, _QUOTED.split(formula)))


def _narrowed(piece: str) -> str:
    if piece.startswith("“"):
        return f'"{piece[1:-1]}"'
    return piece if piece.startswith(("'", '"', "[")) else piece.translate(_WIDE)
