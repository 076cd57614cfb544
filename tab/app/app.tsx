import { useEffect, useMemo } from 'react';
import { FluentProvider, makeStyles, tokens } from '@fluentui/react-components';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import type { i18n } from 'i18next';
import { I18nextProvider } from 'react-i18next';
import { Router } from 'wouter';
import { Announcer } from '../components/announcer.tsx';
import { PageFocus } from '../components/page-focus.tsx';
import { Toasts } from '../components/toasts.tsx';
import type { ApiClient } from '../lib/api-client.ts';
import { ApiContext } from '../lib/api-context.ts';
import type { Connection } from '../lib/connection.ts';
import { TeamsContext } from '../lib/teams-context.ts';
import type { ChosenLanguage } from './languages.ts';
import { Shell } from './shell.tsx';
import type { TeamsHost } from './teams.ts';
import { type Look, useLook } from './theme.ts';

const useStyles = makeStyles({
  page: {
    minHeight: '100dvh',
    backgroundColor: tokens.colorNeutralBackground2,
    // Long words wrap rather than widen the page.
    overflowWrap: 'break-word',
  },
});

interface AppProps {
  readonly api: ApiClient;
  readonly queries: QueryClient;
  readonly connection: Connection;
  readonly texts: i18n;
  readonly language: ChosenLanguage;
  /** How it looks until Teams changes its theme. */
  readonly look: Look;
  readonly host: TeamsHost;
  /** The path under which the tab is served, without a slash at its end. */
  readonly base: string;
}

/** The tab inside Teams: everything that the pages stand on, then the shell. */
export function App({ api, queries, connection, texts, language, look, host, base }: AppProps) {
  const styles = useStyles();
  const { theme, fluent } = useLook(look, host.onThemeChange);
  useEffect(() => {
    // What the browser draws itself: scroll bars, the signs in date and time fields.
    document.documentElement.style.colorScheme = theme === 'default' ? 'light' : 'dark';
  }, [theme]);
  const facts = useMemo(
    () => ({ theme, language: language.formats, openLink: (url: string) => host.openLink(url) }),
    [theme, language, host],
  );
  return (
    <FluentProvider theme={fluent} dir={language.direction}>
      <I18nextProvider i18n={texts}>
        <TeamsContext value={facts}>
          <ApiContext value={api}>
            <QueryClientProvider client={queries}>
              <Router base={base}>
                <Announcer>
                  <PageFocus>
                    <Toasts>
                      {/* Not on the provider: Fluent gives its classes to every popup as well. */}
                      <div className={styles.page}>
                        <Shell connection={connection} onReady={() => host.notifyReady()} />
                      </div>
                    </Toasts>
                  </PageFocus>
                </Announcer>
              </Router>
            </QueryClientProvider>
          </ApiContext>
        </TeamsContext>
      </I18nextProvider>
    </FluentProvider>
  );
}
