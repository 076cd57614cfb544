import { Checkbox, Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { LESSON_AIDS, LESSON_FORMATS } from '../../../shared/domain/message-content.ts';
import { CADENCES } from '../../../shared/domain/pledge.ts';
import { ZonePicker } from '../../components/zone-picker.tsx';
import { PillarField, type Problems, TextField } from './form-fields.tsx';
import type { AskDraft, EventDraft, ItemDraft, LessonDraft } from './item-draft.ts';

const useStyles = makeStyles({
  form: { display: 'grid', gap: tokens.spacingVerticalL, maxWidth: '640px', minWidth: 0 },
  beside: {
    display: 'grid',
    gap: tokens.spacingHorizontalM,
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(140px, 100%), 1fr))',
    alignItems: 'start',
  },
  choice: { '& select': { minHeight: '44px' } },
  check: { minHeight: '44px', alignItems: 'center' },
});

interface FormProps<Draft> {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly problems: Problems;
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
  const isGoal = draft.pillar === 'speak-up';
  return (
    <div className={styles.form}>
      <TextField
        name="title"
        label={t('content:edit.field.title')}
        required
        longest={80}
        value={draft.title}
        problems={problems}
        onChange={(title) => set({ title })}
      />
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
        name="lines"
        label={t(isGoal ? 'content:edit.field.phrases' : 'content:edit.field.cues')}
        hint={t(isGoal ? 'content:edit.field.phrases-hint' : 'content:edit.field.cues-hint')}
        required={!isGoal}
        rows={3}
        value={draft.lines}
        problems={problems}
        onChange={(lines) => set({ lines })}
      />
      {!isGoal && (
        <TextField
          name="selfTalk"
          label={t('content:edit.field.self-talk')}
          longest={200}
          value={draft.selfTalk}
          problems={problems}
          onChange={(selfTalk) => set({ selfTalk })}
        />
      )}
      <TextField
        name="question"
        label={t('content:edit.field.question')}
        hint={t('content:edit.field.question-hint')}
        required
        longest={200}
        value={draft.question}
        problems={problems}
        onChange={(question) => set({ question })}
      />
      <TextField
        name="why"
        label={t('content:edit.field.why')}
        required
        longest={300}
        rows={2}
        value={draft.why}
        problems={problems}
        onChange={(why) => set({ why })}
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
  return (
    <div className={styles.form}>
      <TextField
        name="title"
        label={t('edit.field.title')}
        required
        longest={80}
        value={draft.title}
        problems={problems}
        onChange={(title) => set({ title })}
      />
      <TextField
        name="link"
        label={t('edit.field.link')}
        hint={t('edit.field.lesson-link-hint')}
        type="url"
        longest={2000}
        value={draft.link}
        problems={problems}
        onChange={(link) => set({ link })}
      />
      <TextField
        name="summary"
        label={t('edit.field.summary')}
        required
        rows={3}
        longest={500}
        value={draft.summary}
        problems={problems}
        onChange={(summary) => set({ summary })}
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
        <TextField
          name="minutes"
          label={t('edit.field.minutes')}
          required
          type="number"
          value={draft.minutes}
          problems={problems}
          onChange={(minutes) => set({ minutes })}
        />
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
      <PillarField value={draft.pillar} onChange={(pillar) => set({ pillar })} />
    </div>
  );
}

function EventForm({ draft, onChange, problems }: FormProps<EventDraft>) {
  const styles = useStyles();
  const { t } = useTranslation('content');
  const set = (fields: Partial<EventDraft>) => onChange({ ...draft, ...fields });
  return (
    <div className={styles.form}>
      <TextField
        name="title"
        label={t('edit.field.title')}
        required
        longest={80}
        value={draft.title}
        problems={problems}
        onChange={(title) => set({ title })}
      />
      <TextField
        name="description"
        label={t('edit.field.description')}
        required
        rows={4}
        longest={2000}
        value={draft.description}
        problems={problems}
        onChange={(description) => set({ description })}
      />
      <div className={styles.beside}>
        <TextField
          name="date"
          label={t('edit.field.date')}
          required
          type="date"
          value={draft.date}
          problems={problems}
          onChange={(date) => set({ date })}
        />
        <TextField
          name="time"
          label={t('edit.field.time')}
          required
          type="time"
          value={draft.time}
          problems={problems}
          onChange={(time) => set({ time })}
        />
        <TextField
          name="minutes"
          label={t('edit.field.minutes')}
          required
          type="number"
          value={draft.minutes}
          problems={problems}
          onChange={(minutes) => set({ minutes })}
        />
      </div>
      <ZonePicker value={draft.zone} onChange={(zone) => set({ zone })} />
      <TextField
        name="place"
        label={t('edit.field.place')}
        longest={200}
        value={draft.place}
        problems={problems}
        onChange={(place) => set({ place })}
      />
      <TextField
        name="joinUrl"
        label={t('edit.field.join-url')}
        hint={t('edit.field.link-hint')}
        type="url"
        longest={2000}
        value={draft.joinUrl}
        problems={problems}
        onChange={(joinUrl) => set({ joinUrl })}
      />
      <TextField
        name="access"
        label={t('edit.field.access')}
        hint={t('edit.field.access-hint')}
        rows={2}
        longest={500}
        value={draft.access}
        problems={problems}
        onChange={(access) => set({ access })}
      />
    </div>
  );
}
