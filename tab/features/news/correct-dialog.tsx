import { useState } from 'react';
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { NewsContentBody, NewsView } from '../../../shared/contract/news.ts';
import { isFinished } from '../../../shared/domain/news-decisions.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useNewsAct } from './news-calls.ts';
import { NewsFields } from './news-fields.tsx';
import { useNewsStyles } from './news-styles.ts';

interface CorrectDialogProps {
  readonly ergId: string;
  readonly news: NewsView;
  readonly onClose: () => void;
}

/** New words for what was sent. Mounted while it is open; what is typed is kept until it is corrected or closed. */
export function CorrectDialog({ ergId, news, onClose }: CorrectDialogProps) {
  const styles = useNewsStyles();
  const { t } = useTranslation(['news', 'common']);
  const announce = useAnnounce();
  const [content, setContent] = useState<NewsContentBody>(news.content);
  const [seen] = useState(news.revision);
  const act = useNewsAct<{ do: 'correct'; revision: number; content: NewsContentBody }>(
    'organiser',
    ergId,
    news.id,
  );
  const isChanged = JSON.stringify(content) !== JSON.stringify(news.content);
  return (
    <Dialog
      modalType="modal"
      open
      onOpenChange={(_event, { open, type }) => {
        // A tap beside it must not take away what was written.
        if (!open && type !== 'backdropClick') onClose();
      }}
    >
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('news:correct.title')}</DialogTitle>
          <DialogContent>
            <div className={styles.column}>
              <p className={styles.words}>{t('news:correct.explained')}</p>
              <NewsFields content={content} onChange={setContent} />
              {act.error !== null && <SaveFailed error={act.error} />}
            </div>
          </DialogContent>
          <DialogActions>
            <Button className={styles.target} onClick={onClose}>
              {t('common:cancel')}
            </Button>
            <Button
              appearance="primary"
              className={styles.target}
              disabledFocusable={act.isPending || !isChanged || !isFinished(content)}
              onClick={() =>
                act.mutate(
                  { do: 'correct', revision: seen, content },
                  {
                    onSuccess() {
                      announce(t('news:correct.announced'));
                      onClose();
                    },
                  },
                )
              }
            >
              {act.isPending ? t('common:saving') : t('news:correct.save')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
