import { useState } from 'react';
import {
  Badge,
  Button,
  Link as FluentLink,
  makeStyles,
  SearchBox,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { AdminErgView } from '../../../shared/contract/run.ts';
import { AdminFrame, AdminOnly } from '../../components/admin-frame.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { QuestionDialog } from '../../components/question-dialog.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useToast } from '../../components/toasts.tsx';
import { paths } from '../../lib/paths.ts';
import { AppointDialog } from './appoint-dialog.tsx';
import { CreateErgDialog } from './create-erg-dialog.tsx';
import { useAdminErgs, useAdministerErg } from './erg-administration-calls.ts';

const useStyles = makeStyles({
  target: { minHeight: '44px' },
  search: { maxWidth: '420px', width: '100%', minHeight: '44px' },
  heading: {
    ...typographyStyles.subtitle1,
    margin: `${tokens.spacingVerticalXL} 0 ${tokens.spacingVerticalS}`,
  },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    paddingBlock: tokens.spacingVerticalM,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  words: { flex: '1 1 220px', minWidth: 0, overflowWrap: 'anywhere' },
  name: { display: 'inline-flex', alignItems: 'center', minHeight: '44px' },
  facts: {
    ...typographyStyles.caption1,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    color: tokens.colorNeutralForeground2,
  },
  acts: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

/** For admins: every ERG, who waits for an organiser first. Never who is an ally. */
export default function AdminErgsPage() {
  return (
    <AdminOnly>
      <AdminErgs />
    </AdminOnly>
  );
}

function AdminErgs() {
  const styles = useStyles();
  const { t } = useTranslation(['admin', 'common', 'problems', 'organise', 'ergs']);
  const ergs = useAdminErgs();
  const [isCreating, setCreating] = useState(false);
  return (
    <AdminFrame
      part="ergs"
      sentence={t('admin:ergs.sentence')}
      action={
        <Button appearance="primary" className={styles.target} onClick={() => setCreating(true)}>
          {t('admin:create.new')}
        </Button>
      }
    >
      {ergs.data !== undefined ? (
        <Ergs ergs={ergs.data.ergs} />
      ) : ergs.error !== null ? (
        <FailedState error={ergs.error} onRetry={() => void ergs.refetch()} />
      ) : (
        <LoadingRows shape="lines" count={5} />
      )}
      {isCreating && <CreateErgDialog onClose={() => setCreating(false)} />}
    </AdminFrame>
  );
}

function Ergs({ ergs }: { readonly ergs: readonly AdminErgView[] }) {
  const styles = useStyles();
  const { t } = useTranslation(['admin', 'ergs']);
  const [text, setText] = useState('');
  if (ergs.length === 0) {
    return <EmptyState picture="people" title={t('ergs.none-title')} sentence={t('ergs.none')} />;
  }
  const wanted = text.trim().toLocaleLowerCase();
  const waiting = ergs.filter(({ state, organisers }) => state === 'active' && organisers === 0);
  const found = ergs.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  return (
    <>
      {waiting.length > 0 && (
        <section>
          <h2 className={styles.heading}>{t('ergs.waiting-title')}</h2>
          <p>{t('ergs.waiting')}</p>
          <ErgItems label={t('ergs.waiting-title')} ergs={waiting} />
        </section>
      )}
      <section>
        <h2 className={styles.heading}>{t('ergs.all')}</h2>
        <SearchBox
          className={styles.search}
          aria-label={t('ergs.search')}
          placeholder={t('ergs.search')}
          value={text}
          dismiss={{ 'aria-label': t('ergs:list.search-clear') }}
          onChange={(_event, { value }) => setText(value)}
        />
        {found.length === 0 ? (
          <EmptyState picture="search" sentence={t('ergs.not-found', { text: text.trim() })} />
        ) : (
          <ErgItems label={t('ergs.all')} ergs={found} />
        )}
      </section>
    </>
  );
}

function ErgItems({
  label,
  ergs,
}: {
  readonly label: string;
  readonly ergs: readonly AdminErgView[];
}) {
  const styles = useStyles();
  return (
    <ul className={styles.list} aria-label={label}>
      {ergs.map((erg) => (
        <ErgItem key={erg.id} erg={erg} />
      ))}
    </ul>
  );
}

function ErgItem({ erg }: { readonly erg: AdminErgView }) {
  const styles = useStyles();
  const { t } = useTranslation(['admin', 'organise']);
  const toast = useToast();
  const change = useAdministerErg();
  const [asked, setAsked] = useState<'appoint' | 'state'>();
  const isActive = erg.state === 'active';
  const act = isActive ? 'archive' : 'bring-back';
  return (
    <li className={styles.item}>
      <div className={styles.words}>
        <bdi>
          <span aria-hidden>{erg.picture}</span>{' '}
          <Link href={paths.adminErg(erg.id)} asChild>
            <FluentLink className={styles.name}>{erg.name}</FluentLink>
          </Link>
        </bdi>
        <div className={styles.facts}>
          <span>{t('admin:ergs.organisers', { count: erg.organisers })}</span>
          {!isActive && <Badge appearance="outline">{t('admin:ergs.archived')}</Badge>}
        </div>
        {change.isError && <SaveFailed error={change.error} />}
      </div>
      <div className={styles.acts}>
        {isActive && (
          <Button
            className={styles.target}
            aria-label={t('admin:appoint.open-one', { name: erg.name })}
            onClick={() => setAsked('appoint')}
          >
            {t('admin:appoint.open')}
          </Button>
        )}
        <Button
          appearance="subtle"
          className={styles.target}
          aria-label={t(`admin:ergs.${act}-one`, { name: erg.name })}
          disabledFocusable={change.isPending}
          onClick={() => setAsked('state')}
        >
          {t(`organise:state.${act}`)}
        </Button>
      </div>
      {asked === 'appoint' && <AppointDialog erg={erg} onClose={() => setAsked(undefined)} />}
      {asked === 'state' && (
        <QuestionDialog
          title={t(`organise:state.${act}-ask`, { name: erg.name })}
          confirm={t(`organise:state.${act}`)}
          onClose={() => setAsked(undefined)}
          onConfirm={() => {
            setAsked(undefined);
            change.mutate(
              { do: 'state', erg, state: isActive ? 'archived' : 'active' },
              { onSuccess: () => toast(t(`organise:state.${act}-done`)) },
            );
          }}
        >
          {t(`organise:state.${act}-text`)}
        </QuestionDialog>
      )}
    </li>
  );
}
