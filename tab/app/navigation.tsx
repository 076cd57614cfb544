import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { BookOpenFilled, BookOpenRegular } from '@fluentui/react-icons/svg/book-open';
import { HomeFilled, HomeRegular } from '@fluentui/react-icons/svg/home';
import { LeafOneFilled, LeafOneRegular } from '@fluentui/react-icons/svg/leaf-one';
import {
  PeopleCommunityFilled,
  PeopleCommunityRegular,
} from '@fluentui/react-icons/svg/people-community';
import { OrganizationFilled, OrganizationRegular } from '@fluentui/react-icons/svg/organization';
import { PeopleEditFilled, PeopleEditRegular } from '@fluentui/react-icons/svg/people-edit';
import { SettingsFilled, SettingsRegular } from '@fluentui/react-icons/svg/settings';
import { ShieldTaskFilled, ShieldTaskRegular } from '@fluentui/react-icons/svg/shield-task';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { paths } from '../lib/paths.ts';
import { useIsNarrow } from '../lib/use-is-narrow.ts';
import { useBarHeight } from './bar-height.ts';
import { preloadPage } from './pages.tsx';

const PLACES = [
  { name: 'home', href: paths.home, Icon: HomeRegular, Here: HomeFilled },
  { name: 'pledges', href: paths.pledges, Icon: LeafOneRegular, Here: LeafOneFilled },
  { name: 'ergs', href: paths.ergs, Icon: PeopleCommunityRegular, Here: PeopleCommunityFilled },
  { name: 'learn', href: '/learn', Icon: BookOpenRegular, Here: BookOpenFilled },
] as const;

/** What those see besides who organise an ERG. */
const FOR_ORGANISERS = {
  name: 'run',
  href: paths.run,
  Icon: PeopleEditRegular,
  Here: PeopleEditFilled,
} as const;

/** What those see besides who have reports in the directory. */
const FOR_MANAGERS = {
  name: 'organisation',
  href: paths.organisation,
  Icon: OrganizationRegular,
  Here: OrganizationFilled,
} as const;

/** What those see besides who run Alongside for the organisation. */
const FOR_ADMINS = {
  name: 'admin',
  href: paths.admin(),
  Icon: ShieldTaskRegular,
  Here: ShieldTaskFilled,
} as const;

const SETTINGS = {
  name: 'settings',
  href: paths.settings,
  Icon: SettingsRegular,
  Here: SettingsFilled,
} as const;

const useStyles = makeStyles({
  bar: {
    // A low window, or a much enlarged page, needs its height for what is read.
    '@media (min-height: 481px)': { position: 'sticky' },
    top: 0,
    zIndex: 1,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  list: {
    boxSizing: 'border-box',
    display: 'flex',
    // Who runs several things may have more pages than fit beside one another.
    flexWrap: 'wrap',
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
    whiteSpace: 'nowrap',
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
    // Six pages mostly fit beside one another in the narrowest pane.
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
export function Navigation({
  admin,
  runs,
  manages,
}: {
  readonly admin: boolean;
  /** Whether the person organises an ERG. */
  readonly runs: boolean;
  /** Whether the person has reports in the directory. */
  readonly manages: boolean;
}) {
  const styles = useStyles();
  const { t } = useTranslation('common');
  const [path] = useLocation();
  const isNarrow = useIsNarrow();
  const bar = useBarHeight();
  const places = [
    ...PLACES,
    ...(runs ? [FOR_ORGANISERS] : []),
    ...(manages ? [FOR_MANAGERS] : []),
    ...(admin ? [FOR_ADMINS] : []),
    SETTINGS,
  ];
  return (
    <nav className={styles.bar} ref={bar} aria-label={t('nav.label')}>
      <ul className={styles.list}>
        {places.map(({ name, href, Icon, Here }) => {
          const here = isBelow(path, name, href);
          const Shown = here ? Here : Icon;
          return (
            <li key={name} className={styles.item}>
              <Link
                href={href}
                className={mergeClasses(styles.link, here && styles.here)}
                onPointerEnter={() => preload(href)}
                onFocus={() => preload(href)}
                {...(here ? { 'aria-current': 'page' as const } : {})}
              >
                <Shown aria-hidden />
                {isNarrow && (name === 'run' || name === 'organisation')
                  ? t(`nav.${name}-short`)
                  : t(`nav.${name}`)}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** Whoever points at a page, or comes to it by keyboard, is likely to open it; opening it says where it cannot be fetched. */
function preload(href: string): void {
  void preloadPage(href).catch(() => undefined);
}

/** Whether a page is the place, or below it. Messages are looked after by admins, under an address of their own. */
function isBelow(path: string, name: string, href: string): boolean {
  if (name === 'home') return path === href;
  if (name === 'admin') return path.startsWith('/admin') || path.startsWith(paths.health);
  return path.startsWith(href);
}
