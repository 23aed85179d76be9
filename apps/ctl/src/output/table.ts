/** Rows under a heading, in columns two spaces apart; no trailing spaces. */
export function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [heading, ...rows].map((row) => row.map(onOneLine));
  const widths = heading.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** A resource is its client's choice: nothing in it may move the cursor or colour the terminal. */
function onOneLine(cell: string): string {
  return cell.replace(/\p{Cc}/gu, '�');
}
