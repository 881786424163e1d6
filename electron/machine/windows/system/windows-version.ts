// Product name and version out of the values that Windows keeps below SOFTWARE\Microsoft\Windows NT\CurrentVersion.
import type { WindowsVersion } from '../../../contract/registry/parameters';

/** The values that are looked at; undefined where absent. */
export interface VersionValues {
  readonly productName?: string | undefined;
  readonly displayVersion?: string | undefined;
  /** CurrentMajorVersionNumber and CurrentMinorVersionNumber: REG_DWORD, Windows 10 and later. */
  readonly majorNumber?: number | undefined;
  readonly minorNumber?: number | undefined;
  /** CurrentVersion: REG_SZ, "5.1" on XP; stays "6.3" from Windows 8.1 on. */
  readonly currentVersion?: string | undefined;
  readonly currentBuild?: string | undefined;
}

/** The first build of Windows 11. Its ProductName still says "Windows 10", on purpose of Microsoft, for old programs. */
const firstWindows11Build = 22_000;

/** Null when the values do not tell the version. */
export function readWindowsVersion(values: VersionValues): { product: string; version: WindowsVersion } | null {
  const build = wholeNumber(values.currentBuild);
  const [majorText, minorText] = (values.currentVersion ?? '').split('.');
  const major = values.majorNumber ?? wholeNumber(majorText);
  const minor = values.majorNumber === undefined ? wholeNumber(minorText) : (values.minorNumber ?? 0);
  if (build === null || major === null || minor === null) return null;
  const named = (values.productName ?? 'Windows').trim();
  const isClientEleven = major === 10 && build >= firstWindows11Build;
  const product = isClientEleven ? named.replace(/^(Microsoft )?Windows 10\b/, 'Windows 11') : named;
  return {
    product: values.displayVersion ? `${product} ${values.displayVersion}` : product,
    version: { major, minor, build },
  };
}

function wholeNumber(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}$/.test(text.trim()) ? Number(text.trim()) : null;
}
