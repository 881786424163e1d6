// The script of the collector as a file beside a packaged program. Pure.
// Protects: what is handed out is the script that this program was built with, and nothing behind it but a signature.

/** As signtool, Set-AuthenticodeSignature and osslsigncode write it: comments alone, to the end of the file. */
const signature =
  /^(?:\r\n)?# SIG # Begin signature block\r\n(?:# [0-9A-Za-z+/=]{1,64}\r\n)+# SIG # End signature block\r\n$/;

/** Whether `found` is `script`, with or without a signature. Whether the signature holds is for Windows to say. */
export function isScriptFile(found: Uint8Array, script: Uint8Array): boolean {
  const start = Buffer.from(found.subarray(0, script.length));
  const rest = Buffer.from(found.subarray(script.length)).toString('latin1');
  return start.equals(script) && (rest === '' || signature.test(rest));
}

export function isSigned(script: Uint8Array): boolean {
  return Buffer.from(script).includes('# SIG # Begin signature block');
}
