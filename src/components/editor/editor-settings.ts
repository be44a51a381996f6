/** How a learner wants every editor to behave, remembered on the device. */

/** `tab-leaves`: Tab always moves the focus. `screen-reader`: the editor serves a screen reader, detected or not. */
export type EditorSetting = 'tab-leaves' | 'screen-reader';

const listeners = new Set<(setting: EditorSetting) => void>();
/** Where storage is denied, a choice lasts as long as the page. */
const here = new Map<EditorSetting, boolean>();

const keyOf = (setting: EditorSetting): string => `editor-${setting}`;

export function isOn(setting: EditorSetting): boolean {
  try {
    return localStorage.getItem(keyOf(setting)) === 'on';
  } catch {
    return here.get(setting) ?? false;
  }
}

export function switchSetting(setting: EditorSetting, on: boolean): void {
  if (isOn(setting) === on) return;
  here.set(setting, on);
  try {
    if (on) localStorage.setItem(keyOf(setting), 'on');
    else localStorage.removeItem(keyOf(setting));
  } catch {
    // Storage is denied: `here` remembers.
  }
  for (const listener of listeners) listener(setting);
}

/** Hears of every change until the returned function is called. */
export function onSetting(listener: (setting: EditorSetting) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
