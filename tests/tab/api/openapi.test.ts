import { expect, test } from 'vitest';
import { startApi, useIssuer } from '../../support/api-server.ts';
import { everyRoute, nameOf, readDocument } from './every-route.ts';
import { ROUTES } from './route-table.ts';

const issuer = useIssuer();

test('the OpenAPI document lists every route there is', async () => {
  const api = await startApi(issuer.get());

  const routes = await everyRoute(api);

  expect(routes.map(nameOf).toSorted()).toEqual(Object.keys(ROUTES).toSorted());
});

test('every route describes what it answers when all is well', async () => {
  const api = await startApi(issuer.get());

  for (const { method, path, responses } of await everyRoute(api)) {
    const [[status, response] = ['', undefined], ...others] = Object.entries(responses);
    expect(others, path).toEqual([]);
    const isDelete = method === 'DELETE';
    expect(status, path).toBe(isDelete ? '204' : '200');
    expect(response?.description, path).not.toBe('');
    if (!isDelete) expect(response, path).toHaveProperty(['content', 'application/json', 'schema']);
  }
});

test('it is a document of OpenAPI 3 that says who may ask and what every path needs', async () => {
  const api = await startApi(issuer.get());

  const document = await readDocument(api);

  expect(document.openapi).toMatch(/^3\./);
  for (const [path, methods] of Object.entries(document.paths)) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    for (const operation of Object.values(methods)) {
      const inPath = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      expect(
        inPath.map((parameter) => parameter.name),
        path,
      ).toEqual(named);
      expect(
        inPath.every((parameter) => parameter.required),
        path,
      ).toBe(true);
    }
  }
  const whole = (await (await api.as('nobody')).get('/api/openapi.json')).body;
  expect(whole).toMatchObject({
    components: { securitySchemes: { entra: { type: 'http', scheme: 'bearer' } } },
    security: [{ entra: [] }],
  });
  const references = [...JSON.stringify(whole).matchAll(/"\$ref":"#\/([^"]+)"/g)];
  for (const [, reference = ''] of references) {
    expect(whole).toHaveProperty(reference.split('/'));
  }
});
