import { useEffect, useRef } from 'react';
import { Field, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { NextLessonView } from '../../../shared/contract/learn.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { NextLessonCard } from '../../components/next-lesson-card.tsx';
import { useSectionStyles } from '../../components/section-styles.ts';
import { LENGTHS } from './lesson-filters.tsx';

const useStyles = makeStyles({
  times: { flexWrap: 'wrap', columnGap: tokens.spacingHorizontalM },
  time: { minHeight: '44px', alignItems: 'center' },
});

interface NextSectionProps {
  readonly next: NextLessonView | undefined;
  /** The time at hand; undefined where it does not matter. */
  readonly minutes: number | undefined;
  readonly onMinutes: (minutes: string) => void;
}

/** The next lesson and why it is, for the time at hand. Another one that comes in its place is announced. */
export function NextSection({ next, minutes, onMinutes }: NextSectionProps) {
  const section = useSectionStyles();
  const styles = useStyles();
  const { t } = useTranslation('learn');
  const announce = useAnnounce();
  const heading = useRef<HTMLHeadingElement>(null);
  const said = next === undefined ? t('next.none') : t('next.came', { title: next.lesson.title });
  const before = useRef(said);
  useEffect(() => {
    if (before.current === said) return;
    before.current = said;
    announce(said);
    // The button that was pressed went with the lesson before.
    if (document.activeElement === document.body) heading.current?.focus();
  }, [announce, said]);
  return (
    <section className={section.section} aria-labelledby="next-lesson">
      <h2 className={section.heading} id="next-lesson" ref={heading} tabIndex={-1}>
        {t('next.title')}
      </h2>
      <Field label={t('next.time')}>
        <RadioGroup
          className={styles.times}
          layout="horizontal"
          value={minutes?.toString() ?? ''}
          onChange={(_event, { value }) => onMinutes(value)}
        >
          <Radio className={styles.time} value="" label={t('next.any')} />
          {LENGTHS.map((count) => (
            <Radio
              key={count}
              className={styles.time}
              value={String(count)}
              label={t('next.up-to', { count })}
            />
          ))}
        </RadioGroup>
      </Field>
      {next === undefined ? (
        <p className={section.quiet}>
          {t(minutes === undefined ? 'next.none' : 'next.none-short')}
        </p>
      ) : (
        <div className={section.wide}>
          <NextLessonCard key={`${next.lesson.erg?.id} ${next.lesson.id}`} next={next} isMain />
        </div>
      )}
    </section>
  );
}
