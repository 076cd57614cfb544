import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { LocalSetupProblem } from '../../../infra/local/local-setup-problem.ts';
import type { LocalPerson } from '../../../infra/local/people.ts';
import { startPlayground } from '../../../infra/local/start-playground.ts';
import { APP, TENANT } from './local-server.ts';
import { temporaryFolder } from './temporary-folder.ts';

const cast = JSON.parse(
  readFileSync(new URL('../../../infra/local/demo/cast.json', import.meta.url), 'utf8'),
) as readonly LocalPerson[];
const options = {
  botUrl: 'http://127.0.0.1:9/api/messages',
  tenantId: TENANT,
  bot: { id: APP, name: 'Alongside' },
  people: cast,
};

test(
  'the Agents Playground opens as a demo person and ends when told to',
  { timeout: 60_000 },
  async () => {
    // Its usual port is taken, so that it has to say which other it took.
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(0, resolve));
    onTestFinished(() => new Promise<void>((resolve) => void squatter.close(() => resolve())));
    const dataDir = temporaryFolder();
    const { port } = squatter.address() as AddressInfo;
    const personId = cast[2]?.id ?? '';

    const playground = await startPlayground({ ...options, dataDir, personId, port });
    onTestFinished(() => playground.stop());

    expect(new URL(playground.url).port).not.toBe(String(port));
    expect(await (await fetch(playground.url)).text()).toContain('Agents Playground');
    const config = readFileSync(`${dataDir}/playground/.m365agentsplayground.yml`, 'utf8');
    expect(JSON.parse(config)).toMatchObject({ currentUser: { aadObjectId: personId } });

    await playground.stop();
    await expect(fetch(playground.url)).rejects.toThrow(TypeError);
  },
);

test('nobody can be who is no demo person', async () => {
  const start = startPlayground({ ...options, dataDir: temporaryFolder(), personId: 'nobody' });

  await expect(start).rejects.toThrow(LocalSetupProblem);
});
