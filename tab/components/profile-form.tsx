import {
  Field,
  Input,
  makeStyles,
  Radio,
  RadioGroup,
  SpinButton,
  Textarea,
  tokens,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useTeams } from '../lib/teams-context.ts';
import type { ErgProfileBody } from '../../shared/contract/run.ts';
import { JOIN_POLICIES } from '../../shared/domain/erg.ts';

const useStyles = makeStyles({
  form: { display: 'grid', gap: tokens.spacingVerticalL, maxWidth: '640px' },
  field: { minHeight: '44px' },
  short: { maxWidth: '180px', minHeight: '44px' },
  // Each of its two buttons is a target by itself, 24 px high.
  days: { maxWidth: '180px', minHeight: '48px' },
  step: { height: 'auto', minHeight: '24px' },
});

/** A profile as it is being written: lists as lines of text. */
export interface ProfileDraft {
  readonly name: string;
  readonly picture: string;
  readonly purpose: string;
  readonly tags: string;
  readonly places: string;
  readonly contact: string;
  readonly teamUrl: string;
  readonly channelUrl: string;
  readonly joinPolicy: ErgProfileBody['joinPolicy'];
  readonly askAgainAfterDays: number;
}

/** A profile that says nothing yet. */
export const EMPTY_PROFILE: ProfileDraft = {
  name: '',
  picture: '🤝',
  purpose: '',
  tags: '',
  places: '',
  contact: '',
  teamUrl: '',
  channelUrl: '',
  joinPolicy: 'open',
  askAgainAfterDays: 30,
};

/** A saved profile, to be written on. */
export function toDraft(profile: ErgProfileBody): ProfileDraft {
  return {
    ...profile,
    tags: profile.tags.join(', '),
    places: profile.places.join(', '),
    teamUrl: profile.teamUrl ?? '',
    channelUrl: profile.channelUrl ?? '',
  };
}

/** What was written, to be saved. */
export function toProfileBody(draft: ProfileDraft): ErgProfileBody {
  const { teamUrl, channelUrl, tags, places, ...rest } = draft;
  return {
    ...rest,
    tags: listIn(tags),
    places: listIn(places),
    ...(teamUrl.trim() === '' ? {} : { teamUrl: teamUrl.trim() }),
    ...(channelUrl.trim() === '' ? {} : { channelUrl: channelUrl.trim() }),
  };
}

function listIn(text: string): string[] {
  const words = text.split(/[,،]/).map((word) => word.trim());
  return [...new Set(words.filter((word) => word !== ''))];
}

interface ProfileFormProps {
  readonly draft: ProfileDraft;
  readonly onChange: (draft: ProfileDraft) => void;
  /** What is wrong, in words, by field. */
  readonly problems: ReadonlyMap<string, string>;
}

/** The fields of what an ERG says of itself. */
export function ProfileForm({ draft, onChange, problems }: ProfileFormProps) {
  const styles = useStyles();
  const { t } = useTranslation('organise');
  const { language } = useTeams();
  const step = (by: number) =>
    new Intl.NumberFormat(language, { signDisplay: 'always' }).format(by);
  const set = (fields: Partial<ProfileDraft>) => onChange({ ...draft, ...fields });
  const about = (field: string) => {
    const problem = problems.get(field);
    return problem === undefined
      ? {}
      : { validationState: 'error' as const, validationMessage: problem };
  };
  return (
    <div className={styles.form}>
      <Field label={t('profile.name')} required {...about('name')}>
        <Input
          className={styles.field}
          value={draft.name}
          maxLength={80}
          onChange={(_event, { value }) => set({ name: value })}
        />
      </Field>
      <Field label={t('profile.picture')} hint={t('profile.picture-hint')} {...about('picture')}>
        <Input
          className={styles.short}
          value={draft.picture}
          onChange={(_event, { value }) => set({ picture: value.trim() })}
        />
      </Field>
      <Field
        label={t('profile.purpose')}
        hint={t('profile.purpose-hint')}
        required
        {...about('purpose')}
      >
        <Textarea
          value={draft.purpose}
          maxLength={1000}
          rows={5}
          resize="vertical"
          onChange={(_event, { value }) => set({ purpose: value })}
        />
      </Field>
      <Field label={t('profile.tags')} hint={t('profile.list-hint')} {...about('tags')}>
        <Input
          className={styles.field}
          value={draft.tags}
          onChange={(_event, { value }) => set({ tags: value })}
        />
      </Field>
      <Field label={t('profile.places')} hint={t('profile.list-hint')} {...about('places')}>
        <Input
          className={styles.field}
          value={draft.places}
          onChange={(_event, { value }) => set({ places: value })}
        />
      </Field>
      <Field label={t('profile.contact')} hint={t('profile.contact-hint')} {...about('contact')}>
        <Input
          className={styles.field}
          value={draft.contact}
          maxLength={200}
          onChange={(_event, { value }) => set({ contact: value })}
        />
      </Field>
      <Field label={t('profile.team')} hint={t('profile.link-hint')} {...about('teamUrl')}>
        <Input
          className={styles.field}
          type="url"
          value={draft.teamUrl}
          onChange={(_event, { value }) => set({ teamUrl: value })}
        />
      </Field>
      <Field label={t('profile.channel')} hint={t('profile.link-hint')} {...about('channelUrl')}>
        <Input
          className={styles.field}
          type="url"
          value={draft.channelUrl}
          onChange={(_event, { value }) => set({ channelUrl: value })}
        />
      </Field>
      <Field label={t('profile.policy')}>
        <RadioGroup
          value={draft.joinPolicy}
          onChange={(_event, { value }) => {
            const joinPolicy = JOIN_POLICIES.find((policy) => policy === value);
            if (joinPolicy !== undefined) set({ joinPolicy });
          }}
        >
          {JOIN_POLICIES.map((policy) => (
            <Radio key={policy} value={policy} label={t(`profile.policy-${policy}`)} />
          ))}
        </RadioGroup>
      </Field>
      <Field
        label={t('profile.ask-again')}
        hint={t('profile.ask-again-hint')}
        {...about('askAgainAfterDays')}
      >
        <SpinButton
          className={styles.days}
          value={draft.askAgainAfterDays}
          min={0}
          max={365}
          // Their own names would be English, whatever the language.
          incrementButton={{
            className: styles.step,
            'aria-label': `${t('profile.ask-again')} ${step(1)}`,
          }}
          decrementButton={{
            className: styles.step,
            'aria-label': `${t('profile.ask-again')} ${step(-1)}`,
          }}
          onChange={(_event, { value, displayValue }) => {
            const days = value ?? Number(displayValue);
            if (Number.isInteger(days)) set({ askAgainAfterDays: days });
          }}
        />
      </Field>
    </div>
  );
}
