import { describe, expect, it } from 'vitest';
import { groupsSeen, groupsWithPorts } from './chart-groups';

describe('the groups of states', () => {
  it('leave out what has no ports, and name what the shared color stands for', () => {
    expect(groupsWithPorts([3, 0, 0, 0, 0, 5, 0])).toEqual([
      { group: 0, states: ['ESTABLISHED'], ports: 3, isPartlyUnknown: false },
      { group: 3, states: ['BOUND'], ports: 5, isPartlyUnknown: false },
    ]);
  });

  it('keep what is unknown, and what was seen before', () => {
    const groups = groupsWithPorts([3, 0, 0, 1, 0, null, 0], [2]);
    expect(groups.map(({ group }) => group)).toEqual([0, 2, 3]);
    expect(groups.at(-1)).toMatchObject({ states: ['SYN_SENT'], ports: 1, isPartlyUnknown: true });
  });

  it('are seen where they had a port at any moment', () => {
    const none = [0, 0];
    expect(groupsSeen([[0, 1], none, [null, null], none, none, [0, 2], none])).toEqual([0, 3]);
  });
});
