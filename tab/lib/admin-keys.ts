/** The key of the organisation's health in the query cache. */
export const HEALTH_KEY = ['health'] as const;

/** The key of what admins decide for their organisation. */
export const ADMIN_SETTINGS_KEY = ['admin-settings'] as const;
