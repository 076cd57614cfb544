import type { AdminErgView, ErgProfileBody, RunView } from '../../shared/contract/run.ts';
import type { Erg } from '../../shared/domain/erg.ts';
import type { ErgProfile } from '../../shared/domain/erg-decisions.ts';
import { bandFrom as bandStartingAt } from '../../shared/domain/roster.ts';
import type { ErgDirectoryLine } from '../../shared/store/erg-rows.ts';
import { presentSize } from './present-erg.ts';

/** An ERG as its organisers run it, for one of them or an admin. */
export function presentRun(erg: Erg, you: string): RunView {
  return {
    id: erg.id,
    profile: presentProfile(erg),
    organisers: erg.organisers.map(({ userId, name, since, appointedBy }) => ({
      userId,
      name,
      since,
      appointedBy,
    })),
    ...(erg.sponsor === undefined ? {} : { sponsor: erg.sponsor }),
    state: erg.state,
    isWithdrawn: erg.isWithdrawn === true,
    you,
    revision: erg.revision,
  };
}

function presentProfile(erg: Erg): ErgProfileBody {
  const { name, purpose, tags, places, picture, contact, joinPolicy, askAgainAfterDays } = erg;
  return {
    name,
    purpose,
    tags: [...tags],
    places: [...places],
    picture,
    contact,
    ...(erg.teamUrl === undefined ? {} : { teamUrl: erg.teamUrl }),
    ...(erg.channelUrl === undefined ? {} : { channelUrl: erg.channelUrl }),
    joinPolicy,
    askAgainAfterDays,
  };
}

/** What an organiser wrote, as the domain has it. */
export function toProfile({ teamUrl, channelUrl, ...rest }: ErgProfileBody): ErgProfile {
  return {
    ...rest,
    ...(teamUrl === undefined ? {} : { teamUrl }),
    ...(channelUrl === undefined ? {} : { channelUrl }),
  };
}

/** One ERG as an admin sees it. */
export function presentAdminErg(line: ErgDirectoryLine): AdminErgView {
  const { id, name, picture, state, organisers, revision } = line;
  return {
    id,
    name,
    picture,
    state,
    organisers: organisers.length,
    size: presentSize(bandStartingAt(line.bandFrom)),
    revision,
  };
}
