import { useEffect } from 'react';
import { Button, makeStyles, MessageBar, MessageBarBody, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from '../../components/announcer.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import type { SettingsForm } from './use-settings-form.ts';

const useStyles = makeStyles({
  // Stays in sight wherever on the page the change was made.
  place: {
    position: 'sticky',
    bottom: tokens.spacingVerticalM,
    zIndex: 1,
    minHeight: '46px',
    // Where it is empty, what lies under it can be pressed.
    pointerEvents: 'none',
    '& > *': { pointerEvents: 'auto' },
  },
  line: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    minHeight: '44px',
    padding: `0 ${tokens.spacingHorizontalL}`,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    boxShadow: tokens.shadow8,
  },
  target: { minHeight: '44px' },
});

/** How the last change fares, in one quiet line that always has its place. */
export function SavingLine({ form }: { readonly form: SettingsForm }) {
  const styles = useStyles();
  const { t } = useTranslation('settings');
  const announce = useAnnounce();
  const { saving } = form;
  const words = {
    idle: '',
    saving: t('saving'),
    saved: t('saved'),
    undone: t('undone'),
    'changed-meanwhile': '',
    failed: '',
  }[saving.state];
  useEffect(() => {
    if (saving.state === 'saved' || saving.state === 'undone') announce(words);
  }, [saving.state, words, announce]);

  return (
    <div className={styles.place}>
      {saving.state === 'failed' && <SaveFailed error={saving.error} onRetry={form.tryAgain} />}
      {saving.state === 'changed-meanwhile' && (
        <MessageBar intent="warning" layout="multiline" role="alert">
          <MessageBarBody>{t('changed-meanwhile')}</MessageBarBody>
        </MessageBar>
      )}
      {words !== '' && (
        <div className={styles.line}>
          <span>{words}</span>
          {saving.state === 'saved' && (
            <Button appearance="subtle" className={styles.target} onClick={form.undo}>
              {t('undo')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
