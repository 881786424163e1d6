import { describe, expect, it } from 'vitest';
import { meetingArgument, newMeeting, readMeeting } from './credentials';

describe('the argument of a worker', () => {
  it('names a meeting and nothing else', () => {
    const meeting = newMeeting();
    expect(readMeeting(meetingArgument(meeting))).toEqual(meeting);
    for (const text of [
      '--elevated-worker',
      '--elevated-worker=',
      '--elevated-worker=x.y',
      `${meetingArgument(meeting)}0`,
      `${meetingArgument(meeting)} --x`,
      '--elevated-worker=\\\\server\\pipe\\x.0',
      meetingArgument(meeting).replace('=', ' '),
    ]) {
      expect(readMeeting(text)).toBeNull();
    }
  });
});
