// Removes user names from paths for a ticket that others will read. Pure.
// Protects: with the option on, neither the profile folder nor a folder named after the user stays in a path.

/** Folders whose subfolders are named after users: Windows since Vista and macOS, earlier Windows, Linux. */
const profileFolders = ['users', 'documents and settings', 'home'];

/** `path` with the folders that name a user replaced; `userNames` may include their domains. The file name is kept. */
export function withoutUserNames(path: string, userNames: readonly string[], replacement: string): string {
  const own = userNames
    .flatMap((name) => name.split(/[\\/@]/))
    .filter((part) => part !== '')
    .map((part) => part.toLowerCase());
  const parts = path.split(/([\\/])/);
  const last = parts.length - 1;
  return parts
    .map((part, index) => {
      if (index === last || index % 2 === 1) return part;
      const folder = part.toLowerCase();
      const isProfile = profileFolders.includes(parts[index - 2]?.toLowerCase() ?? '');
      return part !== '' && (isProfile || own.some((name) => folder.includes(name))) ? replacement : part;
    })
    .join('');
}
