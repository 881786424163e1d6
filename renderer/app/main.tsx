// Starts the application: translations in the language of the address, Fluent's styles with the page's nonce, React.
import { createDOMRenderer, RendererProvider } from '@fluentui/react-components';
import i18next from 'i18next';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { startMarkers } from '../../electron/contract/ipc/channels';
import { catalogLanguage } from '../../electron/contract/settings/languages';
import { speak, startTranslations } from './i18n';

/** In ms. Longer than the answers take where nothing holds them up; the page then says that it is starting. */
const patienceMs = 500;

/** Draws the window; `answers`: resolves when it is known what is drawn first. */
export async function draw(answers: Promise<void>): Promise<void> {
  startTranslations();
  const language = catalogLanguage(new URLSearchParams(location.search).get('language'));
  if (language !== null && language !== 'en') await speak(language);
  document.title = i18next.t('app.title');
  await Promise.race([answers, new Promise((done) => setTimeout(done, patienceMs))]);

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
}
