// A language for tests, made of the English texts: accented, 40 % longer, in brackets. What a walk through the window shows
// without brackets is not from the catalog; what is cropped would be cropped in a language with longer words.

const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const accented = 'àƀćďéƒğĥíĵķĺḿñöƥɋŕšţüṽŵẋýžÀƁĆĎÉƑĞĤÍĴĶĹḾÑÖƤɊŔŠŢÜṼŴẊÝŽ';

/** What is filled in, tags of elements, entities, and names of nested texts stay as they are. */
const keptParts = /(\{\{[^}]*\}\}|<[^>]*>|&[a-z]+;|\$t\([^)]*\))/u;

const pseudoMarks = ['⟦', '⟧'] as const;

/** `text` of the catalog in the pseudo-language. Line breaks stay, and each line has brackets of its own. */
export function pseudoText(text: string): string {
  return text
    .split('\n')
    .map((line) => (line.trim() === '' ? line : `${pseudoMarks[0]}${stretched(line)}${pseudoMarks[1]}`))
    .join('\n');
}

/** The same for every text of a tree of messages. */
export function pseudoTree<T>(tree: T): T {
  return JSON.parse(JSON.stringify(tree), (_, value: unknown) =>
    typeof value === 'string' ? pseudoText(value) : value,
  ) as T;
}

function stretched(line: string): string {
  return line
    .split(keptParts)
    .map((part, index) => (index % 2 === 1 ? part : part.replaceAll(/\p{L}+/gu, longer)))
    .join('');
}

/** A word with some of its letters twice, vowels first. */
function longer(word: string): string {
  const letters = word.split('');
  const wanted = Math.ceil(letters.length * 0.4);
  const byPreference = letters
    .map((letter, index) => ({ index, isVowel: /[aeiouy]/i.test(letter) }))
    .sort((one, other) => Number(other.isVowel) - Number(one.isVowel) || one.index - other.index);
  const twice = new Set(byPreference.slice(0, wanted).map(({ index }) => index));
  return letters.map((letter, index) => (accented[plain.indexOf(letter)] ?? letter).repeat(twice.has(index) ? 2 : 1)).join('');
}
