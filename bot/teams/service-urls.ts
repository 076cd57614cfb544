/** Where the public cloud's Bot Connector lives (msteams-docs, proactive messages; one host for every region). */
export const TEAMS_SERVICE_HOSTS: readonly string[] = ['smba.trafficmanager.net'];

/**
 * A check for service URLs: https, exactly one of `hosts`, no port and no credentials. The bot's
 * token goes to whatever address an activity names, so nothing else may pass.
 */
export function serviceUrlsAt(hosts: readonly string[]): (url: string) => boolean {
  const allowed = new Set(hosts.map((host) => host.toLowerCase()));
  return (url) => {
    if (!URL.canParse(url)) return false;
    const { protocol, host, username, password } = new URL(url);
    return protocol === 'https:' && allowed.has(host) && username === '' && password === '';
  };
}
