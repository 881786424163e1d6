import { describe, expect, it } from 'vitest';
import { credentialsArgument, newCredentials, readCredentials } from './credentials';

describe('the argument of a worker', () => {
  it('contains the credentials and nothing else', () => {
    const credentials = newCredentials();
    expect(readCredentials(credentialsArgument(credentials))).toEqual(credentials);
    for (const text of [
      '--elevated-worker',
      '--elevated-worker=',
      '--elevated-worker=x.y',
      `${credentialsArgument(credentials)}0`,
      `${credentialsArgument(credentials)} --x`,
      '--elevated-worker=\\\\server\\pipe\\x.0',
      credentialsArgument(credentials).replace('=', ' '),
    ]) {
      expect(readCredentials(text)).toBeNull();
    }
  });
});
