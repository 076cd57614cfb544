import type { HelpPlaces } from '../../../shared/contract/help.ts';
import { HELP_KINDS, type HelpKind } from '../../../shared/domain/tenant-help.ts';

/** One place as it is being written. */
export interface PlaceDraft {
  readonly label: string;
  readonly text: string;
  readonly url: string;
  readonly phone: string;
}

/** All four places as they are being written. */
export type HelpDraft = Readonly<Record<HelpKind, PlaceDraft>>;

const EMPTY: PlaceDraft = { label: '', text: '', url: '', phone: '' };

/** What is set, to be written on. */
export function toHelpDraft(places: HelpPlaces): HelpDraft {
  const of = (kind: HelpKind): PlaceDraft => ({ ...EMPTY, ...places[kind] });
  return {
    reporting: of('reporting'),
    hr: of('hr'),
    counselling: of('counselling'),
    emergency: of('emergency'),
  };
}

/** Whether something is written of a place, but not what it is called. */
export function isLabelMissing({ label, text, url, phone }: PlaceDraft): boolean {
  return label.trim() === '' && [text, url, phone].some((part) => part.trim() !== '');
}

/** What was written, to be saved; a place of which nothing is written is not set. */
export function toHelpPlaces(draft: HelpDraft): HelpPlaces {
  const places: HelpPlaces = {};
  for (const kind of HELP_KINDS) {
    const { label, text, url, phone } = draft[kind];
    if (label.trim() === '') continue;
    places[kind] = {
      label: label.trim(),
      text: text.trim(),
      ...(url.trim() === '' ? {} : { url: url.trim() }),
      ...(phone.trim() === '' ? {} : { phone: phone.trim() }),
    };
  }
  return places;
}
