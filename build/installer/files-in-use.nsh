; Whether the files that will be replaced or removed are free, asked before anything is touched.
; Protects: an upgrade or a removal while the program runs leaves everything as it was, and can be repeated.

; GENERIC_READ, GENERIC_WRITE, DELETE: refused for a program that runs, and for what somebody holds without sharing.
!define CHANGE_AND_DELETE 0xC0010000
!define ERROR_SHARING_VIOLATION 32
; What a scanner holds for a moment is tried again, 1 s in all.
!define FREE_TRIES 5
!define FREE_PAUSE 200

Var HeldFile
Var TriesLeft

!macro CheckFree NAME
  StrCpy $R0 "$INSTDIR\${NAME}"
  Call CheckFree
!macroend

!macro un.CheckFree NAME
  StrCpy $R0 "$INSTDIR\${NAME}"
  Call un.CheckFree
!macroend

!macro FilesInUse UN
  ; Puts $R0 into $HeldFile, with the Windows error, when it is there and cannot be opened for us alone.
  Function ${UN}CheckFree
    ${If} $HeldFile != ""
      Return
    ${EndIf}
    ${Do}
      System::Call 'kernel32::CreateFileW(w R0, i ${CHANGE_AND_DELETE}, i 0, p 0, i 3, i 0x00200000, p 0) p .r1 ?e'
      Pop $2
      ${If} $1 != -1
        System::Call 'kernel32::CloseHandle(p r1)'
        Return
      ${EndIf}
      ${If} $2 = 2
      ${OrIf} $2 = 3
        Return
      ${EndIf}
      ${If} $2 <> ${ERROR_SHARING_VIOLATION}
      ${OrIf} $TriesLeft = 0
        StrCpy $HeldFile "$R0 (Windows error $2)"
        Return
      ${EndIf}
      IntOp $TriesLeft $TriesLeft - 1
      Sleep ${FREE_PAUSE}
    ${Loop}
  FunctionEnd

  ; Ends here when a file of the program is in use. The list is written by build/package/installer.mjs.
  Function ${UN}RequireFree
    StrCpy $HeldFile ""
    StrCpy $TriesLeft ${FREE_TRIES}
    !define EACH_FILE "${UN}CheckFree"
    !include "${FILES}"
    !undef EACH_FILE
    ${If} $HeldFile != ""
      !insertmacro End ${EXIT_IN_USE} "${PRODUCT} is in use: close it, also for other users, and start again. $HeldFile. Nothing was changed."
    ${EndIf}
  FunctionEnd
!macroend
