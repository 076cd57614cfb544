import { useEffect, useRef } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { NextLessonView } from '../../../shared/contract/learn.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { NextLessonCard } from '../../components/next-lesson-card.tsx';

const useStyles = makeStyles({
  section: { display: 'grid', gap: tokens.spacingVerticalM, minWidth: 0 },
  title: { ...typographyStyles.subtitle1, margin: 0, outlineStyle: 'none' },
});

/** One thing to learn, and why this one; put off in place, another comes and takes the focus of what is gone. */
export function HomeLesson({ next }: { readonly next: NextLessonView }) {
  const styles = useStyles();
  const { t } = useTranslation(['learn', 'content']);
  const announce = useAnnounce();
  const heading = useRef<HTMLHeadingElement>(null);
  const { id, title } = next.lesson;
  const before = useRef(id);
  useEffect(() => {
    if (before.current === id) return;
    before.current = id;
    announce(t('learn:next.came', { title }));
    if (document.activeElement === document.body) heading.current?.focus();
  }, [announce, id, t, title]);
  return (
    <section className={styles.section} aria-labelledby="home-lesson">
      <h2 className={styles.title} id="home-lesson" ref={heading} tabIndex={-1}>
        {t('learn:next.home-title')}
      </h2>
      <NextLessonCard key={id} next={next} />
    </section>
  );
}
