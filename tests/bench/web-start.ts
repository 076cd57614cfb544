import { z } from 'zod';

/** How a web server process is started. */
export const WebStart = z.object({
  connectionString: z.string(),
  /** How far product time is ahead of real time; negative where it is behind. */
  productAheadMs: z.number(),
  /** Who signs the tokens, with `{tid}` where the tenant stands, and where the keys are. */
  issuer: z.string(),
  keysUrl: z.string(),
  clientId: z.string(),
  tenantId: z.string(),
  /** The built tab. */
  tabFolder: z.string(),
  /** A page around the tab, served at `/` from the same origin: that of a bench. */
  hostFolder: z.string().exactOptional(),
});
export type WebStart = z.infer<typeof WebStart>;

/** The key of pseudonyms in the organisation of a bench. */
export const PSEUDONYM_KEY = 'the organisation of a bench has nothing to hide';
