// What netsh said is shown as text, and only where it was not understood.
import { FluentProvider } from '@fluentui/react-components';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, expect, it } from 'vitest';
import { startTranslations } from '../app/i18n';
import { RawRange } from './raw-range';
import type { RangeReading } from '../../electron/contract/port-ranges/dynamic-ranges';

beforeAll(startTranslations);

const shown = (reading: RangeReading) =>
  renderToStaticMarkup(
    <FluentProvider>
      <RawRange reading={reading} />
    </FluentProvider>,
  );

it('offers the answer that was not understood', () => {
  expect(shown({ known: false, raw: 'Der Befehl wurde nicht gefunden.' })).toContain('Output of netsh');
});

it('offers nothing where the range is known, or nothing was answered', () => {
  expect(shown({ known: true, range: { start: 1025, number: 3976 } })).not.toContain('netsh');
  expect(shown({ known: false, raw: ' \r\n' })).not.toContain('netsh');
});
