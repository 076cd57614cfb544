import { createMemoryStorage } from '../../shared/store/memory-storage.ts';
import type { StorageObserver } from '../../shared/store/storage.ts';

/** Thrown by a program that is dead: nothing that it does later reaches storage. */
export class Killed extends Error {}

/** A storage whose program can be killed before its n-th write, from 1. */
export function killableStorage(realMs: () => number) {
  let writesLeft = Infinity;
  const observe: StorageObserver = ({ kind, operation }) => {
    if (writesLeft <= 0) throw new Killed();
    const isWrite = kind === 'write' || ['send', 'hide', 'remove'].includes(operation);
    if (!isWrite) return;
    writesLeft -= 1;
    if (writesLeft <= 0) throw new Killed();
  };
  return {
    storage: createMemoryStorage({ realMs, observe }),
    dieAtWrite(n: number) {
      writesLeft = n;
    },
    /** Whether the program got to its end before it was killed. */
    startAgain(): boolean {
      const survived = writesLeft > 0;
      writesLeft = Infinity;
      return survived;
    },
  };
}
