// What Windows says of an error number, in its own language: as the person saw it.
import { loadWin32, type Win32 } from '../win32/win32-api';

/** FORMAT_MESSAGE_FROM_SYSTEM, _IGNORE_INSERTS, and _MAX_WIDTH_MASK: on one line. */
const flags = 0x1000 | 0x200 | 0xff;
/** The languages of the person, in the order of Windows. */
const anyLanguage = 0;
const longestText = 4096;

/** Null where Windows has no words for it. Never rejects. */
export async function windowsErrorText(
  code: number,
  load: () => Promise<Pick<Win32, 'formatMessage'>> = loadWin32,
): Promise<string | null> {
  try {
    const { formatMessage } = await load();
    const text = Buffer.alloc(longestText * 2);
    const length = formatMessage(flags, null, code, anyLanguage, text, longestText, null);
    return text.toString('utf16le', 0, length * 2).trim() || null;
  } catch {
    return null;
  }
}
