Attribute VB_Name = "XlsalesTexts"
Option Explicit
Option Private Module
' Words in the user's language and the help of the functions, from the sheet of this add-in.

Private Const COLUMN_LABEL As Long = 2
Private Const COLUMN_TIP As Long = 4

Private mLanguage As String
Private mTexts As Variant

Public Function XsLanguage() As String
    If mLanguage = "" Then mLanguage = LCase$(GetConfig("LANGUAGE", "", "user"))
    If mLanguage <> "en" And mLanguage <> "zh" Then mLanguage = XsOfficeLanguage()
    XsLanguage = mLanguage
End Function

Public Sub XsSetLanguage(ByVal language As String)
    SaveConfigToFile GetConfigFilePath(), "LANGUAGE", language
    mLanguage = language
End Sub

Public Function XsLabel(ByVal key As String) As String
    XsLabel = XsFind(key, COLUMN_LABEL)
End Function

Public Function XsTip(ByVal key As String) As String
    XsTip = XsFind(key, COLUMN_TIP)
End Function

Private Function XsFind(ByVal key As String, ByVal column As Long) As String
    ' English stands in the column, Chinese in the one after it.
    Dim i As Long
    If IsEmpty(mTexts) Then mTexts = ThisWorkbook.Names("XsTexts").RefersToRange.Value2
    If XsLanguage() = "zh" Then column = column + 1
    For i = LBound(mTexts, 1) To UBound(mTexts, 1)
        If mTexts(i, 1) = key Then
            XsFind = mTexts(i, column)
            Exit Function
        End If
    Next i
End Function

Public Sub XsRegisterHelp()
    ' Category, description and one line an argument for the function wizard.
    Dim rows As Variant
    Dim i As Long
    rows = ThisWorkbook.Names("XsFunctions").RefersToRange.Value2
    For i = LBound(rows, 1) To UBound(rows, 1)
        If rows(i, 1) = XsLanguage() Then XsRegisterFunction rows, i
    Next i
    ThisWorkbook.Saved = True
End Sub

Private Sub XsRegisterFunction(rows As Variant, ByVal i As Long)
    ' Columns: language, name, category, description, number of arguments, then their help.
    Dim helps() As String
    Dim j As Long
    ReDim helps(1 To rows(i, 5))
    For j = 1 To rows(i, 5)
        helps(j) = rows(i, 5 + j)
    Next j
    XsDescribe rows(i, 2), rows(i, 4), rows(i, 3), helps
End Sub
