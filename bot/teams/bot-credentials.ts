import { ConfigurationServiceClientCredentialFactory } from 'botbuilder';

/**
 * Who the bot is. `identity` is a user-assigned managed identity, `password` a single-tenant
 * registration with a secret. `none` switches authentication off in both directions: for a bot that
 * only one machine can reach. Nothing that reads a configuration may ever yield `none`; the local
 * root writes it as a literal.
 */
export type BotCredentials =
  | { readonly kind: 'identity'; readonly appId: string; readonly tenantId: string }
  | {
      readonly kind: 'password';
      readonly appId: string;
      readonly tenantId: string;
      readonly password: string;
    }
  | { readonly kind: 'none' };

/**
 * The SDK's form of the credentials. Throws when a field is blank: an empty app id would silently
 * switch authentication off.
 */
export function createCredentialsFactory(
  credentials: BotCredentials,
): ConfigurationServiceClientCredentialFactory {
  switch (credentials.kind) {
    case 'identity':
      return new ConfigurationServiceClientCredentialFactory({
        MicrosoftAppType: 'UserAssignedMSI',
        MicrosoftAppId: credentials.appId,
        MicrosoftAppTenantId: credentials.tenantId,
      });
    case 'password':
      return new ConfigurationServiceClientCredentialFactory({
        MicrosoftAppType: 'SingleTenant',
        MicrosoftAppId: credentials.appId,
        MicrosoftAppTenantId: credentials.tenantId,
        MicrosoftAppPassword: credentials.password,
      });
    case 'none':
      return new ConfigurationServiceClientCredentialFactory({});
  }
}

const CONNECTOR_SCOPE = 'https://api.botframework.com';
const LOGIN_URL = 'https://login.microsoftonline.com/botframework.com';

/**
 * A source of access tokens for the Bot Connector; undefined with `none`. The SDK keeps a token until
 * five minutes before its end; callers at the same moment share one request. Throws when no token can
 * be had.
 */
export function createTokenSource(
  credentials: BotCredentials,
  factory: ConfigurationServiceClientCredentialFactory,
): () => Promise<string | undefined> {
  if (credentials.kind === 'none') return async () => undefined;
  const { appId } = credentials;
  let pending: Promise<string> | undefined;

  async function fetchToken(): Promise<string> {
    const client = await factory.createCredentials(appId, CONNECTOR_SCOPE, LOGIN_URL, true);
    if (!hasToken(client)) throw new Error('The bot SDK gave credentials that have no token.');
    const token = await client.getToken();
    if (typeof token !== 'string') throw new Error('The bot SDK gave no token.');
    return token;
  }

  return () => {
    pending ??= fetchToken().finally(() => {
      pending = undefined;
    });
    return pending;
  };
}

/** What the SDK's credentials can do, though the factory's type does not say so. */
function hasToken(client: object): client is { getToken(): Promise<unknown> } {
  return 'getToken' in client && typeof client.getToken === 'function';
}
