// What stands around a tab that is measured: the protocol of Teams and nothing else. The address says whose tab it is.
import { createTeamsHost } from '../../../infra/local/page/teams-host.ts';

const frame = document.querySelector('iframe') as HTMLIFrameElement;
const given = new URLSearchParams(window.location.search);
const personId = given.get('person') ?? '';

createTeamsHost(frame, {
  context: () => ({
    tenantId: given.get('tenant') ?? '',
    personId,
    personName: given.get('name') ?? '',
    personMail: `${personId}@example.org`,
    theme: 'default',
    locale: 'en-gb',
    entityId: 'home',
    subPageId: '',
  }),
  token: () => Promise.resolve(given.get('token') ?? ''),
  onNavigate() {},
  onLink() {},
  onStart() {},
  onCall() {},
});
frame.src = '/tab/?locale=en-gb&theme=default';
