import { expect, test } from 'vitest';
import { readConfiguration } from '../../../shared/program/configuration.ts';
import { PRODUCTION_SETTINGS } from '../../support/production-settings.ts';

const GOOD = {
  ...PRODUCTION_SETTINGS,
  TABLES_URL: 'https://account.table.core.windows.net',
  QUEUES_URL: 'https://account.queue.core.windows.net',
};

test('the configuration of production names every setting that is missing, at once', () => {
  const read = readConfiguration({});
  if (read.ok) throw new Error('It was taken.');
  for (const name of Object.keys(GOOD)) expect(read.reason).toContain(name);
});

test.each([
  ['BOT_APP_ID', ''],
  ['BOT_APP_ID', 'none'],
  ['PSEUDONYM_KEY', 'short'],
  ['TENANT_IDS', 'everybody'],
  ['PORT', '99999'],
  ['ROLES', 'web,boss'],
  ['SUPPORT_MAIL', 'nobody'],
  ['BOT_APP_ID', '00000000-0000-0000-0000-000000000000'],
  ['BOT_TENANT_ID', 'common'],
  ['TAB_CLIENT_ID', '*'],
  ['TEAMS_APP_ID', ''],
  ['TENANT_IDS', ''],
  ['TENANT_IDS', `${GOOD.TENANT_IDS},*`],
  ['PSEUDONYM_KEY', 'a'.repeat(64)],
  ['PSEUDONYM_KEY', '@Microsoft.KeyVault(SecretUri=https://vault.example/secrets/key)'],
  ['TABLES_URL', 'http://account.table.core.windows.net'],
  ['TABLES_URL', 'https://account.table.core.windows.net?sv=2024&sig=abc'],
  ['QUEUES_URL', 'https://name:word@account.queue.core.windows.net'],
  ['DIRECTORY', 'everything'],
  ['APPLICATIONINSIGHTS_CONNECTION_STRING', 'InstrumentationKey=none'],
])('the configuration of production does not take %s set to %j', (name, value) => {
  const read = readConfiguration({ ...GOOD, [name]: value });
  if (read.ok) throw new Error('It was taken.');
  expect(read.reason).toContain(name);
  for (const other of Object.keys(GOOD))
    if (other !== name) expect(read.reason).not.toContain(other);
  if (value !== '' && value !== '*') expect(read.reason).not.toContain(value);
});

test('the configuration of production takes what is good, ids in capitals as well', () => {
  expect(readConfiguration(GOOD)).toMatchObject({ ok: true, value: { PORT: 8080 } });
  const capitals = readConfiguration({ ...GOOD, TENANT_IDS: GOOD.TENANT_IDS.toUpperCase() });
  expect(capitals).toMatchObject({ ok: true, value: { TENANT_IDS: [GOOD.TENANT_IDS] } });
});

test('nothing in the environment switches the check of tokens off', () => {
  const env = { ...GOOD, BOT_APP_ID: '', BOT_CREDENTIALS: 'none', NODE_ENV: 'test' };
  expect(readConfiguration(env).ok).toBe(false);
});
