import { type Ref, useId, useState } from 'react';
import {
  Button,
  makeStyles,
  mergeClasses,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { DirectoryProblemView } from '../../../shared/contract/directory.ts';
import { useSectionStyles } from '../../components/section-styles.ts';
import { useDates } from '../../lib/dates.ts';

const useStyles = makeStyles({
  box: { width: '100%', outlineStyle: 'none' },
  heading: { ...typographyStyles.subtitle2, margin: 0 },
  list: {
    display: 'grid',
    gap: tokens.spacingVerticalM,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  row: { ...typographyStyles.body1Strong, overflowWrap: 'anywhere' },
  what: { margin: 0, maxWidth: '70ch', overflowWrap: 'anywhere' },
});

/** Problems that are shown before one asks for more. */
const AT_FIRST = 20;

/** What is to be mended in a file, row by row, and whom it is about. */
export function ProblemsList({
  problems,
  total,
  listRef,
}: {
  readonly problems: readonly DirectoryProblemView[];
  readonly total: number;
  readonly listRef: Ref<HTMLDivElement>;
}) {
  const styles = useStyles();
  const section = useSectionStyles();
  const { t } = useTranslation('directory');
  const dates = useDates();
  const headingId = useId();
  const [most, setMost] = useState(AT_FIRST);
  const shown = problems.slice(0, most);
  const left = problems.length - shown.length;
  return (
    <div
      ref={listRef}
      tabIndex={-1}
      className={mergeClasses(section.section, styles.box)}
      role="group"
      aria-labelledby={headingId}
    >
      <h3 id={headingId} className={styles.heading}>
        {t('problems.heading', { count: total, number: dates.number(total) })}
      </h3>
      <p className={section.text}>
        {t('problems.nothing-kept')}
        {total > problems.length &&
          ` ${t('problems.first', { number: dates.number(problems.length) })}`}
      </p>
      <ul className={styles.list}>
        {shown.map((problem) => (
          <li key={`${problem.row} ${problem.reason}`}>
            <OneProblem problem={problem} />
          </li>
        ))}
      </ul>
      {left > 0 && (
        <Button className={section.target} onClick={() => setMost(problems.length)}>
          {t('problems.more', { count: left, number: dates.number(left) })}
        </Button>
      )}
    </div>
  );
}

function OneProblem({ problem }: { readonly problem: DirectoryProblemView }) {
  const styles = useStyles();
  const { t } = useTranslation('directory');
  const dates = useDates();
  const { name, reason, others, more } = problem;
  const row = dates.number(problem.row);
  const named = [
    ...others.map((other) =>
      t('problems.someone', { name: other.name, row: dates.number(other.row) }),
    ),
    ...(more > 0 ? [t('problems.more', { count: more, number: dates.number(more) })] : []),
  ];
  const isAboutOthers =
    reason === 'duplicate-id' || reason === 'duplicate-mail' || reason === 'manager-cycle';
  return (
    <>
      <span className={styles.row}>
        {name === undefined ? t('problems.row', { row }) : t('problems.row-of', { row, name })}
      </span>
      <p className={styles.what}>
        {isAboutOthers && named.length > 0
          ? t(`reason.${reason}-of`, { others: dates.list(named) })
          : t(`reason.${reason}`)}
      </p>
    </>
  );
}
