// The language that the window speaks at the moment.
import { useTranslation } from 'react-i18next';
import { catalogLanguage, type CatalogLanguage } from '../../electron/contract/settings/languages';

export function useLanguage(): CatalogLanguage {
  return catalogLanguage(useTranslation().i18n.language) ?? 'en';
}
