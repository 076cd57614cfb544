import { Field, makeStyles, Select } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { LESSON_LANGUAGES, type LessonLanguage } from '../../../shared/domain/lesson-languages.ts';
import { useLanguageName } from '../../lib/language-name.ts';
import { useTeams } from '../../lib/teams-context.ts';

const useStyles = makeStyles({
  // A long choice is cut; it does not widen the page.
  choice: { gridTemplateColumns: 'minmax(0, 1fr)', '& select': { minHeight: '44px' } },
});

/** In which language something elsewhere is; not said, unless one is chosen. */
export function LanguageField({
  value,
  onChange,
}: {
  readonly value: LessonLanguage | '';
  readonly onChange: (language: LessonLanguage | '') => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation('content');
  const nameOf = useLanguageName();
  const { language: own } = useTeams();
  const choices = LESSON_LANGUAGES.map((language) => ({ language, name: nameOf(language) }));
  return (
    <Field className={styles.choice} label={t('edit.field.language')}>
      <Select
        value={value}
        onChange={(_event, data) => {
          onChange(LESSON_LANGUAGES.find((one) => one === data.value) ?? '');
        }}
      >
        <option value="">{t('edit.field.language-unsaid')}</option>
        {choices
          .toSorted((one, other) => one.name.localeCompare(other.name, own))
          .map(({ language, name }) => (
            <option key={language} value={language}>
              {name}
            </option>
          ))}
      </Select>
    </Field>
  );
}
