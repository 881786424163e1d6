// What a start of the program may hold, by system and build. Pure.
// Protects: how strict the program is with its arguments is decided when it is built, by no argument and no environment.

/** `packaged`: the program as it is handed out. `development`: out/ started with Electron, by `npm start` and by tests. */
export type Build = 'packaged' | 'development';

export interface StartRules {
  readonly build: Build;
  readonly platform: NodeJS.Platform;
  /** Chromium's sandbox may be switched off: packaged only for root on Linux, whom Chromium does not start with it. */
  readonly mayDropSandbox: boolean;
}

export function startRules(build: Build, platform: NodeJS.Platform, userId: number | undefined): StartRules {
  return { build, platform, mayDropSandbox: build === 'development' || (platform === 'linux' && userId === 0) };
}

/** Nothing beyond what the program itself takes. */
export const strictRules = startRules('packaged', process.platform, undefined);

/** Whether Chromium would take this argument for a switch: a dash in front, on Windows also a slash, blanks before it or not. */
export function isSwitch(argument: string, { platform }: StartRules): boolean {
  const text = argument.trimStart();
  return text.startsWith('-') || (platform === 'win32' && text.startsWith('/'));
}
