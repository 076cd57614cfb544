import { v7 } from 'uuid';

/** An id for something new: UUIDv7. Make it once per thing, not per attempt, so that a retry is the same request. */
export function newId(): string {
  return v7();
}
