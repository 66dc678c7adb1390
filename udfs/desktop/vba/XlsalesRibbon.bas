Attribute VB_Name = "XlsalesRibbon"
Option Explicit
' What the ribbon asks for and what its buttons do. A tag says how: python:, excel: or insert:.

Private mRibbon As IRibbonUI
Private mHelpIsThere As Boolean

Public Sub XsOnLoad(ribbon As IRibbonUI)
    Set mRibbon = ribbon
End Sub

Public Sub XsStart()
    ' Called once Excel has finished loading, and whenever a book comes to the front.
    If Not ActiveWorkbook Is Nothing And Not mHelpIsThere Then
        XsRegisterHelp
        mHelpIsThere = True
    End If
    If Not mRibbon Is Nothing Then mRibbon.Invalidate
End Sub

Public Sub XsGetLabel(control As IRibbonControl, ByRef returned)
    returned = XsLabel(control.ID)
End Sub

Public Sub XsGetScreentip(control As IRibbonControl, ByRef returned)
    returned = XsLabel(control.ID)
End Sub

Public Sub XsGetSupertip(control As IRibbonControl, ByRef returned)
    returned = XsTip(control.ID)
End Sub

Public Sub XsGetEnabled(control As IRibbonControl, ByRef returned)
    returned = Not ActiveWorkbook Is Nothing
End Sub

Public Sub XsGetVisible(control As IRibbonControl, ByRef returned)
    ' Cell functions of an add-in need the Windows process.
    #If Mac Then
        returned = False
    #Else
        returned = True
    #End If
End Sub

Public Sub XsOnAction(control As IRibbonControl)
    XsDo control.Tag
End Sub

Public Sub XsDo(ByVal tag As String)
    Dim what As String
    what = Mid$(tag, InStr(tag, ":") + 1)
    Select Case Left$(tag, InStr(tag, ":"))
        Case "python:"
            XsPress what
        Case "insert:"
            XsInsert "=XLSALES_" & what & "()"
        Case "excel:"
            XsExcelAction what
    End Select
End Sub

Private Sub XsPress(ByVal button As String)
    Dim reason As String
    On Error GoTo failed
    Application.StatusBar = XsLabel("running")
    RunPython "import xlsales.hosts.desktop.buttons as b; b.press('" & button & "', '" & XsLanguage() & "')"
    #If Not Mac Then
        Application.StatusBar = False
    #End If
    Exit Sub
failed:
    reason = Err.Description
    Application.StatusBar = False
    MsgBox XsLabel("no_python") & vbLf & vbLf & reason, vbExclamation, "xlsales"
End Sub

Private Sub XsExcelAction(ByVal what As String)
    Select Case what
        Case "wizard"
            XsShowFunctions
        Case "errors"
            XsShowErrors
        Case "language"
            XsSetLanguage IIf(XsLanguage() = "zh", "en", "zh")
            mHelpIsThere = False
            XsStart
    End Select
End Sub

Private Sub XsShowErrors()
    ' What kept a call from Python stands here; why Python refused one, it tells itself.
    Dim problems As String
    problems = XsTakeProblems()
    If problems = "" Then
        XsPress "errors"
    Else
        MsgBox XsLabel("no_python") & vbLf & vbLf & Left$(problems, 900), vbExclamation, "xlsales"
    End If
End Sub

Private Sub XsInsert(ByVal formula As String)
    ' Into an empty cell only. A call that the user leaves empty is taken away again.
    Dim cell As Object
    If ActiveCell Is Nothing Then Exit Sub
    Set cell = ActiveCell
    If cell.Formula <> "" Then
        MsgBox XsLabel("cell_taken"), vbInformation, "xlsales"
        Exit Sub
    End If
    XsWriteFormula cell, formula
    XsOpenWizard cell
    If cell.Formula = formula Then cell.ClearContents
End Sub
