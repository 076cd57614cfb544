/** What the server says about this installation to anybody (`GET /api/app`). */
export interface AppFacts {
  readonly appId?: string;
  /** Origins of hosts to accept besides Microsoft's; only on a local machine. */
  readonly hostOrigins: readonly string[];
  /** Whether the languages that are for tests alone are spoken; only on a local machine. */
  readonly pseudoLanguages?: boolean;
}

const TIMEOUT_MS = 5_000;

/** Asks for the facts; none where the server does not give them, and the tab can do without. */
export async function fetchAppFacts(): Promise<AppFacts> {
  try {
    const response = await fetch('/api/app', { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) return { hostOrigins: [] };
    const facts = (await response.json()) as Partial<AppFacts>;
    return { ...facts, hostOrigins: facts.hostOrigins ?? [] };
  } catch (error) {
    // No network, too slow, or no JSON: the pages themselves tell what is wrong, with a way to try again.
    if (
      error instanceof TypeError ||
      error instanceof DOMException ||
      error instanceof SyntaxError
    ) {
      return { hostOrigins: [] };
    }
    throw error;
  }
}
