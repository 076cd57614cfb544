import {
  Button,
  Link,
  makeStyles,
  mergeClasses,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { HelpReply } from '../../shared/contract/help.ts';
import { HELP_KINDS, type HelpPlace } from '../../shared/domain/tenant-help.ts';
import { useApi } from '../lib/api-context.ts';
import { LoadingRows } from './loading-rows.tsx';

const useStyles = makeStyles({
  part: { display: 'grid', gap: tokens.spacingVerticalS, overflowWrap: 'anywhere' },
  title: { ...typographyStyles.subtitle1, margin: 0 },
  below: typographyStyles.subtitle2,
  text: { margin: 0, maxWidth: '70ch' },
  quiet: { margin: 0, maxWidth: '70ch', color: tokens.colorNeutralForeground2 },
  list: { display: 'grid', gap: tokens.spacingVerticalM, margin: 0, padding: 0 },
  place: { listStyleType: 'none' },
  label: { ...typographyStyles.body1Strong, margin: 0 },
  ways: { display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalL },
  way: { display: 'inline-flex', alignItems: 'center', minHeight: '44px' },
  again: { minHeight: '44px', justifySelf: 'start' },
});

/**
 * Where people here get help, as admins set it; and that nothing written in Alongside alerts anybody. `level` is the
 * level of its title among the page's headings.
 */
export function HelpHere({ level = 2 }: { readonly level?: 2 | 3 }) {
  const styles = useStyles();
  const { t } = useTranslation('care');
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className={styles.part}>
      <Heading className={mergeClasses(styles.title, level === 3 && styles.below)}>
        {t('help.title')}
      </Heading>
      <p className={styles.text}>{t('help.not-alerted')}</p>
      <Places />
    </section>
  );
}

function Places() {
  const styles = useStyles();
  const { t } = useTranslation('care');
  const help = useHelp();
  if (help.data === undefined) {
    if (help.isPending) return <LoadingRows shape="lines" count={1} />;
    return (
      <>
        <p className={styles.quiet}>{t('help.failed')}</p>
        <Button className={styles.again} onClick={() => void help.refetch()}>
          {t('help.again')}
        </Button>
      </>
    );
  }
  const { places } = help.data;
  const known = HELP_KINDS.flatMap((kind) => {
    const place = places[kind];
    return place === undefined ? [] : [{ kind, place }];
  });
  if (known.length === 0) return <p className={styles.quiet}>{t('help.not-set')}</p>;
  return (
    <ul className={styles.list}>
      {known.map(({ kind, place }) => (
        <li key={kind} className={styles.place}>
          <Place place={place} />
        </li>
      ))}
    </ul>
  );
}

function Place({ place }: { readonly place: HelpPlace }) {
  const styles = useStyles();
  const { t } = useTranslation('care');
  const { label, text, url, phone } = place;
  return (
    <>
      <p className={styles.label}>{label}</p>
      {text !== '' && (
        <p className={styles.text} dir="auto">
          {text}
        </p>
      )}
      <div className={styles.ways}>
        {url !== undefined && (
          <Link className={styles.way} href={url} target="_blank" rel="noreferrer">
            {new URL(url).host}
          </Link>
        )}
        {phone !== undefined && (
          <Link className={styles.way} href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
            {t('help.call', { phone })}
          </Link>
        )}
      </div>
    </>
  );
}

function useHelp() {
  const api = useApi();
  return useQuery({
    queryKey: ['help'],
    queryFn: () => api.request<HelpReply>('GET', '/api/help'),
    staleTime: 60_000,
  });
}
