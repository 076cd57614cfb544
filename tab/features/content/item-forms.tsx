import { Checkbox, Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { LESSON_AIDS, LESSON_FORMATS } from '../../../shared/domain/message-content.ts';
import { CADENCES } from '../../../shared/domain/pledge.ts';
import { ZonePicker } from '../../components/zone-picker.tsx';
import { BelongsToField } from './belongs-to-field.tsx';
import { LanguageField } from './language-field.tsx';
import { PillarField, type Problems, TextField } from './form-fields.tsx';
import type { AskDraft, EventDraft, ItemDraft, LessonDraft } from './item-draft.ts';

const useStyles = makeStyles({
  form: {
    display: 'grid',
    // A long choice is cut; it does not widen the page.
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalL,
    maxWidth: '640px',
    minWidth: 0,
  },
  beside: {
    display: 'grid',
    gap: tokens.spacingHorizontalM,
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(140px, 100%), 1fr))',
    alignItems: 'start',
  },
  choice: { gridTemplateColumns: 'minmax(0, 1fr)', '& select': { minHeight: '44px' } },
  check: { minHeight: '44px', alignItems: 'center' },
});

interface FormProps<Draft> {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly problems: Problems;
}

/** The fields of a draft that hold any text. */
type TextIn<Draft> = {
  [Name in keyof Draft & string]: string extends Draft[Name] ? Name : never;
}[keyof Draft & string];

/** What a text field of a draft needs besides its label: its name, what it says, and what changes that. */
function textIn<Draft>(draft: Draft, problems: Problems, set: (fields: Partial<Draft>) => void) {
  return (name: TextIn<Draft>) => ({
    name,
    value: String(draft[name]),
    problems,
    onChange: (value: string) => set({ [name]: value } as Partial<Draft>),
  });
}

/** The fields of an ask, a lesson or an event. */
export function ItemForm({ draft, onChange, problems }: FormProps<ItemDraft>) {
  switch (draft.kind) {
    case 'ask':
      return <AskForm draft={draft} onChange={onChange} problems={problems} />;
    case 'lesson':
      return <LessonForm draft={draft} onChange={onChange} problems={problems} />;
    case 'event':
      return <EventForm draft={draft} onChange={onChange} problems={problems} />;
  }
}

