Attribute VB_Name = "XlsalesExcel"
Option Explicit
Option Private Module
' What the functions ask of Excel and of the Python process; nothing else here touches either.

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
    XsDateSystem = 1900
    On Error Resume Next
    If Application.Caller.Worksheet.Parent.Date1904 Then XsDateSystem = 1904
End Function
