import { useRef, useState } from 'react';
import { Button, makeStyles, SearchBox, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { AdminObservanceView, AdminYearReply } from '../../../shared/contract/year.ts';
import { foldName } from '../../../shared/domain/names.ts';
import { AdminFrame, AdminOnly } from '../../components/admin-frame.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useToast } from '../../components/toasts.tsx';
import { useAdminYear, useChangeYear, type YearSave } from './admin-year-calls.ts';
import { DatesDialog } from './dates-dialog.tsx';
import { ObservanceDialog } from './observance-dialog.tsx';
import { ObservanceRow, type RowAct } from './observance-row.tsx';

const useStyles = makeStyles({
  search: { maxWidth: '420px', width: '100%', minHeight: '44px' },
  target: { minHeight: '44px' },
  list: {
    listStyleType: 'none',
    margin: `${tokens.spacingVerticalL} 0 0`,
    padding: 0,
    outlineStyle: 'none',
  },
});

/** What stands in the year, to be looked after by admins. */
export default function AdminYearPage() {
  return (
    <AdminOnly>
      <AdminYear />
    </AdminOnly>
  );
}

/** What is open over the list. */
type Open =
  | { readonly what: 'add' }
  | { readonly what: 'edit' | 'dates'; readonly observance: AdminObservanceView };

function AdminYear() {
  const styles = useStyles();
  const { t } = useTranslation(['year', 'common', 'problems', 'rights']);
  const year = useAdminYear();
  const [open, setOpen] = useState<Open>();
  const opener = useRef<HTMLElement>(null);
  const openOver = (what: Open) => {
    opener.current = document.activeElement as HTMLElement | null;
    setOpen(what);
  };
  const close = () => {
    setOpen(undefined);
    opener.current?.focus();
  };
  return (
    <AdminFrame
      part="year"
      sentence={t('year:admin.sentence')}
      action={
        <Button
          className={styles.target}
          appearance="primary"
          onClick={() => openOver({ what: 'add' })}
        >
          {t('year:admin.add')}
        </Button>
      }
    >
      {year.data !== undefined ? (
        <Observances year={year.data} onOpen={openOver} />
      ) : year.error !== null ? (
        <FailedState error={year.error} onRetry={() => void year.refetch()} />
      ) : (
        <LoadingRows shape="lines" count={6} />
      )}
      {year.data !== undefined && (open?.what === 'add' || open?.what === 'edit') && (
        <ObservanceDialog
          revision={year.data.revision}
          {...(open.what === 'edit' ? { observance: open.observance } : {})}
          onClose={close}
        />
      )}
      {year.data !== undefined && open?.what === 'dates' && (
        <DatesDialog
          revision={year.data.revision}
          observance={
            year.data.observances.find(({ id }) => id === open.observance.id) ?? open.observance
          }
          onClose={close}
        />
      )}
    </AdminFrame>
  );
}

function Observances({
  year: { observances, revision },
  onOpen,
}: {
  readonly year: AdminYearReply;
  readonly onOpen: (open: Open) => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation(['year', 'common']);
  const [text, setText] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const toast = useToast();
  const save = useChangeYear();
  const wanted = foldName(text).split(' ');
  const found = observances.filter(({ title, region = '' }) => {
    const words = foldName(`${title} ${region}`).split(' ');
    return wanted.every((start) => words.some((word) => word.startsWith(start)));
  });
  /** Saves, says so, and offers the way back. */
  const change = (wantedSave: YearSave, said: string, back: (revision: number) => YearSave) =>
    save.mutate(wantedSave, {
      onSuccess: (after) =>
        toast(said, {
          label: t('common:undo'),
          onClick: () => save.mutate(back(after.revision)),
        }),
    });
  const act = (observance: AdminObservanceView, wantedAct: RowAct) => {
    const { id, title, sentence, region, own, hidden } = observance;
    if (wantedAct !== 'turn' && wantedAct !== 'remove') {
      onOpen({ what: wantedAct, observance });
      return;
    }
    if (save.isPending) return;
    if (wantedAct === 'turn') {
      const shown = { do: 'show', observanceId: id } as const;
      change(
        { ...shown, shown: hidden, revision },
        t(hidden ? 'year:admin.shown' : 'year:admin.hidden', { title }),
        (next) => ({ ...shown, shown: !hidden, revision: next }),
      );
      return;
    }
    if (own === undefined) return;
    const words = { title, sentence, ...(region === undefined ? {} : { region }), ...own };
    change({ do: 'remove', id, revision }, t('year:admin.removed', { title }), (next) => ({
      do: 'write',
      id,
      ...words,
      revision: next,
    }));
    // The row goes, and the button that was pressed with it.
    list.current?.focus();
  };
  return (
    <>
      <SearchBox
        className={styles.search}
        aria-label={t('year:search')}
        placeholder={t('year:search')}
        value={text}
        dismiss={{ 'aria-label': t('year:search-clear') }}
        onChange={(_event, { value }) => setText(value)}
      />
      {save.isError && <SaveFailed error={save.error} />}
      {found.length === 0 ? (
        <EmptyState
          picture="search"
          title={t('year:none-title')}
          sentence={t('year:none')}
          action={
            <Button className={styles.target} onClick={() => setText('')}>
              {t('year:show-all')}
            </Button>
          }
        />
      ) : (
        <ul className={styles.list} ref={list} tabIndex={-1} aria-label={t('year:admin.list')}>
          {found.map((observance) => (
            <ObservanceRow
              key={observance.id}
              observance={observance}
              onAct={(wantedAct) => act(observance, wantedAct)}
            />
          ))}
        </ul>
      )}
    </>
  );
}
