// Names of the calls and events, apart from their schemas so that the preload stays tiny.

export const callNames = [
  'machine.describe',
  'diagnosis.read',
  'parameters.read',
  'backup.create',
  'backup.reveal',
  'backup.delete',
  'backup.export',
  'backup.compare',
  'backups.list',
  'backups.open-folder',
  'reg-file.open',
  'reg-file.cancel',
  'comparison.read-again',
  'restore.plan',
  'findings.read',
  'correction.plan',
  'history.check',
  'history.read',
  'history.export',
  'plan.create',
  'plan.apply',
  'commands.write',
  'change.undo',
  'change.verify',
  'change.prove',
  'ticket.options',
  'ticket.make',
  'ticket.copy',
  'ticket.save',
  'recovery.read',
  'recovery.settle',
  'registry-editor.open',
  'machine.restart',
  'machine.cancel-restart',
  'clipboard.write',
  'practice.restart',
  'practice.load',
  'usage.history',
  'usage.outlook',
  'usage.export',
  'usage.settings',
  'usage.notify',
  'page.state',
] as const;
export type CallName = (typeof callNames)[number];

export const eventNames = [
  'usage.sampled',
  'usage.alerted',
  'change.stage',
  'change.ended',
  'machine.changed',
  'reg-file.progress',
] as const;
export type EventName = (typeof eventNames)[number];

/** The name under which the preload puts the bridge on `window`. */
export const bridgeName = 'portWizard';

/** The only ipc channel of the window's requests; events arrive on `eventChannel`. */
export const callChannel = 'port-wizard:call';
export const eventChannel = 'port-wizard:event';

/** What preload and page say on their console when they have started; the main process puts it into its log. */
export const startMarkers = {
  preload: 'port-wizard: preload has started',
  page: 'port-wizard: page has been drawn',
} as const;

/** Begins what the page says of its first picture; the time follows, in ms since 1970. */
export const paintMarker = 'port-wizard: first contentful paint at ';

/** Begins what the preload says on the console when the page's policy has refused something. */
export const policyMarker = 'port-wizard: refused by the policy: ';
