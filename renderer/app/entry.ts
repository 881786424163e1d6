// First script of the page: shows the name of the program at once, and loads the program behind it.
import { paintMarker } from '../../electron/contract/ipc/channels';

new PerformanceObserver((paints) => {
  for (const { name, startTime } of paints.getEntries()) {
    if (name !== 'first-contentful-paint') continue;
    // eslint-disable-next-line no-console -- read by the main process for its log
    console.info(`${paintMarker}${Math.round(performance.timeOrigin + startTime)}`);
  }
}).observe({ type: 'paint', buffered: true });

// A frame is drawn before the task that follows it begins.
requestAnimationFrame(() => setTimeout(() => void import('./main')));
