import type { Instant } from './time.ts';

/** How many persons came, differ from before, went, and are as they were. */
export interface ImportCounts {
  readonly added: number;
  /** Whoever only has more or fewer reports than before is among them. */
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
  /** Their rows cannot be read, so they were left alone; each was reported. */
  readonly unreadable: number;
}

/** How far an import of a directory is; it goes part by part, and parts before `next` are done. */
export type DirectoryProgress =
  /** The people of the file are being written down, out of everybody's sight. */
  | { readonly state: 'uploading' }
  /** They are compared with the directory. */
  | { readonly state: 'comparing'; readonly next: number; readonly counts: ImportCounts }
  /** Nothing has happened yet. */
  | { readonly state: 'compared'; readonly counts: ImportCounts }
  /** `by` confirmed it. */
  | {
      readonly state: 'applying';
      readonly next: number;
      readonly counts: ImportCounts;
      readonly at: Instant;
      readonly by: string;
    }
  | { readonly state: 'done'; readonly counts: ImportCounts; readonly at: Instant }
  | { readonly state: 'withdrawn'; readonly at: Instant };

/** One file with everybody in an organisation. An organisation has one at a time. */
export interface DirectoryImport {
  readonly id: string;
  /** Of the bytes of the file, so that the same one is known again. */
  readonly digest: string;
  readonly uploadedAt: Instant;
  /** How many persons are in it. */
  readonly people: number;
  readonly progress: DirectoryProgress;
}

/** Why an import of a directory cannot be begun, confirmed or withdrawn. */
export type DirectoryImportRefusal =
  | 'import-waiting'
  | 'id-taken'
  | 'not-found'
  | 'changed-meanwhile'
  /** It removes many people, and the number that was confirmed is not theirs. */
  | 'removals-not-confirmed'
  /** The directory follows another source by itself. */
  | 'directory-followed';

/** Nothing counted yet. */
export const NO_COUNTS: ImportCounts = {
  added: 0,
  changed: 0,
  removed: 0,
  unchanged: 0,
  unreadable: 0,
};

/** So long an import waits to be confirmed. */
export const UNCONFIRMED_DIRECTORY_DAYS = 7;

/** The counts of several parts together. */
export function sumCounts(counts: readonly ImportCounts[]): ImportCounts {
  const total = (field: keyof ImportCounts): number =>
    counts.reduce((soFar, part) => soFar + part[field], 0);
  return {
    added: total('added'),
    changed: total('changed'),
    removed: total('removed'),
    unchanged: total('unchanged'),
    unreadable: total('unreadable'),
  };
}

/** Whether an import stands in the way of the next one. */
export function isUnderWay({ progress }: DirectoryImport): boolean {
  return progress.state !== 'done' && progress.state !== 'withdrawn';
}

/** Whether an import may still be withdrawn: nothing has happened yet. */
export function isWithdrawable({ progress }: DirectoryImport): boolean {
  return (
    progress.state === 'uploading' ||
    progress.state === 'comparing' ||
    progress.state === 'compared'
  );
}

/**
 * Whether an import removes so many that whoever confirms it says the number themselves: more than ten people, and more
 * than a tenth of those who were there. A file of one department, taken for the whole, looks like this.
 */
export function removesMany({ removed, changed, unchanged }: ImportCounts): boolean {
  return removed > 10 && removed * 10 > removed + changed + unchanged;
}
