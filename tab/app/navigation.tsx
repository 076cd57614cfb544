import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import {
  HeartPulseFilled,
  HeartPulseRegular,
  HomeFilled,
  HomeRegular,
  LeafOneFilled,
  LeafOneRegular,
  PeopleCommunityFilled,
  PeopleCommunityRegular,
  SettingsFilled,
  SettingsRegular,
} from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { paths } from '../lib/paths.ts';

const PLACES = [
  { name: 'home', href: paths.home, Icon: HomeRegular, Here: HomeFilled },
  { name: 'pledges', href: paths.pledges, Icon: LeafOneRegular, Here: LeafOneFilled },
  { name: 'ergs', href: paths.ergs, Icon: PeopleCommunityRegular, Here: PeopleCommunityFilled },
  { name: 'settings', href: paths.settings, Icon: SettingsRegular, Here: SettingsFilled },
] as const;

/** What those see besides who run Alongside for the organisation. */
const FOR_ADMINS = {
  name: 'health',
  href: paths.health,
  Icon: HeartPulseRegular,
  Here: HeartPulseFilled,
} as const;

const useStyles = makeStyles({
  bar: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  list: {
    boxSizing: 'border-box',
    display: 'flex',
    maxWidth: '960px',
    margin: '0 auto',
    padding: `0 ${tokens.spacingHorizontalL}`,
    listStyleType: 'none',
    '@media (max-width: 480px)': { padding: 0 },
  },
  item: { '@media (max-width: 480px)': { flex: '1 1 auto' } },
  link: {
    ...typographyStyles.body1,
    boxSizing: 'border-box',
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    gap: tokens.spacingHorizontalS,
    minHeight: '48px',
    padding: `0 ${tokens.spacingHorizontalS}`,
    color: tokens.colorNeutralForeground2,
    textDecorationLine: 'none',
    borderBottom: `${tokens.strokeWidthThicker} solid transparent`,
    borderTop: `${tokens.strokeWidthThicker} solid transparent`,
    // In the contrast theme only the two together can be read.
    ':hover': {
      color: tokens.colorNeutralForeground2Hover,
      backgroundColor: tokens.colorNeutralBackground1Hover,
      '& svg': { color: 'inherit' },
    },
    ':focus-visible': {
      outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '-4px',
      borderRadius: tokens.borderRadiusMedium,
    },
    // A narrow pane has room for the words or the icons; the words say more.
    '& svg': { fontSize: '20px', '@media (max-width: 480px)': { display: 'none' } },
    '@media (min-width: 481px)': { padding: `0 ${tokens.spacingHorizontalM}` },
    // Five pages fit beside one another in the narrowest pane.
    '@media (max-width: 360px)': { padding: `0 ${tokens.spacingHorizontalXS}` },
  },
  here: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    borderBottomColor: tokens.colorCompoundBrandStroke,
    '& svg': { color: tokens.colorCompoundBrandForeground1 },
  },
});

/** The pages that a person may use, as links: the one that one is on, or below, is marked. */
export function Navigation({ admin }: { readonly admin: boolean }) {
  const styles = useStyles();
  const { t } = useTranslation('common');
  const [path] = useLocation();
  return (
    <nav className={styles.bar} aria-label={t('nav.label')}>
      <ul className={styles.list}>
        {[...PLACES, ...(admin ? [FOR_ADMINS] : [])].map(({ name, href, Icon, Here }) => {
          const here = href === paths.home ? path === href : path.startsWith(href);
          const Shown = here ? Here : Icon;
          return (
            <li key={name} className={styles.item}>
              <Link
                href={href}
                className={mergeClasses(styles.link, here && styles.here)}
                {...(here ? { 'aria-current': 'page' as const } : {})}
              >
                <Shown aria-hidden />
                {t(`nav.${name}`)}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
