// Where the page reflows: the chart moves below the step, then the steps move to the top (also at 200 % zoom).
export const medium = '@media (max-width: 1020px)';
/** Where the navigation is reduced to its icons. */
export const small = '@media (max-width: 900px)';
export const narrow = '@media (max-width: 640px)';
/** So low that nothing may stay fixed while the rest scrolls. */
export const low = '@media (max-height: 480px)';
