import { useId, useState } from 'react';
import {
  Button,
  makeStyles,
  mergeClasses,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { NewsContentBody, PublishedNews } from '../../shared/contract/news.ts';
import { useDates } from '../lib/dates.ts';
import { useGivenHome } from '../lib/home-query.ts';
import type { ReportBody } from '../../shared/contract/reports.ts';
import { NewsParts } from './news-parts.tsx';
import { ReportContent } from './report-content.tsx';
import { useSurfaceStyles } from './surface-styles.ts';

const useStyles = makeStyles({
  title: {
    ...typographyStyles.subtitle2,
    margin: 0,
    overflowWrap: 'anywhere',
    unicodeBidi: 'plaintext',
  },
  aside: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground2 },
  more: { justifySelf: 'start', minHeight: '44px' },
});

/** Longer words than this are folded until somebody wants to read them. */
const FOLDED_LENGTH = 280;

interface PublishedNewsCardProps {
  readonly news: PublishedNews;
  /** The level of its title in the page's headings. */
  readonly level: 2 | 3;
  /** The name of the ERG, where it is said. */
  readonly erg?: string | undefined;
  /** The ERG that it is of; on Home a moment does not say so. */
  readonly ergId?: string;
}

/** A moment or an announcement as it stands for everybody; long ones open in place. */
export function PublishedNewsCard({ news, level, erg, ergId }: PublishedNewsCardProps) {
  const styles = useStyles();
  const surface = useSurfaceStyles();
  const { t } = useTranslation('news');
  const dates = useDates();
  const { settings } = useGivenHome();
  const [open, setOpen] = useState(false);
  const id = useId();
  const { content, until } = news;
  const Heading = level === 2 ? 'h2' : 'h3';
  const isLong = lengthOf(content) > FOLDED_LENGTH;
  return (
    <article className={surface.panel} aria-labelledby={`${id}-title`}>
      <Heading id={`${id}-title`} className={mergeClasses(styles.title)} dir="auto">
        <bdi>{content.title}</bdi>
      </Heading>
      <div id={`${id}-words`}>
        <NewsParts content={isLong && !open ? folded(content) : content} />
      </div>
      {isLong && (
        <Button
          className={styles.more}
          appearance="subtle"
          aria-expanded={open}
          aria-controls={`${id}-words`}
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'published.less' : 'published.more')}
        </Button>
      )}
      <p className={styles.aside}>
        {erg !== undefined && `${t('published.from', { erg })} · `}
        {t('published.until', { day: dates.instant(until, settings.zone) })}
      </p>
      <ReportContent about={thingReported(news, ergId)} title={content.title} />
    </article>
  );
}

function thingReported(
  { id, content: { kind } }: PublishedNews,
  ergId: string | undefined,
): ReportBody['about'] {
  if (ergId !== undefined) return { kind, ergId, id };
  // An announcement always says of which ERG it is.
  return { kind: 'moment', id };
}

function lengthOf(content: NewsContentBody): number {
  return content.kind === 'moment'
    ? content.ifThisTouchesYou.length + content.ifYouWantToSupport.length
    : content.text.length;
}

/** The beginning of the first part: of a moment what stands under *If this touches you*. */
function folded(content: NewsContentBody): NewsContentBody {
  return content.kind === 'moment'
    ? {
        ...content,
        ifThisTouchesYou: beginningOf(content.ifThisTouchesYou),
        ifYouWantToSupport: beginningOf(content.ifYouWantToSupport),
      }
    : { ...content, text: beginningOf(content.text) };
}

function beginningOf(words: string): string {
  const part = FOLDED_LENGTH / 2;
  if (words.length <= part) return words;
  const cut = words.slice(0, part);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), part / 2)).trimEnd()}…`;
}
