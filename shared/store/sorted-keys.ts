/** Keys in order, each once, in blocks: so that one more among hundreds of thousands moves few of the others. */
export interface SortedKeys {
  readonly size: number;
  /** Adds a key that is not there yet. */
  add(key: string): void;
  /** Removes a key that is there. */
  remove(key: string): void;
  /** At most `most` keys ≥ `from` and < `before`, and the one that comes next before `before`, if there is one. */
  page(
    from: string,
    before: string | undefined,
    most: number,
  ): { readonly keys: readonly string[]; readonly next: string | undefined };
}

const LARGEST_BLOCK = 1024;

/** No keys yet. */
export function createSortedKeys(): SortedKeys {
  const blocks: string[][] = [];
  let size = 0;

  /** The block that holds a key, or would. */
  function blockOf(key: string): number {
    const following = placeWhere(blocks.length, (index) => (blocks[index]?.[0] ?? '') <= key);
    return Math.max(0, following - 1);
  }

  return {
    get size() {
      return size;
    },
    add(key) {
      const index = blockOf(key);
      const block = blocks[index];
      size += 1;
      if (block === undefined) {
        blocks.push([key]);
        return;
      }
      block.splice(placeOf(block, key), 0, key);
      if (block.length <= LARGEST_BLOCK) return;
      blocks.splice(index + 1, 0, block.splice(LARGEST_BLOCK / 2));
    },
    remove(key) {
      const index = blockOf(key);
      const block = blocks[index];
      const place = block === undefined ? 0 : placeOf(block, key);
      if (block?.[place] !== key) return;
      block.splice(place, 1);
      size -= 1;
      if (block.length === 0) blocks.splice(index, 1);
    },
    page(from, before, most) {
      const keys: string[] = [];
      let place: number | undefined;
      for (let index = blockOf(from); index < blocks.length; index += 1) {
        const block = blocks[index] ?? [];
        for (place ??= placeOf(block, from); place < block.length; place += 1) {
          const key = block[place];
          if (key === undefined || (before !== undefined && key >= before)) {
            return { keys, next: undefined };
          }
          if (keys.length >= most) return { keys, next: key };
          keys.push(key);
        }
        place = 0;
      }
      return { keys, next: undefined };
    },
  };
}

/** Where a key is among sorted ones, or would be. */
function placeOf(keys: readonly string[], key: string): number {
  return placeWhere(keys.length, (index) => (keys[index] ?? '') < key);
}

/** The first of so many places at which something that holds up to somewhere holds no more. */
function placeWhere(length: number, holds: (index: number) => boolean): number {
  let from = 0;
  let before = length;
  while (from < before) {
    const middle = (from + before) >>> 1;
    if (holds(middle)) from = middle + 1;
    else before = middle;
  }
  return from;
}
