/**
 * What Tab does. Focus that came by Tab leaves by Tab; once the learner types or clicks, Tab indents;
 * Escape gives Tab back. So nobody is trapped, and nobody who writes code is surprised. Who has set that Tab always
 * moves the focus is never overruled.
 */
import * as monaco from 'monaco-editor/editor/editor.api';
import { isOn, onSetting, switchSetting } from './editor-settings.ts';
import { lastInput } from './input-modality.ts';

// In these, Escape closes what is open and must not mean anything else yet.
const nothingToClose = [
  'suggestWidgetVisible',
  'findWidgetVisible',
  'parameterHintsVisible',
  'markersNavigationVisible',
  'editorHoverVisible',
  'inSnippetMode',
]
  .map((key) => `!${key}`)
  .join(' && ');

export interface TabRule {
  /** The caller is about to move focus here; `clicked` when it knows of no action but holds a place. */
  arrive(clicked: boolean): void;
}

export function ruleTab(
  editor: monaco.editor.IStandaloneCodeEditor,
  host: HTMLElement,
  say: (text: string) => void,
): TabRule {
  let leaves: boolean | undefined;
  let windowLeft = false;
  const set = (wanted: boolean): void => {
    const next = wanted || isOn('tab-leaves');
    if (leaves === next) return;
    leaves = next;
    host.dataset.tab = next ? 'leaves' : 'indents';
    editor.updateOptions({ tabFocusMode: next });
  };
  set(true);
  editor.onDidDispose(onSetting((setting) => setting === 'tab-leaves' && set(isOn(setting))));

  editor.onMouseDown(() => set(false));
  editor.onDidChangeModelContent((change) => {
    if (!change.isFlush && editor.hasTextFocus()) set(false);
  });
  editor.onDidBlurEditorText(() => {
    windowLeft = !document.hasFocus();
  });
  editor.onDidFocusEditorText(() => {
    // Coming back from another window is not arriving anew.
    if (!windowLeft && lastInput() !== undefined) set(lastInput() !== 'pointer');
    windowLeft = false;
  });
  editor.addAction({
    id: 'risotto.giveTabBack',
    label: 'Let Tab leave the editor',
    keybindings: [monaco.KeyCode.Escape],
    keybindingContext: nothingToClose,
    run: () => {
      editor.trigger('keyboard', 'removeSecondaryCursors', undefined);
      editor.trigger('keyboard', 'cancelSelection', undefined);
      set(true);
      say('Tab now leaves the editor.');
    },
  });
  const mac = /Mac|iPhone|iPad/.test(navigator.platform);
  editor.addAction({
    id: 'risotto.toggleTab',
    label: 'Toggle what Tab does',
    keybindings: [
      mac
        ? monaco.KeyMod.WinCtrl | monaco.KeyMod.Shift | monaco.KeyCode.KeyM
        : monaco.KeyMod.CtrlCmd | monaco.KeyCode.KeyM,
    ],
    run: () => {
      const next = !leaves;
      switchSetting('tab-leaves', next);
      set(next);
      say(leaves ? 'Tab now leaves the editor.' : 'Tab now indents.');
    },
  });
  return {
    arrive: (clicked) => {
      if (editor.hasTextFocus()) return;
      set(lastInput() === undefined ? !clicked : lastInput() !== 'pointer');
    },
  };
}
