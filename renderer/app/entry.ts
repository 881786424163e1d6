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

/** In ms. A compositor that delivers no frame holds nothing up. */
const patienceMs = 1_000;

const first = askFirst();
// On its way from here on, behind the first frame only in what it does.
const code = import('./main');
// A frame is painted before the task that follows it starts.
const frame = new Promise<void>((done) => {
  requestAnimationFrame(() => setTimeout(done));
  setTimeout(done, patienceMs);
});
void frame.then(async () => {
  // The first format makes the list of all that Intl has (10 ms): here nothing waits for it.
  new Intl.NumberFormat();
  await (await code).draw(first);
});
