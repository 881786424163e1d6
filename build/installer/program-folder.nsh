; Where the program may be installed: below Program Files, and where nobody but administrators may change or replace it.
; Protects: the worker with administrator rights is never started from a place that ordinary users can write to.

Var ProgramFolder

; Sets $R9 when $INSTDIR lies below ROOT.
!macro AcceptBelow ROOT
  StrLen $1 "${ROOT}\"
  StrCpy $2 $INSTDIR $1
  StrCpy $3 $INSTDIR "" $1
  ${If} "${ROOT}" != ""
  ${AndIf} $2 == "${ROOT}\"
  ${AndIf} $3 != ""
    StrCpy $R9 "accepted"
  ${EndIf}
!macroend

; Decides on $INSTDIR: where the program is installed already, else /D=, else Program Files.
Function ChooseProgramFolder
  ; Without "..", "/" and a backslash at the end. What Windows does not take for a path is refused below.
  StrCpy $0 ""
  StrCpy $2 $INSTDIR
  System::Call 'kernel32::GetFullPathNameW(w r2, i ${NSIS_MAX_STRLEN}, w .r0, p 0) i .r1'
  ${If} $1 >= ${NSIS_MAX_STRLEN}
    StrCpy $0 ""
  ${EndIf}
  StrCpy $1 $0 1 -1
  ${IfThen} $1 == "\" ${|} StrCpy $0 $0 -1 ${|}
  StrCpy $INSTDIR $0
  ReadRegStr $ProgramFolder HKLM "${UNINSTALL_KEY}" "InstallLocation"
  ${If} $ProgramFolder != ""
  ${AndIf} ${FileExists} "$ProgramFolder\Uninstall.exe"
    ${If} $INSTDIR == "$PROGRAMFILES64\${PRODUCT}"
      StrCpy $INSTDIR $ProgramFolder
    ${ElseIf} $INSTDIR != $ProgramFolder
      !insertmacro End ${EXIT_PROGRAM_FOLDER} "${PRODUCT} is installed in $ProgramFolder. Remove it there first, or leave /D= out. Nothing was changed."
    ${EndIf}
  ${EndIf}
  StrCpy $R9 ""
  !insertmacro AcceptBelow $PROGRAMFILES64
  !insertmacro AcceptBelow $PROGRAMFILES32
  ${If} $R9 != "accepted"
    !insertmacro End ${EXIT_PROGRAM_FOLDER} "${PRODUCT} can only be installed below $PROGRAMFILES64 or $PROGRAMFILES32, where ordinary users cannot change it: not in $INSTDIR. If an older version is installed there, remove it first. Nothing was changed."
  ${EndIf}
  Call CheckProgramFolder
FunctionEnd

; The folder itself, each folder above it, and the uninstaller that is about to be run.
Function CheckProgramFolder
  StrCpy $Mask ${RIGHTS_THAT_CHANGE}
  StrCpy $Path "$INSTDIR\Uninstall.exe"
  Call RequireTrusted
  StrCpy $Path $INSTDIR
  Call RequireTrusted
  StrCpy $Mask ${RIGHTS_THAT_REPLACE}
  ${Do}
    ${GetParent} $Path $Path
    StrLen $0 $Path
    ; "C:" is the folder in which the drive happens to be.
    ${IfThen} $0 < 3 ${|} StrCpy $Path "$Path\" ${|}
    Call RequireTrusted
    StrLen $0 $Path
  ${LoopUntil} $0 <= 3
FunctionEnd

Function RequireTrusted
  Call ProblemOfPath
  ${If} $0 != ""
    !insertmacro End ${EXIT_PROGRAM_FOLDER} "${PRODUCT} is not installed in $INSTDIR: $Path $0, and only administrators may be able to change it. Nothing was changed."
  ${EndIf}
FunctionEnd
