import type { ErgProfileBody } from '../../shared/contract/run.ts';
import { ASK_AGAIN_AFTER_DAYS } from '../../shared/domain/erg.ts';
import { isHttps, isOneEmoji, PROFILE_LIMITS } from '../../shared/domain/erg-profile-rules.ts';
import { ApiProblem } from './api-client.ts';

/** What an ERG says of itself, as it is typed. */
export interface ErgProfileDraft {
  readonly name: string;
  readonly purpose: string;
  readonly tags: readonly string[];
  readonly places: readonly string[];
  readonly picture: string;
  readonly contact: string;
  /** Empty where there is none. */
  readonly teamUrl: string;
  readonly channelUrl: string;
  readonly joinPolicy: ErgProfileBody['joinPolicy'];
  /** Days, as typed. */
  readonly askAgainAfterDays: string;
}

/** A field of the profile. */
export type ProfileField = keyof ErgProfileDraft;

/** Why a field does not fit: a key of `problems:field`, or that the name is another ERG's. */
export type ProfileReason =
  'empty' | 'too-long' | 'too-many' | 'not-an-emoji' | 'not-an-address' | 'invalid' | 'name-taken';

/** The fields that do not fit, with the reason. */
export type ProfileProblems = Partial<Record<ProfileField, ProfileReason>>;

/** A new ERG of which nothing is typed yet. */
export const EMPTY_PROFILE: ErgProfileDraft = {
  name: '',
  purpose: '',
  tags: [],
  places: [],
  picture: '',
  contact: '',
  teamUrl: '',
  channelUrl: '',
  joinPolicy: 'open',
  askAgainAfterDays: String(ASK_AGAIN_AFTER_DAYS),
};

/** A profile as it stands in the form. */
export function draftOfProfile(profile: ErgProfileBody): ErgProfileDraft {
  return {
    ...profile,
    teamUrl: profile.teamUrl ?? '',
    channelUrl: profile.channelUrl ?? '',
    askAgainAfterDays: String(profile.askAgainAfterDays),
  };
}

/** What was typed, as the API takes it. Only where `problemsOfProfile` finds none. */
export function profileOfDraft(draft: ErgProfileDraft): ErgProfileBody {
  const { teamUrl, channelUrl, askAgainAfterDays, ...rest } = draft;
  return {
    ...rest,
    name: draft.name.trim(),
    purpose: draft.purpose.trim(),
    tags: [...draft.tags],
    places: [...draft.places],
    picture: draft.picture.trim(),
    contact: draft.contact.trim(),
    ...(teamUrl.trim() === '' ? {} : { teamUrl: teamUrl.trim() }),
    ...(channelUrl.trim() === '' ? {} : { channelUrl: channelUrl.trim() }),
    askAgainAfterDays: Number(askAgainAfterDays),
  };
}

/** What does not fit in what was typed, by the rules of the API. */
export function problemsOfProfile(draft: ErgProfileDraft): ProfileProblems {
  const days = draft.askAgainAfterDays.trim();
  const reasons: Record<ProfileField, ProfileReason | undefined> = {
    name: writtenProblem(draft.name, PROFILE_LIMITS.name),
    purpose: writtenProblem(draft.purpose, PROFILE_LIMITS.purpose),
    tags: draft.tags.length > PROFILE_LIMITS.tags ? 'too-many' : undefined,
    places: draft.places.length > PROFILE_LIMITS.places ? 'too-many' : undefined,
    picture: isOneEmoji(draft.picture.trim()) ? undefined : 'not-an-emoji',
    contact: draft.contact.trim().length > PROFILE_LIMITS.contact ? 'too-long' : undefined,
    teamUrl: addressProblem(draft.teamUrl.trim()),
    channelUrl: addressProblem(draft.channelUrl.trim()),
    joinPolicy: undefined,
    askAgainAfterDays:
      /^\d{1,3}$/.test(days) && Number(days) <= PROFILE_LIMITS.askAgainAfterDays
        ? undefined
        : 'invalid',
  };
  return Object.fromEntries(Object.entries(reasons).filter(([, reason]) => reason !== undefined));
}

/** What the API found about fields of the profile, at whatever place in the body it stands. */
export function problemsOfAnswer(error: unknown): ProfileProblems {
  if (!(error instanceof ApiProblem)) return {};
  if (error.problem.code === 'name-taken') return { name: 'name-taken' };
  const found: ProfileProblems = {};
  for (const { path, reason } of error.problem.fields ?? []) {
    const [, field] = path.split('.');
    if (field !== undefined && field in EMPTY_PROFILE) {
      found[field as ProfileField] = reason as ProfileReason;
    }
  }
  return found;
}

function writtenProblem(text: string, longest: number): ProfileReason | undefined {
  const length = text.trim().length;
  return length === 0 ? 'empty' : length > longest ? 'too-long' : undefined;
}

function addressProblem(address: string): ProfileReason | undefined {
  if (address === '') return undefined;
  if (address.length > PROFILE_LIMITS.url) return 'too-long';
  return isHttps(address) && URL.canParse(address) ? undefined : 'not-an-address';
}
