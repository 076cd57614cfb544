import { memo, useMemo, useRef } from 'react';
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
  type TableColumnDefinition,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { AllyView } from '../../../shared/contract/roster.ts';
import { PersonName } from '../../components/person-name.tsx';
import { useDates } from '../../lib/dates.ts';
import { useGivenHome } from '../../lib/home-query.ts';
import { useIsNarrow } from '../../lib/use-is-narrow.ts';
import { ActsOf } from './acts-of.tsx';

const useStyles = makeStyles({
  row: {
    minHeight: '52px',
    // In the contrast theme another background needs another colour for every word and button on it.
    ':hover': { color: 'inherit', backgroundColor: tokens.colorTransparentBackground },
  },
  name: { flex: '3 1 0', minWidth: 0, paddingBlock: tokens.spacingVerticalS },
  since: { flex: '1.4 1 0', minWidth: 0 },
  acts: { flex: '3 1 0', minWidth: 0 },
  heading: { ...typographyStyles.caption1Strong },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  item: {
    display: 'grid',
    gridTemplateColumns: '44px minmax(0, 1fr)',
    alignItems: 'start',
    padding: `${tokens.spacingVerticalS} 0`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  box: { minWidth: '44px', minHeight: '44px' },
  words: { display: 'grid', gap: tokens.spacingVerticalXS, paddingTop: '11px', minWidth: 0 },
  quiet: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2 },
});

interface PeopleRowsProps {
  /** What the list is called. */
  readonly label: string;
  /** What the date of each is called. */
  readonly since: string;
  readonly people: readonly AllyView[];
  /** Those chosen, here or on other pages. */
  readonly chosen: ReadonlySet<string>;
  readonly canChoose: (userId: string) => boolean;
  /** Tells who is chosen of those here. */
  readonly onChoose: (userIds: ReadonlySet<string>) => void;
}

/**
 * People to choose from and act on, below a `RowsProvider`: a grid, and where there is no room for one, a list with the
 * same abilities.
 */
export function PeopleRows(props: PeopleRowsProps) {
  return useIsNarrow() ? <NarrowRows {...props} /> : <Grid {...props} />;
}

function Grid({ label, since, people, chosen, canChoose, onChoose }: PeopleRowsProps) {
  const styles = useStyles();
  const { t } = useTranslation('roster');
  const columns = useColumns(since);
  const classOf = useClassOfColumn();
  const choice = choiceOf(people, chosen, canChoose);
  // The grid counts rows that nobody can choose, too: of all that can be it would never hear the end.
  const header = useRef<HTMLDivElement>(null);
  return (
    <DataGrid
      aria-label={label}
      items={[...people]}
      columns={columns}
      getRowId={userIdOf}
      selectionMode="multiselect"
      selectedItems={choice.chosenHere}
      onSelectionChange={(event, { selectedItems }) => {
        const wanted = [...selectedItems].map(String).filter(canChoose);
        const isOfAll = header.current?.contains(event.target as Node) === true;
        onChoose(new Set(isOfAll && choice.checked === true ? [] : wanted));
      }}
    >
      <DataGridHeader ref={header}>
        <DataGridRow
          selectionCell={{
            checkboxIndicator: { 'aria-label': t('choose-all'), checked: choice.checked },
          }}
        >
          {({ renderHeaderCell, columnId }) => (
            <DataGridHeaderCell className={classOf(columnId)}>
              <span className={styles.heading}>{renderHeaderCell()}</span>
            </DataGridHeaderCell>
          )}
        </DataGridRow>
      </DataGridHeader>
      <DataGridBody<AllyView>>
        {({ item, rowId }) => (
          <GridRow key={rowId} person={item} canBeChosen={canChoose(item.userId)} />
        )}
      </DataGridBody>
    </DataGrid>
  );
}

