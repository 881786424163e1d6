// When two names of values or keys are the same to Windows, which compares UTF-16 unit by unit in upper case.
// Protects: no name beyond ASCII ever counts as that of a parameter.

/**
 * A text that is equal for names that Windows takes for the same. Unlike toUpperCase() it keeps the length ("ß" stays)
 * and never turns a character beyond ASCII into an ASCII one (dotless i, long s, Kelvin sign).
 */
export function foldedName(name: string): string {
  if (/^[\0-\x7f]*$/.test(name)) return name.toUpperCase();
  let folded = '';
  for (let at = 0; at < name.length; at += 1) {
    const unit = name.charAt(at);
    const upper = unit.toUpperCase();
    const isSimple = upper.length === 1 && (unit.charCodeAt(0) < 0x80 || upper.charCodeAt(0) >= 0x80);
    folded += isSimple ? upper : unit;
  }
  return folded;
}

/** True when Windows takes both names for the same. */
export function isSameName(a: string, b: string): boolean {
  return foldedName(a) === foldedName(b);
}
