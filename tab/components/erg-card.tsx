import type { ReactNode } from 'react';
import {
  Badge,
  makeStyles,
  mergeClasses,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { ClockRegular } from '@fluentui/react-icons/svg/clock';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ErgListing, MembershipView } from '../../shared/contract/ergs.ts';
import { useSurfaceStyles } from './surface-styles.ts';
import { paths } from '../lib/paths.ts';
import { useSizeWords } from '../lib/size-words.ts';

const useStyles = makeStyles({
  card: { display: 'flex', flexDirection: 'column' },
  head: { display: 'flex', gap: tokens.spacingHorizontalM, alignItems: 'center' },
  picture: { fontSize: '28px', lineHeight: '36px', flexShrink: 0 },
  name: { ...typographyStyles.subtitle2, margin: 0, overflowWrap: 'anywhere' },
  purpose: {
    ...typographyStyles.body1,
    margin: 0,
    overflow: 'hidden',
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: '3',
    overflowWrap: 'anywhere',
  },
  facts: {
    ...typographyStyles.caption1,
    color: tokens.colorNeutralForeground2,
    display: 'grid',
    gap: tokens.spacingVerticalXXS,
    marginTop: 'auto',
    overflowWrap: 'anywhere',
  },
  line: { margin: 0 },
  mine: { alignSelf: 'start' },
});

/** One ERG of the directory; the card leads to its page. */
export function ErgCard({
  erg,
  membership,
}: {
  readonly erg: ErgListing;
  readonly membership: MembershipView | undefined;
}) {
  const styles = useStyles();
  const surface = useSurfaceStyles();
  const size = useSizeWords();
  return (
    <li className={mergeClasses(surface.linkCard, styles.card)}>
      <Head picture={erg.picture}>
        <Link className={surface.cardLink} href={paths.erg(erg.id)}>
          {erg.name}
        </Link>
      </Head>
      {membership !== undefined && <MineBadge membership={membership} />}
      <Words erg={erg} size={size(erg.size)} />
    </li>
  );
}

/** What an ERG's card says. */
type ErgWords = Omit<ErgListing, 'id' | 'size'>;

/** The card as it will stand in the directory, leading nowhere; its size is left out. */
export function ErgCardPreview({ erg }: { readonly erg: ErgWords }) {
  const styles = useStyles();
  const surface = useSurfaceStyles();
  return (
    <div className={mergeClasses(surface.linkCard, styles.card)}>
      <Head picture={erg.picture}>{erg.name}</Head>
      <Words erg={erg} />
    </div>
  );
}

function Head({ picture, children }: { readonly picture: string; readonly children: ReactNode }) {
  const styles = useStyles();
  return (
    <div className={styles.head}>
      <span className={styles.picture} aria-hidden>
        {picture}
      </span>
      <h2 className={styles.name} dir="auto">
        {children}
      </h2>
    </div>
  );
}

function Words({ erg, size }: { readonly erg: ErgWords; readonly size?: string }) {
  const styles = useStyles();
  const { t } = useTranslation('ergs');
  const policy = t(`policy.${erg.joinPolicy}`);
  return (
    <>
      <p className={styles.purpose} dir="auto">
        {erg.purpose}
      </p>
      <div className={styles.facts}>
        <p className={styles.line} dir="auto">
          {erg.tags.join(' · ')}
        </p>
        <p className={styles.line} dir="auto">
          {erg.places.join(' · ')}
        </p>
        <p className={styles.line}>{size === undefined ? policy : `${size} · ${policy}`}</p>
      </div>
    </>
  );
}

/** That I joined an ERG, or asked to; nobody else sees this mark. */
function MineBadge({ membership }: { readonly membership: MembershipView }) {
  const styles = useStyles();
  const { t } = useTranslation('ergs');
  const Icon = membership.state === 'active' ? CheckmarkCircleRegular : ClockRegular;
  return (
    <Badge
      className={styles.mine}
      appearance="tint"
      color={membership.state === 'active' ? 'brand' : 'informative'}
      icon={<Icon aria-hidden />}
    >
      {t(`mine.${membership.state}`)}
    </Badge>
  );
}
