Attribute VB_Name = "XlsalesFunctions"
Option Explicit
' Written by xlsales addin build from the registry of functions; do not edit.

Public Function XLSALES_ATTAINMENT(Optional actual As Variant, Optional target As Variant, Optional lower_is_better As Variant, Optional baseline As Variant) As Variant
    Dim xsGiven(1 To 4) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(actual) Then XsTake xsGiven, xsCount, 1, actual
    If Not IsMissing(target) Then XsTake xsGiven, xsCount, 2, target
    If Not IsMissing(lower_is_better) Then XsTake xsGiven, xsCount, 3, lower_is_better
    If Not IsMissing(baseline) Then XsTake xsGiven, xsCount, 4, baseline
    XLSALES_ATTAINMENT = XsCall("ATTAINMENT", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_ATTAINMENT = XsFailed("ATTAINMENT", Err.Description)
End Function

Public Function XLSALES_BALANCE(Optional targets As Variant, Optional potential As Variant) As Variant
    Dim xsGiven(1 To 2) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(targets) Then XsTake xsGiven, xsCount, 1, targets
    If Not IsMissing(potential) Then XsTake xsGiven, xsCount, 2, potential
    XLSALES_BALANCE = XsCall("BALANCE", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_BALANCE = XsFailed("BALANCE", Err.Description)
End Function

Public Function XLSALES_BLEND(Optional shares As Variant, Optional factors As Variant) As Variant
    Dim xsGiven(1 To 2) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(shares) Then XsTake xsGiven, xsCount, 1, shares
    If Not IsMissing(factors) Then XsTake xsGiven, xsCount, 2, factors
    XLSALES_BLEND = XsCall("BLEND", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_BLEND = XsFailed("BLEND", Err.Description)
End Function

Public Function XLSALES_GROW(Optional base_ As Variant, Optional growth As Variant, Optional relief As Variant, Optional minimum As Variant, Optional maximum As Variant) As Variant
    Dim xsGiven(1 To 5) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(base_) Then XsTake xsGiven, xsCount, 1, base_
    If Not IsMissing(growth) Then XsTake xsGiven, xsCount, 2, growth
    If Not IsMissing(relief) Then XsTake xsGiven, xsCount, 3, relief
    If Not IsMissing(minimum) Then XsTake xsGiven, xsCount, 4, minimum
    If Not IsMissing(maximum) Then XsTake xsGiven, xsCount, 5, maximum
    XLSALES_GROW = XsCall("GROW", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_GROW = XsFailed("GROW", Err.Description)
End Function

Public Function XLSALES_PACE(Optional actual As Variant, Optional target As Variant, Optional as_of As Variant, Optional start As Variant, Optional end_ As Variant, Optional country As Variant, Optional headers As Variant) As Variant
    Dim xsGiven(1 To 7) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(actual) Then XsTake xsGiven, xsCount, 1, actual
    If Not IsMissing(target) Then XsTake xsGiven, xsCount, 2, target
    If Not IsMissing(as_of) Then XsTake xsGiven, xsCount, 3, as_of
    If Not IsMissing(start) Then XsTake xsGiven, xsCount, 4, start
    If Not IsMissing(end_) Then XsTake xsGiven, xsCount, 5, end_
    If Not IsMissing(country) Then XsTake xsGiven, xsCount, 6, country
    If Not IsMissing(headers) Then XsTake xsGiven, xsCount, 7, headers
    XLSALES_PACE = XsCall("PACE", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_PACE = XsFailed("PACE", Err.Description)
End Function

Public Function XLSALES_PROFIT_TARGET(Optional profit As Variant, Optional margins As Variant, Optional mix As Variant, Optional fixed_costs As Variant) As Variant
    Dim xsGiven(1 To 4) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(profit) Then XsTake xsGiven, xsCount, 1, profit
    If Not IsMissing(margins) Then XsTake xsGiven, xsCount, 2, margins
    If Not IsMissing(mix) Then XsTake xsGiven, xsCount, 3, mix
    If Not IsMissing(fixed_costs) Then XsTake xsGiven, xsCount, 4, fixed_costs
    XLSALES_PROFIT_TARGET = XsCall("PROFIT_TARGET", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_PROFIT_TARGET = XsFailed("PROFIT_TARGET", Err.Description)
End Function

Public Function XLSALES_PRORATE(Optional amount As Variant, Optional start As Variant, Optional end_ As Variant, Optional period_start As Variant, Optional period_end As Variant, Optional basis As Variant) As Variant
    Dim xsGiven(1 To 6) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(amount) Then XsTake xsGiven, xsCount, 1, amount
    If Not IsMissing(start) Then XsTake xsGiven, xsCount, 2, start
    If Not IsMissing(end_) Then XsTake xsGiven, xsCount, 3, end_
    If Not IsMissing(period_start) Then XsTake xsGiven, xsCount, 4, period_start
    If Not IsMissing(period_end) Then XsTake xsGiven, xsCount, 5, period_end
    If Not IsMissing(basis) Then XsTake xsGiven, xsCount, 6, basis
    XLSALES_PRORATE = XsCall("PRORATE", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_PRORATE = XsFailed("PRORATE", Err.Description)
End Function

Public Function XLSALES_RAMP(Optional start As Variant, Optional period_start As Variant, Optional ramp As Variant) As Variant
    Dim xsGiven(1 To 3) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(start) Then XsTake xsGiven, xsCount, 1, start
    If Not IsMissing(period_start) Then XsTake xsGiven, xsCount, 2, period_start
    If Not IsMissing(ramp) Then XsTake xsGiven, xsCount, 3, ramp
    XLSALES_RAMP = XsCall("RAMP", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_RAMP = XsFailed("RAMP", Err.Description)
End Function

Public Function XLSALES_RECONCILE(Optional parents As Variant, Optional children As Variant) As Variant
    Dim xsGiven(1 To 2) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(parents) Then XsTake xsGiven, xsCount, 1, parents
    If Not IsMissing(children) Then XsTake xsGiven, xsCount, 2, children
    XLSALES_RECONCILE = XsCall("RECONCILE", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_RECONCILE = XsFailed("RECONCILE", Err.Description)
End Function

Public Function XLSALES_RESPLIT(Optional target As Variant, Optional actuals As Variant, Optional weights As Variant, Optional closed As Variant, Optional unit As Variant, Optional carry As Variant, Optional surplus As Variant) As Variant
    Dim xsGiven(1 To 7) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(target) Then XsTake xsGiven, xsCount, 1, target
    If Not IsMissing(actuals) Then XsTake xsGiven, xsCount, 2, actuals
    If Not IsMissing(weights) Then XsTake xsGiven, xsCount, 3, weights
    If Not IsMissing(closed) Then XsTake xsGiven, xsCount, 4, closed
    If Not IsMissing(unit) Then XsTake xsGiven, xsCount, 5, unit
    If Not IsMissing(carry) Then XsTake xsGiven, xsCount, 6, carry
    If Not IsMissing(surplus) Then XsTake xsGiven, xsCount, 7, surplus
    XLSALES_RESPLIT = XsCall("RESPLIT", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_RESPLIT = XsFailed("RESPLIT", Err.Description)
End Function

Public Function XLSALES_SEASONALITY(Optional values As Variant, Optional period As Variant, Optional method As Variant) As Variant
    Dim xsGiven(1 To 3) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(values) Then XsTake xsGiven, xsCount, 1, values
    If Not IsMissing(period) Then XsTake xsGiven, xsCount, 2, period
    If Not IsMissing(method) Then XsTake xsGiven, xsCount, 3, method
    XLSALES_SEASONALITY = XsCall("SEASONALITY", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_SEASONALITY = XsFailed("SEASONALITY", Err.Description)
End Function

Public Function XLSALES_SPLIT(Optional total As Variant, Optional weights As Variant, Optional unit As Variant, Optional floors As Variant, Optional caps As Variant, Optional locked As Variant, Optional method As Variant) As Variant
    Dim xsGiven(1 To 7) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(total) Then XsTake xsGiven, xsCount, 1, total
    If Not IsMissing(weights) Then XsTake xsGiven, xsCount, 2, weights
    If Not IsMissing(unit) Then XsTake xsGiven, xsCount, 3, unit
    If Not IsMissing(floors) Then XsTake xsGiven, xsCount, 4, floors
    If Not IsMissing(caps) Then XsTake xsGiven, xsCount, 5, caps
    If Not IsMissing(locked) Then XsTake xsGiven, xsCount, 6, locked
    If Not IsMissing(method) Then XsTake xsGiven, xsCount, 7, method
    XLSALES_SPLIT = XsCall("SPLIT", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_SPLIT = XsFailed("SPLIT", Err.Description)
End Function

Public Function XLSALES_SPLIT_MATRIX(Optional row_totals As Variant, Optional column_totals As Variant, Optional seed As Variant, Optional unit As Variant, Optional locked As Variant) As Variant
    Dim xsGiven(1 To 5) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(row_totals) Then XsTake xsGiven, xsCount, 1, row_totals
    If Not IsMissing(column_totals) Then XsTake xsGiven, xsCount, 2, column_totals
    If Not IsMissing(seed) Then XsTake xsGiven, xsCount, 3, seed
    If Not IsMissing(unit) Then XsTake xsGiven, xsCount, 4, unit
    If Not IsMissing(locked) Then XsTake xsGiven, xsCount, 5, locked
    XLSALES_SPLIT_MATRIX = XsCall("SPLIT_MATRIX", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_SPLIT_MATRIX = XsFailed("SPLIT_MATRIX", Err.Description)
End Function

Public Function XLSALES_SPLIT_TREE(Optional total As Variant, Optional levels As Variant, Optional weights As Variant, Optional unit As Variant, Optional floors As Variant, Optional caps As Variant, Optional locked As Variant, Optional method As Variant, Optional uplift As Variant) As Variant
    Dim xsGiven(1 To 9) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(total) Then XsTake xsGiven, xsCount, 1, total
    If Not IsMissing(levels) Then XsTake xsGiven, xsCount, 2, levels
    If Not IsMissing(weights) Then XsTake xsGiven, xsCount, 3, weights
    If Not IsMissing(unit) Then XsTake xsGiven, xsCount, 4, unit
    If Not IsMissing(floors) Then XsTake xsGiven, xsCount, 5, floors
    If Not IsMissing(caps) Then XsTake xsGiven, xsCount, 6, caps
    If Not IsMissing(locked) Then XsTake xsGiven, xsCount, 7, locked
    If Not IsMissing(method) Then XsTake xsGiven, xsCount, 8, method
    If Not IsMissing(uplift) Then XsTake xsGiven, xsCount, 9, uplift
    XLSALES_SPLIT_TREE = XsCall("SPLIT_TREE", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_SPLIT_TREE = XsFailed("SPLIT_TREE", Err.Description)
End Function

Public Function XLSALES_TARGET_CHECK(Optional target As Variant, Optional history As Variant, Optional low As Variant, Optional high As Variant, Optional headers As Variant) As Variant
    Dim xsGiven(1 To 5) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(target) Then XsTake xsGiven, xsCount, 1, target
    If Not IsMissing(history) Then XsTake xsGiven, xsCount, 2, history
    If Not IsMissing(low) Then XsTake xsGiven, xsCount, 3, low
    If Not IsMissing(high) Then XsTake xsGiven, xsCount, 4, high
    If Not IsMissing(headers) Then XsTake xsGiven, xsCount, 5, headers
    XLSALES_TARGET_CHECK = XsCall("TARGET_CHECK", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_TARGET_CHECK = XsFailed("TARGET_CHECK", Err.Description)
End Function

Public Function XLSALES_WORKDAYS(Optional start As Variant, Optional periods As Variant, Optional frequency As Variant, Optional country As Variant, Optional weekday_weights As Variant, Optional holidays As Variant) As Variant
    Dim xsGiven(1 To 6) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(start) Then XsTake xsGiven, xsCount, 1, start
    If Not IsMissing(periods) Then XsTake xsGiven, xsCount, 2, periods
    If Not IsMissing(frequency) Then XsTake xsGiven, xsCount, 3, frequency
    If Not IsMissing(country) Then XsTake xsGiven, xsCount, 4, country
    If Not IsMissing(weekday_weights) Then XsTake xsGiven, xsCount, 5, weekday_weights
    If Not IsMissing(holidays) Then XsTake xsGiven, xsCount, 6, holidays
    XLSALES_WORKDAYS = XsCall("WORKDAYS", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_WORKDAYS = XsFailed("WORKDAYS", Err.Description)
End Function

Public Function XLSALES_COMMISSION(Optional amount As Variant, Optional tiers As Variant, Optional mode As Variant, Optional prior As Variant, Optional boundary As Variant, Optional unit As Variant, Optional quota As Variant) As Variant
    Dim xsGiven(1 To 7) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(amount) Then XsTake xsGiven, xsCount, 1, amount
    If Not IsMissing(tiers) Then XsTake xsGiven, xsCount, 2, tiers
    If Not IsMissing(mode) Then XsTake xsGiven, xsCount, 3, mode
    If Not IsMissing(prior) Then XsTake xsGiven, xsCount, 4, prior
    If Not IsMissing(boundary) Then XsTake xsGiven, xsCount, 5, boundary
    If Not IsMissing(unit) Then XsTake xsGiven, xsCount, 6, unit
    If Not IsMissing(quota) Then XsTake xsGiven, xsCount, 7, quota
    XLSALES_COMMISSION = XsCall("COMMISSION", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_COMMISSION = XsFailed("COMMISSION", Err.Description)
End Function

Public Function XLSALES_COMMISSION_STEPS(Optional amount As Variant, Optional tiers As Variant, Optional mode As Variant, Optional prior As Variant, Optional boundary As Variant, Optional unit As Variant, Optional quota As Variant) As Variant
    Dim xsGiven(1 To 7) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(amount) Then XsTake xsGiven, xsCount, 1, amount
    If Not IsMissing(tiers) Then XsTake xsGiven, xsCount, 2, tiers
    If Not IsMissing(mode) Then XsTake xsGiven, xsCount, 3, mode
    If Not IsMissing(prior) Then XsTake xsGiven, xsCount, 4, prior
    If Not IsMissing(boundary) Then XsTake xsGiven, xsCount, 5, boundary
    If Not IsMissing(unit) Then XsTake xsGiven, xsCount, 6, unit
    If Not IsMissing(quota) Then XsTake xsGiven, xsCount, 7, quota
    XLSALES_COMMISSION_STEPS = XsCall("COMMISSION_STEPS", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_COMMISSION_STEPS = XsFailed("COMMISSION_STEPS", Err.Description)
End Function

Public Function XLSALES_BLENDED_RATE(Optional amount As Variant, Optional tiers As Variant, Optional mode As Variant, Optional prior As Variant, Optional boundary As Variant, Optional unit As Variant, Optional quota As Variant) As Variant
    Dim xsGiven(1 To 7) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(amount) Then XsTake xsGiven, xsCount, 1, amount
    If Not IsMissing(tiers) Then XsTake xsGiven, xsCount, 2, tiers
    If Not IsMissing(mode) Then XsTake xsGiven, xsCount, 3, mode
    If Not IsMissing(prior) Then XsTake xsGiven, xsCount, 4, prior
    If Not IsMissing(boundary) Then XsTake xsGiven, xsCount, 5, boundary
    If Not IsMissing(unit) Then XsTake xsGiven, xsCount, 6, unit
    If Not IsMissing(quota) Then XsTake xsGiven, xsCount, 7, quota
    XLSALES_BLENDED_RATE = XsCall("BLENDED_RATE", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_BLENDED_RATE = XsFailed("BLENDED_RATE", Err.Description)
End Function

Public Function XLSALES_CREDIT(Optional amount As Variant, Optional shares As Variant, Optional unit As Variant, Optional overlay As Variant) As Variant
    Dim xsGiven(1 To 4) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(amount) Then XsTake xsGiven, xsCount, 1, amount
    If Not IsMissing(shares) Then XsTake xsGiven, xsCount, 2, shares
    If Not IsMissing(unit) Then XsTake xsGiven, xsCount, 3, unit
    If Not IsMissing(overlay) Then XsTake xsGiven, xsCount, 4, overlay
    XLSALES_CREDIT = XsCall("CREDIT", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_CREDIT = XsFailed("CREDIT", Err.Description)
End Function

Public Function XLSALES_PAYOUT_CURVE(Optional attainment As Variant, Optional curve As Variant, Optional below As Variant, Optional above As Variant) As Variant
    Dim xsGiven(1 To 4) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(attainment) Then XsTake xsGiven, xsCount, 1, attainment
    If Not IsMissing(curve) Then XsTake xsGiven, xsCount, 2, curve
    If Not IsMissing(below) Then XsTake xsGiven, xsCount, 3, below
    If Not IsMissing(above) Then XsTake xsGiven, xsCount, 4, above
    XLSALES_PAYOUT_CURVE = XsCall("PAYOUT_CURVE", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_PAYOUT_CURVE = XsFailed("PAYOUT_CURVE", Err.Description)
End Function

Public Function XLSALES_DRAW(Optional earnings As Variant, Optional draw As Variant, Optional recoverable As Variant, Optional opening As Variant, Optional recovery_cap As Variant) As Variant
    Dim xsGiven(1 To 5) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(earnings) Then XsTake xsGiven, xsCount, 1, earnings
    If Not IsMissing(draw) Then XsTake xsGiven, xsCount, 2, draw
    If Not IsMissing(recoverable) Then XsTake xsGiven, xsCount, 3, recoverable
    If Not IsMissing(opening) Then XsTake xsGiven, xsCount, 4, opening
    If Not IsMissing(recovery_cap) Then XsTake xsGiven, xsCount, 5, recovery_cap
    XLSALES_DRAW = XsCall("DRAW", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_DRAW = XsFailed("DRAW", Err.Description)
End Function

Public Function XLSALES_TRUE_UP(Optional earned As Variant, Optional paid As Variant, Optional negative As Variant) As Variant
    Dim xsGiven(1 To 3) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(earned) Then XsTake xsGiven, xsCount, 1, earned
    If Not IsMissing(paid) Then XsTake xsGiven, xsCount, 2, paid
    If Not IsMissing(negative) Then XsTake xsGiven, xsCount, 3, negative
    XLSALES_TRUE_UP = XsCall("TRUE_UP", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_TRUE_UP = XsFailed("TRUE_UP", Err.Description)
End Function

Public Function XLSALES_SALES_FOR(Optional payout As Variant, Optional tiers As Variant, Optional mode As Variant, Optional prior As Variant, Optional boundary As Variant, Optional unit As Variant, Optional quota As Variant) As Variant
    Dim xsGiven(1 To 7) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(payout) Then XsTake xsGiven, xsCount, 1, payout
    If Not IsMissing(tiers) Then XsTake xsGiven, xsCount, 2, tiers
    If Not IsMissing(mode) Then XsTake xsGiven, xsCount, 3, mode
    If Not IsMissing(prior) Then XsTake xsGiven, xsCount, 4, prior
    If Not IsMissing(boundary) Then XsTake xsGiven, xsCount, 5, boundary
    If Not IsMissing(unit) Then XsTake xsGiven, xsCount, 6, unit
    If Not IsMissing(quota) Then XsTake xsGiven, xsCount, 7, quota
    XLSALES_SALES_FOR = XsCall("SALES_FOR", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_SALES_FOR = XsFailed("SALES_FOR", Err.Description)
End Function

Public Function XLSALES_CLIFFS(Optional tiers As Variant, Optional mode As Variant, Optional boundary As Variant) As Variant
    Dim xsGiven(1 To 3) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(tiers) Then XsTake xsGiven, xsCount, 1, tiers
    If Not IsMissing(mode) Then XsTake xsGiven, xsCount, 2, mode
    If Not IsMissing(boundary) Then XsTake xsGiven, xsCount, 3, boundary
    XLSALES_CLIFFS = XsCall("CLIFFS", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_CLIFFS = XsFailed("CLIFFS", Err.Description)
End Function

Public Function XLSALES_TIERS_CHECK(Optional tiers As Variant) As Variant
    Dim xsGiven(1 To 1) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(tiers) Then XsTake xsGiven, xsCount, 1, tiers
    XLSALES_TIERS_CHECK = XsCall("TIERS_CHECK", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_TIERS_CHECK = XsFailed("TIERS_CHECK", Err.Description)
End Function

Public Function XLSALES_PRICE(Optional quantity As Variant, Optional tiers As Variant, Optional mode As Variant, Optional boundary As Variant, Optional floor As Variant, Optional unit As Variant) As Variant
    Dim xsGiven(1 To 6) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(quantity) Then XsTake xsGiven, xsCount, 1, quantity
    If Not IsMissing(tiers) Then XsTake xsGiven, xsCount, 2, tiers
    If Not IsMissing(mode) Then XsTake xsGiven, xsCount, 3, mode
    If Not IsMissing(boundary) Then XsTake xsGiven, xsCount, 4, boundary
    If Not IsMissing(floor) Then XsTake xsGiven, xsCount, 5, floor
    If Not IsMissing(unit) Then XsTake xsGiven, xsCount, 6, unit
    XLSALES_PRICE = XsCall("PRICE", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_PRICE = XsFailed("PRICE", Err.Description)
End Function

Public Function XLSALES_RANK_PRIZES(Optional values As Variant, Optional prizes As Variant, Optional ties As Variant, Optional minimum As Variant, Optional unit As Variant) As Variant
    Dim xsGiven(1 To 5) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(values) Then XsTake xsGiven, xsCount, 1, values
    If Not IsMissing(prizes) Then XsTake xsGiven, xsCount, 2, prizes
    If Not IsMissing(ties) Then XsTake xsGiven, xsCount, 3, ties
    If Not IsMissing(minimum) Then XsTake xsGiven, xsCount, 4, minimum
    If Not IsMissing(unit) Then XsTake xsGiven, xsCount, 5, unit
    XLSALES_RANK_PRIZES = XsCall("RANK_PRIZES", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_RANK_PRIZES = XsFailed("RANK_PRIZES", Err.Description)
End Function

Public Function XLSALES_OVERRIDES(Optional people As Variant, Optional managers As Variant, Optional amounts As Variant, Optional rates As Variant, Optional unit As Variant) As Variant
    Dim xsGiven(1 To 5) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(people) Then XsTake xsGiven, xsCount, 1, people
    If Not IsMissing(managers) Then XsTake xsGiven, xsCount, 2, managers
    If Not IsMissing(amounts) Then XsTake xsGiven, xsCount, 3, amounts
    If Not IsMissing(rates) Then XsTake xsGiven, xsCount, 4, rates
    If Not IsMissing(unit) Then XsTake xsGiven, xsCount, 5, unit
    XLSALES_OVERRIDES = XsCall("OVERRIDES", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_OVERRIDES = XsFailed("OVERRIDES", Err.Description)
End Function

Public Function XLSALES_RATE_FOR(Optional keys As Variant, Optional rules As Variant, Optional date_ As Variant) As Variant
    Dim xsGiven(1 To 3) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(keys) Then XsTake xsGiven, xsCount, 1, keys
    If Not IsMissing(rules) Then XsTake xsGiven, xsCount, 2, rules
    If Not IsMissing(date_) Then XsTake xsGiven, xsCount, 3, date_
    XLSALES_RATE_FOR = XsCall("RATE_FOR", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_RATE_FOR = XsFailed("RATE_FOR", Err.Description)
End Function

Public Function XLSALES_LOOKUP_RATE(Optional value As Variant, Optional table As Variant, Optional boundary As Variant) As Variant
    Dim xsGiven(1 To 3) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(value) Then XsTake xsGiven, xsCount, 1, value
    If Not IsMissing(table) Then XsTake xsGiven, xsCount, 2, table
    If Not IsMissing(boundary) Then XsTake xsGiven, xsCount, 3, boundary
    XLSALES_LOOKUP_RATE = XsCall("LOOKUP_RATE", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_LOOKUP_RATE = XsFailed("LOOKUP_RATE", Err.Description)
End Function

Public Function XLSALES_MATRIX_RATE(Optional x As Variant, Optional y As Variant, Optional table As Variant, Optional boundary As Variant, Optional boundary_y As Variant) As Variant
    Dim xsGiven(1 To 5) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(x) Then XsTake xsGiven, xsCount, 1, x
    If Not IsMissing(y) Then XsTake xsGiven, xsCount, 2, y
    If Not IsMissing(table) Then XsTake xsGiven, xsCount, 3, table
    If Not IsMissing(boundary) Then XsTake xsGiven, xsCount, 4, boundary
    If Not IsMissing(boundary_y) Then XsTake xsGiven, xsCount, 5, boundary_y
    XLSALES_MATRIX_RATE = XsCall("MATRIX_RATE", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_MATRIX_RATE = XsFailed("MATRIX_RATE", Err.Description)
End Function

Public Function XLSALES_COMMISSION_RUNNING(Optional amounts As Variant, Optional tiers As Variant, Optional mode As Variant, Optional prior As Variant, Optional boundary As Variant, Optional unit As Variant, Optional quota As Variant, Optional keys As Variant) As Variant
    Dim xsGiven(1 To 8) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(amounts) Then XsTake xsGiven, xsCount, 1, amounts
    If Not IsMissing(tiers) Then XsTake xsGiven, xsCount, 2, tiers
    If Not IsMissing(mode) Then XsTake xsGiven, xsCount, 3, mode
    If Not IsMissing(prior) Then XsTake xsGiven, xsCount, 4, prior
    If Not IsMissing(boundary) Then XsTake xsGiven, xsCount, 5, boundary
    If Not IsMissing(unit) Then XsTake xsGiven, xsCount, 6, unit
    If Not IsMissing(quota) Then XsTake xsGiven, xsCount, 7, quota
    If Not IsMissing(keys) Then XsTake xsGiven, xsCount, 8, keys
    XLSALES_COMMISSION_RUNNING = XsCall("COMMISSION_RUNNING", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_COMMISSION_RUNNING = XsFailed("COMMISSION_RUNNING", Err.Description)
End Function

Public Function XLSALES_SCORECARD(Optional weights As Variant, Optional scores As Variant, Optional caps As Variant) As Variant
    Dim xsGiven(1 To 3) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(weights) Then XsTake xsGiven, xsCount, 1, weights
    If Not IsMissing(scores) Then XsTake xsGiven, xsCount, 2, scores
    If Not IsMissing(caps) Then XsTake xsGiven, xsCount, 3, caps
    XLSALES_SCORECARD = XsCall("SCORECARD", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_SCORECARD = XsFailed("SCORECARD", Err.Description)
End Function

Public Function XLSALES_CLAWBACK(Optional paid As Variant, Optional kept As Variant, Optional required As Variant, Optional mode As Variant, Optional unit As Variant) As Variant
    Dim xsGiven(1 To 5) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(paid) Then XsTake xsGiven, xsCount, 1, paid
    If Not IsMissing(kept) Then XsTake xsGiven, xsCount, 2, kept
    If Not IsMissing(required) Then XsTake xsGiven, xsCount, 3, required
    If Not IsMissing(mode) Then XsTake xsGiven, xsCount, 4, mode
    If Not IsMissing(unit) Then XsTake xsGiven, xsCount, 5, unit
    XLSALES_CLAWBACK = XsCall("CLAWBACK", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_CLAWBACK = XsFailed("CLAWBACK", Err.Description)
End Function

Public Function XLSALES_COLLECTED(Optional commission As Variant, Optional invoiced As Variant, Optional received As Variant, Optional unit As Variant) As Variant
    Dim xsGiven(1 To 4) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(commission) Then XsTake xsGiven, xsCount, 1, commission
    If Not IsMissing(invoiced) Then XsTake xsGiven, xsCount, 2, invoiced
    If Not IsMissing(received) Then XsTake xsGiven, xsCount, 3, received
    If Not IsMissing(unit) Then XsTake xsGiven, xsCount, 4, unit
    XLSALES_COLLECTED = XsCall("COLLECTED", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_COLLECTED = XsFailed("COLLECTED", Err.Description)
End Function

Public Function XLSALES_MARGIN(Optional revenue As Variant, Optional cost As Variant, Optional basis As Variant) As Variant
    Dim xsGiven(1 To 3) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(revenue) Then XsTake xsGiven, xsCount, 1, revenue
    If Not IsMissing(cost) Then XsTake xsGiven, xsCount, 2, cost
    If Not IsMissing(basis) Then XsTake xsGiven, xsCount, 3, basis
    XLSALES_MARGIN = XsCall("MARGIN", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_MARGIN = XsFailed("MARGIN", Err.Description)
End Function

Public Function XLSALES_ACCRUAL(Optional amount As Variant, Optional start As Variant, Optional months As Variant, Optional as_of As Variant, Optional headers As Variant) As Variant
    Dim xsGiven(1 To 5) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(amount) Then XsTake xsGiven, xsCount, 1, amount
    If Not IsMissing(start) Then XsTake xsGiven, xsCount, 2, start
    If Not IsMissing(months) Then XsTake xsGiven, xsCount, 3, months
    If Not IsMissing(as_of) Then XsTake xsGiven, xsCount, 4, as_of
    If Not IsMissing(headers) Then XsTake xsGiven, xsCount, 5, headers
    XLSALES_ACCRUAL = XsCall("ACCRUAL", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_ACCRUAL = XsFailed("ACCRUAL", Err.Description)
End Function

Public Function XLSALES_ABC(Optional values As Variant, Optional cuts As Variant, Optional crossing As Variant, Optional ties As Variant, Optional labels As Variant) As Variant
    Dim xsGiven(1 To 5) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(values) Then XsTake xsGiven, xsCount, 1, values
    If Not IsMissing(cuts) Then XsTake xsGiven, xsCount, 2, cuts
    If Not IsMissing(crossing) Then XsTake xsGiven, xsCount, 3, crossing
    If Not IsMissing(ties) Then XsTake xsGiven, xsCount, 4, ties
    If Not IsMissing(labels) Then XsTake xsGiven, xsCount, 5, labels
    XLSALES_ABC = XsCall("ABC", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_ABC = XsFailed("ABC", Err.Description)
End Function

Public Function XLSALES_AGEING(Optional amounts As Variant, Optional due_dates As Variant, Optional as_of As Variant, Optional buckets As Variant, Optional customers As Variant) As Variant
    Dim xsGiven(1 To 5) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(amounts) Then XsTake xsGiven, xsCount, 1, amounts
    If Not IsMissing(due_dates) Then XsTake xsGiven, xsCount, 2, due_dates
    If Not IsMissing(as_of) Then XsTake xsGiven, xsCount, 3, as_of
    If Not IsMissing(buckets) Then XsTake xsGiven, xsCount, 4, buckets
    If Not IsMissing(customers) Then XsTake xsGiven, xsCount, 5, customers
    XLSALES_AGEING = XsCall("AGEING", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_AGEING = XsFailed("AGEING", Err.Description)
End Function

Public Function XLSALES_BANDS(Optional score As Variant, Optional bands As Variant, Optional boundary As Variant) As Variant
    Dim xsGiven(1 To 3) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(score) Then XsTake xsGiven, xsCount, 1, score
    If Not IsMissing(bands) Then XsTake xsGiven, xsCount, 2, bands
    If Not IsMissing(boundary) Then XsTake xsGiven, xsCount, 3, boundary
    XLSALES_BANDS = XsCall("BANDS", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_BANDS = XsFailed("BANDS", Err.Description)
End Function

Public Function XLSALES_BANT(Optional answers As Variant, Optional weights As Variant, Optional cutoff As Variant) As Variant
    Dim xsGiven(1 To 3) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(answers) Then XsTake xsGiven, xsCount, 1, answers
    If Not IsMissing(weights) Then XsTake xsGiven, xsCount, 2, weights
    If Not IsMissing(cutoff) Then XsTake xsGiven, xsCount, 3, cutoff
    XLSALES_BANT = XsCall("BANT", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_BANT = XsFailed("BANT", Err.Description)
End Function

Public Function XLSALES_CONCENTRATION(Optional values As Variant, Optional metric As Variant) As Variant
    Dim xsGiven(1 To 2) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(values) Then XsTake xsGiven, xsCount, 1, values
    If Not IsMissing(metric) Then XsTake xsGiven, xsCount, 2, metric
    XLSALES_CONCENTRATION = XsCall("CONCENTRATION", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_CONCENTRATION = XsFailed("CONCENTRATION", Err.Description)
End Function

Public Function XLSALES_DSO(Optional receivables As Variant, Optional sales As Variant, Optional days As Variant, Optional method As Variant) As Variant
    Dim xsGiven(1 To 4) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(receivables) Then XsTake xsGiven, xsCount, 1, receivables
    If Not IsMissing(sales) Then XsTake xsGiven, xsCount, 2, sales
    If Not IsMissing(days) Then XsTake xsGiven, xsCount, 3, days
    If Not IsMissing(method) Then XsTake xsGiven, xsCount, 4, method
    XLSALES_DSO = XsCall("DSO", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_DSO = XsFailed("DSO", Err.Description)
End Function

Public Function XLSALES_FIT(Optional needs As Variant, Optional capability As Variant) As Variant
    Dim xsGiven(1 To 2) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(needs) Then XsTake xsGiven, xsCount, 1, needs
    If Not IsMissing(capability) Then XsTake xsGiven, xsCount, 2, capability
    XLSALES_FIT = XsCall("FIT", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_FIT = XsFailed("FIT", Err.Description)
End Function

Public Function XLSALES_FORECAST(Optional history As Variant, Optional periods As Variant, Optional period As Variant) As Variant
    Dim xsGiven(1 To 3) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(history) Then XsTake xsGiven, xsCount, 1, history
    If Not IsMissing(periods) Then XsTake xsGiven, xsCount, 2, periods
    If Not IsMissing(period) Then XsTake xsGiven, xsCount, 3, period
    XLSALES_FORECAST = XsCall("FORECAST", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_FORECAST = XsFailed("FORECAST", Err.Description)
End Function

Public Function XLSALES_GRADE(Optional fit As Variant, Optional volume As Variant, Optional frequency As Variant, Optional margin As Variant, Optional credit As Variant, Optional thresholds As Variant, Optional labels As Variant) As Variant
    Dim xsGiven(1 To 7) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(fit) Then XsTake xsGiven, xsCount, 1, fit
    If Not IsMissing(volume) Then XsTake xsGiven, xsCount, 2, volume
    If Not IsMissing(frequency) Then XsTake xsGiven, xsCount, 3, frequency
    If Not IsMissing(margin) Then XsTake xsGiven, xsCount, 4, margin
    If Not IsMissing(credit) Then XsTake xsGiven, xsCount, 5, credit
    If Not IsMissing(thresholds) Then XsTake xsGiven, xsCount, 6, thresholds
    If Not IsMissing(labels) Then XsTake xsGiven, xsCount, 7, labels
    XLSALES_GRADE = XsCall("GRADE", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_GRADE = XsFailed("GRADE", Err.Description)
End Function

Public Function XLSALES_GRADE_WHY(Optional fit As Variant, Optional volume As Variant, Optional frequency As Variant, Optional margin As Variant, Optional credit As Variant, Optional thresholds As Variant, Optional labels As Variant, Optional language As Variant) As Variant
    Dim xsGiven(1 To 8) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(fit) Then XsTake xsGiven, xsCount, 1, fit
    If Not IsMissing(volume) Then XsTake xsGiven, xsCount, 2, volume
    If Not IsMissing(frequency) Then XsTake xsGiven, xsCount, 3, frequency
    If Not IsMissing(margin) Then XsTake xsGiven, xsCount, 4, margin
    If Not IsMissing(credit) Then XsTake xsGiven, xsCount, 5, credit
    If Not IsMissing(thresholds) Then XsTake xsGiven, xsCount, 6, thresholds
    If Not IsMissing(labels) Then XsTake xsGiven, xsCount, 7, labels
    If Not IsMissing(language) Then XsTake xsGiven, xsCount, 8, language
    XLSALES_GRADE_WHY = XsCall("GRADE_WHY", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_GRADE_WHY = XsFailed("GRADE_WHY", Err.Description)
End Function

Public Function XLSALES_MIGRATION(Optional before As Variant, Optional after As Variant, Optional order As Variant, Optional before_ids As Variant, Optional after_ids As Variant) As Variant
    Dim xsGiven(1 To 5) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(before) Then XsTake xsGiven, xsCount, 1, before
    If Not IsMissing(after) Then XsTake xsGiven, xsCount, 2, after
    If Not IsMissing(order) Then XsTake xsGiven, xsCount, 3, order
    If Not IsMissing(before_ids) Then XsTake xsGiven, xsCount, 4, before_ids
    If Not IsMissing(after_ids) Then XsTake xsGiven, xsCount, 5, after_ids
    XLSALES_MIGRATION = XsCall("MIGRATION", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_MIGRATION = XsFailed("MIGRATION", Err.Description)
End Function

Public Function XLSALES_PAYMENT_SCORE(Optional amounts As Variant, Optional days_beyond_terms As Variant, Optional key As Variant, Optional customers As Variant) As Variant
    Dim xsGiven(1 To 4) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(amounts) Then XsTake xsGiven, xsCount, 1, amounts
    If Not IsMissing(days_beyond_terms) Then XsTake xsGiven, xsCount, 2, days_beyond_terms
    If Not IsMissing(key) Then XsTake xsGiven, xsCount, 3, key
    If Not IsMissing(customers) Then XsTake xsGiven, xsCount, 4, customers
    XLSALES_PAYMENT_SCORE = XsCall("PAYMENT_SCORE", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_PAYMENT_SCORE = XsFailed("PAYMENT_SCORE", Err.Description)
End Function

Public Function XLSALES_PIPELINE(Optional amounts As Variant, Optional stages As Variant, Optional probabilities As Variant) As Variant
    Dim xsGiven(1 To 3) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(amounts) Then XsTake xsGiven, xsCount, 1, amounts
    If Not IsMissing(stages) Then XsTake xsGiven, xsCount, 2, stages
    If Not IsMissing(probabilities) Then XsTake xsGiven, xsCount, 3, probabilities
    XLSALES_PIPELINE = XsCall("PIPELINE", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_PIPELINE = XsFailed("PIPELINE", Err.Description)
End Function

Public Function XLSALES_PORTFOLIO(Optional attractiveness As Variant, Optional strength As Variant, Optional cuts As Variant) As Variant
    Dim xsGiven(1 To 3) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(attractiveness) Then XsTake xsGiven, xsCount, 1, attractiveness
    If Not IsMissing(strength) Then XsTake xsGiven, xsCount, 2, strength
    If Not IsMissing(cuts) Then XsTake xsGiven, xsCount, 3, cuts
    XLSALES_PORTFOLIO = XsCall("PORTFOLIO", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_PORTFOLIO = XsFailed("PORTFOLIO", Err.Description)
End Function

Public Function XLSALES_REGRADE(Optional previous As Variant, Optional score As Variant, Optional bands As Variant, Optional promote As Variant, Optional demote As Variant) As Variant
    Dim xsGiven(1 To 5) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(previous) Then XsTake xsGiven, xsCount, 1, previous
    If Not IsMissing(score) Then XsTake xsGiven, xsCount, 2, score
    If Not IsMissing(bands) Then XsTake xsGiven, xsCount, 3, bands
    If Not IsMissing(promote) Then XsTake xsGiven, xsCount, 4, promote
    If Not IsMissing(demote) Then XsTake xsGiven, xsCount, 5, demote
    XLSALES_REGRADE = XsCall("REGRADE", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_REGRADE = XsFailed("REGRADE", Err.Description)
End Function

Public Function XLSALES_RFM(Optional customers As Variant, Optional dates As Variant, Optional amounts As Variant, Optional as_of As Variant, Optional bins As Variant, Optional rule As Variant, Optional order_ids As Variant) As Variant
    Dim xsGiven(1 To 7) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(customers) Then XsTake xsGiven, xsCount, 1, customers
    If Not IsMissing(dates) Then XsTake xsGiven, xsCount, 2, dates
    If Not IsMissing(amounts) Then XsTake xsGiven, xsCount, 3, amounts
    If Not IsMissing(as_of) Then XsTake xsGiven, xsCount, 4, as_of
    If Not IsMissing(bins) Then XsTake xsGiven, xsCount, 5, bins
    If Not IsMissing(rule) Then XsTake xsGiven, xsCount, 6, rule
    If Not IsMissing(order_ids) Then XsTake xsGiven, xsCount, 7, order_ids
    XLSALES_RFM = XsCall("RFM", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_RFM = XsFailed("RFM", Err.Description)
End Function

Public Function XLSALES_RFM_SEGMENT(Optional r As Variant, Optional f As Variant, Optional m As Variant, Optional segments As Variant) As Variant
    Dim xsGiven(1 To 4) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(r) Then XsTake xsGiven, xsCount, 1, r
    If Not IsMissing(f) Then XsTake xsGiven, xsCount, 2, f
    If Not IsMissing(m) Then XsTake xsGiven, xsCount, 3, m
    If Not IsMissing(segments) Then XsTake xsGiven, xsCount, 4, segments
    XLSALES_RFM_SEGMENT = XsCall("RFM_SEGMENT", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_RFM_SEGMENT = XsFailed("RFM_SEGMENT", Err.Description)
End Function

Public Function XLSALES_SCORE(Optional values As Variant, Optional rules As Variant, Optional missing As Variant) As Variant
    Dim xsGiven(1 To 3) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(values) Then XsTake xsGiven, xsCount, 1, values
    If Not IsMissing(rules) Then XsTake xsGiven, xsCount, 2, rules
    If Not IsMissing(missing) Then XsTake xsGiven, xsCount, 3, missing
    XLSALES_SCORE = XsCall("SCORE", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_SCORE = XsFailed("SCORE", Err.Description)
End Function

Public Function XLSALES_SCORE_WHY(Optional values As Variant, Optional rules As Variant, Optional missing As Variant) As Variant
    Dim xsGiven(1 To 3) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(values) Then XsTake xsGiven, xsCount, 1, values
    If Not IsMissing(rules) Then XsTake xsGiven, xsCount, 2, rules
    If Not IsMissing(missing) Then XsTake xsGiven, xsCount, 3, missing
    XLSALES_SCORE_WHY = XsCall("SCORE_WHY", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_SCORE_WHY = XsFailed("SCORE_WHY", Err.Description)
End Function

Public Function XLSALES_STATUS(Optional first_order As Variant, Optional last_order As Variant, Optional as_of As Variant, Optional active_days As Variant, Optional lapsed_days As Variant, Optional previous_order As Variant) As Variant
    Dim xsGiven(1 To 6) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(first_order) Then XsTake xsGiven, xsCount, 1, first_order
    If Not IsMissing(last_order) Then XsTake xsGiven, xsCount, 2, last_order
    If Not IsMissing(as_of) Then XsTake xsGiven, xsCount, 3, as_of
    If Not IsMissing(active_days) Then XsTake xsGiven, xsCount, 4, active_days
    If Not IsMissing(lapsed_days) Then XsTake xsGiven, xsCount, 5, lapsed_days
    If Not IsMissing(previous_order) Then XsTake xsGiven, xsCount, 6, previous_order
    XLSALES_STATUS = XsCall("STATUS", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_STATUS = XsFailed("STATUS", Err.Description)
End Function

Public Function XLSALES_NEXT_VISIT(Optional last_contact As Variant, Optional grade As Variant, Optional frequencies As Variant, Optional as_of As Variant) As Variant
    Dim xsGiven(1 To 4) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(last_contact) Then XsTake xsGiven, xsCount, 1, last_contact
    If Not IsMissing(grade) Then XsTake xsGiven, xsCount, 2, grade
    If Not IsMissing(frequencies) Then XsTake xsGiven, xsCount, 3, frequencies
    If Not IsMissing(as_of) Then XsTake xsGiven, xsCount, 4, as_of
    XLSALES_NEXT_VISIT = XsCall("NEXT_VISIT", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_NEXT_VISIT = XsFailed("NEXT_VISIT", Err.Description)
End Function

Public Function XLSALES_WORKLOAD(Optional accounts As Variant, Optional visits As Variant, Optional capacity As Variant, Optional hours As Variant) As Variant
    Dim xsGiven(1 To 4) As Variant
    Dim xsCount As Long
    If XsWizardIsOpen() Then Exit Function
    On Error GoTo failed
    If Not IsMissing(accounts) Then XsTake xsGiven, xsCount, 1, accounts
    If Not IsMissing(visits) Then XsTake xsGiven, xsCount, 2, visits
    If Not IsMissing(capacity) Then XsTake xsGiven, xsCount, 3, capacity
    If Not IsMissing(hours) Then XsTake xsGiven, xsCount, 4, hours
    XLSALES_WORKLOAD = XsCall("WORKLOAD", xsGiven, xsCount)
    Exit Function
failed:
    XLSALES_WORKLOAD = XsFailed("WORKLOAD", Err.Description)
End Function
