// What a person does on the chart: the crosshair, dragging, the wheel.
import type uPlot from 'uplot';

export interface ChartCursor {
  /** Row of the data. */
  readonly row: number;
  /** CSS pixels from the left edge of the chart. */
  readonly left: number;
  /** Of the chart, in CSS pixels. */
  readonly width: number;
}

export interface ChartEvents {
  /** What is under the crosshair; null where nothing is. */
  readonly onCursor: (cursor: ChartCursor | null) => void;
  /** A span was chosen by dragging. */
  readonly onSelect: (from: number, to: number) => void;
  readonly onWheel: (wheel: { readonly factor: number; readonly pan: number; readonly center: number }) => void;
}

/** In pixels; a shorter drag is a click. */
const shortestDrag = 4;

export function cursorHooks(events: ChartEvents): Pick<uPlot.Hooks.Arrays, 'setCursor' | 'setSelect'> {
  return {
    setCursor: [
      (plot) => {
        const { left = -1, idx } = plot.cursor;
        const last = plot.data[0].at(-1);
        const isBefore = last !== undefined && left <= plot.valToPos(last, 'x') + shortestDrag;
        if (left < 0 || idx === null || idx === undefined || !isBefore) events.onCursor(null);
        else events.onCursor({ row: idx, left: left + plot.over.offsetLeft, width: plot.width });
      },
    ],
    setSelect: [
      (plot) => {
        const { left, width } = plot.select;
        if (width < shortestDrag) return;
        events.onSelect(plot.posToVal(left, 'x') * 1000, plot.posToVal(left + width, 'x') * 1000);
        plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
      },
    ],
  };
}

/** Up and down zooms, sideways (or with Shift) pans. Returns the function that stops it. */
export function listenToWheel(plot: uPlot, { onWheel }: ChartEvents): () => void {
  const listener = (event: WheelEvent): void => {
    event.preventDefault();
    const { left, width } = plot.over.getBoundingClientRect();
    const center = Math.min(1, Math.max(0, (event.clientX - left) / width));
    const sideways = event.shiftKey ? event.deltaY : event.deltaX;
    const isPan = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
    onWheel(
      isPan
        ? { factor: 1, pan: Math.sign(sideways) * 0.1, center }
        : { factor: event.deltaY > 0 ? 1.25 : 0.8, pan: 0, center },
    );
  };
  plot.over.addEventListener('wheel', listener, { passive: false });
  return () => plot.over.removeEventListener('wheel', listener);
}
