import { describe, expect, it } from 'vitest';
import { isOnItsWay } from './left-over';

describe('what a killed write left behind', () => {
  it('differs from files in use, and from what belongs to another file', () => {
    for (const name of ['a.json.0123456789ab.tmp', 'a.json.1834562'])
      expect(isOnItsWay('a.json', name), name).toBe(true);
    for (const name of ['a.json', 'b.json.0123456789ab.tmp', 'a.json.tmp', 'a.json.bak', 'a.json.1.2'])
      expect(isOnItsWay('a.json', name), name).toBe(false);
  });
});
