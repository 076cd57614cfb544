import { useTranslation } from 'react-i18next';

/**
 * Has every text that a page of pledges may need before it is shown. A text that is first fetched when a save
 * has failed would hide the page for a moment, and take the focus away from what was typed.
 */
export function useTextsOfPage(): void {
  useTranslation(['pledges', 'common', 'rights', 'problems', 'care', 'buddies']);
}
