import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { firstFrame } from './first-frame';

let window: EventEmitter & { webContents: EventEmitter };
let tellFrame: () => void;
let isOver: boolean;
beforeEach(() => {
  vi.useFakeTimers();
  window = Object.assign(new EventEmitter(), { webContents: new EventEmitter() });
  isOver = false;
  const frame = new Promise<void>((done) => (tellFrame = done));
  void firstFrame(window as unknown as BrowserWindow, frame).then(() => (isOver = true));
});
afterEach(() => void vi.useRealTimers());

describe('what waits for the first frame', () => {
  it('goes on with it', async () => {
    window.webContents.emit('dom-ready');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(isOver).toBe(false);
    tellFrame();
    await vi.advanceTimersByTimeAsync(0);
    expect(isOver).toBe(true);
  });

  it('goes on without it two seconds after the document is ready, and not before there is one', async () => {
    await vi.advanceTimersByTimeAsync(60_000);
    expect(isOver).toBe(false);
    window.webContents.emit('dom-ready');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(isOver).toBe(true);
  });

  it('goes on where there will be no page', async () => {
    window.webContents.emit('did-fail-load');
    await vi.advanceTimersByTimeAsync(0);
    expect(isOver).toBe(true);
  });

  it('goes on when the window is closed', async () => {
    window.emit('closed');
    await vi.advanceTimersByTimeAsync(0);
    expect(isOver).toBe(true);
  });
});
