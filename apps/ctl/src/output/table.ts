export interface Fit {
  /** Of the terminal, in characters; what is wider is cut. */
  readonly width?: number | undefined;
  /** Whether the heading is. */
  readonly bold?: boolean;
}

const GAP = 2;
const NARROWEST = 6;

/** Rows under a heading, in columns two spaces apart; no trailing spaces. */
export function table(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
  { width, bold = false }: Fit = {},
): string {
  const all = [heading, ...rows].map((row) => row.map(onOneLine));
  const widest = heading.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const widths = width === undefined ? widest : fitted(widest, width);
  const [first = '', ...others] = all.map((row) =>
    row
      .map((cell, column) => cut(cell, widths[column] ?? 0).padEnd(widths[column] ?? 0))
      .join(' '.repeat(GAP))
      .trimEnd(),
  );
  return [bold ? `\u001b[1m${first}\u001b[22m` : first, ...others].join('\n');
}

/** Takes from the widest column until all fit, but leaves each wide enough to be read. */
function fitted(widest: readonly number[], width: number): number[] {
  const widths = [...widest];
  let over = widths.reduce((sum, one) => sum + one + GAP, -GAP) - width;
  while (over > 0) {
    const largest = Math.max(...widths);
    if (largest <= NARROWEST) break;
    widths[widths.indexOf(largest)] = largest - 1;
    over -= 1;
  }
  return widths;
}

const cut = (cell: string, width: number): string =>
  cell.length <= width ? cell : `${cell.slice(0, width - 1)}…`;

/** A resource is its client's choice: nothing in it may move the cursor or colour the terminal. */
function onOneLine(cell: string): string {
  return cell.replace(/\p{Cc}/gu, '�');
}
