import { describe, expect, it } from 'vitest';
import { KeyNotAllowed } from '../../../shared/store/guards.ts';
import type { StorageRequest } from '../../../shared/store/storage.ts';
import type { Row, Write } from '../../../shared/store/tables.ts';
import type { MakeStorage } from './storage-contract.ts';

function row(rowKey: string, cells: Row['cells'] = {}): Row {
  return { partitionKey: 'p', rowKey, cells };
}

function insert(rowKey: string): Write {
  return { kind: 'insert', row: row(rowKey) };
}

/** What every storage must tell its observer. */
export function describeObserver(makeStorage: MakeStorage): void {
  describe('the observer', () => {
    it('is told of each request once, before it leaves', async () => {
      const seen: string[] = [];
      const { tables, queues } = await makeStorage({
        observe: ({ kind, on, operation }) => void seen.push(`${kind} ${on} ${operation}`),
      });
      const table = tables.table('Rosters');
      await table.commit([insert('a')]);
      await table.commit([insert('a')]);
      await table.commit([insert('b'), insert('c'), insert('d')]);
      await table.commit([insert('e'), insert('a')]);
      await table.get('p', 'a');
      await table.get('p', 'nothing');
      await table.readPage('p', {});
      await table.readRange('p', {});
      const queue = queues.queue('projections');
      const receipt = await queue.send('bell', { delayMs: 60_000 });
      await queue.receive({ most: 1, visibilityMs: 1_000 });
      const hidden = await queue.hide(receipt, 60_000);
      await queue.remove(receipt);
      if (hidden !== undefined) await queue.remove(hidden);
      await queue.approximateLength();
      expect(seen).toEqual([
        ...Array.from({ length: 4 }, () => 'write Rosters commit'),
        ...['read Rosters get', 'read Rosters get'],
        ...['read Rosters readPage', 'read Rosters readPage'],
        ...['queue projections send', 'queue projections receive', 'queue projections hide'],
        ...['queue projections remove', 'queue projections remove'],
        'queue projections approximateLength',
      ]);
    });

    it('is told again when a transaction is sent again without a delete that found nothing', async () => {
      let commits = 0;
      const { tables } = await makeStorage({ observe: () => void (commits += 1) });
      const table = tables.table('People');
      await table.commit([
        insert('a'),
        { kind: 'delete', partitionKey: 'p', rowKey: 'gone1' },
        { kind: 'delete', partitionKey: 'p', rowKey: 'gone2' },
      ]);
      expect(commits).toBe(3);
      await table.commit([{ kind: 'delete', partitionKey: 'p', rowKey: 'gone' }]);
      expect(commits).toBe(4);
    });

    it('can stop a request, which then has no effect', async () => {
      const crash = new Error('The program ends here.');
      let stopAt: StorageRequest['operation'] | undefined;
      const { tables, queues } = await makeStorage({
        observe: ({ operation }) => {
          if (operation === stopAt) throw crash;
        },
      });
      const table = tables.table('People');
      const queue = queues.queue('packs');
      stopAt = 'commit';
      await expect(table.commit([insert('a')])).rejects.toBe(crash);
      await expect(table.commit([insert('b'), insert('c')])).rejects.toBe(crash);
      stopAt = 'send';
      await expect(queue.send('pack')).rejects.toBe(crash);
      stopAt = 'get';
      await expect(table.get('p', 'a')).rejects.toBe(crash);
      stopAt = undefined;
      expect(await table.readRange('p', {})).toEqual([]);
      expect(await queue.approximateLength()).toBe(0);
    });

    it('can hold a request up, so that another is first', async () => {
      const released = Promise.withResolvers<void>();
      const held = Promise.withResolvers<void>();
      let isFirst = true;
      const { tables } = await makeStorage({
        observe: async () => {
          if (!isFirst) return;
          isFirst = false;
          held.resolve();
          await released.promise;
        },
      });
      const table = tables.table('People');
      const slow = table.commit([insert('a'), insert('b')]);
      await held.promise;
      const fast = await table.commit([insert('b')]);
      released.resolve();
      expect(fast.ok).toBe(true);
      expect(await slow).toEqual({ ok: false, reason: 'exists', index: 1 });
    });

    it('is not told of writes that are refused before they leave', async () => {
      const seen: StorageRequest[] = [];
      const { tables } = await makeStorage({ observe: (request) => void seen.push(request) });
      await expect(tables.table('People').commit([insert('a/b')])).rejects.toThrow(KeyNotAllowed);
      expect(seen).toEqual([]);
    });
  });
}
