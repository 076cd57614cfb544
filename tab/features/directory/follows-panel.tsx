import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { DirectoryReply } from '../../../shared/contract/directory.ts';
import { useSectionStyles } from '../../components/section-styles.ts';
import { useDates } from '../../lib/dates.ts';

/** That the directory follows Microsoft Entra by itself, since when, and what is to be mended there. */
export function FollowsPanel({
  follows,
}: {
  readonly follows: NonNullable<DirectoryReply['follows']>;
}) {
  const section = useSectionStyles();
  const { t } = useTranslation('directory');
  const dates = useDates();
  const headingId = useId();
  const { finishedAt, circles } = follows;
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return (
    <section className={section.section} aria-labelledby={headingId}>
      <h2 className={section.heading} id={headingId}>
        {t('follows.heading')}
      </h2>
      <p className={section.text}>{t('follows.sentence')}</p>
      <p className={section.text}>
        {finishedAt === undefined
          ? t('follows.first')
          : t('follows.last', { when: dates.instant(finishedAt, timeZone) })}
      </p>
      {circles > 0 && (
        <p className={section.text}>
          {t('follows.circles', { count: circles, number: dates.number(circles) })}
        </p>
      )}
    </section>
  );
}
