import { z } from 'zod';

/** The part of JSON Schema that rows use. */
interface Shape {
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly prefixItems?: readonly Shape[];
  readonly additionalProperties?: Shape | boolean;
  readonly propertyNames?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly allOf?: readonly Shape[];
}

/**
 * Values that a schema reads: for everything that may be one of several, each of them once, first with all that may be
 * there, then with what must be there alone.
 */
export function examplesOf(schema: z.ZodType): readonly unknown[] {
  const shape = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as Shape;
  const made = [...valuesOf(shape, 'whole'), ...valuesOf(shape, 'bare')];
  return [...new Map(made.map((value) => [JSON.stringify(value), value])).values()];
}

type Fullness = 'whole' | 'bare';

/** The values of a shape; of its parts each value comes at least once, not every one with every other. */
function valuesOf(shape: Shape, fullness: Fullness): readonly unknown[] {
  if (shape.const !== undefined) return [shape.const];
  if (shape.enum !== undefined) return shape.enum;
  const either = shape.anyOf ?? shape.oneOf;
  if (either !== undefined) return either.flatMap((one) => valuesOf(one, fullness));
  if (shape.allOf !== undefined) {
    const parts = shape.allOf.map((one) => valuesOf(one, fullness)[0] as object);
    return [Object.assign({}, ...parts)];
  }
  if (Array.isArray(shape.type)) {
    return shape.type.flatMap((type: string) => valuesOf({ ...shape, type }, fullness));
  }
  switch (shape.type) {
    case 'string':
      return ['words'];
    case 'number':
    case 'integer':
      return [7];
    case 'boolean':
      return [true, false];
    case 'null':
      return [null];
    case 'array':
      return arraysOf(shape, fullness);
    case 'object':
      return objectsOf(shape, fullness);
    default:
      throw new Error(`No example of ${JSON.stringify(shape)}`);
  }
}

function arraysOf({ prefixItems, items }: Shape, fullness: Fullness): readonly unknown[] {
  if (prefixItems !== undefined) {
    return [prefixItems.map((place) => valuesOf(place, fullness)[0])];
  }
  if (items === undefined || fullness === 'bare') return [[]];
  return [[...valuesOf(items, fullness)]];
}

function objectsOf(shape: Shape, fullness: Fullness): readonly unknown[] {
  const { properties = {}, required = [], additionalProperties, propertyNames } = shape;
  const fields = Object.entries(properties)
    .filter(([name]) => fullness === 'whole' || required.includes(name))
    .map(([name, inner]) => [name, valuesOf(inner, fullness)] as const);
  const open = propertyNames?.enum ?? (typeof additionalProperties === 'object' ? ['any'] : []);
  if (typeof additionalProperties === 'object' && fullness === 'whole') {
    for (const name of open) fields.push([String(name), valuesOf(additionalProperties, fullness)]);
  }
  const most = Math.max(1, ...fields.map(([, values]) => values.length));
  return Array.from({ length: most }, (_, n) =>
    Object.fromEntries(fields.map(([name, values]) => [name, values[n % values.length]])),
  );
}

/** A value with one more field in every object inside of it, and itself. */
export function withMore(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withMore);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.entries(value).map(([name, one]) => [name, withMore(one)]);
  return { ...Object.fromEntries(inner), ofTheNextVersion: 7 };
}

/** This value again and again, each time with another of its texts, numbers or truths in the place of one that nobody knows. */
export function withUnknownWords(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return items.flatMap((item, at) =>
      withUnknownWords(item).map((other) => items.with(at, other)),
    );
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, inner]) =>
      withUnknownWords(inner).map((other) => ({ ...value, [name]: other })),
    );
  }
  return ['of-the-next-version'];
}
