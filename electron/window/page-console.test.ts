import { beforeEach, describe, expect, it } from 'vitest';
import { paintMarker, policyMarker, startMarkers } from '../contract/ipc/channels';
import type { Log } from '../log/log';
import { pageConsole, type PageConsole } from './page-console';

let infos: string[];
let warnings: string[];
let console_: PageConsole;
let paints: number;
beforeEach(() => {
  infos = [];
  paints = 0;
  warnings = [];
  const log: Log = {
    folder: '',
    info: (line) => void infos.push(line),
    warn: (line) => void warnings.push(line),
    incident: () => '',
    isKept: () => true,
  };
  console_ = pageConsole(log, 1000, () => void (paints += 1));
});

describe('the console of the page', () => {
  it('accepts each marker once, and once more when the page was reloaded', () => {
    const flood = () => {
      for (let count = 0; count < 30_000; count += 1)
        for (const marker of [...Object.values(startMarkers), `${paintMarker}${2000 + count}`]) console_.record(marker);
    };
    flood();
    expect(infos).toEqual(
      [...Object.values(startMarkers), 'first contentful paint after 1000 ms'].sort(
        (a, b) => infos.indexOf(a) - infos.indexOf(b),
      ),
    );
    expect(paints).toBe(1);
    console_.reloaded();
    flood();
    expect(infos).toHaveLength(7);
    expect(warnings).toEqual([]);
  });

  it('reports what the policy refused, and no kind of refusal that the page makes up', () => {
    console_.record(`${policyMarker}img-src: https://example.com/`);
    for (let count = 0; count < 1000; count += 1) console_.record(`${policyMarker}made-up-${count}: x`);
    expect(new Set(warnings)).toEqual(
      new Set(['refused by the policy img-src: https://example.com/', 'refused by the policy: no directive']),
    );
  });

  it('ignores everything else', () => {
    for (const text of [
      '',
      'hello',
      `${startMarkers.page} `,
      `${paintMarker}x`,
      `${paintMarker}-1`,
      `x${policyMarker}img-src: y`,
    ])
      console_.record(text);
    expect([...infos, ...warnings]).toEqual([]);
  });

  it('leaves the first picture out where the start of the process is unknown', () => {
    pageConsole(
      {
        folder: '',
        info: (line) => void infos.push(line),
        warn: () => undefined,
        incident: () => '',
        isKept: () => true,
      },
      null,
      () => undefined,
    ).record(`${paintMarker}2000`);
    expect(infos).toEqual([]);
  });
});
