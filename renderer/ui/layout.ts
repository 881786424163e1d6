// Where a page reflows, by its own width: the navigation may be folded and the article open beside it. Two columns become
// one (also at 200 % zoom). ContentLayer is the container.
export const medium = '@container (max-width: 900px)';
/** Where two columns stand side by side. */
export const wide = '@container (min-width: 901px)';
/** Where a list and its detail are one above the other, and tiles two in a row. */
export const narrow = '@container (max-width: 700px)';
/** Where the navigation is reduced to its icons. */
export const small = '@media (max-width: 900px)';
/** So low that nothing may stay fixed while the rest scrolls. */
export const lowQuery = '(max-height: 480px)';
export const low = `@media ${lowQuery}` as const;