function AskForm({ draft, onChange, problems }: FormProps<AskDraft>) {
  const styles = useStyles();
  const { t } = useTranslation(['content', 'common']);
  const set = (fields: Partial<AskDraft>) => onChange({ ...draft, ...fields });
  const text = textIn(draft, problems, set);
  const isGoal = draft.pillar === 'speak-up';
  return (
    <div className={styles.form}>
      <TextField {...text('title')} label={t('content:edit.field.title')} required longest={80} />
      <PillarField value={draft.pillar} onChange={(pillar) => set({ pillar })} />
      <TextField
        name="form"
        label={t(isGoal ? 'content:edit.field.goal' : 'content:edit.field.action')}
        hint={t(isGoal ? 'content:edit.field.goal-hint' : 'content:edit.field.action-hint')}
        required
        longest={300}
        rows={2}
        value={draft.behaviour}
        problems={problems}
        onChange={(behaviour) => set({ behaviour })}
      />
      <TextField
        {...text('lines')}
        label={t(isGoal ? 'content:edit.field.phrases' : 'content:edit.field.cues')}
        hint={t(isGoal ? 'content:edit.field.phrases-hint' : 'content:edit.field.cues-hint')}
        required={!isGoal}
        rows={3}
      />
      {!isGoal && (
        <TextField {...text('selfTalk')} label={t('content:edit.field.self-talk')} longest={200} />
      )}
      <TextField
        {...text('question')}
        label={t('content:edit.field.question')}
        hint={t('content:edit.field.question-hint')}
        required
        longest={200}
      />
      <TextField
        {...text('why')}
        label={t('content:edit.field.why')}
        required
        longest={300}
        rows={2}
      />
      <Field label={t('content:edit.field.cadence')} className={styles.choice}>
        <Select
          value={draft.cadence}
          onChange={(_event, { value }) => {
            const cadence = CADENCES.find((one) => one === value);
            if (cadence !== undefined) set({ cadence });
          }}
        >
          {CADENCES.map((cadence) => (
            <option key={cadence} value={cadence}>
              {t(`common:cadence.${cadence}`)}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}

function LessonForm({ draft, onChange, problems }: FormProps<LessonDraft>) {
  const styles = useStyles();
  const { t } = useTranslation('content');
  const set = (fields: Partial<LessonDraft>) => onChange({ ...draft, ...fields });
  const text = textIn(draft, problems, set);
  return (
    <div className={styles.form}>
      <TextField {...text('title')} label={t('edit.field.title')} required longest={80} />
      <TextField
        {...text('link')}
        label={t('edit.field.link')}
        hint={t('edit.field.lesson-link-hint')}
        type="url"
        longest={2000}
      />
      <TextField
        {...text('summary')}
        label={t('edit.field.summary')}
        required
        rows={3}
        longest={500}
      />
      <div className={styles.beside}>
        <Field label={t('edit.field.format')} className={styles.choice}>
          <Select
            value={draft.format}
            onChange={(_event, { value }) => {
              const format = LESSON_FORMATS.find((one) => one === value);
              if (format !== undefined) set({ format });
            }}
          >
            {LESSON_FORMATS.map((format) => (
              <option key={format} value={format}>
                {t(`lesson.format.${format}`)}
              </option>
            ))}
          </Select>
        </Field>
        <TextField {...text('minutes')} label={t('edit.field.minutes')} required type="number" />
      </div>
      <Field label={t('edit.field.aids')}>
        <div role="group" aria-label={t('edit.field.aids')}>
          {LESSON_AIDS.map((aid) => (
            <Checkbox
              key={aid}
              className={styles.check}
              label={t(`edit.field.${aid}`)}
              checked={draft.aids.includes(aid)}
              onChange={(_event, { checked }) =>
                set({
                  aids: LESSON_AIDS.filter((one) =>
                    one === aid ? checked === true : draft.aids.includes(one),
                  ),
                })
              }
            />
          ))}
        </div>
      </Field>
      <LanguageField value={draft.language} onChange={(language) => set({ language })} />
      <PillarField value={draft.pillar} onChange={(pillar) => set({ pillar })} />
      <BelongsToField
        value={draft.observanceId}
        onChange={(observanceId) => set({ observanceId })}
      />
    </div>
  );
}

function EventForm({ draft, onChange, problems }: FormProps<EventDraft>) {
  const styles = useStyles();
  const { t } = useTranslation('content');
  const set = (fields: Partial<EventDraft>) => onChange({ ...draft, ...fields });
  const text = textIn(draft, problems, set);
  return (
    <div className={styles.form}>
      <TextField {...text('title')} label={t('edit.field.title')} required longest={80} />
      <TextField
        {...text('description')}
        label={t('edit.field.description')}
        required
        rows={4}
        longest={2000}
      />
      <div className={styles.beside}>
        <TextField {...text('date')} label={t('edit.field.date')} required type="date" />
        <TextField {...text('time')} label={t('edit.field.time')} required type="time" />
        <TextField {...text('minutes')} label={t('edit.field.minutes')} required type="number" />
      </div>
      <ZonePicker value={draft.zone} onChange={(zone) => set({ zone })} />
      <TextField {...text('place')} label={t('edit.field.place')} longest={200} />
      <TextField
        {...text('joinUrl')}
        label={t('edit.field.join-url')}
        hint={t('edit.field.link-hint')}
        type="url"
        longest={2000}
      />
      <TextField
        {...text('access')}
        label={t('edit.field.access')}
        hint={t('edit.field.access-hint')}
        rows={2}
        longest={500}
      />
      <BelongsToField
        value={draft.observanceId}
        onChange={(observanceId) => set({ observanceId })}
      />
    </div>
  );
}
