import { onTestFinished } from 'vitest';
import {
  type GraphManners,
  type GraphStandIn,
  graphStandInToken,
  startGraphStandIn,
} from '../../infra/local/graph-stand-in.ts';
import type { DirectorySource } from '../../shared/graph/directory-source.ts';
import { createGraphDirectory } from '../../shared/graph/graph-directory.ts';

/** The source of production over a stand-in for Graph, ended with the running test. */
export async function aGraph(
  manners: GraphManners = {},
): Promise<{ readonly graph: GraphStandIn; readonly source: DirectorySource }> {
  const graph = await startGraphStandIn(manners);
  onTestFinished(() => graph.stop());
  const source = createGraphDirectory({
    fetch,
    token: graphStandInToken,
    realMs: () => Date.parse('2026-03-02T12:00:00.000Z'),
    baseUrl: graph.url,
  });
  return { graph, source };
}
