/** A figure's state in the page's address, so that a link shows the same figure. Other figures' states stay. */

export function readQuery(key: string): string | undefined {
  return new URLSearchParams(location.search).get(key) ?? undefined;
}

/** The query with one state set, or taken away. */
export function withState(search: string, key: string, text: string | undefined): string {
  const kept = search
    .replace(/^\?/, '')
    .split('&')
    .filter((part) => part !== '' && !part.startsWith(`${key}=`));
  if (text !== undefined) kept.push(`${key}=${text}`);
  return kept.length > 0 ? `?${kept.join('&')}` : '';
}

const waiting = new Map<string, ReturnType<typeof setTimeout>>();

/** Writes the state once it has stood still: Safari refuses more than a hundred changes in thirty seconds. */
export function writeQuery(key: string, text: string | undefined): void {
  clearTimeout(waiting.get(key));
  const write = (): void => {
    history.replaceState(history.state, '', location.pathname + withState(location.search, key, text) + location.hash);
  };
  waiting.set(key, setTimeout(write, 400));
}
