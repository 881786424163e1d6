; The installer for Windows: for all users, below Program Files, silent with /S. Built by build/package/installer.mjs.
; Protects: the folder for backups of elevated changes is made with an access list by which users read and only
; administrators write; what users put in its place before is set aside, never trusted. Uninstalling keeps the backups.
Target ${STUB}
RequestExecutionLevel admin
SetCompressor /SOLID lzma
Name "${PRODUCT}"
OutFile "${OUTPUT}"
Icon "${ICON}"
UninstallIcon "${ICON}"
InstallDir "$PROGRAMFILES64\${PRODUCT}"
ShowInstDetails nevershow
ShowUninstDetails nevershow
ManifestSupportedOS all
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${PRODUCT}"
VIAddVersionKey "FileDescription" "${PRODUCT} installer"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "CompanyName" "${PUBLISHER}"
VIAddVersionKey "LegalCopyright" "MIT licence"

!include "x64.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"

!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${APP_ID}"
; Owner Administrators, nothing inherited; system and Administrators may do anything, Users read.
!define ACCESS "O:BAG:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)"
!define WIN_BUILTIN_ADMINISTRATORS 26
!define WIN_LOCAL_SYSTEM 22

Var DataFolder

Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

!macro prepare
  SetShellVarContext all
  SetRegView 64
  ; For all users this is ProgramData.
  StrCpy $DataFolder "$APPDATA\${PRODUCT}"
!macroend

Function .onInit
  !insertmacro prepare
  ${IfNot} ${RunningX64}
    MessageBox MB_ICONSTOP "${PRODUCT} needs a 64-bit Windows." /SD IDOK
    SetErrorLevel 2
    Abort
  ${EndIf}
FunctionEnd

Function un.onInit
  !insertmacro prepare
FunctionEnd

; Leaves 1 in $0 when the folder is a plain one that belongs to Administrators or the system.
Function IsOurs
  StrCpy $0 0
  System::Call 'kernel32::GetFileAttributesW(w "$DataFolder") i .r1'
  IntOp $2 $1 & 0x400 ; a junction or link
  ${If} $1 == -1
  ${OrIf} $2 <> 0
    Return
  ${EndIf}
  System::Call 'advapi32::GetNamedSecurityInfoW(w "$DataFolder", i 1, i 1, *p .r3, p 0, p 0, p 0, *p .r4) i .r5'
  ${If} $5 <> 0
    Return
  ${EndIf}
  System::Call 'advapi32::IsWellKnownSid(p r3, i ${WIN_BUILTIN_ADMINISTRATORS}) i .r6'
  System::Call 'advapi32::IsWellKnownSid(p r3, i ${WIN_LOCAL_SYSTEM}) i .r7'
  System::Call 'kernel32::LocalFree(p r4)'
  IntOp $0 $6 | $7
FunctionEnd

Function MakeDataFolder
  ${If} ${FileExists} "$DataFolder"
    Call IsOurs
    ${If} $0 = 0
      System::Call 'kernel32::GetTickCount() i .r1'
      Rename "$DataFolder" "$DataFolder (set aside $1)"
    ${EndIf}
  ${EndIf}
  System::Call 'advapi32::ConvertStringSecurityDescriptorToSecurityDescriptorW(w "${ACCESS}", i 1, *p .r1, p 0) i .r0'
  ${If} $0 = 0
    Goto failed
  ${EndIf}
  ; SECURITY_ATTRIBUTES: with the list from the first moment, not set afterwards.
!if ${NSIS_PTR_SIZE} == 8
  System::Call '*(i 24, i 0, p r1, i 0, i 0) p .r2'
!else
  System::Call '*(i 12, p r1, i 0) p .r2'
!endif
  System::Call 'kernel32::CreateDirectoryW(w "$DataFolder", p r2) i .r3 ?e'
  Pop $4
  System::Free $2
  ${If} $3 = 0
    ; 183: it is there already, and ours. 0x80000005: owner, list, and nothing inherited.
    ${If} $4 <> 183
      Goto failed
    ${EndIf}
    System::Call 'advapi32::SetFileSecurityW(w "$DataFolder", i 0x80000005, p r1) i .r3'
    ${If} $3 = 0
      Goto failed
    ${EndIf}
  ${EndIf}
  System::Call 'kernel32::LocalFree(p r1)'
  Return
failed:
  DetailPrint "The folder $DataFolder could not be made."
  MessageBox MB_ICONSTOP "The folder $DataFolder could not be made. Nothing was installed." /SD IDOK
  SetErrorLevel 2
  Abort
FunctionEnd

Section "install"
  Call MakeDataFolder
  ; An older version takes its own files away.
  IfFileExists "$INSTDIR\Uninstall.exe" 0 +2
    ExecWait '"$INSTDIR\Uninstall.exe" /S _?=$INSTDIR'
  SetOutPath "$INSTDIR"
  SetOverwrite try
  ClearErrors
  File /r "${SOURCE}${SEPARATOR}*"
  IfErrors 0 written
    MessageBox MB_ICONSTOP "The files could not be written. Close ${PRODUCT} and start the installation again." /SD IDOK
    SetErrorLevel 2
    Abort
written:
  WriteUninstaller "$INSTDIR\Uninstall.exe"
  CreateShortCut "$SMPROGRAMS\${PRODUCT}.lnk" "$INSTDIR\${PRODUCT}.exe"
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayName" "${PRODUCT}"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${PRODUCT}.exe,0"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\Uninstall.exe"'
  WriteRegStr HKLM "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\Uninstall.exe" /S'
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "EstimatedSize" "$0"
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "NoRepair" 1
SectionEnd

UninstallText "The program is removed from this computer. The backups and the history in ProgramData\${PRODUCT} are kept: delete that folder yourself when you no longer need them."

Section "Uninstall"
  ; What the installer wrote, by name: a folder that somebody chose to install into is not emptied.
  !include "${REMOVALS}"
  Delete "$INSTDIR\Uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${PRODUCT}.lnk"
  DeleteRegKey HKLM "${UNINSTALL_KEY}"
  IfFileExists "$INSTDIR\${PRODUCT}.exe" 0 gone
    MessageBox MB_ICONSTOP "${PRODUCT} is still running. Close it and uninstall again." /SD IDOK
    SetErrorLevel 2
gone:
  DetailPrint "Kept: $DataFolder"
SectionEnd
