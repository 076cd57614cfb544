import { Link as FluentLink, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { LessonLine } from '../../../shared/contract/learn.ts';
import { HelpHere } from '../../components/help-here.tsx';
import { LessonFacts } from '../../components/lesson-facts.tsx';
import { ReportContent } from '../../components/report-content.tsx';
import { paths } from '../../lib/paths.ts';
import { LessonStanding } from './lesson-standing.tsx';
import { OutsideLink } from './outside-link.tsx';
import { WriteAbout } from './write-about.tsx';

const useStyles = makeStyles({
  page: { display: 'grid', gap: tokens.spacingVerticalXXL, gridTemplateColumns: 'minmax(0, 1fr)' },
  way: { display: 'grid', justifyItems: 'start' },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2 },
  erg: { display: 'inline-flex', alignItems: 'center', minHeight: '44px' },
});

/** A lesson that an ERG's organisers published: it is elsewhere on the web, and marked here. */
export function ErgLesson({ lesson }: { readonly lesson: LessonLine }) {
  const styles = useStyles();
  const { t } = useTranslation('learn');
  const { erg, id, link, title, pillar } = lesson;
  return (
    <div className={styles.page}>
      <LessonFacts lesson={lesson} />
      <div className={styles.way}>
        {link !== undefined && (
          <>
            <OutsideLink href={link} title={title} />
            <p className={styles.quiet}>{t('link.own-window')}</p>
          </>
        )}
        {erg !== undefined && (
          <Link href={paths.erg(erg.id)} asChild>
            <FluentLink className={styles.erg}>{t('link.to-group', { name: erg.name })}</FluentLink>
          </Link>
        )}
      </div>
      <WriteAbout lesson={lesson} />
      <LessonStanding lesson={lesson} mayFinish />
      {pillar === 'speak-up' && <HelpHere />}
      {erg !== undefined && <ReportContent about={{ kind: 'lesson', ergId: erg.id, id }} />}
    </div>
  );
}
