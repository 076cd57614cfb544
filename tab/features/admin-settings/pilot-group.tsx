import { useEffect, useRef, useState } from 'react';
import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { AdminSettingsReply } from '../../../shared/contract/entry.ts';
import type { ColleagueView } from '../../../shared/contract/run.ts';
import { LoadMore } from '../../components/load-more.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { PeoplePicker } from '../../components/people-picker.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useToast } from '../../components/toasts.tsx';
import { useDates } from '../../lib/dates.ts';
import { useChangePilot, usePilot } from './admin-settings-calls.ts';
import { LastChange } from './last-change.tsx';

const useStyles = makeStyles({
  group: { display: 'grid', gap: tokens.spacingVerticalM, justifyItems: 'start', minWidth: 0 },
  wide: { width: '100%' },
  title: { ...typographyStyles.subtitle2, margin: 0, outlineStyle: 'none' },
  words: { margin: 0, maxWidth: '70ch', color: tokens.colorNeutralForeground2 },
  acts: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  target: { minHeight: '44px' },
  list: { listStyleType: 'none', margin: 0, padding: 0, width: '100%' },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    minHeight: '48px',
  },
  name: { unicodeBidi: 'isolate', overflowWrap: 'anywhere', minWidth: 0 },
});

/** Who is in the pilot group: adding somebody of the directory, and taking somebody out. */
export function PilotGroup({ settings }: { readonly settings: AdminSettingsReply }) {
  const styles = useStyles();
  const { t } = useTranslation(['decided', 'common']);
  const { number } = useDates();
  const toast = useToast();
  const change = useChangePilot();
  const heading = useRef<HTMLHeadingElement>(null);
  const [chosen, setChosen] = useState<ColleagueView>();
  /** Another one is an empty field again. */
  const [picked, setPicked] = useState(0);

  useEffect(() => {
    // Once the field is an empty one again: what had the focus may be gone with it.
    if (picked > 0) heading.current?.focus();
  }, [picked]);

  function put(person: { readonly userId: string; readonly name: string }, to: 'in' | 'out'): void {
    if (change.isPending) return;
    const { userId, name } = person;
    change.mutate(
      { userId, to },
      {
        onSuccess: (reply) => {
          const said = reply?.outcome === 'same' ? 'same' : to;
          toast(
            t(`decided:pilot.done.${said}`, { name }),
            said === 'same'
              ? undefined
              : {
                  label: t('common:undo'),
                  onClick: () => put(person, to === 'in' ? 'out' : 'in'),
                },
          );
          setChosen(undefined);
          setPicked((before) => before + 1);
        },
      },
    );
  }

  return (
    <section className={styles.group}>
      <h3 className={styles.title} ref={heading} tabIndex={-1}>
        {t('decided:pilot.title', {
          count: settings.pilotCount,
          number: number(settings.pilotCount),
        })}
      </h3>
      <p className={styles.words}>{t('decided:pilot.text')}</p>
      <div className={styles.wide}>
        <PeoplePicker
          key={picked}
          label={t('decided:pilot.find')}
          from="/api/admin/people"
          onChoose={setChosen}
        />
      </div>
      {change.error !== null && (
        <SaveFailed
          error={change.error}
          onRetry={() => change.variables !== undefined && change.mutate(change.variables)}
        />
      )}
      <div className={styles.acts}>
        <Button
          className={styles.target}
          disabledFocusable={chosen === undefined || change.isPending}
          onClick={() => chosen !== undefined && put(chosen, 'in')}
        >
          {t('decided:pilot.add')}
        </Button>
        <Button
          className={styles.target}
          appearance="subtle"
          disabledFocusable={chosen === undefined || change.isPending}
          onClick={() => chosen !== undefined && put(chosen, 'out')}
        >
          {t('decided:pilot.remove')}
        </Button>
      </div>
      <LastChange of="pilot" changes={settings.changes} />
      {settings.pilotCount > 0 && <Members onRemove={(member) => put(member, 'out')} />}
    </section>
  );
}

function Members({
  onRemove,
}: {
  readonly onRemove: (member: { readonly userId: string; readonly name: string }) => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation('decided');
  const pilot = usePilot();
  if (pilot.data === undefined) {
    return pilot.isError ? (
      <FailedState error={pilot.error} onRetry={() => void pilot.refetch()} />
    ) : (
      <LoadingRows shape="lines" count={3} />
    );
  }
  const members = pilot.data.pages.flatMap((page) => page.members);
  return (
    <>
      <ul className={styles.list} aria-label={t('pilot.list')}>
        {members.map(({ userId, name }) => {
          const shown = name === '' ? t('pilot.nameless') : name;
          return (
            <li key={userId} className={styles.row}>
              <span className={styles.name}>{shown}</span>
              <Button
                className={styles.target}
                appearance="subtle"
                aria-label={t('pilot.remove-one', { name: shown })}
                onClick={() => onRemove({ userId, name: shown })}
              >
                {t('pilot.remove-short')}
              </Button>
            </li>
          );
        })}
      </ul>
      <LoadMore list={pilot} />
    </>
  );
}
