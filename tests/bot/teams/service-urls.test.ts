import { expect, it } from 'vitest';
import { TEAMS_SERVICE_HOSTS, serviceUrlsAt } from '../../../bot/teams/service-urls.ts';

it.each([
  ['https://smba.trafficmanager.net/teams/', true],
  ['https://smba.trafficmanager.net/uk/7a1d0c52/', true],
  ['https://SMBA.trafficmanager.net/teams/', true],
  ['http://smba.trafficmanager.net/teams/', false],
  ['https://smba.trafficmanager.net:8443/teams/', false],
  ['https://user@smba.trafficmanager.net/teams/', false],
  ['https://smba.trafficmanager.net.example/teams/', false],
  ['https://other.trafficmanager.net/teams/', false],
  ['https://example.com/smba.trafficmanager.net', false],
  ['not an address', false],
])('%s is Teams: %s', (url, expected) => {
  expect(serviceUrlsAt(TEAMS_SERVICE_HOSTS)(url)).toBe(expected);
});
