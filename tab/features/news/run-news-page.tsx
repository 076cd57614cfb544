import {
  Badge,
  Button,
  makeStyles,
  Menu,
  MenuButton,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  mergeClasses,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useParams } from 'wouter';
import type { NewsView, RunNewsReply } from '../../../shared/contract/news.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { RunFrame } from '../../components/run-frame.tsx';
import { useSurfaceStyles } from '../../components/surface-styles.ts';
import { paths } from '../../lib/paths.ts';
import { useRunName } from '../../lib/use-run-name.ts';
import { useRunNews } from './news-calls.ts';
import { useNewsStyles } from './news-styles.ts';
import { NotShown } from './not-shown.tsx';

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gap: tokens.spacingVerticalM,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  card: { display: 'grid' },
  line: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, alignItems: 'center' },
  title: {
    ...typographyStyles.subtitle2,
    margin: 0,
    overflowWrap: 'anywhere',
    unicodeBidi: 'plaintext',
  },
  pages: {
    display: 'flex',
    gap: tokens.spacingHorizontalS,
    marginTop: tokens.spacingVerticalL,
  },
});

/** The moments and announcements of an ERG that one runs, the newest first. */
export default function RunNewsPage() {
  const { id } = useParams<{ id: string }>();
  const styles = useStyles();
  const shared = useNewsStyles();
  const { t } = useTranslation('news');
  const [before, setBefore] = useState<string | undefined>();
  const load = useRunNews(id, before);
  const { data } = load;
  return (
    <RunFrame
      ergId={id}
      name={useRunName(id)}
      part="news"
      sentence={t('list.sentence')}
      action={data === undefined ? undefined : <NewMenu ergId={id} drafts={data.drafts} />}
    >
      {data === undefined ? (
        load.isPending ? (
          <LoadingRows />
        ) : (
          <NotShown error={load.error} onRetry={() => void load.refetch()} />
        )
      ) : data.news.length === 0 && before === undefined ? (
        <EmptyState picture="calm" title={t('list.empty-title')} sentence={t('list.empty')} />
      ) : (
        <>
          <ul className={styles.list}>
            {data.news.map((news) => (
              <li key={news.id}>
                <NewsLine ergId={id} news={news} />
              </li>
            ))}
          </ul>
          {(data.before !== undefined || before !== undefined) && (
            <nav className={styles.pages} aria-label={t('list.pages')}>
              {before !== undefined && (
                <Button className={shared.target} onClick={() => setBefore(undefined)}>
                  {t('list.newest')}
                </Button>
              )}
              {data.before !== undefined && (
                <Button className={shared.target} onClick={() => setBefore(data.before)}>
                  {t('list.older')}
                </Button>
              )}
            </nav>
          )}
        </>
      )}
    </RunFrame>
  );
}

function NewsLine({ ergId, news }: { readonly ergId: string; readonly news: NewsView }) {
  const styles = useStyles();
  const surface = useSurfaceStyles();
  const { t } = useTranslation('news');
  const { id, content, life } = news;
  return (
    <article className={mergeClasses(surface.linkCard, styles.card)}>
      <h2 className={styles.title}>
        <Link href={paths.runNews(ergId, id)} className={surface.cardLink}>
          <bdi>{content.title}</bdi>
        </Link>
      </h2>
      <div className={styles.line}>
        <span>{t(`kind.${content.kind}`)}</span>
        <Badge appearance="tint">{t(`state.${life.state}`)}</Badge>
      </div>
    </article>
  );
}

function NewMenu({
  ergId,
  drafts,
}: {
  readonly ergId: string;
  readonly drafts: RunNewsReply['drafts'];
}) {
  const styles = useNewsStyles();
  const { t } = useTranslation('news');
  const [, navigate] = useLocation();
  const item = (from: string, label: string) => (
    <MenuItem
      key={from}
      className={styles.target}
      onClick={() => navigate(paths.newNews(ergId, from))}
    >
      {label}
    </MenuItem>
  );
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <MenuButton appearance="primary" className={styles.target} icon={<AddRegular />}>
          {t('list.new')}
        </MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {item('announcement', t('list.new-announcement'))}
          {drafts.map(({ id, content }) =>
            item(id, t('list.new-moment-from', { title: content.title })),
          )}
          {item('moment', t('list.new-moment'))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
