// What a translation has to have in common with the English texts: keys, placeholders, tags, plural forms and access keys.

/** Texts by their key, such as `window/errors.json:errors.BUSY.title`. */
export type Texts = Readonly<Record<string, string>>;

/** The texts of one file; `before` begins their keys. */
export function textsIn(tree: unknown, before: string): Texts {
  if (typeof tree === 'string') return { [before]: tree };
  return Object.assign(
    {},
    ...Object.entries(tree ?? {}).map(([key, part]) =>
      textsIn(part, `${before}${before.endsWith(':') ? '' : '.'}${key}`),
    ),
  ) as Texts;
}

const pluralForm = /^(.*)_(zero|one|two|few|many|other)$/;

/** Every way in which `texts` of `language` (a BCP 47 tag) differ from the English ones; empty when there is none. */
export function differences(english: Texts, texts: Texts, language: string): string[] {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const wanted = Object.entries(english).flatMap(([key, text]) => {
    const [, base, form] = pluralForm.exec(key) ?? [];
    if (base === undefined) return [[key, text] as const];
    // Each language has the forms that it needs, and those of i18next for none; `other` is there in all.
    if (form === 'zero') return [[key, text] as const];
    return form === 'other' ? forms.map((each) => [`${base}_${each}`, english[`${base}_${each}`] ?? text] as const) : [];
  });
  const known = new Set(wanted.map(([key]) => key));
  return [
    ...wanted.flatMap(([key, model]) => {
      const text = texts[key];
      if (text === undefined) return [`${key}: is missing`];
      if (text.trim() === '' && model.trim() !== '') return [`${key}: is empty`];
      const [expected, found] = [model, text].map((each) => fixedParts(each, /_(zero|one|two)$/.test(key)));
      return expected === found ? [] : [`${key}: has ${found || 'nothing'} where English has ${expected || 'nothing'}`];
    }),
    ...Object.keys(texts).flatMap((key) => (known.has(key) ? [] : [`${key}: is in no English text`])),
  ];
}

/** Placeholders, tags, nested texts, line breaks and the sign before an access key. "One port" needs no number. */
function fixedParts(text: string, isOfOneNumber: boolean): string {
  return (text.match(/\{\{[^}]*\}\}|<[^>]*>|\$t\([^)]*\)|\n|&(?=\p{L}|\d)/gu) ?? [])
    .filter((part) => !isOfOneNumber || part !== '{{count}}')
    .map((part) => (part === '\n' ? '\\n' : part))
    .sort()
    .join(' ');
}
