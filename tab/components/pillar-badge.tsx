import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { BookOpenRegular } from '@fluentui/react-icons/svg/book-open';
import { HandRightRegular } from '@fluentui/react-icons/svg/hand-right';
import { HeadphonesSoundWaveRegular } from '@fluentui/react-icons/svg/headphones-sound-wave';
import { PersonVoiceRegular } from '@fluentui/react-icons/svg/person-voice';
import { useTranslation } from 'react-i18next';
import type { Pillar } from '../../shared/domain/pillar.ts';

/** The icon of each pillar, the same everywhere. */
const PILLAR_ICONS = {
  listen: HeadphonesSoundWaveRegular,
  learn: BookOpenRegular,
  'speak-up': PersonVoiceRegular,
  'take-action': HandRightRegular,
} as const satisfies Record<Pillar, unknown>;

const useStyles = makeStyles({
  badge: {
    ...typographyStyles.caption1Strong,
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    padding: `1px ${tokens.spacingHorizontalS}`,
    borderRadius: tokens.borderRadiusCircular,
    whiteSpace: 'nowrap',
    // Seen in high contrast only, where all grounds are the same.
    border: `${tokens.strokeWidthThin} solid ${tokens.colorTransparentStroke}`,
  },
  icon: { fontSize: '16px' },
  listen: {
    backgroundColor: tokens.colorPaletteTealBackground2,
    color: tokens.colorPaletteTealForeground2,
  },
  learn: {
    backgroundColor: tokens.colorPaletteCornflowerBackground2,
    color: tokens.colorPaletteCornflowerForeground2,
  },
  'speak-up': {
    backgroundColor: tokens.colorPalettePumpkinBackground2,
    color: tokens.colorPalettePumpkinForeground2,
  },
  'take-action': {
    backgroundColor: tokens.colorPaletteForestBackground2,
    color: tokens.colorPaletteForestForeground2,
  },
});

/** A pillar by icon, colour and name together. */
export function PillarBadge({ pillar }: { readonly pillar: Pillar }) {
  const styles = useStyles();
  const { t } = useTranslation('common');
  const Icon = PILLAR_ICONS[pillar];
  return (
    <span className={mergeClasses(styles.badge, styles[pillar])}>
      <Icon className={styles.icon} aria-hidden />
      {t(`pillar.${pillar}`)}
    </span>
  );
}
