// Entry of the window: translations, Fluent's styles under the page's nonce, and the application.
import { createDOMRenderer, RendererProvider } from '@fluentui/react-components';
import i18next from 'i18next';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { paintMarker, startMarkers } from '../electron/contract/names';
import { startTranslations } from './i18n';

new PerformanceObserver((paints) => {
  for (const { name, startTime } of paints.getEntries()) {
    // eslint-disable-next-line no-console -- as below
    if (name === 'first-contentful-paint') console.info(`${paintMarker}${Math.round(performance.timeOrigin + startTime)}`);
  }
}).observe({ type: 'paint', buffered: true });

startTranslations();
document.title = i18next.t('app.title');

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
const renderer = createDOMRenderer(document, { styleElementAttributes: { nonce } });
const root = document.getElementById('root');

if (root) {
  createRoot(root).render(
    <StrictMode>
      <RendererProvider renderer={renderer}>
        <App />
      </RendererProvider>
    </StrictMode>,
  );
  // The second frame follows the one that shows the first drawing.
  requestAnimationFrame(() => requestAnimationFrame(() => {
    // eslint-disable-next-line no-console -- read by the main process for its log
    console.info(startMarkers.page);
  }));
}
