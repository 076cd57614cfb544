import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../lib/dates.ts';
import { useTellWhoCanSee } from '../../lib/who-can-see.ts';

/** What is stored about somebody who takes part, in the order in which it is told. */
const STORED = [
  'pledge',
  'check-in',
  'note',
  'learning',
  'journal',
  'settings',
  'consent',
  'membership',
  'buddy',
] as const;

const useStyles = makeStyles({
  table: { borderCollapse: 'collapse', width: '100%', maxWidth: '70ch' },
  cell: {
    textAlign: 'start',
    verticalAlign: 'top',
    fontWeight: tokens.fontWeightRegular,
    padding: `${tokens.spacingVerticalS} 0`,
    paddingInlineEnd: tokens.spacingHorizontalL,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  line: { paddingBottom: tokens.spacingVerticalXS },
  head: { color: tokens.colorNeutralForeground2, ...typographyStyles.caption1Strong },
});

/** What is stored and who sees it, told from the table of rights that the API obeys. */
export function WhatIsStored() {
  const styles = useStyles();
  const { t } = useTranslation('welcome');
  return (
    <table className={styles.table} aria-label={t('stored.caption')}>
      <thead className={styles.head}>
        <tr>
          <th scope="col" className={styles.cell}>
            {t('stored.thing')}
          </th>
          <th scope="col" className={styles.cell}>
            {t('stored.who')}
          </th>
        </tr>
      </thead>
      <tbody>
        {useStored().map(({ things, who }) => (
          <tr key={things.join()}>
            <th scope="row" className={styles.cell}>
              {things.map((thing) => (
                <div key={thing} className={styles.line}>
                  {thing}
                </div>
              ))}
            </th>
            <td className={styles.cell}>
              {who.map((line) => (
                <div key={line} className={styles.line}>
                  {line}
                </div>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const SHOWN: ReadonlySet<'shown-to-allies'> = new Set(['shown-to-allies'] as const);

interface Stored {
  readonly things: readonly string[];
  readonly who: readonly string[];
}

/** Things that the same people see stand together. */
function useStored(): readonly Stored[] {
  const { t } = useTranslation('welcome');
  const tell = useTellWhoCanSee();
  const dates = useDates();
  const all = STORED.map((subject) => {
    const always = tell(subject);
    const more = tell(subject, {}, SHOWN).filter((line) => !always.includes(line));
    const who =
      more.length === 0
        ? always
        : [...always, t('stored.if-you-choose', { who: dates.list(more) })];
    return { thing: t(`stored.${subject}`), who };
  });
  return [...Map.groupBy(all, ({ who }) => who.join()).values()].map((same) => ({
    things: same.map(({ thing }) => thing),
    who: same[0]?.who ?? [],
  }));
}
