// Whether a backup is still what the history says it was when it was taken.

export const sealStates = ['intact', 'reg-changed', 'manifest-changed', 'missing', 'not-in-history'] as const;
export type SealState = (typeof sealStates)[number];
