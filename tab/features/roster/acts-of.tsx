import {
  createContext,
  useContext,
  useLayoutEffect,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import type { AllyView } from '../../../shared/contract/roster.ts';
import { type Act, type ActedRows, canUndo } from './acts.ts';
import { RowActs, type RowActsProps } from './row-acts.tsx';

interface RowsFacts extends Pick<RowActsProps, 'offers' | 'onAct' | 'onUndo'> {
  readonly rows: ActedRows;
  readonly nowMs: number;
}

const Rows = createContext<RowsFacts | undefined>(undefined);

/**
 * What can be done to the people below, and what was. Only the row that an act is about is drawn again: hundreds are
 * acted on while one looks.
 */
export function RowsProvider({
  children,
  onAct,
  onUndo,
  ...facts
}: RowsFacts & { readonly children: ReactNode }) {
  const latest = useRef({ onAct, onUndo });
  useLayoutEffect(() => {
    latest.current = { onAct, onUndo };
  });
  const [stable] = useState(() => ({
    onAct: (act: Act, person: AllyView) => latest.current.onAct(act, person),
    onUndo: (person: AllyView) => latest.current.onUndo(person),
  }));
  return <Rows value={{ ...facts, ...stable }}>{children}</Rows>;
}

/** What can be done to one of them. */
export function ActsOf({ person }: { readonly person: AllyView }) {
  const facts = useContext(Rows);
  if (facts === undefined) throw new Error('No RowsProvider above this row');
  const { rows, nowMs, offers, onAct, onUndo } = facts;
  const row = rows.get(person.userId)?.row;
  return (
    <RowActs
      person={person}
      row={row}
      isUndoable={canUndo(row, nowMs)}
      offers={offers}
      onAct={onAct}
      onUndo={onUndo}
    />
  );
}
