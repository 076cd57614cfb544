import { useState } from 'react';
import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarBody,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'wouter';
import type { ItemKind } from '../../../shared/domain/erg-content.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useToast } from '../../components/toasts.tsx';
import { WhoCanSee } from '../../components/who-can-see.tsx';
import { useFieldProblems } from '../../lib/field-problems.ts';
import { useGivenHome } from '../../lib/home-query.ts';
import { newId } from '../../lib/new-id.ts';
import { paths } from '../../lib/paths.ts';
import { isChangedMeanwhile } from '../../lib/problem-words.ts';
import { useWhoCanSee } from '../../lib/who-can-see.ts';
import { PART_OF, type RunItem, useItems, useWriteItem } from './item-calls.ts';
import { draftOf, emptyDraft, type ItemDraft, wordsOf } from './item-draft.ts';
import { ItemForm } from './item-forms.tsx';
import { ItemPreview } from './item-preview.tsx';

const useStyles = makeStyles({
  parts: { display: 'grid', gap: tokens.spacingVerticalXXL, gridTemplateColumns: 'minmax(0, 1fr)' },
  heading: { ...typographyStyles.subtitle1, margin: `0 0 ${tokens.spacingVerticalM}` },
  save: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  target: { minHeight: '44px' },
  quiet: { margin: 0, maxWidth: '70ch', color: tokens.colorNeutralForeground2 },
});

/** Writing an ask, a lesson or an event; the address says which, `new` begins one. */
export default function EditItemPage({ kind }: { readonly kind: ItemKind }) {
  const { t } = useTranslation(['content', 'common', 'problems', 'rights', 'settings', 'year']);
  const { id: ergId, itemId } = useParams<{ id: string; itemId: string }>();
  const load = useItems(ergId, kind, 'in-hand');
  const isNew = itemId === 'new';
  const item = load.data?.pages.flatMap(({ items }) => items).find(({ id }) => id === itemId);
  const back = paths.runErg(ergId, PART_OF[kind]);
  return (
    <PageFrame
      title={t(`content:edit.title.${kind}`)}
      back={{ href: back, label: t(`common:run.part.${PART_OF[kind]}`) }}
    >
      {isNew || item !== undefined ? (
        <Editor key={itemId} ergId={ergId} kind={kind} item={item} back={back} />
      ) : load.data !== undefined ? (
        <EmptyState
          picture="search"
          sentence={t('content:edit.gone')}
          action={<LinkButton href={back}>{t(`common:run.part.${PART_OF[kind]}`)}</LinkButton>}
        />
      ) : load.error !== null ? (
        <FailedState error={load.error} onRetry={() => void load.refetch()} />
      ) : (
        <LoadingRows shape="lines" count={6} />
      )}
    </PageFrame>
  );
}

function Editor({
  ergId,
  kind,
  item,
  back,
}: {
  readonly ergId: string;
  readonly kind: ItemKind;
  /** Undefined where it is new. */
  readonly item: RunItem | undefined;
  readonly back: string;
}) {
  const styles = useStyles();
  const { t } = useTranslation(['content', 'common']);
  const { settings } = useGivenHome();
  const [, navigate] = useLocation();
  const announce = useAnnounce();
  const toast = useToast();
  const write = useWriteItem(ergId);
  // Made once, so that a save sent twice makes one draft.
  const [id] = useState(() => item?.id ?? newId());
  const [draft, setDraft] = useState<ItemDraft>(() =>
    item === undefined ? emptyDraft(kind, settings.zone) : draftOf(item),
  );
  /** The revision that what is written here began from. */
  const [seen, setSeen] = useState(item?.revision ?? 0);
  const problems = problemsOf(draft, useFieldProblems(write.error, 'words'));
  const lines = useWhoCanSee(item?.state === 'published' ? 'erg-page' : 'content');
  const isStale = item !== undefined && seen !== item.revision && isChangedMeanwhile(write.error);
  const isPublished = item?.state === 'published';
  const save = () => {
    if (write.isPending) return;
    write.mutate(
      { ...wordsOf(draft), id, revision: seen },
      {
        onSuccess: () => {
          const told = isPublished && kind === 'event';
          const said = t(
            told
              ? 'content:edit.saved-told'
              : isPublished
                ? 'content:edit.saved-published'
                : 'content:edit.saved',
          );
          announce(said);
          toast(said);
          navigate(back);
        },
      },
    );
  };
  return (
    <div className={styles.parts}>
      <ItemForm draft={draft} onChange={setDraft} problems={problems} />
      {isPublished && kind === 'event' && (
        <p className={styles.quiet}>{t('content:edit.who-is-told')}</p>
      )}
      <section aria-labelledby="item-preview">
        <h2 className={styles.heading} id="item-preview">
          {t('content:edit.preview')}
        </h2>
        <ItemPreview draft={draft} zone={settings.zone} />
      </section>
      <WhoCanSee lines={lines} />
      {isStale ? (
        <MessageBar intent="warning" layout="multiline" role="alert">
          <MessageBarBody>{t('content:edit.stale')}</MessageBarBody>
        </MessageBar>
      ) : (
        write.isError && <SaveFailed error={write.error} />
      )}
      <div className={styles.save}>
        <Button
          appearance="primary"
          className={styles.target}
          disabledFocusable={write.isPending}
          onClick={save}
        >
          {write.isPending
            ? t('common:saving')
            : t(isPublished ? 'content:edit.save' : 'content:edit.save-draft')}
        </Button>
        {isStale ? (
          <>
            <Button
              className={styles.target}
              onClick={() => {
                setDraft(draftOf(item));
                setSeen(item.revision);
                write.reset();
              }}
            >
              {t('content:edit.take-theirs')}
            </Button>
            <Button
              className={styles.target}
              onClick={() => {
                setSeen(item.revision);
                write.reset();
              }}
            >
              {t('content:edit.keep-mine')}
            </Button>
          </>
        ) : (
          <LinkButton href={back}>{t('content:edit.cancel')}</LinkButton>
        )}
      </div>
    </div>
  );
}

/** The API speaks of the form of a pledge as one thing; here it is two fields, and the one that is empty is meant. */
function problemsOf(
  draft: ItemDraft,
  found: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const words = found.get('form');
  if (draft.kind !== 'ask' || words === undefined) return found;
  const others = [...found].filter(([field]) => field !== 'form');
  return new Map([...others, [draft.behaviour.trim() === '' ? 'form' : 'lines', words]]);
}
