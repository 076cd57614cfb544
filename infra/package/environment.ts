import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';

/** What differs from one environment to another, by the name that stands in `${{…}}`. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** The environment that was asked for is not there, or lacks something; the message says what to do. */
export class EnvironmentProblem extends Error {
  override readonly name = 'EnvironmentProblem';
}

/** Empty in production, where the app has its plain name. */
const MAY_BE_EMPTY = new Set(['APP_NAME_SUFFIX']);

const PLACEHOLDER = /\$\{\{\s*(\w+)\s*\}\}/g;

/**
 * The variables of `env/.env.{name}`, with what `env/.env.{name}.user` adds on this machine.
 * @throws EnvironmentProblem where there is no such environment
 */
export function readEnvironment(root: string, name: string): Variables {
  const folder = path.join(root, 'env');
  const file = path.join(folder, `.env.${name}`);
  if (!/^[a-z][a-z0-9-]*$/.test(name) || !existsSync(file)) {
    throw new EnvironmentProblem(
      `There is no environment "${name}". There are: ${environmentNames(root).join(', ')}.`,
    );
  }
  const own = `${file}.user`;
  return {
    ...parseEnv(readFileSync(file, 'utf8')),
    ...(existsSync(own) ? parseEnv(readFileSync(own, 'utf8')) : {}),
  };
}

/** The environments that `env/` has files for, in the order of the alphabet. */
export function environmentNames(root: string): readonly string[] {
  return readdirSync(path.join(root, 'env'))
    .map((file) => /^\.env\.([a-z][a-z0-9-]*)$/.exec(file)?.[1])
    .filter((name) => name !== undefined)
    .toSorted();
}

/** The names in the `${{…}}` of a text, each once. */
export function placeholdersIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name))];
}

/** Those of these names that have no value where they need one. */
export function missingFrom(variables: Variables, names: readonly string[]): readonly string[] {
  return names.filter((name) => {
    const value = variables[name];
    return value === undefined || (value.trim() === '' && !MAY_BE_EMPTY.has(name));
  });
}

/** A JSON text with its `${{…}}` filled in; what has no value becomes empty. */
export function fillIn(json: string, variables: Variables): string {
  return json.replace(PLACEHOLDER, (_whole, name: string) =>
    JSON.stringify(variables[name] ?? '').slice(1, -1),
  );
}
