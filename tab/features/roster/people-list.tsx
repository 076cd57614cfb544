import type { ReactNode } from 'react';
import {
  Checkbox,
  createTableColumn,
  DataGrid,
  DataGridBody,
  DataGridCell,
  DataGridHeader,
  DataGridHeaderCell,
  DataGridRow,
  makeStyles,
  type TableRowId,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { AllyView } from '../../../shared/contract/roster.ts';
import { useDates } from '../../lib/dates.ts';
import { useGivenHome } from '../../lib/home-query.ts';
import { useIsNarrow } from '../../lib/use-is-narrow.ts';

const useStyles = makeStyles({
  // A name is shown as it is written, and cannot turn what stands beside it round.
  name: { unicodeBidi: 'isolate', overflowWrap: 'anywhere', minWidth: 0 },
  cell: { paddingBlock: tokens.spacingVerticalS, alignItems: 'center', minHeight: '44px' },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  item: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    alignItems: 'start',
    columnGap: tokens.spacingHorizontalS,
    paddingBlock: tokens.spacingVerticalM,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  since: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2 },
  acts: { gridColumn: '2', marginTop: tokens.spacingVerticalS },
});

interface PeopleListProps {
  /** What the list is, for a screen reader. */
  readonly label: string;
  readonly people: readonly AllyView[];
  /** What `since` is since. */
  readonly sinceLabel: string;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
  /** Whether somebody can be chosen: nothing was done about them. */
  readonly canSelect: (userId: string) => boolean;
  /** What can be done about somebody, and what was. */
  readonly renderActs: (person: AllyView) => ReactNode;
}

/** People by name, to choose among: a grid, or a list where the pane is narrow. */
export function PeopleList(props: PeopleListProps) {
  const isNarrow = useIsNarrow();
  return isNarrow ? <NarrowList {...props} /> : <Grid {...props} />;
}

function useSince(): (person: AllyView) => string {
  const dates = useDates();
  const { settings } = useGivenHome();
  return ({ since }) => dates.instant(since, settings.zone);
}

function Grid({
  label,
  people,
  sinceLabel,
  selected,
  onSelect,
  canSelect,
  renderActs,
}: PeopleListProps) {
  const styles = useStyles();
  const { t } = useTranslation('roster');
  const since = useSince();
  const columns = [
    createTableColumn<AllyView>({
      columnId: 'name',
      renderHeaderCell: () => t('list.name'),
      renderCell: ({ name }) => (
        <bdi className={styles.name} dir="auto">
          {name}
        </bdi>
      ),
    }),
    createTableColumn<AllyView>({
      columnId: 'since',
      renderHeaderCell: () => sinceLabel,
      renderCell: since,
    }),
    createTableColumn<AllyView>({
      columnId: 'acts',
      renderHeaderCell: () => t('list.acts'),
      renderCell: renderActs,
    }),
  ];
  const isHere = new Set(people.map(({ userId }) => userId));
  const select = (chosen: ReadonlySet<TableRowId>) => {
    // Whoever was chosen on another page stays so.
    const elsewhere = [...selected].filter((userId) => !isHere.has(userId));
    const here = [...chosen].map(String).filter((userId) => isHere.has(userId));
    onSelect(new Set([...elsewhere, ...here.filter(canSelect)]));
  };
  return (
    <DataGrid
      aria-label={label}
      items={[...people]}
      columns={columns}
      getRowId={({ userId }: AllyView) => userId}
      selectionMode="multiselect"
      selectedItems={[...selected].filter((userId) => isHere.has(userId))}
      onSelectionChange={(_event, { selectedItems }) => select(selectedItems)}
      focusMode="composite"
    >
      <DataGridHeader>
        <DataGridRow selectionCell={{ checkboxIndicator: { 'aria-label': t('list.all-here') } }}>
          {({ renderHeaderCell }) => <DataGridHeaderCell>{renderHeaderCell()}</DataGridHeaderCell>}
        </DataGridRow>
      </DataGridHeader>
      <DataGridBody<AllyView>>
        {({ item, rowId }) => (
          <DataGridRow<AllyView>
            key={rowId}
            selectionCell={{
              checkboxIndicator: {
                'aria-label': t('list.choose', { name: item.name }),
                disabled: !canSelect(item.userId),
              },
            }}
          >
            {({ renderCell }) => (
              <DataGridCell className={styles.cell} focusMode="group">
                {renderCell(item)}
              </DataGridCell>
            )}
          </DataGridRow>
        )}
      </DataGridBody>
    </DataGrid>
  );
}

function NarrowList({
  label,
  people,
  sinceLabel,
  selected,
  onSelect,
  canSelect,
  renderActs,
}: PeopleListProps) {
  const styles = useStyles();
  const { t } = useTranslation('roster');
  const since = useSince();
  const toggle = (userId: string) => {
    const next = new Set(selected);
    if (!next.delete(userId)) next.add(userId);
    onSelect(next);
  };
  return (
    <ul className={styles.list} aria-label={label}>
      {people.map((person) => (
        <li key={person.userId} className={styles.item}>
          <Checkbox
            aria-label={t('list.choose', { name: person.name })}
            checked={selected.has(person.userId)}
            disabled={!canSelect(person.userId)}
            onChange={() => toggle(person.userId)}
          />
          <div>
            <bdi className={styles.name} dir="auto">
              {person.name}
            </bdi>
            <div className={styles.since}>
              {sinceLabel}: {since(person)}
            </div>
          </div>
          <div className={styles.acts}>{renderActs(person)}</div>
        </li>
      ))}
    </ul>
  );
}
