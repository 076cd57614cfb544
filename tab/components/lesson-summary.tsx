import { useState } from 'react';
import {
  Link as FluentLink,
  makeStyles,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { LessonWordsBody } from '../../shared/contract/content.ts';
import { useLanguageName } from '../lib/language-name.ts';
import { writtenIn } from '../lib/written-in.ts';
import { useTeams } from '../lib/teams-context.ts';
import { PillarBadge } from './pillar-badge.tsx';

const useStyles = makeStyles({
  parts: { display: 'grid', gap: tokens.spacingVerticalXS, justifyItems: 'start' },
  title: { margin: 0, overflowWrap: 'anywhere' },
  link: {
    ...typographyStyles.subtitle2,
    display: 'inline-flex',
    alignItems: 'center',
    minHeight: '44px',
    textAlign: 'start',
  },
  line: { margin: 0, maxWidth: '70ch', overflowWrap: 'anywhere' },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2 },
});

/** One thing to learn: what it is, how long it takes, and the way there, where a draft has one already. */
export function LessonSummary({ lesson }: { readonly lesson: LessonWordsBody }) {
  const styles = useStyles();
  const { t } = useTranslation('content');
  const { openLink } = useTeams();
  const nameOf = useLanguageName();
  const [failed, setFailed] = useState(false);
  const { link } = lesson;
  const title = lesson.title === '' ? '…' : lesson.title;
  const written = writtenIn(lesson.language);
  const open = async (url: string) => {
    setFailed(false);
    try {
      await openLink(url);
    } catch {
      // Teams refuses what it cannot open with errors of many shapes.
      setFailed(true);
    }
  };
  const facts = [
    t(`lesson.format.${lesson.format}`),
    t('lesson.minutes', { count: lesson.minutes }),
    ...(lesson.language === undefined ? [] : [nameOf(lesson.language)]),
    ...lesson.aids.map((aid) => t(`lesson.aid.${aid}`)),
  ];
  return (
    <div className={styles.parts}>
      <h3 className={styles.title} {...written}>
        {link === undefined ? (
          <span className={styles.link}>{title}</span>
        ) : (
          <FluentLink className={styles.link} as="button" onClick={() => void open(link)}>
            {title}
          </FluentLink>
        )}
      </h3>
      <PillarBadge pillar={lesson.pillar} />
      <p className={styles.quiet}>{facts.join(' · ')}</p>
      <p className={styles.line} {...written}>
        {lesson.summary}
      </p>
      {failed && (
        <p className={styles.line} role="alert">
          {t('event.link-failed')}
        </p>
      )}
    </div>
  );
}
