import axe from 'axe-core';

/** What axe finds wrong with the page as it stands: rule and place, empty where nothing is. */
export async function findBarriers(): Promise<string[]> {
  const { violations } = await axe.run(
    // Fluent's focus guards are empty elements that hand the focus on; they hold nothing to read.
    { exclude: ['[data-tabster-dummy]'] },
    { resultTypes: ['violations'] },
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
  );
}
