; The installer for Windows: for all users, below Program Files, silent with /S. Built by build/package/installer.mjs.
; Protects: everything that could refuse is asked before anything is touched (docs/deployment.md: exit codes); the entry
; among the installed programs is there as long as files are. Uninstalling keeps the backups.
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
VIAddVersionKey "LegalCopyright" "MIT license"

; Signs the uninstaller (build/package/sign-file.mjs); its bytes are made by makensis alone.
!ifdef SIGN
  !uninstfinalize '${SIGN}' = 0
!endif

!include "x64.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"

!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${APP_ID}"
!define MAIN_PROGRAM "${PRODUCT}.exe"

; Exit codes, as docs/deployment.md promises them. 1 is NSIS's own: canceled by the person.
!define EXIT_FILES 2
!define EXIT_WINDOWS 3
!define EXIT_IN_USE 4
!define EXIT_PROGRAM_FOLDER 5
!define EXIT_MACHINE_FOLDER 6

Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

; Says why (not with /S), and ends.
!macro End CODE TEXT
  MessageBox MB_ICONSTOP|MB_OK "${TEXT}" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend

!include "folder-rights.nsh"
!include "machine-folder.nsh"
!include "program-folder.nsh"
!include "files-in-use.nsh"
!insertmacro FilesInUse ""
!insertmacro FilesInUse "un."

!macro prepare
  SetShellVarContext all
  SetRegView 64
  ; For all users this is ProgramData.
  StrCpy $DataFolder "$APPDATA\${PRODUCT}"
!macroend

Function .onInit
  !insertmacro prepare
  ${IfNot} ${RunningX64}
    !insertmacro End ${EXIT_WINDOWS} "${PRODUCT} needs a 64-bit Windows. Nothing was changed."
  ${EndIf}
  Call ChooseProgramFolder
  Call RequireFree
FunctionEnd

Function un.onInit
  !insertmacro prepare
FunctionEnd

Section "install"
  Call MakeDataFolder
  ; An older version takes its own files away; where it cannot, it has touched nothing.
  ${If} ${FileExists} "$INSTDIR\Uninstall.exe"
    ExecWait '"$INSTDIR\Uninstall.exe" /S _?=$INSTDIR' $0
    ${If} $0 <> 0
      !insertmacro End ${EXIT_IN_USE} "The version in $INSTDIR could not be removed (exit code $0). Close ${PRODUCT} and start the installation again."
    ${EndIf}
  ${EndIf}
  SetOutPath "$INSTDIR"
  SetOverwrite try
  ClearErrors
  ; The entry before the files: what was left by a full disk can be removed, and installed again.
  WriteUninstaller "$INSTDIR\Uninstall.exe"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayName" "${PRODUCT}"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${MAIN_PROGRAM},0"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\Uninstall.exe"'
  WriteRegStr HKLM "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\Uninstall.exe" /S'
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "NoRepair" 1
  ; The program itself last: what is half written cannot be started.
  File /r /x "${MAIN_PROGRAM}" "${SOURCE}${SEPARATOR}*"
  IfErrors unwritten
  File "${SOURCE}${SEPARATOR}${MAIN_PROGRAM}"
  IfErrors 0 written
unwritten:
  !insertmacro End ${EXIT_FILES} "The files could not be written to $INSTDIR. Look for room on the disk, and start the installation again."
written:
  CreateShortCut "$SMPROGRAMS\${PRODUCT}.lnk" "$INSTDIR\${MAIN_PROGRAM}"
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "EstimatedSize" "$0"
SectionEnd

UninstallText "The program is removed from this computer. The backups and the history in ProgramData\${PRODUCT} are kept: delete that folder yourself when you no longer need them."

!macro DeleteFile NAME
  Delete "$INSTDIR\${NAME}"
!macroend

Section "Uninstall"
  Call un.RequireFree
  ; The program itself first: from here on nobody starts it.
  ClearErrors
  Delete "$INSTDIR\${MAIN_PROGRAM}"
  ${If} ${Errors}
    !insertmacro End ${EXIT_IN_USE} "${PRODUCT} is in use: close it, also for other users, and start again. Nothing was changed."
  ${EndIf}
  ; What the installer wrote, by name: a folder that somebody chose to install into is not emptied.
  !define EACH_FILE "DeleteFile"
  !include "${FILES}"
  !undef EACH_FILE
  Delete "$SMPROGRAMS\${PRODUCT}.lnk"
  ${If} ${Errors}
    !insertmacro End ${EXIT_FILES} "Some files in $INSTDIR could not be removed: they are in use. Start again."
  ${EndIf}
  !include "${FOLDERS}"
  Delete "$INSTDIR\Uninstall.exe"
  RMDir "$INSTDIR"
  ; Last, so that a removal that was cut off can be repeated.
  DeleteRegKey HKLM "${UNINSTALL_KEY}"
  DetailPrint "Kept: $DataFolder"
SectionEnd
