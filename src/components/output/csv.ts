/** Tables as CSV (RFC 4180). What a spreadsheet would take for a formula gets a ' in front. */

type Cell = string | number | null;

function field(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  const text = cell ?? 'NaN';
  // A spreadsheet runs what begins with one of these; a plain number that is negative is harmless.
  const defused = /^[\s]*[=+\-@\t\r]/.test(text) && !/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(defused) ? `"${defused.replaceAll('"', '""')}"` : defused;
}

/** The text of a file with a line of names first. */
export function toCsv(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [columns, ...rows].map((row) => row.map(field).join(',')).join('\r\n') + '\r\n';
}
