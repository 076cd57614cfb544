import { Field, Input, makeStyles, Textarea, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { NewsContentBody } from '../../../shared/contract/news.ts';

const useStyles = makeStyles({
  fields: { display: 'grid', gap: tokens.spacingVerticalM, minWidth: 0 },
  control: { minHeight: '44px' },
  growing: { minHeight: '160px', maxHeight: '480px' },
});

const LONGEST_TITLE = 120;
const LONGEST_PART = 3000;

interface NewsFieldsProps {
  readonly content: NewsContentBody;
  readonly onChange: (content: NewsContentBody) => void;
}

/** The words of a moment or an announcement, to be written. */
export function NewsFields({ content, onChange }: NewsFieldsProps) {
  const styles = useStyles();
  const { t } = useTranslation(['news', 'cards']);
  return (
    <div className={styles.fields}>
      <Field label={t('news:edit.title')} required>
        <Input
          className={styles.control}
          value={content.title}
          maxLength={LONGEST_TITLE}
          onChange={(_event, { value }) => onChange({ ...content, title: value })}
        />
      </Field>
      {content.kind === 'moment' ? (
        <>
          <Part
            label={t('cards:moment.touches')}
            hint={t('news:edit.touches-hint')}
            words={content.ifThisTouchesYou}
            onChange={(words) => onChange({ ...content, ifThisTouchesYou: words })}
          />
          <Part
            label={t('cards:moment.support')}
            hint={t('news:edit.support-hint')}
            words={content.ifYouWantToSupport}
            onChange={(words) => onChange({ ...content, ifYouWantToSupport: words })}
          />
        </>
      ) : (
        <Part
          label={t('news:edit.text')}
          words={content.text}
          onChange={(text) => onChange({ ...content, text })}
        />
      )}
    </div>
  );
}

interface PartProps {
  readonly label: string;
  readonly hint?: string;
  readonly words: string;
  readonly onChange: (words: string) => void;
}

function Part({ label, hint, words, onChange }: PartProps) {
  const styles = useStyles();
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      <Textarea
        value={words}
        textarea={{ className: styles.growing }}
        resize="vertical"
        maxLength={LONGEST_PART}
        onChange={(_event, { value }) => onChange(value)}
      />
    </Field>
  );
}
