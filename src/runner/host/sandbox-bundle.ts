/** The sandbox's scripts, loaded with the first run so that no page pays for them before. */
export interface SandboxBundle {
  readonly workerScript: string;
  readonly engineModule: string;
  readonly outputModule: string;
  readonly exportNames: { readonly [specifier: string]: readonly string[] };
  readonly frameScriptHash: string;
}

/** Loads what the bundle plugin made. */
export async function loadSandboxBundle(): Promise<SandboxBundle> {
  const bundle = await import('virtual:risotto-sandbox');
  return bundle;
}
