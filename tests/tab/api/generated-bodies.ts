import * as fc from 'fast-check';

/** A JSON schema, as the OpenAPI document holds it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly format?: string;
}

/** Names that mean something to JavaScript itself. */
const TRAPS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'then',
  'length',
];

/** Texts that break what is careless. */
const ODD_TEXTS = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202e\u0645',
  '=1+1',
  "' or 1 eq 1",
  '../..',
  '%00',
  '${7*7}',
  '<img src=x onerror=alert(1)>',
  'https://evil.example/',
  'x'.repeat(5000),
  '😀'.repeat(300),
  'é'.repeat(2000),
  ...TRAPS,
];

const oddText = fc.oneof(
  fc.constantFrom(...ODD_TEXTS),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);

/** Anything that JSON can say, with the names that mean something among them. */
export const junk: fc.Arbitrary<unknown> = fc.letrec<{ junk: unknown }>((tie) => ({
  junk: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    oddText,
    fc.constantFrom<unknown>(null, true, false, 0, -0, -1, 0.5, 1e308, 2 ** 53, -(2 ** 31), [], {}),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.array(tie('junk'), { maxLength: 4 }),
    fc.array(fc.constant(0), { minLength: 500, maxLength: 2000 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...TRAPS), oddText), tie('junk'), {
      maxKeys: 5,
      noNullPrototype: true,
    }),
  ),
})).junk;

/** A text in the place of a path or a query: one that names something, or one that does not. */
export function placeText(known: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: oddText },
  );
}

/**
 * What a schema describes, now and then with a place in it that it does not.
 * @param known texts that name something where a text has a form: ids, dates, times
 */
export function bodyOf(
  schema: Schema,
  resolve: (reference: string) => Schema,
  known: readonly string[],
): fc.Arbitrary<unknown> {
  const good = goodBodyOf(schema, resolve, known);
  return fc.oneof({ weight: 14, arbitrary: good }, { weight: 1, arbitrary: junk });
}

function goodBodyOf(
  schema: Schema,
  resolve: (reference: string) => Schema,
  known: readonly string[],
): fc.Arbitrary<unknown> {
  const inner = (next: Schema) => bodyOf(next, resolve, known);
  if (schema.$ref !== undefined) return inner(resolve(schema.$ref));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map(inner));
  if (schema.allOf !== undefined) {
    return fc
      .tuple(...schema.allOf.map(inner))
      .map((parts) => Object.assign({}, ...parts) as unknown);
  }
  switch (schema.type) {
    case 'object':
      return objectOf(schema, inner);
    case 'array':
      return fc.array(schema.items === undefined ? junk : inner(schema.items), {
        maxLength: Math.min(schema.maxItems ?? 4, 4),
      });
    case 'integer':
    case 'number':
      return numberOf(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return textOf(schema, known);
    default:
      return junk;
  }
}

/** A small number within what is allowed, or at its ends. */
function numberOf({ minimum = 0, maximum = 30 }: Schema): fc.Arbitrary<number> {
  const [least, most] = [Math.ceil(minimum), Math.max(Math.ceil(minimum), Math.floor(maximum))];
  return fc.oneof(
    fc.integer({
      min: Math.max(least, Math.min(0, most)),
      max: Math.max(least, Math.min(most, 30)),
    }),
    fc.constantFrom(least, most),
  );
}

function objectOf(
  { properties = {}, required = [] }: Schema,
  inner: (schema: Schema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, field]) => [name, inner(field)]),
  );
  const requiredKeys = required.filter((name) => name in fields);
  const whole = fc.record(fields, { requiredKeys, noNullPrototype: true });
  return fc.oneof(
    { weight: 12, arbitrary: whole },
    // Less than is needed, or more.
    { weight: 1, arbitrary: fc.record(fields, { requiredKeys: [], noNullPrototype: true }) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(whole, fc.constantFrom(...TRAPS, 'tenantId', 'userId', 'roles', 'isAdmin'), junk)
        .map(([body, name, value]) =>
          Object.defineProperty({ ...body }, name, { value, enumerable: true }),
        ),
    },
  );
}

function textOf(
  { pattern, format, minLength = 0, maxLength = 200 }: Schema,
  known: readonly string[],
) {
  const named = fc.constantFrom(...known);
  if (pattern !== undefined || format !== undefined) return named;
  const longest = Math.min(maxLength, 200);
  const plain = fc.string({
    unit: 'grapheme',
    minLength: Math.min(minLength, longest),
    maxLength: longest,
  });
  return fc.oneof(
    { weight: 3, arbitrary: plain },
    { weight: 2, arbitrary: named },
    { weight: 1, arbitrary: oddText },
  );
}
