"""Demand: which calls are made at all. One in a branch of IF that is not taken never is."""

from __future__ import annotations

from xlsales.recalculation.arguments import Nested
from xlsales.recalculation.calls import Asked, CallSite, OwnFormula
from xlsales.recalculation.desk import Desk


def is_needed(own: OwnFormula, site: CallSite, desk: Desk) -> bool:
    """Tell whether a call of a formula is to be made.

    Where that hangs on a choice, the engine is asked: it works out the expression with every
    other call spared, and what then still waits needs this one.
    """
    index = site.call.index
    if own.outer is None and site is own.sites[-1]:
        return True
    if own.outer is not None and index in own.outer.uses and _asks_for(own, own.outer, index, desk):
        return True
    for user in own.sites:
        if index in user.call.uses and is_needed(own, user, desk):
            if any(isinstance(source, Nested) and source.index == index for source in user.sources):
                return True
            for asked in user.asked.values():
                if index in asked.uses and _asks_for(own, asked, index, desk):
                    return True
    return False


def _asks_for(own: OwnFormula, asked: Asked, index: int, desk: Desk) -> bool:
    if not asked.chooses:
        return True
    if asked.place is None or desk.has_value(asked.place):
        return False
    if desk.waits(own, asked, None) is not False:
        return False
    for unmade in asked.uses:
        if own.sites[unmade].rows is not None:
            continue
        waits = desk.waits(own, asked, unmade)
        if waits is None:
            return False
        if waits:
            return unmade == index
    return False
