// What React's development build notes down for people who look into a running page. Nobody does so here, and it takes a sixth of the
// time of every test (measured, 19.3).

// Each render, with what has changed in its properties, for the tracks of a browser's developer tools. React looks for these two as
// it is loaded.
Reflect.deleteProperty(console, 'createTask');
Reflect.deleteProperty(console, 'timeStamp');

// For each element the stack of where it was made, until there are 10,000 of them a second. Warnings, which fail a test here, still
// name the component.
const { __CLIENT_INTERNALS_DO_NOT_USE_OR_WARN_USERS_THEY_CANNOT_UPGRADE: internals } =
  (await import('react')) as unknown as Readonly<Record<string, object | undefined>>;
const COUNTED = 'recentlyCreatedOwnerStacks';
if (internals === undefined || !(COUNTED in internals)) {
  throw new Error('React counts the stacks of its elements in another way now.');
}
Object.defineProperty(internals, COUNTED, { get: () => Number.MAX_SAFE_INTEGER, set: () => {} });
