import { useEffect, useId } from 'react';
import {
  Button,
  makeStyles,
  SearchBox,
  Select,
  ToggleButton,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import type { YearReply } from '../../../shared/contract/year.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { LearnFrame } from '../../components/learn-frame.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { useDates } from '../../lib/dates.ts';
import { useGivenHome } from '../../lib/home-query.ts';
import { useYear } from '../../lib/year-query.ts';
import {
  findEntries,
  groupEntries,
  monthsOf,
  type YearGroup,
  type YearWanted,
} from './find-entries.ts';
import { YearEntry } from './year-entry.tsx';

const useStyles = makeStyles({
  tools: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    marginBottom: tokens.spacingVerticalL,
  },
  search: { maxWidth: '420px', flex: '1 1 240px', minHeight: '44px' },
  month: { flex: '0 1 220px', minWidth: 0, '& select': { minHeight: '44px' } },
  target: { minHeight: '44px' },
  count: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2, margin: 0 },
  groups: { display: 'grid', gap: tokens.spacingVerticalXXL },
  heading: { ...typographyStyles.subtitle1, margin: 0 },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
});

/** The observances of a year from today on, with what ERGs have for them. */
export default function YearPage() {
  const { t } = useTranslation(['year', 'common', 'problems']);
  const { today } = useGivenHome();
  const year = useYear(today);
  return (
    <LearnFrame part="year" title={t('year:title')} sentence={t('year:sentence')}>
      {year.data !== undefined ? (
        <Year year={year.data} today={today} />
      ) : year.error !== null ? (
        <FailedState error={year.error} onRetry={() => void year.refetch()} />
      ) : (
        <LoadingRows shape="lines" count={6} />
      )}
    </LearnFrame>
  );
}

/** What is looked for stands in the address, so that it is still there on the way back from a lesson. */
function Year({ year, today }: { readonly year: YearReply; readonly today: string }) {
  const styles = useStyles();
  const { t } = useTranslation('year');
  const { month: monthWords } = useDates();
  const announce = useAnnounce();
  const [search, setSearch] = useSearchParams();
  const wanted: YearWanted = {
    text: search.get('q') ?? '',
    month: search.get('month') ?? '',
    onlyWithMore: search.has('more'),
  };
  const found = findEntries(year.entries, wanted);
  const countText = t('found', { count: found.length });
  const isNarrowed = wanted.text.trim() !== '' || wanted.month !== '' || wanted.onlyWithMore;
  useEffect(() => {
    if (isNarrowed) announce(countText);
  }, [announce, countText, isNarrowed]);
  const narrow = (next: Partial<YearWanted>) => {
    const { text, month, onlyWithMore } = { ...wanted, ...next };
    setSearch(
      {
        ...(text === '' ? {} : { q: text }),
        ...(month === '' ? {} : { month }),
        ...(onlyWithMore ? { more: '1' } : {}),
      },
      { replace: true },
    );
  };
  if (year.entries.length === 0) {
    return <EmptyState picture="calm" title={t('empty-title')} sentence={t('empty')} />;
  }
  return (
    <>
      <div className={styles.tools}>
        <SearchBox
          className={styles.search}
          aria-label={t('search')}
          placeholder={t('search')}
          value={wanted.text}
          dismiss={{ 'aria-label': t('search-clear') }}
          onChange={(_event, { value }) => narrow({ text: value })}
        />
        <Select
          className={styles.month}
          aria-label={t('month')}
          value={wanted.month}
          onChange={(_event, { value }) => narrow({ month: value })}
        >
          <option value="">{t('every-month')}</option>
          {monthsOf(year).map((month) => (
            <option key={month} value={month}>
              {monthWords(month)}
            </option>
          ))}
        </Select>
        <ToggleButton
          className={styles.target}
          shape="circular"
          checked={wanted.onlyWithMore}
          onClick={() => narrow({ onlyWithMore: !wanted.onlyWithMore })}
        >
          {t('with-more')}
        </ToggleButton>
        <p className={styles.count}>{countText}</p>
      </div>
      {found.length === 0 ? (
        <EmptyState
          picture="search"
          title={t('none-title')}
          sentence={t(wanted.onlyWithMore ? 'none-with-more' : 'none')}
          action={
            <Button
              className={styles.target}
              onClick={() => narrow({ text: '', month: '', onlyWithMore: false })}
            >
              {t('show-all')}
            </Button>
          }
        />
      ) : (
        <div className={styles.groups}>
          {groupEntries(found, today).map((group) => (
            <Group key={group.of} group={group} today={today} />
          ))}
        </div>
      )}
    </>
  );
}

function Group({ group, today }: { readonly group: YearGroup; readonly today: string }) {
  const styles = useStyles();
  const { t } = useTranslation('year');
  const { month } = useDates();
  const { settings } = useGivenHome();
  const headingId = useId();
  return (
    <section aria-labelledby={headingId}>
      <h2 className={styles.heading} id={headingId}>
        {group.of === 'now' ? t('now') : month(group.of)}
      </h2>
      <ul className={styles.list}>
        {group.entries.map((entry) => (
          <YearEntry
            key={`${entry.id} ${entry.first}`}
            entry={entry}
            today={today}
            zone={settings.zone}
          />
        ))}
      </ul>
    </section>
  );
}
