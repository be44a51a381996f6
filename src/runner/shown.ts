/** What 'risotto/output' shows besides lines: bounded plain JSON, so that a recorded output is the same thing. */

/** `null` stands for NaN and the infinities. */
type JsonNumber = number | null;

export type Shown =
  | {
      readonly kind: 'table';
      readonly columns: readonly string[];
      /** A cell for each column. Numbers stay numbers, so that they can be set and exported as such. */
      readonly rows: readonly (readonly (JsonNumber | string)[])[];
      /** How many rows there were. */
      readonly of: number;
      /** Columns that were left out. */
      readonly hidden: number;
    }
  | {
      readonly kind: 'bar';
      readonly labels: readonly string[];
      readonly values: readonly JsonNumber[];
      /** How many bars there were. */
      readonly of: number;
    }
  | {
      readonly kind: 'histogram';
      readonly low: number;
      readonly high: number;
      readonly counts: readonly number[];
      /** How many values were counted, of how many; and how many of the counted are NaN or infinite. */
      readonly counted: number;
      readonly of: number;
      readonly odd: number;
    }
  | {
      readonly kind: 'image';
      readonly height: number;
      readonly width: number;
      /** 1: shades from `low` to `high`. 3: red, green and blue, one plane after the other. */
      readonly channels: 1 | 3;
      readonly low: number;
      readonly high: number;
      readonly data: readonly JsonNumber[];
    }
  | { readonly kind: 'graph'; readonly nodes: readonly GraphNode[]; /** Nodes left out. */ readonly hidden: number };

/** One step of a computation; `from` are places in the list of nodes. */
export interface GraphNode {
  /** The operation, or '' for what was given. */
  readonly op: string;
  readonly label: string;
  readonly value: string;
  readonly grad: string;
  readonly from: readonly number[];
}
