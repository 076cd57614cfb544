import {
  Button,
  Field,
  Input,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { NewsContentBody } from '../../../shared/contract/news.ts';
import { MOST_NEWS_DAYS } from '../../../shared/domain/news.ts';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useDraft } from '../../lib/drafts.ts';
import { NewsFields } from './news-fields.tsx';
import { NewsPreview } from './news-preview.tsx';
import { useNewsStyles } from './news-styles.ts';

/** The words and the days of a piece of news, as they are edited together. */
export interface NewsWords {
  readonly content: NewsContentBody;
  readonly days: number;
}

/** Words that are being edited: as typed, and whether they differ from what is saved. */
export interface EditedNews {
  readonly words: NewsWords;
  readonly isChanged: boolean;
  readonly restored: boolean;
  set(words: NewsWords): void;
  clear(): void;
}

/** What is typed over the saved words of one piece of news, kept over page changes and reloads. */
export function useEditedNews(id: string, saved: NewsWords): EditedNews {
  const typed = useDraft<NewsWords | null>(`news.${id}`, null);
  const words = typed.value ?? saved;
  return {
    words,
    isChanged: JSON.stringify(words) !== JSON.stringify(saved),
    restored: typed.restored && typed.value !== null,
    set: typed.set,
    clear: typed.clear,
  };
}

interface NewsEditorProps {
  readonly edited: EditedNews;
  readonly saving: boolean;
  readonly error: Error | null;
  readonly onSave: () => void;
}

/** The words beside the card as it will look. */
export function NewsEditor({ edited, saving, error, onSave }: NewsEditorProps) {
  const styles = useNewsStyles();
  const { t } = useTranslation(['news', 'common']);
  const { words, isChanged, restored } = edited;
  const canSave =
    words.content.title.trim() !== '' &&
    Number.isInteger(words.days) &&
    words.days >= 1 &&
    words.days <= MOST_NEWS_DAYS;
  return (
    <div className={styles.sideBySide}>
      <section className={styles.column} aria-labelledby="news-words">
        <h2 className={styles.title} id="news-words">
          {t('news:edit.words')}
        </h2>
        {restored && (
          <MessageBar layout="multiline">
            <MessageBarBody>{t('news:edit.restored')}</MessageBarBody>
            <MessageBarActions>
              <Button className={styles.target} onClick={edited.clear}>
                {t('news:edit.forget')}
              </Button>
            </MessageBarActions>
          </MessageBar>
        )}
        <NewsFields
          content={words.content}
          onChange={(content) => edited.set({ ...words, content })}
        />
        <Field
          label={t('news:edit.days')}
          hint={t('news:edit.days-hint', { most: MOST_NEWS_DAYS })}
        >
          <Input
            className={styles.days}
            type="number"
            min={1}
            max={MOST_NEWS_DAYS}
            value={Number.isNaN(words.days) ? '' : String(words.days)}
            onChange={(_event, { value }) => edited.set({ ...words, days: Number(value) })}
          />
        </Field>
        {error !== null && <SaveFailed error={error} />}
        <div className={styles.buttons}>
          <Button
            className={styles.target}
            disabledFocusable={saving || !canSave || !isChanged}
            onClick={onSave}
          >
            {saving ? t('common:saving') : t('news:edit.save')}
          </Button>
        </div>
      </section>
      <NewsPreview content={words.content} />
    </div>
  );
}
