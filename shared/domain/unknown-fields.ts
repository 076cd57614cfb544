// Programs of two versions run beside each other while one is being replaced. What the newer one wrote and the older one
// does not know must still be there when the older one has written the same thing again: ADR 39.

/**
 * Under what a value keeps the fields that its schema does not know. A symbol: copies made with `...` take it along, and
 * neither JSON nor a schema of a request or a reply sees it.
 */
const UNKNOWN: unique symbol = Symbol('fields of another version');

interface Keeping {
  [UNKNOWN]?: Readonly<Record<string, unknown>>;
}

/**
 * Lets what a schema has made of something read remember, at every depth, the fields that the schema left out. Changes
 * `known`, which nobody else may hold yet. Items of lists are taken to be in the same places in both.
 */
export function rememberUnknown(read: unknown, known: unknown): void {
  if (Array.isArray(read) && Array.isArray(known)) {
    read.forEach((item, index) => rememberUnknown(item, known[index]));
    return;
  }
  if (!isObject(read) || !isObject(known)) return;
  const unknown = Object.entries(read).filter(([name]) => !Object.hasOwn(known, name));
  if (unknown.length > 0) (known as Keeping)[UNKNOWN] = Object.fromEntries(unknown);
  for (const [name, inner] of Object.entries(read)) {
    if (Object.hasOwn(known, name)) rememberUnknown(inner, known[name]);
  }
}

/** The fields of a value with those that its schema does not know. What lies deeper is as it was. */
export function withUnknown<Value>(value: Value): Value {
  if (!isObject(value)) return value;
  const unknown = (value as Keeping)[UNKNOWN];
  if (unknown === undefined) return value;
  const kept = Object.entries(unknown).filter(([name]) => !Object.hasOwn(value, name));
  return { ...value, ...Object.fromEntries(kept) };
}

/**
 * What somebody put in the place of `before` as a whole, with the fields of `before` that this program does not know, at
 * every depth where there is still the same: not inside of lists, nor where the `state` or `kind` is another. For what a
 * form makes anew; copies made with `...` need it not.
 */
export function keepUnknown<Value extends object>(before: object | undefined, after: Value): Value {
  if (!isObject(before) || !isObject(after)) return after;
  if (before['state'] !== after['state'] || before['kind'] !== after['kind']) return after;
  const inside = Object.entries(after as Readonly<Record<string, unknown>>).map(
    ([name, inner]): [string, unknown] => {
      const was = before[name];
      return [name, isObject(inner) && isObject(was) ? keepUnknown(was, inner) : inner];
    },
  );
  const unknown = (before as Keeping)[UNKNOWN];
  return {
    ...after,
    ...Object.fromEntries(inside),
    ...(unknown === undefined ? {} : { [UNKNOWN]: unknown }),
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
