import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { FailedState } from '../../components/failed-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { paths } from '../../lib/paths.ts';
import { useRunName } from '../../lib/use-run-name.ts';
import { FileChooser } from './file-chooser.tsx';
import { useNewestImport } from './import-calls.ts';
import { ImportPanel } from './import-panel.tsx';
import { LinksSection } from './links-section.tsx';

const useStyles = makeStyles({
  parts: {
    display: 'grid',
    gap: tokens.spacingVerticalXXXL,
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
});

/** Inviting people to an ERG: from a list, of which it shows what becomes of every row before anybody is invited; by link. */
export default function ImportPage() {
  const styles = useStyles();
  const { id } = useParams<{ id: string }>();
  const { t } = useTranslation(['imports', 'common', 'problems']);
  const name = useRunName(id);
  const newest = useNewestImport(id);
  const isOver = newest.data?.state === 'done' || newest.data?.state === 'withdrawn';
  return (
    <PageFrame
      title={
        name === undefined ? t('imports:page.title') : t('imports:page.title-of', { erg: name })
      }
      sentence={t('imports:page.sentence')}
      back={{ href: paths.runErg(id), label: t('imports:page.back') }}
    >
      {newest.data === undefined ? (
        newest.error === null ? (
          <LoadingRows shape="lines" count={4} />
        ) : (
          <FailedState error={newest.error} onRetry={() => void newest.refetch()} />
        )
      ) : (
        <div className={styles.parts}>
          {newest.data !== null && (
            <ImportPanel key={newest.data.id} ergId={id} shown={newest.data} />
          )}
          {(newest.data === null || isOver) && <FileChooser ergId={id} isAgain={isOver} />}
          <LinksSection ergId={id} />
        </div>
      )}
    </PageFrame>
  );
}
