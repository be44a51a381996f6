/** What a cell finds in its worker besides the language, as declarations. The rules are those of the sandbox. */
export const cellGlobals = `interface Console {
  /** Show values below the cell. A tensor is shown with its shape. */
  log(...values: unknown[]): void;
  /** Show values below the cell, marked as a warning. */
  warn(...values: unknown[]): void;
  /** Show values below the cell, marked as an error. */
  error(...values: unknown[]): void;
  /** Show rows as a table. */
  table(rows: unknown): void;
  /** Show the values as an error unless the condition holds. */
  assert(condition: unknown, ...values: unknown[]): void;
}
declare const console: Console;
declare const performance: {
  /** Milliseconds since the worker began. */
  now(): number;
};
/** A deep copy of a value. */
declare function structuredClone<T>(value: T): T;
declare function setTimeout(callback: () => void, milliseconds?: number): number;
declare function clearTimeout(id: number | undefined): void;
`;
