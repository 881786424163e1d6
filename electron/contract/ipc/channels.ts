// What preload, page and main process have to call by the same name. The calls and events are in calls.schema.ts.

/** The name under which the preload puts the bridge on `window`. */
export const bridgeName = 'portWizard';

/** The only ipc channel of the window's requests; events arrive on `eventChannel`. */
export const callChannel = 'port-wizard:call';
export const eventChannel = 'port-wizard:event';

/** What preload and page say on their console when they have started; the main process puts it into its log. */
export const startMarkers = {
  preload: 'port-wizard: preload has started',
  page: 'port-wizard: page has been drawn',
  usable: 'port-wizard: first step can be used',
} as const;

/** Begins what the page says of its first picture; the time follows, in ms since 1970. */
export const paintMarker = 'port-wizard: first contentful paint at ';

/** Begins what the preload says on the console when the page's policy has refused something. */
export const policyMarker = 'port-wizard: refused by the policy: ';
