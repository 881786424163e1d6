import { describe, expect, it } from 'vitest';
import { meetingArgument, newMeeting, readMeeting } from './place';
import { readWorkerInvocation } from './worker-arguments';

describe('the arguments of a worker', () => {
  const asked = meetingArgument(newMeeting());

  it('are the meeting alone on Windows', () => {
    expect(readWorkerInvocation([], true)).toEqual({ kind: 'none' });
    expect(readWorkerInvocation([asked], true)).toMatchObject({ kind: 'worker', userData: null });
    for (const more of ['--user-data-dir=C:\\x', '--no-sandbox', '--gpu-launcher=cmd.exe', '/practice', 'apply', asked]) {
      expect(readWorkerInvocation([asked, more], true), more).toEqual({ kind: 'refused' });
    }
    expect(readWorkerInvocation(['--elevated-worker=x'], true)).toEqual({ kind: 'refused' });
  });

  it('may name the folder of the practice machine', () => {
    expect(readWorkerInvocation(['--practice', '--no-sandbox', '--user-data-dir=/x', asked], false)).toMatchObject({ kind: 'worker', userData: '/x' });
    expect(readWorkerInvocation(['--practice', '--user-data-dir=C:\\x', asked], true)).toMatchObject({ kind: 'worker', userData: 'C:\\x' });
    for (const more of ['--inspect', '--js-flags=--x', 'status', '--user-data-dir=/y']) {
      expect(readWorkerInvocation(['--practice', '--user-data-dir=/x', asked, more], false), more).toEqual({ kind: 'refused' });
    }
  });

  it('names a meeting and nothing else', () => {
    const meeting = newMeeting();
    expect(readMeeting(meetingArgument(meeting))).toEqual(meeting);
    for (const text of ['--elevated-worker', '--elevated-worker=', '--elevated-worker=x.y', `${meetingArgument(meeting)}0`, `${meetingArgument(meeting)} --x`,
      '--elevated-worker=\\\\server\\pipe\\x.0', meetingArgument(meeting).replace('=', ' ')]) {
      expect(readMeeting(text)).toBeNull();
    }
  });
});
