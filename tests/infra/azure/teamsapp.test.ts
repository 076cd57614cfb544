import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { environmentNames, placeholdersIn } from '../../../infra/package/environment.ts';
import { TEAMS_CLIENTS } from '../../../shared/identity/token.ts';
import { ROOT } from './bicep.ts';

const Action = z.object({
  uses: z.string(),
  with: z.record(z.string(), z.unknown()),
  writeToEnvironmentFile: z.record(z.string(), z.string()).optional(),
});
const Project = z.object({
  version: z.string(),
  provision: z.array(Action),
  deploy: z.array(Action),
  publish: z.array(Action).default([]),
});

function read(name: string): string {
  return readFileSync(path.join(ROOT, name), 'utf8');
}

const project = Project.parse(parse(read('teamsapp.yml')));
const local = Project.parse(parse(read('teamsapp.local.yml')));
const every = [project, local].flatMap((one) => [...one.provision, ...one.deploy, ...one.publish]);

function names(actions: readonly z.infer<typeof Action>[]): readonly string[] {
  return actions.map(({ uses }) => uses);
}

test('an environment is set up in an order in which each finds what it needs', () => {
  expect(names(project.provision)).toEqual([
    'teamsApp/create',
    'aadApp/create',
    'arm/deploy',
    'aadApp/update',
    'teamsApp/validateManifest',
    'teamsApp/zipAppPackage',
    'teamsApp/validateAppPackage',
    'teamsApp/update',
  ]);
});

test('both apps get the same artefact, and what is published was validated', () => {
  const deployed = project.deploy.filter(({ uses }) => uses === 'azureAppService/zipDeploy');
  expect(deployed.map((action) => action.with)).toEqual([
    { artifactFolder: './build/alongside', resourceId: '${{WORKER_APP_RESOURCE_ID}}' },
    { artifactFolder: './build/alongside', resourceId: '${{WEB_APP_RESOURCE_ID}}' },
  ]);
  expect(names(project.publish).slice(-3)).toEqual([
    'teamsApp/validateAppPackage',
    'teamsApp/update',
    'teamsApp/publishAppPackage',
  ]);
});

test('nothing makes a bot or a registration with a password', () => {
  expect(names(every)).not.toContain('botAadApp/create');
  const [registration] = project.provision.filter(({ uses }) => uses === 'aadApp/create');
  expect(registration?.with).toMatchObject({ generateClientSecret: false });
});

test('the local project signs in nowhere', () => {
  expect(names([...local.provision, ...local.deploy])).toEqual([
    'teamsApp/validateManifest',
    'teamsApp/zipAppPackage',
    'cli/runNpmCommand',
    'cli/runNpmCommand',
  ]);
});

test('npm scripts that are run are there', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const run = every
    .filter(({ uses }) => uses === 'cli/runNpmCommand')
    .map((action) => String(action.with['args']))
    .filter((args) => args !== 'ci');
  expect(run.length).toBeGreaterThan(0);
  for (const args of run) expect(scripts).toHaveProperty([args.replace(/^run /, '')]);
});

test('sources that are named are there', () => {
  const sources = [...JSON.stringify(every).matchAll(/"(\.\/(?!build\/)[\w./-]+)"/g)].map(
    ([, name = '']) => name,
  );
  expect(new Set(sources)).toEqual(
    new Set([
      './infra/azure.bicep',
      './infra/azure.parameters.json',
      './aad.manifest.json',
      './appPackage/manifest.json',
    ]),
  );
  for (const name of sources) expect(existsSync(path.join(ROOT, name))).toBe(true);
  // It would be read instead.
  for (const name of ['m365agents.yml', 'm365agents.local.yml']) {
    expect(existsSync(path.join(ROOT, name))).toBe(false);
  }
});

describe.each(environmentNames(ROOT).filter((name) => name !== 'local'))(
  'the environment %s',
  (name) => {
    const variables = new Set(
      [...read(`env/.env.${name}`).matchAll(/^(\w+)=/gm)].map(([, n]) => n),
    );

    test('has a place for everything that is asked of it, and for everything that is written', () => {
      const asked = placeholdersIn(read('teamsapp.yml') + read('aad.manifest.json'));
      const written = project.provision
        .concat(project.publish)
        .flatMap(({ writeToEnvironmentFile }) => Object.values(writeToEnvironmentFile ?? {}));
      expect([...variables]).toEqual(expect.arrayContaining([...asked, ...written]));
    });

    test('says which it is', () => {
      expect(read(`env/.env.${name}`)).toContain(`TEAMSFX_ENV=${name}\n`);
    });
  },
);

test('the local project needs what the local environment has', () => {
  const variables = [...read('env/.env.local').matchAll(/^(\w+)=/gm)].map(([, name]) => name);
  expect(variables).toEqual(
    expect.arrayContaining([...placeholdersIn(read('teamsapp.local.yml'))]),
  );
});

describe('the registration for signing in', () => {
  const registration = z
    .object({
      identifierUris: z.array(z.string()),
      signInAudience: z.string(),
      api: z.object({
        requestedAccessTokenVersion: z.number(),
        oauth2PermissionScopes: z.array(
          z.object({ id: z.string(), value: z.string(), isEnabled: z.boolean() }),
        ),
        preAuthorizedApplications: z.array(
          z.object({ appId: z.string(), delegatedPermissionIds: z.array(z.string()) }),
        ),
      }),
      appRoles: z.array(
        z.object({ id: z.uuid(), value: z.string(), allowedMemberTypes: z.array(z.string()) }),
      ),
      optionalClaims: z.object({ accessToken: z.array(z.object({ name: z.string() })) }),
      requiredResourceAccess: z.array(z.unknown()),
    })
    .parse(JSON.parse(read('aad.manifest.json')));
  const { api } = registration;

  test('is known by the name that the app package says', () => {
    const { webApplicationInfo } = JSON.parse(read('appPackage/manifest.json')) as {
      webApplicationInfo: { resource: string };
    };
    expect(registration.identifierUris).toEqual([webApplicationInfo.resource]);
  });

  test('gives tokens of version 2 for the one scope, to the clients of Teams that the API knows', () => {
    expect(api.requestedAccessTokenVersion).toBe(2);
    expect(api.oauth2PermissionScopes).toMatchObject([
      { value: 'access_as_user', isEnabled: true },
    ]);
    const scope = api.oauth2PermissionScopes.map(({ id }) => id);
    expect(api.preAuthorizedApplications).toEqual(
      TEAMS_CLIENTS.map((appId) => ({ appId, delegatedPermissionIds: scope })),
    );
  });

  test('has the role of admins, for people alone, and says who is a guest', () => {
    expect(registration.appRoles).toMatchObject([
      { value: 'Alongside.Admin', allowedMemberTypes: ['User'] },
    ]);
    expect(registration.optionalClaims.accessToken).toMatchObject([{ name: 'acct' }]);
    const source = read('shared/identity/token.ts');
    expect(source).toContain("const ADMIN_ROLE = 'Alongside.Admin';");
    expect(source).toContain("const SCOPE = 'access_as_user';");
  });

  test('is for one organisation and asks for nothing of Microsoft Graph', () => {
    expect(registration.signInAudience).toBe('AzureADMyOrg');
    // What the directory needs is granted to the managed identity, which asks for it.
    expect(registration.requiredResourceAccess).toEqual([]);
  });
});
