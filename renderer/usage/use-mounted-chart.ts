// A chart that draws outside React, in an element of React's: made once, kept at the size of its element, destroyed with it.
import { useEffect, useRef, type RefObject } from 'react';

export interface MountedChart<Options> {
  setOptions(options: Options): void;
  resize(width: number, height: number): void;
  destroy(): void;
}

/** `create` is called once, with the first `options`; later ones reach the chart through `setOptions`. */
export function useMountedChart<Options, Chart extends MountedChart<Options>>(
  options: Options,
  create: (target: HTMLElement, options: Options) => Chart,
): { readonly frameRef: RefObject<HTMLDivElement | null>; readonly chartRef: RefObject<Chart | null> } {
  const frameRef = useRef<HTMLDivElement>(null);
  const chartRef = useRef<Chart>(null);
  const first = useRef({ options, create });
  useEffect(() => {
    if (!frameRef.current) return undefined;
    const target = frameRef.current;
    const made = first.current.create(target, first.current.options);
    chartRef.current = made;
    const observer = new ResizeObserver(() => made.resize(target.clientWidth, target.clientHeight));
    observer.observe(target);
    return () => {
      observer.disconnect();
      made.destroy();
      chartRef.current = null;
    };
  }, []);
  useEffect(() => chartRef.current?.setOptions(options), [options]);
  return { frameRef, chartRef };
}
