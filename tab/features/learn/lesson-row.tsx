import {
  Link as FluentLink,
  makeStyles,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { Link } from 'wouter';
import type { LessonLine } from '../../../shared/contract/learn.ts';
import { LessonFacts } from '../../components/lesson-facts.tsx';
import { writtenIn } from '../../lib/written-in.ts';
import { paths } from '../../lib/paths.ts';
import { MarkMenu } from './mark-menu.tsx';
import { OutsideLink } from './outside-link.tsx';

const useStyles = makeStyles({
  row: {
    listStyleType: 'none',
    display: 'grid',
    gap: tokens.spacingVerticalXS,
    justifyItems: 'start',
    gridTemplateColumns: 'minmax(0, 1fr)',
    paddingBlock: tokens.spacingVerticalM,
    columnGap: tokens.spacingHorizontalL,
    '@media (min-width: 641px)': {
      gridTemplateColumns: 'minmax(0, 1fr) auto',
      alignItems: 'center',
    },
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  words: { display: 'grid', gap: tokens.spacingVerticalXS, justifyItems: 'start', minWidth: 0 },
  title: { margin: 0 },
  link: {
    ...typographyStyles.subtitle2,
    display: 'inline-flex',
    alignItems: 'center',
    minHeight: '44px',
    overflowWrap: 'anywhere',
  },
  summary: { margin: 0, maxWidth: '70ch', overflowWrap: 'anywhere' },
});

/** A lesson in the list: what it is, the way there, and where it stands with the person. */
export function LessonRow({ lesson }: { readonly lesson: LessonLine }) {
  const styles = useStyles();
  const { id, erg, title, summary, language, link } = lesson;
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <h3 className={styles.title} {...writtenIn(language)}>
          <Link href={paths.lesson(id, erg?.id)} asChild>
            <FluentLink className={styles.link}>{title}</FluentLink>
          </Link>
        </h3>
        <LessonFacts lesson={lesson} />
        <p className={styles.summary} {...writtenIn(language)}>
          {summary}
        </p>
        {link !== undefined && <OutsideLink href={link} title={title} />}
      </div>
      <div>
        <MarkMenu lesson={lesson} />
      </div>
    </li>
  );
}
