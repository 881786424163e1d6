// What the window's program needs of a browser and this DOM lacks: sizes, drawing and motion. They are tested in Electron.
const nothing = () => undefined;

class NoResizes {
  observe = nothing;
  unobserve = nothing;
  disconnect = nothing;
}

class NoPath {
  moveTo = nothing;
  lineTo = nothing;
  rect = nothing;
  arc = nothing;
}

/** What the drawing asks of a canvas. */
const answers: Readonly<Record<string, () => object>> = {
  measureText: () => ({ width: 0 }),
  createLinearGradient: () => ({ addColorStop: nothing }),
};

/** A canvas that takes every stroke and shows none. */
const canvas: object = new Proxy(
  {},
  {
    get: (drawn, name) =>
      name in drawn ? (Reflect.get(drawn, name) as unknown) : (answers[name as string] ?? nothing),
    set: (drawn, name, value) => Reflect.set(drawn, name, value),
  },
);

/** A motion that is over as soon as it begins. */
class EndedAnimation {
  readonly playState = 'finished';
  playbackRate = 1;
  cancel = nothing;
  persist = nothing;
  pause = nothing;
  play = nothing;
  finish = nothing;
  set onfinish(ended: () => void) {
    queueMicrotask(ended);
  }
}

// A list that renders what is in view needs a view.
Object.defineProperty(HTMLElement.prototype, 'clientHeight', { get: () => 600 });
Object.assign(globalThis, { ResizeObserver: NoResizes, Path2D: NoPath });
Object.assign(HTMLCanvasElement.prototype, { getContext: () => canvas });
Object.assign(Element.prototype, { animate: () => new EndedAnimation() });
// Only what an element itself says: rules of style sheets are for those who see, and to match them takes most of the time.
Object.assign(document.defaultView ?? {}, { getComputedStyle: (element: HTMLElement) => element.style });
