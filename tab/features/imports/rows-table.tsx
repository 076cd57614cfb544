import { useId, useRef, useState } from 'react';
import {
  Button,
  createTableColumn,
  DataGrid,
  DataGridBody,
  DataGridCell,
  DataGridHeader,
  DataGridHeaderCell,
  DataGridRow,
  Label,
  makeStyles,
  Select,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { ImportRowView, ImportView } from '../../../shared/contract/imports.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { useDates } from '../../lib/dates.ts';
import { FATES } from './counts-sentence.ts';
import { useImportRows } from './import-calls.ts';
import { useSectionStyles } from '../../components/section-styles.ts';

const useStyles = makeStyles({
  heading: { ...typographyStyles.subtitle2, margin: 0 },
  filter: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    width: '100%',
  },
  // A long choice is cut; it does not widen the page.
  select: { minHeight: '44px', minWidth: 0, maxWidth: '100%', '& select': { minWidth: 0 } },
  list: { outlineStyle: 'none', width: '100%' },
  cell: { minHeight: '44px' },
});

/** Row by row what becomes of a list, page by page, all or those with one fate. Nothing of the file is shown. */
export function RowsTable({
  ergId,
  shown,
}: {
  readonly ergId: string;
  readonly shown: ImportView;
}) {
  const styles = useStyles();
  const section = useSectionStyles();
  const { t } = useTranslation('imports');
  const selectId = useId();
  const [fate, setFate] = useState<ImportRowView['fate']>();
  const [way, setWay] = useState<readonly string[]>([]);
  const list = useRef<HTMLDivElement>(null);
  const page = useImportRows(ergId, shown, fate, way.at(-1));
  const fateWords = useFateWords(shown);
  const turn = (next: readonly string[]) => {
    setWay(next);
    list.current?.focus();
  };
  const present = FATES.filter((one) => shown.counts[one] > 0);
  const rows = page.data?.rows ?? [];
  const next = page.data?.continuation;
  return (
    <>
      <h3 className={styles.heading}>{t('rows.heading')}</h3>
      <div className={styles.filter}>
        <Label htmlFor={selectId}>{t('rows.show')}</Label>
        <Select
          id={selectId}
          className={styles.select}
          value={fate ?? ''}
          onChange={(_event, { value }) => {
            setFate(FATES.find((one) => one === value));
            setWay([]);
          }}
        >
          <option value="">{t('rows.all')}</option>
          {present.map((one) => (
            <option key={one} value={one}>
              {fateWords(one)}
            </option>
          ))}
        </Select>
      </div>
      <div ref={list} tabIndex={-1} className={styles.list}>
        {page.data === undefined && page.error !== null && (
          <FailedState error={page.error} onRetry={() => void page.refetch()} />
        )}
        {page.isPending && <LoadingRows shape="lines" count={4} />}
        {page.data !== undefined && rows.length === 0 && (
          <EmptyState picture="search" sentence={t('rows.none')} level={3} />
        )}
        {rows.length > 0 && <Grid rows={rows} fateWords={fateWords} />}
      </div>
      {(way.length > 0 || next !== undefined) && (
        <nav className={section.acts} aria-label={t('rows.heading')}>
          <Button
            className={section.target}
            disabledFocusable={way.length === 0}
            onClick={() => turn(way.slice(0, -1))}
          >
            {t('rows.previous')}
          </Button>
          <Button
            className={section.target}
            disabledFocusable={next === undefined || page.isPlaceholderData}
            onClick={() => {
              if (next !== undefined) turn([...way, next]);
            }}
          >
            {t('rows.next')}
          </Button>
        </nav>
      )}
    </>
  );
}

/** What a fate is called: before anybody is invited, those who will be. */
function useFateWords({ state }: ImportView): (fate: ImportRowView['fate']) => string {
  const { t } = useTranslation('imports');
  return (fate) =>
    fate === 'invite' && state !== 'done' ? t('rows.to-invite') : t(`fate.${fate}`);
}

function Grid({
  rows,
  fateWords,
}: {
  readonly rows: readonly ImportRowView[];
  readonly fateWords: (fate: ImportRowView['fate']) => string;
}) {
  const styles = useStyles();
  const { t } = useTranslation('imports');
  const dates = useDates();
  const columns = [
    createTableColumn<ImportRowView>({
      columnId: 'row',
      renderHeaderCell: () => t('rows.row'),
      renderCell: ({ row }) => dates.number(row),
    }),
    createTableColumn<ImportRowView>({
      columnId: 'fate',
      renderHeaderCell: () => t('rows.fate'),
      renderCell: ({ fate }) => fateWords(fate),
    }),
  ];
  return (
    <DataGrid
      aria-label={t('rows.heading')}
      items={[...rows]}
      columns={columns}
      getRowId={({ row }: ImportRowView) => row}
    >
      <DataGridHeader>
        <DataGridRow>
          {({ renderHeaderCell }) => <DataGridHeaderCell>{renderHeaderCell()}</DataGridHeaderCell>}
        </DataGridRow>
      </DataGridHeader>
      <DataGridBody<ImportRowView>>
        {({ item, rowId }) => (
          <DataGridRow<ImportRowView> key={rowId}>
            {({ renderCell }) => (
              <DataGridCell className={styles.cell}>{renderCell(item)}</DataGridCell>
            )}
          </DataGridRow>
        )}
      </DataGridBody>
    </DataGrid>
  );
}
