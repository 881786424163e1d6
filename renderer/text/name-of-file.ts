/** The last part of a path of Windows or of another system. */
export function nameOfFile(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
