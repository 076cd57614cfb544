import { Badge, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { AdminErgView } from '../../../shared/contract/run.ts';
import { LinkButton } from '../../components/link-button.tsx';
import { paths } from '../../lib/paths.ts';
import { useSizeWords } from '../../lib/size-words.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalM} 0`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  picture: { fontSize: '24px', lineHeight: '32px', flexShrink: 0 },
  words: { flex: '1 1 180px', minWidth: 0 },
  name: { ...typographyStyles.body1Strong, margin: 0, overflowWrap: 'anywhere' },
  line: { margin: 0, color: tokens.colorNeutralForeground2 },
});

/** ERGs with how many run each and how big it is as a band; nobody's name. */
export function AdminErgList({
  ergs,
  label,
}: {
  readonly ergs: readonly AdminErgView[];
  readonly label: string;
}) {
  const styles = useStyles();
  const { t } = useTranslation('admin');
  const size = useSizeWords();
  return (
    <ul className={styles.list} aria-label={label}>
      {ergs.map((erg) => (
        <li key={erg.id} className={styles.row}>
          <span className={styles.picture} aria-hidden>
            {erg.picture}
          </span>
          <div className={styles.words}>
            <p className={styles.name}>
              <bdi dir="auto">{erg.name}</bdi>{' '}
              {erg.state === 'archived' && (
                <Badge appearance="tint" color="informative">
                  {t('ergs.archived')}
                </Badge>
              )}
            </p>
            <p className={styles.line}>
              {t('ergs.organisers', { count: erg.organisers })} · {size(erg.size)}
            </p>
          </div>
          <LinkButton
            href={paths.adminErg(erg.id)}
            label={t(`ergs.${wayTo(erg)}-named`, { erg: erg.name })}
          >
            {t(`ergs.${wayTo(erg)}`)}
          </LinkButton>
        </li>
      ))}
    </ul>
  );
}

/** What is to be done about an ERG: one that nobody runs waits for somebody. */
function wayTo({ organisers, state }: AdminErgView): 'appoint' | 'open' {
  return organisers === 0 && state === 'active' ? 'appoint' : 'open';
}
