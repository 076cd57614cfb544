import { useEffect, useState } from 'react';
import { makeStyles, SearchBox, tokens, typographyStyles } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { AdminErgView } from '../../../shared/contract/run.ts';
import { foldName } from '../../../shared/domain/names.ts';
import { AdminFrame, AdminOnly } from '../../components/admin-frame.tsx';
import { useAnnounce } from '../../components/announcer.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { paths } from '../../lib/paths.ts';
import { useDebounced } from '../../lib/use-debounced.ts';
import { useAdminErgs } from './admin-calls.ts';
import { AdminErgList } from './admin-erg-list.tsx';

const useStyles = makeStyles({
  parts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalXXL,
  },
  heading: { ...typographyStyles.subtitle1, margin: `0 0 ${tokens.spacingVerticalS}` },
  text: { margin: 0, maxWidth: '70ch' },
  search: { maxWidth: '420px', width: '100%', minHeight: '44px' },
});

/** For admins: every ERG, first those that nobody runs. */
export default function AdminErgsPage() {
  const { t } = useTranslation(['admin', 'ergs', 'common', 'rights', 'problems']);
  return (
    <AdminOnly>
      <AdminFrame
        part="ergs"
        sentence={t('admin:ergs.sentence')}
        action={
          <LinkButton href={paths.newErg} appearance="primary" icon={<AddRegular aria-hidden />}>
            {t('admin:ergs.create')}
          </LinkButton>
        }
      >
        <Loaded />
      </AdminFrame>
    </AdminOnly>
  );
}

function Loaded() {
  const { t } = useTranslation('admin');
  const load = useAdminErgs();
  if (load.data === undefined) {
    return load.error === null ? (
      <LoadingRows shape="lines" count={5} />
    ) : (
      <FailedState error={load.error} onRetry={() => void load.refetch()} />
    );
  }
  return load.data.length === 0 ? (
    <EmptyState picture="people" title={t('ergs.none-title')} sentence={t('ergs.none')} />
  ) : (
    <Ergs ergs={load.data} />
  );
}

function Ergs({ ergs }: { readonly ergs: readonly AdminErgView[] }) {
  const styles = useStyles();
  const { t } = useTranslation('admin');
  const announce = useAnnounce();
  const [text, setText] = useState('');
  const wanted = foldName(useDebounced(text)).split(' ');
  const waiting = ergs.filter(({ state, organisers }) => state === 'active' && organisers === 0);
  const found = ergs.filter(({ name }) => {
    const words = foldName(name).split(' ');
    return wanted.every((start) => words.some((word) => word.startsWith(start)));
  });
  const said = text.trim() === '' ? undefined : t('ergs.found', { count: found.length });
  useEffect(() => {
    if (said !== undefined) announce(said);
  }, [announce, said]);
  return (
    <div className={styles.parts}>
      {waiting.length > 0 && (
        <section aria-labelledby="waiting">
          <h2 className={styles.heading} id="waiting">
            {t('ergs.waiting-title')}
          </h2>
          <p className={styles.text}>{t('ergs.waiting', { count: waiting.length })}</p>
          <AdminErgList ergs={waiting} label={t('ergs.waiting-title')} />
        </section>
      )}
      <section aria-labelledby="all">
        <h2 className={styles.heading} id="all">
          {t('ergs.all')}
        </h2>
        <SearchBox
          className={styles.search}
          aria-label={t('ergs.search')}
          placeholder={t('ergs.search')}
          value={text}
          dismiss={{ 'aria-label': t('ergs.search-clear') }}
          onChange={(_event, { value }) => setText(value)}
        />
        {found.length === 0 ? (
          <EmptyState
            picture="search"
            title={t('ergs.nothing-title', { text: text.trim() })}
            sentence={t('ergs.nothing')}
            level={3}
          />
        ) : (
          <AdminErgList ergs={found} label={t('ergs.all')} />
        )}
      </section>
    </div>
  );
}
