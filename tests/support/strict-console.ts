import { afterAll, afterEach } from 'vitest';

// A warning or an error on the console that no test expects is a defect that nobody looked at.
// A test that expects one says so: vi.spyOn(console, 'error').mockImplementation(() => {}).

const METHODS = ['error', 'warn'] as const;
const unexpected: string[] = [];

for (const method of METHODS) {
  const original = console[method].bind(console);
  console[method] = (...words: unknown[]) => {
    unexpected.push(`console.${method}: ${words.map(String).join(' ')}`);
    original(...words);
  };
}

function failOnUnexpected(): void {
  const seen = unexpected.splice(0);
  if (seen.length > 0) throw new Error(`Unexpected on the console:\n${seen.join('\n')}`);
}

afterEach(failOnUnexpected);
afterAll(failOnUnexpected);
