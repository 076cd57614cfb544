/**
 * Works on every item, so many at once, in their order, and gives what came of each. Ends when all are done; rejects
 * with the first failure.
 */
export async function atOnce<Item, Outcome>(
  items: readonly Item[],
  lanes: number,
  work: (item: Item, index: number) => Promise<Outcome>,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const waiting = items.entries();
  const lane = async () => {
    for (const [index, item] of waiting) outcomes[index] = await work(item, index);
  };
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane));
  return outcomes;
}
