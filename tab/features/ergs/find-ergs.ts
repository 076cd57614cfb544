import type { ErgListing } from '../../../shared/contract/ergs.ts';
import { foldName } from '../../../shared/domain/names.ts';

/**
 * The ERGs in whose name, tags and places every word of `text` begins some word, accents and capitals aside;
 * all of them where nothing is typed. Their order stays.
 */
export function findErgs(ergs: readonly ErgListing[], text: string): readonly ErgListing[] {
  const wanted = foldName(text).split(' ');
  return ergs.filter(({ name, tags, places }) => {
    const words = foldName([name, ...tags, ...places].join(' ')).split(' ');
    return wanted.every((start) => words.some((word) => word.startsWith(start)));
  });
}
