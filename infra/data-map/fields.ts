import { z } from 'zod';

/** The part of JSON Schema that says which fields there are. */
interface Shape {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape | boolean;
  readonly prefixItems?: readonly Shape[];
  readonly additionalProperties?: Shape | boolean;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly allOf?: readonly Shape[];
}

/** A place of a tuple has no name: nobody could tell what it holds. */
class PlaceWithoutName extends Error {
  override readonly name = 'PlaceWithoutName';
}

/**
 * Every field that a schema reads, in its order, those inside of others as `form.cue`; what may be called anything is
 * `details.*`. Places of a tuple are called what they are described as. Throws `PlaceWithoutName`.
 */
export function fieldsOf(schema: z.ZodType): readonly string[] {
  const shape = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' });
  return [...new Set(pathsIn(shape as Shape, ''))];
}

function pathsIn(shape: Shape, path: string): readonly string[] {
  const { properties = {}, additionalProperties, items, prefixItems = [] } = shape;
  const either = [...(shape.anyOf ?? []), ...(shape.oneOf ?? []), ...(shape.allOf ?? [])];
  const under = (name: string) => (path === '' ? name : `${path}.${name}`);
  const inside = [
    ...Object.entries(properties).flatMap(([name, field]) => pathsIn(field, under(name))),
    ...(typeof additionalProperties === 'object' ? pathsIn(additionalProperties, under('*')) : []),
    ...either.flatMap((one) => pathsIn(one, path)),
    ...prefixItems.flatMap((place) => pathsIn(place, under(nameOf(place)))),
    ...(typeof items === 'object'
      ? pathsIn(items, prefixItems.length > 0 ? under(nameOf(items)) : path)
      : []),
  ];
  if (inside.length > 0 || path === '') return inside;
  return [path];
}

function nameOf({ description }: Shape): string {
  if (description === undefined) throw new PlaceWithoutName('A place of a tuple has no name.');
  return description;
}
