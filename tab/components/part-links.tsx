import { makeStyles, mergeClasses, Select, tokens } from '@fluentui/react-components';
import { Link, useLocation } from 'wouter';
import { useIsNarrow } from '../lib/use-is-narrow.ts';

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    margin: `0 0 ${tokens.spacingVerticalXXL}`,
    padding: 0,
    listStyleType: 'none',
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  link: {
    display: 'flex',
    alignItems: 'center',
    minHeight: '44px',
    padding: `0 ${tokens.spacingHorizontalM}`,
    color: tokens.colorNeutralForeground2,
    textDecorationLine: 'none',
    borderBottom: `${tokens.strokeWidthThicker} solid transparent`,
    ':hover': { color: tokens.colorNeutralForeground1, textDecorationLine: 'underline' },
    ':focus-visible': {
      outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '-4px',
      borderRadius: tokens.borderRadiusMedium,
    },
  },
  here: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    borderBottomColor: tokens.colorCompoundBrandStroke,
  },
  choice: { marginBottom: tokens.spacingVerticalXL, '& select': { minHeight: '44px' } },
});

/** One of several pages that belong together. */
export interface PartLink {
  readonly href: string;
  readonly label: string;
}

/** The pages that belong together, as links with the present one marked; a choice where there is no room for a row. */
export function PartLinks({
  label,
  parts,
  here,
}: {
  readonly label: string;
  readonly parts: readonly PartLink[];
  /** The address of the present page. */
  readonly here: string;
}) {
  const styles = useStyles();
  const [, navigate] = useLocation();
  const isNarrow = useIsNarrow();
  if (isNarrow) {
    return (
      <nav className={styles.choice} aria-label={label}>
        <Select aria-label={label} value={here} onChange={(_event, { value }) => navigate(value)}>
          {parts.map((part) => (
            <option key={part.href} value={part.href}>
              {part.label}
            </option>
          ))}
        </Select>
      </nav>
    );
  }
  return (
    <nav aria-label={label}>
      <ul className={styles.list}>
        {parts.map((part) => {
          const isHere = part.href === here;
          return (
            <li key={part.href}>
              <Link
                href={part.href}
                className={mergeClasses(styles.link, isHere && styles.here)}
                {...(isHere ? { 'aria-current': 'page' as const } : {})}
              >
                {part.label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
