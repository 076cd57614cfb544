import { expect, test } from 'vitest';
import { readConfiguration } from '../../../shared/program/configuration.ts';

const GOOD = {
  TABLES_URL: 'https://account.table.core.windows.net',
  QUEUES_URL: 'https://account.queue.core.windows.net',
  TENANT_IDS: 'cc729e71-0b0d-4fdc-98bc-ad60ab61f250',
  TAB_CLIENT_ID: '3e7a1d58-6b0c-4f92-a5d1-94c82b7f06e3',
  TEAMS_APP_ID: '5d2f9a70-3c1b-4e8a-9d64-0b7f2a61c8e5',
  BOT_APP_ID: 'b81c6f0e-94d3-4b57-8a2e-6f15d90c37a4',
  BOT_TENANT_ID: 'cc729e71-0b0d-4fdc-98bc-ad60ab61f250',
  PSEUDONYM_KEY: 'a key that is at least thirty-two characters long',
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
