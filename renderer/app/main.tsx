// Starts the application: translations in the language of the address, Fluent's styles with the page's nonce, React.
import { createDOMRenderer, RendererProvider } from '@fluentui/react-components';
import i18next from 'i18next';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { startMarkers } from '../../electron/contract/ipc/channels';
import { catalogLanguage } from '../../electron/contract/settings/languages';
import { speak, startTranslations } from './i18n';

startTranslations();
const language = catalogLanguage(new URLSearchParams(location.search).get('language'));
if (language !== null && language !== 'en') await speak(language);
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
  // The second frame follows the one that shows the first rendering.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      // oxlint-disable-next-line no-console -- read by the main process for its log
      console.info(startMarkers.page);
    }),
  );
}
