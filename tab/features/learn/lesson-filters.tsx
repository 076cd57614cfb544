import { Field, makeStyles, SearchBox, Select, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { LessonLine } from '../../../shared/contract/learn.ts';
import { LESSON_FORMATS } from '../../../shared/domain/message-content.ts';
import { PILLARS } from '../../../shared/domain/pillar.ts';
import { BUILT_IN, type WantedLessons } from './find-lessons.ts';

/** The lengths that one can choose. */
export const LENGTHS = [2, 3, 5] as const;

const useStyles = makeStyles({
  filters: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(130px, 100%), 1fr))',
    gap: tokens.spacingHorizontalM,
    width: '100%',
  },
  search: { minHeight: '44px', maxWidth: 'none', width: '100%' },
  // The longest name of an ERG decides nothing.
  field: { minWidth: 0 },
  select: { minWidth: 0, '& select': { minHeight: '44px', minWidth: 0, width: '100%' } },
});

interface LessonFiltersProps {
  readonly lessons: readonly LessonLine[];
  readonly wanted: WantedLessons;
  /** One of them was changed; an empty value stands for "does not matter". */
  readonly onChange: (which: 'q' | 'pillar' | 'from' | 'format' | 'minutes', to: string) => void;
}

/** Searching the lessons by word, and narrowing them by what they are. */
export function LessonFilters({ lessons, wanted, onChange }: LessonFiltersProps) {
  const styles = useStyles();
  const { t } = useTranslation(['learn', 'common', 'content']);
  const ergs = new Map(lessons.flatMap(({ erg }) => (erg === undefined ? [] : [[erg.id, erg]])));
  const choices = [
    {
      which: 'pillar',
      value: wanted.pillar,
      any: t('learn:list.every-pillar'),
      options: PILLARS.map((pillar) => [pillar, t(`common:pillar.${pillar}`)]),
    },
    {
      which: 'from',
      value: wanted.from,
      any: t('learn:list.everybody'),
      options: [
        [BUILT_IN, t('learn:list.built-in')],
        ...[...ergs.values()].map(({ id, name }) => [id, name]),
      ],
    },
    {
      which: 'format',
      value: wanted.format,
      any: t('learn:list.every-format'),
      options: LESSON_FORMATS.filter((format) =>
        lessons.some((lesson) => lesson.format === format),
      ).map((format) => [format, t(`content:lesson.format.${format}`)]),
    },
    {
      which: 'minutes',
      value: wanted.minutes?.toString(),
      any: t('learn:list.any-time'),
      options: LENGTHS.map((count) => [String(count), t('learn:list.up-to', { count })]),
    },
  ] as const;
  return (
    <>
      <SearchBox
        className={styles.search}
        aria-label={t('learn:list.search')}
        placeholder={t('learn:list.search')}
        value={wanted.text}
        dismiss={{ 'aria-label': t('learn:list.search-clear') }}
        onChange={(_event, { value }) => onChange('q', value)}
      />
      <div className={styles.filters}>
        {choices
          .filter(({ which }) => which !== 'from' || ergs.size > 0)
          .map(({ which, value, any, options }) => (
            <Field
              key={which}
              className={styles.field}
              label={t(`learn:list.${which === 'from' ? 'group' : which}`)}
            >
              <Select
                className={styles.select}
                value={value ?? ''}
                onChange={(_event, { value: to }) => onChange(which, to)}
              >
                <option value="">{any}</option>
                {options.map(([id, name]) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            </Field>
          ))}
      </div>
    </>
  );
}
