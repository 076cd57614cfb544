import { createRequire } from 'node:module';

// Loaded into Azurite's process before Azurite. It looks every row up by its row key first and then compares the
// partition key of each row of that name (measured, 3.37): where every person has a row of the same name, each write
// looks at everybody. With the partition key first, its own index gives the few rows of one partition. What is found
// is the same. See docs/decisions/0018.

type Query = Readonly<Record<string, unknown>>;

/** What is used of lokijs, the database inside Azurite. */
interface LokiModule {
  readonly Collection: {
    readonly prototype: { findOne(this: unknown, query?: Query): unknown };
  };
}

const ofThis = createRequire(import.meta.url);
const ofAzurite = createRequire(ofThis.resolve('azurite/dist/src/azurite.js'));
const { prototype } = (ofAzurite('lokijs') as LokiModule).Collection;
const { findOne } = prototype;

prototype.findOne = function partitionFirst(query) {
  const isOneRow = query !== undefined && 'PartitionKey' in query && 'RowKey' in query;
  if (!isOneRow) return findOne.call(this, query);
  const { PartitionKey, ...others } = query;
  return findOne.call(this, { PartitionKey, ...others });
};
