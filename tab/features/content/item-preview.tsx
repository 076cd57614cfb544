import { makeStyles, mergeClasses, typographyStyles } from '@fluentui/react-components';
import { momentInZone } from '../../lib/moment-in-zone.ts';
import { AskSummary } from '../../components/ask-summary.tsx';
import { EventFacts } from '../../components/event-facts.tsx';
import { LessonSummary } from '../../components/lesson-summary.tsx';
import { useSurfaceStyles } from '../../components/surface-styles.ts';
import { type ItemDraft, wordsOf } from './item-draft.ts';

const useStyles = makeStyles({
  panel: { maxWidth: '640px', minWidth: 0 },
  title: { ...typographyStyles.subtitle2, margin: 0, overflowWrap: 'anywhere' },
});

/** A draft as everybody will see it on the ERG's page. */
export function ItemPreview({
  draft,
  zone,
}: {
  readonly draft: ItemDraft;
  /** The reader's own zone. */
  readonly zone: string;
}) {
  const styles = useStyles();
  const surface = useSurfaceStyles();
  return (
    <div className={mergeClasses(surface.panel, styles.panel)}>
      <Shown draft={draft} zone={zone} />
    </div>
  );
}

function Shown({ draft, zone }: { readonly draft: ItemDraft; readonly zone: string }) {
  const styles = useStyles();
  const item = wordsOf(draft);
  switch (item.kind) {
    case 'ask':
      return <AskSummary ask={item.words} />;
    case 'lesson':
      return <LessonSummary lesson={item.words} />;
    case 'event': {
      const { words } = item;
      const startsAt = momentInZone(words.date, words.time, words.zone);
      const title = (
        <h3 className={styles.title} dir="auto">
          {words.title === '' ? '…' : words.title}
        </h3>
      );
      // Without a day there is nothing to say of when.
      if (startsAt === undefined || !(words.minutes > 0)) return title;
      const endsAt = new Date(Date.parse(startsAt) + words.minutes * 60_000).toISOString();
      return (
        <>
          {title}
          <EventFacts event={{ ...words, startsAt, endsAt }} zone={zone} />
        </>
      );
    }
  }
}
