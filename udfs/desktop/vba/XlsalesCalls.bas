Attribute VB_Name = "XlsalesCalls"
Option Explicit
Option Private Module
' From the arguments of a cell to Python and back.

Private Const SERVER_MODULE As String = "xlsales.hosts.desktop.server"
Private Const MOST_PROBLEMS As Long = 100

Private mProblems As Collection

Public Sub XsTake(given() As Variant, count As Long, ByVal position As Long, value As Variant)
    ' What is never taken stays Empty; count is the last argument that was given.
    If IsObject(value) Then
        given(position) = XsRangeValues(value)
    Else
        given(position) = value
    End If
    count = position
End Sub

Private Function XsRangeValues(ByVal area As Object) As Variant
    ' Value2: plain numbers for dates and money. Whole columns end with the used cells.
    Dim lastRow As Long
    If area.Areas.Count > 1 Then Err.Raise 5, "xlsales", "Select one block of cells; this range has several."
    If area.Rows.Count < area.Worksheet.Rows.Count Then
        XsRangeValues = area.Value2
    Else
        lastRow = area.Worksheet.UsedRange.Row + area.Worksheet.UsedRange.Rows.Count - 1
        XsRangeValues = area.Resize(lastRow).Value2
    End If
End Function

Public Function XsCall(ByVal name As String, given() As Variant, ByVal count As Long) As Variant
    #If Mac Then
        XsCall = XsFailed(name, "Cell functions need Windows here; on a Mac use the Lite version.")
    #Else
        XsCall = XsAsk(name, given, count)
    #End If
End Function

Private Function XsAsk(ByVal name As String, given() As Variant, ByVal count As Long) As Variant
    Dim asked() As Variant
    Dim i As Long
    Dim attempts As Long
    Dim number As Long
    Dim reason As String
    On Error GoTo failed
    ReDim asked(0 To count + 2)
    asked(0) = name
    asked(1) = XsCallerAddress()
    asked(2) = XsDateSystem()
    For i = 1 To count
        asked(i + 2) = given(i)
    Next i
again:
    attempts = attempts + 1
    XsAsk = XsCells(XsServer().CallUDF(SERVER_MODULE, "call", asked))
    Exit Function
failed:
    number = Err.Number
    reason = Err.Description
    If attempts = 1 And XsServerIsGone(number) Then
        XsForgetServer
        Resume again
    End If
    XsAsk = XsFailed(name, reason)
End Function

Private Function XsServerIsGone(ByVal number As Long) As Boolean
    ' RPC server unavailable, call failed, object disconnected; and VBA's own word for them.
    Select Case number
        Case &H800706BA, &H800706BE, &H80010108, 462
            XsServerIsGone = True
    End Select
End Function

Public Function XsCells(ByVal answer As Variant) As Variant
    ' Error values come as marked texts, because Python cannot send them; here they become real ones.
    Dim i As Long
    Dim j As Long
    If Not IsArray(answer) Then
        XsCells = XsCell(answer)
        Exit Function
    End If
    If XsHasColumns(answer) Then
        For i = LBound(answer, 1) To UBound(answer, 1)
            For j = LBound(answer, 2) To UBound(answer, 2)
                answer(i, j) = XsCell(answer(i, j))
            Next j
        Next i
    Else
        For i = LBound(answer) To UBound(answer)
            answer(i) = XsCell(answer(i))
        Next i
    End If
    XsCells = answer
End Function

Private Function XsHasColumns(answer As Variant) As Boolean
    Dim last As Long
    On Error Resume Next
    last = UBound(answer, 2)
    XsHasColumns = (Err.Number = 0)
End Function

Private Function XsCell(ByVal value As Variant) As Variant
    XsCell = value
    If VarType(value) = vbString Then
        If Left$(value, 1) = Chr$(1) Then XsCell = CVErr(CLng(Mid$(value, 2)))
    End If
End Function

Public Function XsFailed(ByVal name As String, ByVal reason As String) As Variant
    ' Python was not reached, or the arguments could not be read: told by the Errors button.
    If mProblems Is Nothing Then Set mProblems = New Collection
    If mProblems.Count = MOST_PROBLEMS Then mProblems.Remove 1
    mProblems.Add "XLSALES_" & name & ": " & reason
    XsFailed = CVErr(xlErrValue)
End Function

Public Function XsTakeProblems() As String
    ' The newest first; told once.
    Dim i As Long
    Dim told As String
    If mProblems Is Nothing Then Exit Function
    For i = mProblems.Count To 1 Step -1
        told = told & mProblems(i) & vbLf
    Next i
    Set mProblems = Nothing
    XsTakeProblems = told
End Function
