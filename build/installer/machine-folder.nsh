; The folder for backups, journal and history of changes (docs/decisions/0001-machine-folder.md).
; Protects: it is made with its access list in one call, or found to be ours by owner and list of one open handle. What
; lies in its place otherwise is set aside, never taken over and never mended; where that fails nothing is installed.

; Owner Administrators, nothing inherited; SYSTEM and Administrators may do anything, Users read. As program-data-folder.ts.
!define ACCESS "O:BAG:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)"
!define ERROR_ALREADY_EXISTS 183
!define SET_ASIDE_TIMES 5

Var DataFolder
; Owner and list as this Windows writes them: without and with the mark for inheritance, which changes nothing here.
Var OurRights
Var OurRightsMarked

; Leaves in $9 the owner and list of the descriptor in $5 as text, and nothing when Windows does not tell it.
Function TextOfRights
  StrCpy $9 ""
  System::Call 'advapi32::ConvertSecurityDescriptorToStringSecurityDescriptorW(p r5, i 1, i ${OWNER_AND_LIST}, *p .r8, p 0) i .r7'
  ${If} $7 <> 0
    System::Call 'kernel32::lstrcpynW(w .r9, p r8, i ${NSIS_MAX_STRLEN})'
    System::Call 'kernel32::LocalFree(p r8)'
  ${EndIf}
FunctionEnd

; Leaves 1 in $0 when what lies at $Path is a plain folder with exactly our owner and access list.
Function IsOurs
  Call OpenForRights
  ${If} $0 <> 0
    StrCpy $0 0
    Return
  ${EndIf}
  StrCpy $0 0
  IntOp $6 $2 & ${ATTRIBUTE_DIRECTORY}
  IntOp $7 $2 & ${ATTRIBUTE_REPARSE_POINT}
  ${If} $6 <> 0
  ${AndIf} $7 = 0
    Call TextOfRights
    ${IfThen} $9 S== $OurRights ${|} StrCpy $0 1 ${|}
    ${IfThen} $9 S== $OurRightsMarked ${|} StrCpy $0 1 ${|}
!ifdef WINE_USER
    ; What Wine makes of our list: the rights of a Linux file, 0700.
    ${IfThen} $9 S== "O:${WINE_USER}D:(A;OICI;FA;;;SY)(A;OICI;FA;;;${WINE_USER})" ${|} StrCpy $0 1 ${|}
!endif
  ${EndIf}
  Call CloseRights
FunctionEnd

; Makes the folder, or ends the installation with nothing changed but what was set aside.
Function MakeDataFolder
  StrCpy $Path $DataFolder
  System::Call 'advapi32::ConvertStringSecurityDescriptorToSecurityDescriptorW(w "${ACCESS}", i 1, *p .R5, p 0) i .r0'
  ${If} $0 = 0
    Goto failed
  ${EndIf}
  StrCpy $5 $R5
  Call TextOfRights
  ; "O:BAD:P" and the entries.
  StrCpy $0 $9 7
  ${If} $0 != "O:BAD:P"
    Goto failed
  ${EndIf}
  StrCpy $OurRights $9
  StrCpy $0 $9 "" 7
  StrCpy $OurRightsMarked "O:BAD:PAI$0"
  ; SECURITY_ATTRIBUTES: with the list from the first moment, not set afterwards.
!if ${NSIS_PTR_SIZE} == 8
  System::Call '*(i 24, i 0, p R5, i 0, i 0) p .R6'
!else
  System::Call '*(i 12, p R5, i 0) p .R6'
!endif
  StrCpy $R7 0
  ${Do}
    StrCpy $2 $Path
    System::Call 'kernel32::CreateDirectoryW(w r2, p R6) i .r0 ?e'
    Pop $1
    ${If} $0 <> 0
      Goto made
    ${EndIf}
    ${If} $1 <> ${ERROR_ALREADY_EXISTS}
      Goto failed
    ${EndIf}
    Call IsOurs
    ${If} $0 = 1
      Goto made
    ${EndIf}
    ${If} $R7 >= ${SET_ASIDE_TIMES}
      Goto failed
    ${EndIf}
    IntOp $R7 $R7 + 1
    ; A name that is taken already is not replaced: the next time has another.
    System::Call 'kernel32::GetTickCount() i .r1'
    StrCpy $2 $Path
    StrCpy $3 "$Path (set aside $1)"
    System::Call 'kernel32::MoveFileW(w r2, w r3) i .r0'
    ${If} $0 = 0
      ; Held open by somebody, perhaps for a moment.
      Sleep 200
    ${EndIf}
  ${Loop}
made:
  System::Free $R6
  System::Call 'kernel32::LocalFree(p R5)'
  Return
failed:
  !insertmacro End ${EXIT_MACHINE_FOLDER} "The folder $DataFolder could not be made for administrators alone: what lies there is not ours, and could not be set aside. Look at who made it, remove it, and start the installation again. Nothing was installed."
FunctionEnd
