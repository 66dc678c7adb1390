Attribute VB_Name = "XlsalesExcel"
Option Explicit
Option Private Module
' What only a real Excel or the Python process can answer; the other modules ask here.

Private mServer As Object

Public Function XsServer() As Object
    ' One process for all books: the command that starts it names no book.
    If mServer Is Nothing Then Set mServer = XLPy
    Set XsServer = mServer
End Function

Public Sub XsForgetServer()
    Set mServer = Nothing
End Sub

Public Function XsWizardIsOpen() As Boolean
    ' Excel disables the commands of this hidden toolbar while the function wizard is open.
    On Error Resume Next
    XsWizardIsOpen = Not Application.CommandBars("Standard").Controls(1).Enabled
End Function

Public Function XsCallerAddress() As String
    ' Empty where the caller is no cell.
    On Error Resume Next
    XsCallerAddress = Application.Caller.Address(External:=True)
End Function

Public Function XsDateSystem() As Long
    ' A condition that fails would count as true, therefore the variable.
    Dim from1904 As Boolean
    On Error Resume Next
    from1904 = Application.Caller.Worksheet.Parent.Date1904
    XsDateSystem = IIf(from1904, 1904, 1900)
End Function

Public Function XsOfficeLanguage() As String
    ' 2: the language of Excel's own menus.
    Dim language As Long
    On Error Resume Next
    language = Application.LanguageSettings.LanguageID(2)
    On Error GoTo 0
    Select Case language
        Case 2052, 1028, 3076, 4100, 5124
            XsOfficeLanguage = "zh"
        Case Else
            XsOfficeLanguage = "en"
    End Select
End Function

Public Sub XsDescribe(ByVal name As String, ByVal help As String, ByVal category As String, helps() As String)
    ' A function without its help still works, so that a refusal is no reason to stop.
    On Error Resume Next
    Application.MacroOptions Macro:=name, Description:=help, Category:=category, ArgumentDescriptions:=helps
    If Err.Number <> 0 Then
        Err.Clear
        Application.MacroOptions Macro:="'" & ThisWorkbook.Name & "'!" & name, Description:=help, _
            Category:=category, ArgumentDescriptions:=helps
    End If
End Sub

Public Sub XsWriteFormula(cell As Object, ByVal formula As String)
    ' Formula2 lets the result spill; Excel before 2021 has only Formula.
    On Error Resume Next
    cell.Formula2 = formula
    If Err.Number <> 0 Then
        Err.Clear
        cell.Formula = formula
    End If
End Sub

Public Sub XsOpenWizard(cell As Object)
    cell.FunctionWizard
End Sub

Public Sub XsShowFunctions()
    Application.Dialogs(xlDialogFunctionWizard).Show
End Sub
