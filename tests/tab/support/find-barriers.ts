import axe from 'axe-core';

/** What axe finds wrong with the page as it stands: rule and place, empty where nothing is. */
export function findBarriers(): Promise<string[]> {
  return find({});
}

/** The same by the rules that look at colours: all that differs from one theme to another. */
export function findBarriersOfColour(): Promise<string[]> {
  return find({ runOnly: ['color-contrast', 'link-in-text-block'] });
}

async function find(options: axe.RunOptions): Promise<string[]> {
  const { violations } = await axe.run(
    // Fluent's focus guards are empty elements that hand the focus on; they hold nothing to read.
    { exclude: ['[data-tabster-dummy]'] },
    { resultTypes: ['violations'], ...options },
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
  );
}