const GridRow = memo(function GridRow({
  person,
  canBeChosen,
}: {
  readonly person: AllyView;
  readonly canBeChosen: boolean;
}) {
  const styles = useStyles();
  const { t } = useTranslation('roster');
  const classOf = useClassOfColumn();
  return (
    <DataGridRow<AllyView>
      className={styles.row}
      appearance="none"
      selectionCell={{
        checkboxIndicator: {
          'aria-label': t('choose', { name: person.name }),
          disabled: !canBeChosen,
        },
      }}
    >
      {({ renderCell, columnId }) => (
        <DataGridCell
          className={classOf(columnId)}
          focusMode={columnId === 'acts' ? 'group' : 'cell'}
          // A row is chosen by a click on it; its buttons do what they say.
          {...(columnId === 'acts' ? { onClick: keep, onKeyDown: keepSpace } : {})}
        >
          {renderCell(person)}
        </DataGridCell>
      )}
    </DataGridRow>
  );
});

function useColumns(since: string): TableColumnDefinition<AllyView>[] {
  const { t } = useTranslation('roster');
  return useMemo(
    () => [
      createTableColumn<AllyView>({
        columnId: 'name',
        renderHeaderCell: () => t('name'),
        renderCell: ({ name }) => <PersonName name={name} />,
      }),
      createTableColumn<AllyView>({
        columnId: 'since',
        renderHeaderCell: () => since,
        renderCell: (person) => <Since person={person} />,
      }),
      createTableColumn<AllyView>({
        columnId: 'acts',
        renderHeaderCell: () => t('acts'),
        renderCell: (person) => <ActsOf person={person} />,
      }),
    ],
    [t, since],
  );
}

function useClassOfColumn(): (columnId: string | number) => string {
  const styles = useStyles();
  return (columnId) =>
    columnId === 'name' ? styles.name : columnId === 'since' ? styles.since : styles.acts;
}

/** Who of these can be chosen, who is, and what the box for all of them shows. */
function choiceOf(
  people: readonly AllyView[],
  chosen: ReadonlySet<string>,
  canChoose: (userId: string) => boolean,
) {
  const here = people.map(userIdOf).filter(canChoose);
  const chosenHere = here.filter((userId) => chosen.has(userId));
  const isAll = chosenHere.length === here.length && here.length > 0;
  const checked: boolean | 'mixed' = isAll ? true : chosenHere.length > 0 ? 'mixed' : false;
  return { here, chosenHere, checked };
}

function userIdOf({ userId }: AllyView): string {
  return userId;
}

function keep(event: { stopPropagation(): void }): void {
  event.stopPropagation();
}

function keepSpace(event: { key: string; stopPropagation(): void }): void {
  if (event.key === ' ') event.stopPropagation();
}

function NarrowRows({ label, since, people, chosen, canChoose, onChoose }: PeopleRowsProps) {
  const styles = useStyles();
  const { t } = useTranslation('roster');
  const { here, chosenHere, checked: all } = choiceOf(people, chosen, canChoose);
  const toggle = (userId: string, isChosen: boolean) => {
    const next = new Set(chosenHere);
    if (isChosen) next.add(userId);
    else next.delete(userId);
    onChoose(next);
  };
  return (
    <>
      <Checkbox
        className={styles.box}
        label={t('choose-all')}
        checked={all}
        disabled={here.length === 0}
        onChange={(_event, { checked }) => onChoose(new Set(checked === true ? here : []))}
      />
      <ul className={styles.list} aria-label={label}>
        {people.map((person) => (
          <li key={person.userId} className={styles.item}>
            <Checkbox
              className={styles.box}
              aria-label={t('choose', { name: person.name })}
              checked={chosen.has(person.userId)}
              disabled={!canChoose(person.userId)}
              onChange={(_event, { checked }) => toggle(person.userId, checked === true)}
            />
            <div className={styles.words}>
              <PersonName name={person.name} />
              <span className={styles.quiet}>
                {since} <Since person={person} />
              </span>
              <ActsOf person={person} />
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function Since({ person }: { readonly person: AllyView }) {
  const dates = useDates();
  const { settings } = useGivenHome();
  return <>{dates.instant(person.since, settings.zone)}</>;
}
