import { z } from 'zod';
import { accepted, refused, type Result } from '../domain/result.ts';

const list = z
  .string()
  .transform((text) => text.split(',').map((item) => item.trim()))
  .pipe(z.array(z.string().min(1)).min(1));

/** What a connection string of Application Insights must hold: the exporter takes it in lower case only. */
const INSTRUMENTATION_KEY =
  /(?:^|;)InstrumentationKey=[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:;|$)/;

/** An address of storage: a secret in it would be written wherever addresses are. */
const storageUrl = z.url({ protocol: /^https$/ }).refine((text) => {
  // What is no address at all is refused above.
  if (!URL.canParse(text)) return true;
  const { username, password, search, hash } = new URL(text);
  return [username, password, search, hash].every((part) => part === '');
}, 'An https address alone, without a key or a query');

const NO_ID = '00000000-0000-0000-0000-000000000000';
/** Any GUID: not every directory makes them as the RFC of UUIDs wants them. */
const id = z
  .guid()
  .toLowerCase()
  .refine((text) => text !== NO_ID, 'This is the GUID of nothing');

/** What App Service gives in place of a secret that it could not read. */
const UNREAD_SECRET = /^@Microsoft\.KeyVault\(/i;
const FEWEST_CHARACTERS_OF_A_KEY = 12;
const secretKey = z
  .string()
  .min(32)
  .refine((text) => !UNREAD_SECRET.test(text), 'The reference to the secret was not followed')
  .refine((text) => new Set(text).size >= FEWEST_CHARACTERS_OF_A_KEY, 'Too easy to guess');

/** The configuration of production, from the environment. There is no way here to switch authentication off. */
const Configuration = z.object({
  PORT: z.coerce.number().int().min(1).max(65_535).default(8080),
  ROLES: list.pipe(z.array(z.enum(['web', 'worker']))).default(['web', 'worker']),
  TABLES_URL: storageUrl,
  QUEUES_URL: storageUrl,
  TENANT_IDS: list.pipe(z.array(id)),
  TAB_CLIENT_ID: id,
  TEAMS_APP_ID: id,
  BOT_APP_ID: id,
  BOT_TENANT_ID: id,
  PSEUDONYM_KEY: secretKey,
  /** Whether the directory of the bot's tenant follows Microsoft Entra; needs `User.Read.All`. */
  DIRECTORY: z.enum(['files', 'graph']).default('files'),
  /** Whom the pages that need no sign-in name. */
  SUPPORT_MAIL: z.email().optional(),
  APPLICATIONINSIGHTS_CONNECTION_STRING: z.string().regex(INSTRUMENTATION_KEY).optional(),
});

/** What production was configured with. */
export type Configuration = z.output<typeof Configuration>;

/** The configuration of production. Refused with every setting that is bad, by name: what was given may be a secret. */
export function readConfiguration(
  env: Readonly<Record<string, string | undefined>>,
): Result<Configuration, string> {
  const parsed = Configuration.safeParse(env);
  return parsed.success ? accepted(parsed.data) : refused(z.prettifyError(parsed.error));
}
