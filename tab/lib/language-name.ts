import { useTranslation } from 'react-i18next';
import { useTeams } from './teams-context.ts';

/** What a language is called in the person's own (BCP 47 in, `Welsh` out). */
export function useLanguageName(): (language: string) => string {
  const { t } = useTranslation('content');
  const { language: own } = useTeams();
  const names = new Intl.DisplayNames(own, { type: 'language' });
  // Browsers know the names of most languages, but not of this one.
  return (language) => (language === 'bfi' ? t('edit.bfi') : (names.of(language) ?? language));
}
