/** A page with nothing but editors, for the tests beside it. */
import '../../../../src/styles/tokens.css';
import '../../../../src/styles/fonts.css';
import '../../../../src/styles/base.css';
import '../../../../src/styles/code.css';
import './page.css';
import { markSymbols } from '../../../../src/catalog/symbols.ts';
import type { OpenEditor } from '../../../../src/components/editor/open-editor.ts';

export interface Bench {
  open(hostId: string, text: string, path?: string, siblings?: Record<string, string>): Promise<string>;
  readonly editors: Record<string, OpenEditor>;
  readonly calls: string[];
}

declare global {
  interface Window {
    bench: Bench;
  }
}

const editors: Record<string, OpenEditor> = {};
const calls: string[] = [];

window.bench = {
  editors,
  calls,
  async open(hostId, text, path = `dw/${hostId}.ts`, siblings = {}) {
    const host = document.getElementById(hostId);
    if (!host) throw new Error(`no ${hostId}`);
    const { openEditor } = await import('../../../../src/components/editor/open-editor.ts');
    const editor = await openEditor(host, {
      text,
      path,
      siblings,
      label: `Cell ${hostId}: one pot, code`,
      describedBy: 'hint',
      symbols: markSymbols,
      onChange: (next) => calls.push(`${hostId} change ${next.length}`),
      onRun: () => calls.push(`${hostId} run`),
      onCheck: () => calls.push(`${hostId} check`),
    });
    editors[hostId] = editor;
    return editor.kind;
  },
};
