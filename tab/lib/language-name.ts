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

/**
 * What a language is called where it is another than that of the texts, so that nobody is surprised by words that they do not
 * read; undefined where there is nothing to say.
 */
export function useOtherLanguage(): (language: string | undefined) => string | undefined {
  const nameOf = useLanguageName();
  const { i18n } = useTranslation();
  return (language) =>
    language === undefined || language === i18n.language ? undefined : nameOf(language);
}
