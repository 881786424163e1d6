; Who may change a folder or file: asked of one open handle, without following links.
; Protects: what cannot be opened, read or understood counts as "others may change it".
; The rule is that of the program (folder-rights.ts): SYSTEM, Administrators and TrustedInstaller alone may change it.

!define TRUSTED_INSTALLER "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464"
!define INVALID_HANDLE -1
!define ERROR_FILE_NOT_FOUND 2
!define ERROR_PATH_NOT_FOUND 3
!define SE_FILE_OBJECT 1
; OWNER_SECURITY_INFORMATION and DACL_SECURITY_INFORMATION
!define OWNER_AND_LIST 5
; READ_CONTROL and FILE_READ_ATTRIBUTES; FILE_FLAG_BACKUP_SEMANTICS and FILE_FLAG_OPEN_REPARSE_POINT
!define READ_RIGHTS 0x20080
!define AS_IT_LIES 0x02200000
!define SHARE_ALL 7
!define OPEN_EXISTING 3
!define ATTRIBUTE_DIRECTORY 0x10
!define ATTRIBUTE_REPARSE_POINT 0x400
!define INHERIT_ONLY 8
; Every right but: read, list, traverse, read attributes and rights, synchronize, GENERIC_READ, GENERIC_EXECUTE.
!define RIGHTS_THAT_CHANGE 0x5FEDFF56
; Those that can replace what lies in a folder or the folder itself: delete child, delete, change rights or owner, GENERIC_ALL.
!define RIGHTS_THAT_REPLACE 0x120D0040

Var Path
Var Mask

; Opens what lies at $Path. Leaves the handle in $1 (closed by the caller), its attributes in $2, the owner in $3, the list
; in $4, and in $5 the descriptor that holds both (freed by the caller). $0 is the Windows error, and 0 when it was opened.
Function OpenForRights
  ; In a register: a path is no part of the text that describes the call.
  StrCpy $6 $Path
  System::Call 'kernel32::CreateFileW(w r6, i ${READ_RIGHTS}, i ${SHARE_ALL}, p 0, i ${OPEN_EXISTING}, i ${AS_IT_LIES}, p 0) p .r1 ?e'
  Pop $0
  ${If} $1 == ${INVALID_HANDLE}
    ${IfThen} $0 = 0 ${|} StrCpy $0 -1 ${|}
    Return
  ${EndIf}
  ; BY_HANDLE_FILE_INFORMATION begins with the attributes.
  System::Alloc 52
  Pop $6
  System::Call 'kernel32::GetFileInformationByHandle(p r1, p r6) i .r7 ?e'
  Pop $0
  System::Call '*$6(i .r2)'
  System::Free $6
  ${If} $7 = 0
    System::Call 'kernel32::CloseHandle(p r1)'
    ${IfThen} $0 = 0 ${|} StrCpy $0 -1 ${|}
    Return
  ${EndIf}
  System::Call 'advapi32::GetSecurityInfo(p r1, i ${SE_FILE_OBJECT}, i ${OWNER_AND_LIST}, *p .r3, p 0, *p .r4, p 0, *p .r5) i .r0'
  ${If} $0 <> 0
    System::Call 'kernel32::CloseHandle(p r1)'
  ${EndIf}
FunctionEnd

Function CloseRights
  System::Call 'kernel32::LocalFree(p r5)'
  System::Call 'kernel32::CloseHandle(p r1)'
FunctionEnd

; Leaves 1 in $0 when the account (a pointer to its SID in $6) may change what only administrators may.
Function IsTrusted
  StrCpy $0 0
  System::Call 'advapi32::ConvertSidToStringSidW(p r6, *p .r7) i .r8'
  ${If} $8 = 0
    Return
  ${EndIf}
  System::Call 'kernel32::lstrcpynW(w .r8, p r7, i ${NSIS_MAX_STRLEN})'
  System::Call 'kernel32::LocalFree(p r7)'
  ${If} $8 == "S-1-5-18"
  ${OrIf} $8 == "S-1-5-32-544"
  ${OrIf} $8 == "${TRUSTED_INSTALLER}"
    StrCpy $0 1
  ${EndIf}
!ifdef WINE_USER
  ${IfThen} $8 == "${WINE_USER}" ${|} StrCpy $0 1 ${|}
!endif
FunctionEnd

; Leaves in $0 what is wrong with the folder or file at $Path, for a person to read; nothing when only trusted accounts own it
; and have a right of $Mask on it, or when nothing is there.
Function ProblemOfPath
  Call OpenForRights
  ${If} $0 = ${ERROR_FILE_NOT_FOUND}
  ${OrIf} $0 = ${ERROR_PATH_NOT_FOUND}
    StrCpy $0 ""
    Return
  ${EndIf}
  ${If} $0 <> 0
    StrCpy $0 "cannot be looked at (Windows error $0)"
    Return
  ${EndIf}
  StrCpy $R0 ""
  IntOp $2 $2 & ${ATTRIBUTE_REPARSE_POINT}
  ${IfThen} $2 <> 0 ${|} StrCpy $R0 "is a link" ${|}
  StrCpy $6 $3
  Call IsTrusted
  ${IfThen} $0 = 0 ${|} StrCpy $R0 "belongs to $8" ${|}
  ${If} $4 P= 0
    StrCpy $R0 "has no access list"
  ${Else}
    Call ProblemOfList
  ${EndIf}
  Call CloseRights
  StrCpy $0 $R0
FunctionEnd

; Looks through the access list in $4, and puts what is wrong into $R0.
Function ProblemOfList
  ; ACL: revision, filler, size, number of entries.
  System::Call '*$4(&i1, &i1, &i2, &i2 .r9)'
  StrCpy $R1 0
  ${DoWhile} $R1 < $9
    System::Call 'advapi32::GetAce(p r4, i R1, *p .r6) i .r7'
    IntOp $R1 $R1 + 1
    ${If} $7 = 0
      StrCpy $R0 "has an access list that cannot be read"
      ${ExitDo}
    ${EndIf}
    ; Kind, flags, size, rights, then the account. Kind 0 allows, kind 1 denies; others are not understood.
    System::Call '*$6(&i1 .R2, &i1 .R3, &i2, i .R4)'
    ${If} $R2 = 1
      ${Continue}
    ${EndIf}
    IntOp $R3 $R3 & ${INHERIT_ONLY}
    ${If} $R3 <> 0
      ${Continue}
    ${EndIf}
    ${If} $R2 <> 0
      StrCpy $R0 "has an access list that is not understood"
      ${ExitDo}
    ${EndIf}
    IntOp $R4 $R4 & $Mask
    ${If} $R4 = 0
      ${Continue}
    ${EndIf}
    IntPtrOp $6 $6 + 8
    Call IsTrusted
    ${If} $0 = 0
      StrCpy $R0 "may be changed by $8"
      ${ExitDo}
    ${EndIf}
  ${Loop}
FunctionEnd
