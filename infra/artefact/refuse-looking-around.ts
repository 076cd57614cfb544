import path from 'node:path';
import type { Plugin } from 'rolldown';
import { isOfPackage } from './package-places.ts';

const LOOKS_AROUND =
  /\b(?:__dirname|__filename|require\.(?:resolve|main|cache)|import\.meta\.\w+)\b/;
const COMMENT_LINE = /^\s*(?:\*|\/\/|\/\*).*$/gm;

/** What packages look for beside themselves and nothing here has them look for, or can do without. */
const CAN_DO_WITHOUT: ReadonlySet<string> = new Set([
  // Names plugins after their files, where they have no name of their own.
  'node_modules/fastify/lib/plugin-utils.js',
  // Names an OpenAPI document that was given no name.
  'node_modules/@fastify/swagger/lib/util/read-package-json.js',
  // Write logs from another thread, where a transport is configured.
  'node_modules/pino/lib/transport.js',
  'node_modules/thread-stream/index.js',
  // Opens a browser for a developer who signs in.
  'node_modules/open/index.js',
  // Finds out what it runs in; what it computes with stands in it.
  'node_modules/@azure/storage-common/dist/esm/crc64.js',
]);

/** Stops the build at a package that reads files beside itself, or wants to know what else was loaded: a bundle has neither. */
export function refuseLookingAround(root: string): Plugin {
  return {
    name: 'alongside-looking-around',
    transform(code, id) {
      if (!isOfPackage(id)) return;
      const file = path.relative(root, id);
      if (CAN_DO_WITHOUT.has(file)) return;
      const [found] = LOOKS_AROUND.exec(code.replaceAll(COMMENT_LINE, '')) ?? [];
      if (found !== undefined)
        throw new Error(`${file} asks for ${found}, which a bundle does not have.`);
    },
  };
}
