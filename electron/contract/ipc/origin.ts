// Where the window lives: the host of our own scheme, app://wizard/. Apart from the gate, so that the window needs no schema.

export const windowOrigin = { protocol: 'app:', host: 'wizard' } as const;

/** True for an address of our own pages. */
export function isOwnUrl(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host } = new URL(address);
  return protocol === windowOrigin.protocol && host === windowOrigin.host;
}
