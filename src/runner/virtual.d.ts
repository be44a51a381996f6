/** What the bundle plugin provides. */
declare module 'virtual:risotto-sandbox' {
  /** The worker's first script, classic. */
  export const workerScript: string;
  /** 'risotto' as one ES module. */
  export const engineModule: string;
  /** 'risotto/output' as one ES module. */
  export const outputModule: string;
  /** What learner code may import by name. */
  export const exportNames: { readonly [specifier: string]: readonly string[] };
  /** `sha256-…` of the frame's script. */
  export const frameScriptHash: string;
}
