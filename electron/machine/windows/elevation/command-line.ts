// Arguments as one command line, the way that programs of Windows take it apart again (CommandLineToArgvW). Pure.

/** Each argument as it arrives, whatever blanks, quotes and backslashes it holds. */
export function commandLine(args: readonly string[]): string {
  return args.map(quoted).join(' ');
}

function quoted(argument: string): string {
  if (argument !== '' && !/[\s"]/.test(argument)) return argument;
  // Backslashes count as such unless a quote follows them: there they are doubled, and the quote gets one of its own.
  return `"${argument.replace(/(\\*)"/g, '$1$1\\"').replace(/\\+$/, '$&$&')}"`;
}
