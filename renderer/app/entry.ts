// First script of the page: lets the name of the program appear at once, asks for what is drawn first, then loads the application.
import { askFirst } from '../ipc/first-answers';
import { paintMarker } from '../../electron/contract/ipc/channels';

new PerformanceObserver((paints) => {
  for (const { name, startTime } of paints.getEntries()) {
    if (name !== 'first-contentful-paint') continue;
    // oxlint-disable-next-line no-console -- read by the main process for its log
    console.info(`${paintMarker}${Math.round(performance.timeOrigin + startTime)}`);
  }
}).observe({ type: 'paint', buffered: true });

const first = askFirst();
// A frame is painted before the task that follows it starts.
requestAnimationFrame(() => setTimeout(() => void import('./main').then(({ draw }) => draw(first))));
