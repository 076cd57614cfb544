import { Button, FluentProvider, makeStyles } from '@fluentui/react-components';
import type { i18n } from 'i18next';
import { I18nextProvider, useTranslation } from 'react-i18next';
import { teamsLink } from '../../shared/domain/teams-link.ts';
import { PageFrame } from '../components/page-frame.tsx';
import { Picture } from '../components/picture.tsx';
import type { TeamsTheme } from '../lib/teams-context.ts';
import { type Look, useLook } from './theme.ts';

const useStyles = makeStyles({
  page: { minHeight: '100dvh' },
  target: { minHeight: '44px' },
});

interface OutsideTeamsProps {
  readonly texts: i18n;
  readonly appId?: string;
  /** The page that was asked for, inside the tab; empty for home. */
  readonly page: string;
  /** How it looks until the system changes its theme. */
  readonly look: Look;
}

/** The tab opened by itself, in a browser: says where it lives, and leads there. */
export function OutsideTeams({ texts, appId, page, look }: OutsideTeamsProps) {
  const styles = useStyles();
  const { fluent } = useLook(look, watchSystemTheme);
  return (
    <FluentProvider theme={fluent}>
      <I18nextProvider i18n={texts}>
        <main className={styles.page}>
          <Explanation page={page} {...(appId === undefined ? {} : { appId })} />
        </main>
      </I18nextProvider>
    </FluentProvider>
  );
}

function Explanation({ appId, page }: { readonly appId?: string; readonly page: string }) {
  const styles = useStyles();
  const { t } = useTranslation('common');
  return (
    <PageFrame title={t('outside.title')} sentence={t('outside.sentence')}>
      <Picture name="door" />
      {appId === undefined ? (
        <p>{t('outside.how')}</p>
      ) : (
        <p>
          <Button
            as="a"
            appearance="primary"
            className={styles.target}
            href={
              page === ''
                ? `https://teams.microsoft.com/l/app/${encodeURIComponent(appId)}`
                : teamsLink(appId, page)
            }
          >
            {t('outside.open')}
          </Button>
        </p>
      )}
    </PageFrame>
  );
}

const DARK = '(prefers-color-scheme: dark)';

/** The theme of Teams that the system's is nearest to. */
export function systemTheme(): TeamsTheme {
  return window.matchMedia(DARK).matches ? 'dark' : 'default';
}

function watchSystemTheme(listener: (theme: TeamsTheme) => void): () => void {
  const query = window.matchMedia(DARK);
  const tell = () => listener(systemTheme());
  query.addEventListener('change', tell);
  return () => query.removeEventListener('change', tell);
}
