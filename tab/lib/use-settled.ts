import { useEffect, useState } from 'react';

/** A value once it has not changed for `forMs`: what is typed, when the typing pauses. */
export function useSettled<Value>(value: Value, forMs = 300): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), forMs);
    return () => clearTimeout(timer);
  }, [value, forMs]);
  return settled;
}
