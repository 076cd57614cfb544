/** What one benchmark found. */
export interface Figures {
  /** The last line of its output, by name. */
  readonly figures: Readonly<Record<string, unknown>>;
  /** Every goal that was missed, as a sentence; empty where all were met. */
  readonly missed: readonly string[];
}

/** A benchmark: says what it does on the console, and gives its figures. */
export type Benchmark = () => Promise<Figures>;

/** Lines of a table as text, every column as wide as its widest cell; the first column is words, the others numbers. */
export function tableText(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  return lines
    .map((line) =>
      widths
        .map((width, column) => {
          const cell = line[column] ?? '';
          return column === 0 ? cell.padEnd(width) : cell.padStart(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
