import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { LessonLine } from '../../shared/contract/learn.ts';
import { useOtherLanguage } from '../lib/language-name.ts';
import { PillarBadge } from './pillar-badge.tsx';

const useStyles = makeStyles({
  facts: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    margin: 0,
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
  },
});

/** What kind of thing a lesson is, how long it takes, in which other language, whose it is, and what helps those who see or hear it otherwise. */
export function LessonFacts({
  lesson,
}: {
  readonly lesson: Pick<LessonLine, 'pillar' | 'format' | 'minutes' | 'aids' | 'erg' | 'language'>;
}) {
  const styles = useStyles();
  const { t } = useTranslation(['content', 'learn']);
  const { pillar, format, minutes, aids, erg } = lesson;
  const language = useOtherLanguage()(lesson.language);
  const facts = [
    t(`content:lesson.format.${format}`),
    t('content:lesson.minutes', { count: minutes }),
    ...(language === undefined ? [] : [language]),
    ...aids.map((aid) => t(`content:lesson.aid.${aid}`)),
    ...(erg === undefined ? [] : [t('learn:of-group', { name: erg.name })]),
  ];
  return (
    <div className={styles.facts}>
      <PillarBadge pillar={pillar} />
      <span>{facts.join(' · ')}</span>
    </div>
  );
}
