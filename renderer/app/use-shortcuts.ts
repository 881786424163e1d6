// The shortcuts of the window. None of them writes: undo opens the last change, whose button asks natively.
import { useEffect, useEffectEvent } from 'react';
import { viewNames, type ViewName } from './view-names';

export interface Shortcuts {
  readonly goTo: (view: ViewName) => void;
  /** Reads everything that is shown again. */
  readonly refresh: () => void;
  readonly backUp: () => void;
  readonly showLastChange: () => void;
}

/** `isModal`: a change is shown, which nothing may replace. */
export function useShortcuts(shortcuts: Shortcuts, isModal: boolean): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.repeat || event.altKey || event.shiftKey) return;
    const run = actionOf(event, shortcuts, isModal);
    if (!run) return;
    event.preventDefault();
    run();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}

function actionOf(event: KeyboardEvent, shortcuts: Shortcuts, isModal: boolean): (() => void) | null {
  const hasControl = event.ctrlKey || event.metaKey;
  if (!hasControl && event.key === 'F6') return goToNextPane;
  if (isModal) return null;
  if (!hasControl && event.key === 'F1') return () => shortcuts.goTo('help');
  if (!hasControl && event.key === 'F5') return shortcuts.refresh;
  if (!hasControl) return null;
  // By the place of the key: digits need Shift on some keyboards.
  const view = /^Digit[1-4]$/.test(event.code) ? viewNames[Number(event.code.at(-1)) - 1] : undefined;
  if (view) return () => shortcuts.goTo(view);
  const letter = event.key.toLowerCase();
  if (letter === 'b') return shortcuts.backUp;
  // In a field it takes back what was typed.
  if (letter === 'z' && !isField(event.target)) return shortcuts.showLastChange;
  return null;
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select');
}

/** What of a pane receives the focus, the first that is shown. */
const paneStarts = '[aria-current="page"], main h1, [data-pane-start], button';

/** Title bar, navigation, page and article, in this order. */
function goToNextPane(): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')];
  const current = panes.findIndex((pane) => pane.contains(document.activeElement));
  for (let step = 1; step <= panes.length; step += 1) {
    const pane = panes[(current + step) % panes.length];
    const starts = pane?.querySelectorAll<HTMLElement>(paneStarts) ?? [];
    const start = [...starts].find((element) => element.checkVisibility());
    if (!start) continue;
    start.focus();
    return;
  }
}
