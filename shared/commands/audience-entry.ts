import type { AudienceEntry } from '../domain/person.ts';
import type { ChangeMoment } from './change-person.ts';

/** What tells the audience of moments that somebody agreed at this moment, or is gone. */
export function audienceEntry(wanted: AudienceEntry['wanted'], at: ChangeMoment): AudienceEntry {
  return {
    id: `${at.outboxId}-audience`,
    to: 'audience',
    wanted,
    since: at.now,
    revision: at.revision,
    writtenAtMs: at.realMs,
  };
}
