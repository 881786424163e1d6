// Names of files that were on their way when the program ended: nobody will ever finish them.

/** Whether `name` is what was written of `file`, and never took its place. Version 0.1 ended such names in a number. */
export function isOnItsWay(file: string, name: string): boolean {
  return name.startsWith(`${file}.`) && /^\.(?:[0-9a-f]{12}\.tmp|\d{1,10})$/.test(name.slice(file.length));
}
