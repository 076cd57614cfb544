/** Settings of production that fit, without its storage. */
export const PRODUCTION_SETTINGS = {
  TENANT_IDS: 'cc729e71-0b0d-4fdc-98bc-ad60ab61f250',
  TAB_CLIENT_ID: '3e7a1d58-6b0c-4f92-a5d1-94c82b7f06e3',
  TEAMS_APP_ID: '5d2f9a70-3c1b-4e8a-9d64-0b7f2a61c8e5',
  BOT_APP_ID: 'b81c6f0e-94d3-4b57-8a2e-6f15d90c37a4',
  BOT_TENANT_ID: 'cc729e71-0b0d-4fdc-98bc-ad60ab61f250',
  PSEUDONYM_KEY: 'a key that is at least thirty-two characters long',
};
