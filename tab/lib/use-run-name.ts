import { useGivenHome } from './home-query.ts';

/** The name of an ERG that the person organises; undefined where they do not, or home does not know it yet. */
export function useRunName(ergId: string): string | undefined {
  const { runs } = useGivenHome();
  return runs.find((run) => run.ergId === ergId)?.name;
}
